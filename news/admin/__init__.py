"""The newsroom's part of the admin: the list of articles, the dashboard, topics, content checks."""
