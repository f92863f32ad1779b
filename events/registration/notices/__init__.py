"""Mails to those whom a change concerns: written with the change, sent once, to be seen in the admin."""

from .telling import tell

__all__ = ["tell"]
