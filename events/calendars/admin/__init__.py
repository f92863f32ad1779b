"""The organisers' screen on which a calendar file becomes a part of a programme."""
