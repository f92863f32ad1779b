"""Which events stand in which list, on which day. Both kinds stand together."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from events import queries
from tests.events.conftest import text
from tests.factories import ConferenceFactory, DisciplineFactory, FestivalFactory, events_index, hanoi

pytestmark = pytest.mark.django_db

UTC = ZoneInfo("UTC")
NO_WINDOW = {"opens_at": None, "closes_at": None}


def festival_on(first: date, last: date | None = None, **fields):
    return FestivalFactory(starts_on=first, ends_on=last or first, **NO_WINDOW, **fields)


def conference_on(first: date, last: date | None = None, **fields):
    return ConferenceFactory(starts_on=first, ends_on=last or first, **NO_WINDOW, **fields)


def both(first: date, last: date | None = None, title: str = "Hội") -> None:
    festival_on(first, last, title=f"{title} 1")
    conference_on(first, last, title=f"{title} 2")


def lists(page) -> dict[str, list[str]]:
    """The titles of each list, by the id of its heading."""
    return {
        section.get("aria-labelledby").removesuffix("-title"): [
            title.text_content() for title in section.xpath(".//h3")
        ]
        for section in page.find_class("events-list")
    }


class TestDays:
    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            (hanoi(2026, 12, 17, 23, 59), {"coming": ["Hội 1", "Hội 2"]}),
            (hanoi(2026, 12, 18, 0, 1), {"current": ["Hội 1", "Hội 2"], "coming": []}),
            (hanoi(2026, 12, 19, 12), {"current": ["Hội 1", "Hội 2"], "coming": []}),
            (hanoi(2026, 12, 20, 23, 59), {"current": ["Hội 1", "Hội 2"], "coming": []}),
            (hanoi(2026, 12, 21, 0, 1), {"coming": [], "past": ["Hội 2", "Hội 1"]}),
            # The same moments where the server's clock shows another day.
            (datetime(2026, 12, 17, 16, 59, tzinfo=UTC), {"coming": ["Hội 1", "Hội 2"]}),
            (datetime(2026, 12, 17, 17, 1, tzinfo=UTC), {"current": ["Hội 1", "Hội 2"], "coming": []}),
            (datetime(2026, 12, 20, 17, 1, tzinfo=UTC), {"coming": [], "past": ["Hội 2", "Hội 1"]}),
        ],
    )
    def test_an_event_stands_in_exactly_one_list(self, page_at, time_machine, now, expected):
        festival_on(date(2026, 12, 18), date(2026, 12, 20), title="Hội 1")
        conference_on(date(2026, 12, 18), date(2026, 12, 20), title="Hội 2")
        time_machine.move_to(now, tick=False)
        assert lists(page_at("/su-kien/")) == expected

    def test_yesterday_today_and_tomorrow(self, page_at, time_machine):
        for day, title in enumerate(("Hôm qua", "Hôm nay", "Ngày mai", "Ngày kia"), 17):
            both(date(2026, 12, day), title=title)
        time_machine.move_to(hanoi(2026, 12, 18, 12), tick=False)
        assert lists(page_at("/su-kien/")) == {
            "current": ["Hôm nay 1", "Hôm nay 2"],
            "coming": ["Ngày mai 1", "Ngày mai 2", "Ngày kia 1", "Ngày kia 2"],
            "past": ["Hôm qua 2", "Hôm qua 1"],
        }

    @pytest.mark.parametrize("now", [hanoi(2026, 12, 18, 7), hanoi(2026, 12, 18, 9), hanoi(2026, 12, 18, 23, 59)])
    def test_the_hours_of_a_conference_do_not_take_it_out_of_its_day(self, page_at, time_machine, now):
        conference_on(date(2026, 12, 18), start_time=time(8), end_time=time(11, 30), title="Hội nghị")
        time_machine.move_to(now, tick=False)
        assert lists(page_at("/su-kien/")) == {"current": ["Hội nghị"], "coming": []}

    def test_what_begins_earlier_in_the_day_stands_first(self, page_at, time_machine):
        conference_on(date(2026, 12, 18), start_time=time(14), end_time=time(16), title="Chiều")
        conference_on(date(2026, 12, 18), start_time=time(8), end_time=time(11), title="Sáng")
        time_machine.move_to(hanoi(2026, 12, 1), tick=False)
        assert lists(page_at("/su-kien/")) == {"coming": ["Sáng", "Chiều"]}

    def test_the_page_is_not_kept_beyond_midnight(self, client, time_machine):
        events_index()
        time_machine.move_to(hanoi(2026, 12, 17, 23, 59), tick=False)
        assert "s-maxage=60" in client.get("/su-kien/").headers["Cache-Control"]
        time_machine.move_to(hanoi(2026, 12, 17, 12), tick=False)
        assert "Cache-Control" not in client.get("/su-kien/").headers


class TestPeriods:
    def test_a_year_holds_what_began_in_it(self, page_at):
        festival_on(date(2025, 12, 31), date(2026, 1, 2), title="Giao thừa")
        conference_on(date(2026, 12, 18), title="Hội nghị")
        festival_on(date(2026, 1, 1), title="Năm mới")
        titles = {year: page_at(f"/su-kien/nam/{year}/").xpath("//h3/a/text()") for year in (2025, 2026)}
        assert titles == {2025: ["Giao thừa"], 2026: ["Năm mới", "Hội nghị"]}

    def test_a_month_too(self, page_at):
        festival_on(date(2026, 11, 30), date(2026, 12, 2), title="Cuối tháng")
        conference_on(date(2026, 12, 1), title="Đầu tháng")
        conference_on(date(2026, 12, 31), title="Cuối năm")
        conference_on(date(2027, 1, 1), title="Năm mới")
        page = page_at("/su-kien/nam/2026/12/")
        assert page.xpath("//h3/a/text()") == ["Đầu tháng", "Cuối năm"]
        assert "12/2026" in text(page.xpath("//h1")[0])
        assert page_at("/su-kien/nam/2026/11/").xpath("//h3/a/text()") == ["Cuối tháng"]

    def test_a_month_written_otherwise_is_the_same_address_to_search_engines(self, page_at):
        festival_on(date(2026, 3, 1))
        for month in ("3", "03"):
            page = page_at(f"/su-kien/nam/2026/{month}/")
            assert page.xpath("//link[@rel='canonical']/@href") == ["http://testserver/su-kien/nam/2026/03/"]

    def test_years_and_months_lead_to_each_other_with_their_numbers(self, page_at):
        both(date(2026, 3, 1))
        festival_on(date(2026, 12, 1))
        conference_on(date(2025, 12, 1))
        page = page_at("/su-kien/nam/2026/03/")
        tags = page.find_class("events-years")[0].find_class("tag")
        assert {tag.get("href"): text(tag.find_class("narrow__count")[0]) for tag in tags} == {
            "/su-kien/nam/2026/": "(3)",
            "/su-kien/nam/2025/": "(1)",
            "/su-kien/nam/2026/03/": "(2)",
            "/su-kien/nam/2026/12/": "(1)",
        }
        assert [tag.get("href") for tag in tags if tag.get("aria-current")] == ["/su-kien/nam/2026/03/"]

    @pytest.mark.parametrize(
        "period",
        [
            "0",
            "2024",
            "2028",
            "99999",
            "9" * 40,
            "2026/0",
            "2026/13",
            "2026/99999999999999999999",
            "2028/01",
            "2026/-1",
        ],
    )
    def test_a_time_that_never_was_is_not_found(self, client, period):
        festival_on(date(2025, 11, 14))
        conference_on(date(2027, 11, 14))
        assert client.get(f"/su-kien/nam/{period}/").status_code == 404

    @pytest.mark.parametrize("period", ["2026", "2026/12", "2025/01"])
    def test_a_time_between_is_empty(self, page_at, period):
        festival_on(date(2025, 11, 14))
        conference_on(date(2027, 11, 14))
        assert page_at(f"/su-kien/nam/{period}/").find_class("empty")

    def test_no_event_at_all_has_no_years(self, client):
        events_index()
        assert client.get("/su-kien/nam/2026/").status_code == 404


class TestWhatIsListed:
    def test_nothing_yet_is_said(self, page_at):
        events_index()
        assert page_at("/su-kien/").find_class("empty")

    def test_drafts_and_closed_pages_are_in_no_list(self, page_at):
        for make in (festival_on, conference_on):
            make(date(2026, 12, 18), live=False)
            closed = make(date(2026, 12, 18))
            PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        page = page_at("/su-kien/")
        assert lists(page) == {"coming": []}
        assert not page.find_class("events-years")

    def test_a_card_tells_what_it_is(self, page_at, time_machine):
        time_machine.move_to(hanoi(2026, 12, 1), tick=False)
        both(date(2026, 12, 18))
        cards = page_at("/su-kien/").find_class("event")
        assert ["event--festival" in card.get("class") for card in cards] == [True, False]
        assert len({text(card.find_class("event__kind")[0]) for card in cards}) == 2

    @pytest.mark.parametrize("make", [festival_on, conference_on])
    def test_what_is_cancelled_stays_with_a_mark_and_the_reason(self, page_at, time_machine, make):
        time_machine.move_to(hanoi(2026, 12, 1), tick=False)
        make(date(2026, 12, 18), title="Hội", state="cancelled", state_reason="Bão số 9")
        make(date(2026, 12, 19), title="Khác")
        page = page_at("/su-kien/")
        assert lists(page) == {"coming": ["Hội", "Khác"]}
        (off,) = page.find_class("event--off")
        assert text(off.find_class("event__reason")[0]) == "Bão số 9"
        assert off.find_class("event__state--cancelled")

    def test_it_leads_to_the_calendar_and_the_feed(self, page_at):
        events_index()
        ways = page_at("/su-kien/").find_class("events-ways")[0].xpath(".//a/@href")
        assert ways == ["/lich/", "/lich/theo-doi/", "/su-kien/rss.xml"]


@pytest.mark.parametrize("count", [1, 3, 30])
class TestCost:
    @pytest.fixture(autouse=True)
    def _events(self, count):
        for number in range(count):
            festival = festival_on(date(2026, 1, 1) + timedelta(days=number), title=f"Hội {number}")
            DisciplineFactory(festival=festival)
            conference_on(date(2026, 1, 1) + timedelta(days=number))

    @pytest.mark.parametrize(("path", "expected"), [("/su-kien/", 12), ("/su-kien/nam/2026/", 13)])
    def test_of_a_list(self, client, empty_cache, path, expected):
        client.get(path)  # Django remembers the kinds of content for as long as the process lives
        empty_cache()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) == expected

    @pytest.mark.parametrize(
        ("ask", "expected"),
        [
            (lambda: queries.events_on(date(2026, 1, 1)), 2),
            (lambda: queries.events_between(date(2026, 1, 1), date(2026, 12, 31)), 2),
            (lambda: queries.years(), 2),
            (lambda: queries.addresses(), 3),
            (lambda: queries.newest_changes(date(2026, 1, 1), 30), 2),
        ],
    )
    def test_of_a_question(self, django_assert_num_queries, ask, expected):
        with django_assert_num_queries(expected):
            ask()


@pytest.mark.parametrize("factory", [FestivalFactory, ConferenceFactory])
def test_an_event_that_also_stands_elsewhere_is_listed_once(factory):
    page = factory()
    alias = page.create_alias(update_slug="cung-mot-su-kien")

    assert alias.live
    assert list(queries.listed(type(page))) == [page]
    assert queries.cards() == [page]
