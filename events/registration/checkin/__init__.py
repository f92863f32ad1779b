"""Cards of the people who come, and who has arrived."""
