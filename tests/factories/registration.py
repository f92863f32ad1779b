"""What units enter at festivals, and whom they nominate for conferences."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from events.registration.delegates.models import Delegate
from events.registration.models import Entry, EntryMember, Gender, Participant, Registration

from .events import ConferenceFactory, DisciplineFactory, FestivalFactory
from .units import UnitFactory


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


class DelegateFactory(DjangoModelFactory):
    """Somebody whom `unit` has nominated for `conference`."""

    class Meta:
        model = Delegate

    conference = factory.SubFactory(ConferenceFactory)
    unit = factory.SubFactory(UnitFactory)
    full_name = factory.Sequence("Trần Thị Hòa {}".format)
    post = "Phó trưởng phòng"
