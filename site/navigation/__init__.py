"""The menu, and what the foot of every page says of the bloc."""
