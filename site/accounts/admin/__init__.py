"""Representatives of the units in Wagtail's admin: who asks, who acts, who is invited."""
