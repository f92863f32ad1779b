from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings import networks
from tests.factories import hanoi

NINE = hanoi(2026, 11, 24, 9)
START = datetime(2026, 11, 24, tzinfo=UTC)


def key(page_id=7, address="203.0.113.5", now=NINE) -> str:
    return networks.key(page_id, {"REMOTE_ADDR": address}, now)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"now": hanoi(2026, 11, 24, 23, 59)}, True),
        ({"now": hanoi(2026, 11, 25, 0, 1)}, False),
        ({"page_id": 8}, False),
        ({"address": "203.0.113.6"}, False),
        ({"address": "::ffff:203.0.113.5"}, True),
    ],
)
def test_a_network_is_known_again_for_a_day_and_a_page(empty_cache, other, same):
    assert (key() == key(**other)) is same


def test_a_subscriber_has_a_whole_64_of_the_new_addresses():
    assert key(address="2001:db8:1:2::1") == key(address="2001:db8:1:2:ffff::9")
    assert key(address="2001:db8:1:2::1") != key(address="2001:db8:1:3::1")


@given(st.lists(st.integers(0, 3 * 60), max_size=40))
def test_a_crowd_is_ten_within_an_hour_wherever_one_looks(minutes):
    moments = [START + timedelta(minutes=minute) for minute in sorted(minutes)]

    def stands_in_a_crowd(moment):
        """Whether some hour that the vote falls into has ten votes or more."""
        begins = [other for other in moments if timedelta(0) <= moment - other <= networks.CROWD_SPAN]
        return any(
            sum(begin <= other <= begin + networks.CROWD_SPAN for other in moments) >= networks.CROWD_VOTES
            for begin in begins
        )

    expected = [place for place, moment in enumerate(moments) if stands_in_a_crowd(moment)]
    assert networks.crowded(moments) == expected
