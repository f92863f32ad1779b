"""Festivals, disciplines, and what units enter there."""

from datetime import date, time, timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from events.models import ConferencePage, Discipline, EventsIndexPage, FestivalPage, Handout, Session
from events.registration.delegates.models import Delegate
from events.registration.models import Entry, EntryMember, Gender, Participant, Registration
from vietnamese.dates import midnight
from vietnamese.text import slug

from .units import UnitFactory


def events_index() -> EventsIndexPage:
    """The site's index of events; made when the site has none."""
    index = EventsIndexPage.objects.first()
    return index or Page.objects.get(depth=2).add_child(instance=EventsIndexPage(title="Sự kiện", slug="su-kien"))


class FestivalFactory(DjangoModelFactory):
    """A festival whose registration is open for another week."""

    class Meta:
        model = FestivalPage

    title = factory.Sequence("Ngày Hội giao lưu văn nghệ, thể thao {}".format)
    starts_on = factory.LazyFunction(lambda: date.today() + timedelta(days=20))
    ends_on = factory.LazyAttribute(lambda festival: festival.starts_on + timedelta(days=2))
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=7))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    live = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return events_index().add_child(instance=model_class(*args, **kwargs))


class ConferenceFactory(DjangoModelFactory):
    """A conference of one morning, three weeks from now, for which units nominate for another week."""

    class Meta:
        model = ConferencePage

    title = factory.Sequence("Hội nghị tổng kết công tác thi đua {}".format)
    starts_on = factory.LazyFunction(lambda: date.today() + timedelta(days=21))
    ends_on = factory.SelfAttribute("starts_on")
    start_time = time(8)
    end_time = time(11, 30)
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=7))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    live = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return events_index().add_child(instance=model_class(*args, **kwargs))


class SessionFactory(DjangoModelFactory):
    """An hour of the programme, at nine on the first day of `event`."""

    class Meta:
        model = Session

    event = factory.SubFactory(ConferenceFactory)
    title = factory.Sequence("Tham luận {}".format)
    starts_at = factory.LazyAttribute(lambda session: midnight(session.event.starts_on) + timedelta(hours=9))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=1))


class HandoutFactory(DjangoModelFactory):
    """A paper of `event` that everyone may have, a PDF of a few bytes."""

    class Meta:
        model = Handout

    event = factory.SubFactory(ConferenceFactory)
    title = factory.Sequence("Báo cáo {}".format)
    audience = Handout.Audience.EVERYONE
    name = factory.LazyAttribute(lambda handout: f"{handout.title}.pdf")
    kind_of_file = "pdf"
    size = factory.LazyAttribute(lambda handout: handout.file.size)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 du lieu", "tep.pdf"))


class DelegateFactory(DjangoModelFactory):
    """Somebody whom `unit` has nominated for `conference`."""

    class Meta:
        model = Delegate

    conference = factory.SubFactory(ConferenceFactory)
    unit = factory.SubFactory(UnitFactory)
    full_name = factory.Sequence("Trần Thị Hòa {}".format)
    post = "Phó trưởng phòng"


class DisciplineFactory(DjangoModelFactory):
    class Meta:
        model = Discipline

    festival = factory.SubFactory(FestivalFactory)
    name = factory.Sequence("Kéo co {}".format)
    slug = factory.LazyAttribute(lambda discipline: slug(discipline.name))
    position = factory.Sequence(int)
    squad_min = 1
    squad_max = 8


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant

    unit = factory.SubFactory(UnitFactory)
    full_name = factory.Sequence("Nguyễn Văn Sơn {}".format)
    birth_date = date(1990, 3, 5)
    gender = Gender.MALE


class RegistrationFactory(DjangoModelFactory):
    class Meta:
        model = Registration
        django_get_or_create = ("festival", "unit")

    festival = factory.SubFactory(FestivalFactory)
    unit = factory.SubFactory(UnitFactory)


class EntryFactory(DjangoModelFactory):
    """A draft of `unit` in `discipline`, without a roster."""

    class Meta:
        model = Entry

    discipline = factory.SubFactory(DisciplineFactory)
    unit = factory.SubFactory(UnitFactory)
    registration = factory.LazyAttribute(
        lambda entry: RegistrationFactory(festival=entry.discipline.festival, unit=entry.unit)
    )


class EntryMemberFactory(DjangoModelFactory):
    class Meta:
        model = EntryMember

    entry = factory.SubFactory(EntryFactory)
    participant = factory.LazyAttribute(lambda member: ParticipantFactory(unit=member.entry.unit))
    position = factory.Sequence(int)
