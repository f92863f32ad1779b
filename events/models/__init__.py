"""Festivals, conferences, what is contested and said there, and the index below which they stand."""

from .base import EventPage, EventState, is_too_far
from .conferences import ConferenceContact, ConferencePage, DelegateQuota
from .disciplines import Branch, Discipline
from .festivals import FestivalContact, FestivalPage
from .index import EventsIndexPage
from .sessions import Handout, Session, Speaker

__all__ = [
    "Branch",
    "ConferenceContact",
    "ConferencePage",
    "DelegateQuota",
    "Discipline",
    "EventPage",
    "EventState",
    "EventsIndexPage",
    "FestivalContact",
    "FestivalPage",
    "Handout",
    "Session",
    "Speaker",
    "is_too_far",
]
