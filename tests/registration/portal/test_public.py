"""What readers see of what units entered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.registration import public, services
from events.registration.models import State
from events.sections import Showing
from pagecache import generation
from tests.factories.events import DisciplineFactory, FestivalFactory
from tests.factories.people import UserFactory
from tests.factories.registration import EntryFactory, EntryMemberFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def discipline():
    yesterday = timezone.now() - timedelta(days=1)
    return DisciplineFactory(festival=FestivalFactory(units_shown_from=yesterday, names_shown_from=yesterday))


def entered(discipline, place=1, **more):
    return EntryFactory(discipline=discipline, state=State.APPROVED, place=place, arrival=place, **more)


def at(moment):
    return Showing(moment, "https://khoi.example.vn")


def html(section):
    return section.html if section else ""


def test_units_are_shown_from_the_moment_that_the_organisers_named(discipline):
    entry = entered(discipline)
    festival = discipline.festival

    assert entry.unit.name in html(public.of_festival(festival, at(festival.units_shown_from)))
    assert public.of_festival(festival, at(festival.units_shown_from - timedelta(seconds=1))) is None
    festival.units_shown_from = None
    assert public.of_festival(festival, at(timezone.now())) is None


@pytest.mark.parametrize("state", [State.DRAFT, State.WAITING, State.REJECTED, State.WITHDRAWN])
def test_who_holds_no_place_is_not_shown(discipline, state):
    entered(discipline)
    entry = EntryFactory(discipline=discipline, state=state)

    assert entry.unit.name not in html(public.of_festival(discipline.festival, at(timezone.now())))
    assert entry.unit.name not in html(public.of_discipline(discipline, at(timezone.now())))
    assert public.of_unit(entry.unit, timezone.now()) == []


def test_names_are_shown_only_where_they_are_published_and_only_of_those_who_compete(discipline):
    entry = entered(discipline)
    player = EntryMemberFactory(entry=entry, participant=ParticipantFactory(unit=entry.unit, full_name="Trần Cầu Thủ"))
    EntryMemberFactory(
        entry=entry, participant=ParticipantFactory(unit=entry.unit, full_name="Lê Lãnh Đội"), role="leader"
    )

    shown = html(public.of_discipline(discipline, at(timezone.now())))
    assert player.participant.full_name in shown
    assert "Lê Lãnh Đội" not in shown

    discipline.festival.names_shown_from = timezone.now() + timedelta(days=1)
    assert player.participant.full_name not in html(public.of_discipline(discipline, at(timezone.now())))


def test_a_unit_shows_what_it_entered(discipline, client):
    entry = entered(discipline, name="Đội Lá Xanh")
    hidden = entered(DisciplineFactory(), unit=entry.unit, name="Đội chưa công bố")

    page = client.get(entry.unit.get_absolute_url()).content.decode()

    assert "Đội Lá Xanh" in page
    assert hidden.name not in page


def test_a_unit_names_a_discipline_once_however_many_teams_it_has_there(discipline, client):
    entry = entered(discipline)
    entered(discipline, 2, unit=entry.unit, number=2)

    page = client.get(entry.unit.get_absolute_url()).content.decode()

    assert page.count(discipline.name) == 1
    assert f"{discipline.name} (2)" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_sections_ask_as_often_for_three_units_as_for_one(discipline, number, django_assert_num_queries):
    for place in range(number):
        entry = entered(discipline, place + 1)
        EntryMemberFactory.create_batch(number, entry=entry)

    with django_assert_num_queries(1):
        public.of_festival(discipline.festival, at(timezone.now()))
    with django_assert_num_queries(2):
        public.of_discipline(discipline, at(timezone.now()))


def test_public_pages_are_made_anew_when_an_entry_goes(discipline, django_capture_on_commit_callbacks):
    entry = entered(discipline)
    before = generation.current()

    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(entry.pk, by=UserFactory(is_superuser=True))

    assert generation.current() != before
