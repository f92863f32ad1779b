"""How it is said that something is not as it was announced."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import pgettext

from events.calendars.models import CalendarItem

Status = CalendarItem.Status


@pytest.mark.parametrize(
    ("status", "reason", "expected"),
    [
        (Status.CONFIRMED, "", ""),
        (Status.CONFIRMED, "Bão số 9", pgettext("event", "Moved")),
        (Status.TENTATIVE, "", pgettext("calendar", "Planned")),
        (Status.CANCELLED, "Bão số 9", pgettext("calendar", "Cancelled")),
    ],
)
def test_a_state_has_one_word(status, reason, expected):
    said = render_to_string("calendars/parts/state.html", {"item": CalendarItem(status=status, reason=reason)})

    assert (expected in said) and ("entry__state" in said) is bool(expected)
