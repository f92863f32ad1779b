"""Registration in Wagtail's admin: the organisers' board, what they decide, their checks and their lists."""
