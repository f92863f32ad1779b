"""What stands in the calendar, without the events that it would come from."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.calendars.models import CalendarItem


class CalendarItemFactory(DjangoModelFactory):
    """A conference of one morning, three weeks from now. `event_number` groups what belongs to one event."""

    class Meta:
        model = CalendarItem

    source = factory.Sequence("event-{}".format)
    uid = factory.LazyAttribute(lambda item: f"{item.source}@example.vn")
    kind = CalendarItem.Kind.CONFERENCE
    event_number = factory.Sequence(lambda number: 1000 + number)
    summary = factory.Sequence("Hội nghị tổng kết công tác thi đua {}".format)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=21))
    ends_at = factory.LazyAttribute(lambda item: item.starts_at + timedelta(hours=3))
    created_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("created_at")
    path = factory.LazyAttribute(lambda item: f"/su-kien/{item.event_number}/")
