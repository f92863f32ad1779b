"""Mails to those whom a change concerns: written with the change, sent once, to be seen in the admin."""

from .delegates import tell_delegate, tell_no_longer_expected, tell_of_delegates
from .telling import tell

__all__ = ["tell", "tell_delegate", "tell_no_longer_expected", "tell_of_delegates"]
