"""Makers of what tests need, so that each test names only what it is about: `ArticleFactory(title="Hội nghị")`."""

from .calendars import CalendarItemFactory
from .events import (
    ConferenceFactory,
    DisciplineFactory,
    FestivalFactory,
    HandoutFactory,
    SessionFactory,
    events_index,
)
from .gallery import AlbumFactory, PhotoFactory
from .news import ArticleFactory, TopicFactory, hanoi
from .people import UserFactory
from .pictures import ImageFactory, picture_bytes
from .registration import DelegateFactory, EntryFactory, EntryMemberFactory, ParticipantFactory, RegistrationFactory
from .units import MembershipFactory, UnitFactory

__all__ = [
    "AlbumFactory",
    "ArticleFactory",
    "CalendarItemFactory",
    "ConferenceFactory",
    "DelegateFactory",
    "DisciplineFactory",
    "EntryFactory",
    "EntryMemberFactory",
    "FestivalFactory",
    "HandoutFactory",
    "ImageFactory",
    "MembershipFactory",
    "ParticipantFactory",
    "PhotoFactory",
    "RegistrationFactory",
    "SessionFactory",
    "TopicFactory",
    "UnitFactory",
    "UserFactory",
    "events_index",
    "hanoi",
    "picture_bytes",
]
