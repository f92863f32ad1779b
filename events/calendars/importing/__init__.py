"""A calendar file of others becomes a part of a programme.

`programme` says what would happen and does it, `carrying` keeps what was read until somebody has looked at it.
"""
