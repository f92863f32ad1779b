"""What the pages cost the database, whatever the calendar holds."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.calendars.pages.conftest import days, deadline, hours, session
from tests.factories import DisciplineFactory, FestivalFactory, UnitFactory, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(hanoi(2026, 11, 2, 12), tick=False)


@pytest.fixture
def cost(client, empty_cache):
    """cost(address): the queries of a request; at first with nothing in the cache, then with what all pages keep."""

    def count(address) -> tuple[int, int]:
        client.get(address)  # Django remembers the kinds of content for as long as the process lives
        empty_cache()
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
        return counts[0], counts[1]

    return count


def fill(number: int) -> None:
    """So many festivals with a discipline, a session and a deadline each, conferences, and units."""
    for index in range(number):
        day = date(2026, 11, 3 + index % 26)
        if index < 10:
            festival = FestivalFactory(opens_at=None, closes_at=None, colour="#0b6e4f")
            discipline = DisciplineFactory(festival=festival)
            days(f"Hội {index}", day, day + timedelta(days=2), event_number=festival.pk)
            session("Trận", hanoi(2026, 11, day.day, 8), event_number=festival.pk, discipline_number=discipline.pk)
            deadline("Hội", hanoi(2026, 11, day.day, 17), event_number=festival.pk)
            UnitFactory()
        hours(f"Hội nghị {index}", hanoi(2026, 11, day.day, 8))


@pytest.mark.parametrize("number", [1, 3, 300])
def test_of_every_page(cost, number):
    """First with nothing in the cache, then with what all pages share: one query for what the page shows, another two
    for the pages of the list and for how long programmes are, one more for what concerns a unit."""
    fill(number)
    unit = UnitFactory()
    assert cost("/lich/") == (11, 1)
    assert cost("/lich/danh-sach/") == (13, 3)
    assert cost("/lich/theo-doi/") == (6, 1)
    assert cost(f"/lich/2026/11/?don-vi={unit.pk}") == (12, 2)
