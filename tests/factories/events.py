"""Festivals with their disciplines, conferences, and what belongs to both."""

from datetime import date, time, timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from events.models import ConferencePage, Discipline, EventsIndexPage, FestivalPage, Handout, Session
from vietnamese.dates import midnight
from vietnamese.text import slug


def events_index() -> EventsIndexPage:
    """The site's index of events; made when the site has none."""
    index = EventsIndexPage.objects.first()
    return index or Page.objects.get(depth=2).add_child(instance=EventsIndexPage(title="Sự kiện", slug="su-kien"))


class EventFactory(DjangoModelFactory):
    """An event below the index, open for units for another week."""

    class Meta:
        abstract = True

    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=7))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    live = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return events_index().add_child(instance=model_class(*args, **kwargs))


class FestivalFactory(EventFactory):
    """A festival whose registration is open for another week."""

    class Meta:
        model = FestivalPage

    title = factory.Sequence("Ngày Hội giao lưu văn nghệ, thể thao {}".format)
    starts_on = factory.LazyFunction(lambda: date.today() + timedelta(days=20))
    ends_on = factory.LazyAttribute(lambda festival: festival.starts_on + timedelta(days=2))


class ConferenceFactory(EventFactory):
    """A conference of one morning, three weeks from now, for which units nominate for another week."""

    class Meta:
        model = ConferencePage

    title = factory.Sequence("Hội nghị tổng kết công tác thi đua {}".format)
    starts_on = factory.LazyFunction(lambda: date.today() + timedelta(days=21))
    ends_on = factory.SelfAttribute("starts_on")
    start_time = time(8)
    end_time = time(11, 30)


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


class DisciplineFactory(DjangoModelFactory):
    class Meta:
        model = Discipline

    festival = factory.SubFactory(FestivalFactory)
    name = factory.Sequence("Kéo co {}".format)
    slug = factory.LazyAttribute(lambda discipline: slug(discipline.name))
    position = factory.Sequence(int)
    squad_min = 1
    squad_max = 8
