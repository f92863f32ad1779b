"""The days of an event, set large, and what stands beside them."""

from datetime import date

import pytest

from events.models import ConferencePage
from events.templatetags.events import beside_big_days, big_days

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 12, 18), date(2026, 12, 18), ("18", "Tháng 12/2026")),
        (date(2026, 12, 18), date(2026, 12, 20), ("18–20", "Tháng 12/2026")),
        (date(2026, 11, 30), date(2026, 12, 2), ("30/11–2/12", " 2026")),
        (date(2026, 12, 31), date(2027, 1, 1), ("31/12–1/1", " 2026–2027")),
    ],
)
def test_both_together_say_days_months_and_years(first, last, expected):
    event = ConferencePage(starts_on=first, ends_on=last)
    days, beside = expected

    assert big_days(event) == days
    assert beside_big_days(event).endswith(beside)
