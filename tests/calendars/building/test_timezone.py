"""The time zone in every feed agrees with what the world's time zone data say."""

import io
from datetime import UTC, datetime, timedelta

from dateutil.tz import tzical

from events.calendars.ical.vtimezone import FIRST, vtimezone
from vietnamese.dates import VIETNAM


def of_the_component():
    """The zone as dateutil, which knows nothing of Vietnam here, reads it."""
    return tzical(io.StringIO(vtimezone().to_ical().decode())).get()


def test_every_day_since_its_first_date():
    zone = of_the_component()
    moment, end = datetime(1975, 6, 12, 16, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    while moment < end:
        local = moment.astimezone(VIETNAM)
        assert local.replace(tzinfo=zone).utcoffset() == local.utcoffset() == timedelta(hours=7), moment
        moment += timedelta(days=1)


def test_its_first_date_is_that_of_the_last_change():
    """Midnight of an eighth hour became eleven in the evening of a seventh."""
    before = (FIRST - timedelta(hours=2)).replace(tzinfo=VIETNAM)

    assert before.utcoffset() == timedelta(hours=8)
    assert FIRST.replace(tzinfo=VIETNAM).utcoffset() == timedelta(hours=7)


def test_it_is_the_same_whenever_it_is_made(time_machine):
    time_machine.move_to("1999-01-01")
    then = vtimezone().to_ical()
    time_machine.move_to("2040-01-01")

    assert vtimezone().to_ical() == then
