"""Mails to those whom a change of the calendar concerns: one to each for what moved together.

`moves` says what moved, `concerned` whom it concerns, `words` how it is said, `invitations` what their calendar
programs are sent, and `telling` does it when an event has come to rest.
"""

from .telling import tell_changes

__all__ = ["tell_changes"]
