"""What readers choose, and what is chosen for them to choose from."""

from datetime import date

import pytest
from django.db.models import Q

from events.calendars import audiences
from events.calendars.audiences import Audience, Scope
from events.calendars.models import CalendarItem
from pagecache.keys import pick
from tests.calendars.pages.conftest import days, deadline, hours, listed, session, text
from tests.factories import DisciplineFactory, FestivalFactory, UnitFactory, hanoi

pytestmark = pytest.mark.django_db
NOVEMBER, LIST = "/lich/2026/11/", "/lich/danh-sach/"


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(hanoi(2026, 11, 2, 12), tick=False)


@pytest.fixture
def festival():
    """A festival with a ceremony and two disciplines, and a conference."""
    page = FestivalFactory(starts_on=date(2026, 11, 20), opens_at=None, closes_at=None)
    CalendarItem.objects.all().delete()
    page.rope, page.chess = (DisciplineFactory(festival=page, name=name) for name in ("Kéo co", "Cờ tướng"))
    CalendarItem.objects.all().delete()
    days("Ngày Hội", date(2026, 11, 20), event_number=page.pk)
    session("Khai mạc", hanoi(2026, 11, 20, 7), event_number=page.pk)
    for discipline in (page.rope, page.chess):
        session(discipline.name, hanoi(2026, 11, 20, 8), event_number=page.pk, discipline_number=discipline.pk)
    deadline("Ngày Hội", hanoi(2026, 11, 10, 17), event_number=page.pk)
    hours("Hội nghị", hanoi(2026, 11, 25, 8))
    return page


@pytest.fixture
def titles(page_at):
    """titles(address): what is listed there."""
    return lambda address: [title for found in listed(page_at(address)).values() for title in found]


class TestChoice:
    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (1, ["Ngày Hội"]),
            (2, ["Hội nghị"]),
            (3, ["Ngày Hội", "Khai mạc", "Cờ tướng", "Kéo co"]),
            (4, ["Ngày Hội"]),
        ],
    )
    def test_by_kind(self, titles, festival, number, expected):
        # A programme whose event is not chosen stands below the event's title, which is none of its own.
        CalendarItem.objects.filter(kind="session").update(event_title="Ngày Hội")
        assert sorted(titles(f"{NOVEMBER}?loai={number}")) == sorted(expected)

    def test_by_event(self, titles, festival):
        assert sorted(titles(f"{NOVEMBER}?su-kien={festival.pk}")) == [
            "Cờ tướng", "Khai mạc", "Kéo co", "Ngày Hội", "Ngày Hội",
        ]  # fmt: skip

    def test_by_discipline_with_what_concerns_all_of_its_festival(self, titles, festival):
        found = titles(f"{NOVEMBER}?noi-dung={festival.rope.pk}")
        assert "Kéo co" in found
        assert "Khai mạc" in found
        assert "Cờ tướng" not in found
        assert "Hội nghị" not in found

    def test_by_unit_as_the_audiences_say(self, titles, festival, monkeypatch):
        unit = UnitFactory()
        own = Q(discipline_number=festival.chess.pk)
        audience = Audience(lambda asked, now: Scope(own if asked == unit else Q(pk=0)), lambda user, now: Scope())
        monkeypatch.setattr(audiences, "_audiences", [audience])
        found = titles(f"{NOVEMBER}?don-vi={unit.pk}")
        assert "Cờ tướng" in found
        assert "Hội nghị" in found
        assert "Kéo co" not in found

    def test_together(self, titles, festival):
        assert titles(f"{NOVEMBER}?loai=4&su-kien={festival.pk}") == ["Ngày Hội"]

    def test_the_list_leaves_programmes_out_until_they_are_asked_for(self, titles, page_at, festival):
        assert titles(LIST) == ["Ngày Hội", "Ngày Hội", "Hội nghị"]
        [link] = page_at(LIST).find_class("entry__programme")
        assert "3 mục" in text(link)
        assert link.find("a").get("href") == f"{LIST}?su-kien={festival.pk}"
        assert "Khai mạc" in titles(f"{LIST}?su-kien={festival.pk}")


class TestForm:
    def test_it_names_what_there_is_alone(self, page_at, festival):
        FestivalFactory(title="Chưa có trên lịch", live=False)
        DisciplineFactory(festival=festival, name="Chưa có lịch thi")
        UnitFactory(short_name="Đã rời Khối", is_active=False)
        form = page_at(NOVEMBER).find_class("narrow-down__form")[0]
        offered = [text(option) for option in form.xpath(".//option")]
        assert {"Kéo co", "Cờ tướng", "Ngày Hội", "Hội nghị"} <= set(offered)
        assert not {"Chưa có trên lịch", "Chưa có lịch thi", "Đã rời Khối"} & set(offered)

    @pytest.mark.parametrize("address", [NOVEMBER, LIST])
    def test_blanks_are_left_out_of_the_address(self, client, festival, address):
        answer = client.get(f"{address}?loai=1&su-kien={festival.pk}&noi-dung=&don-vi=")
        assert answer.headers["Location"] == f"{address}?loai=1&su-kien={festival.pk}"

    def test_it_says_what_is_chosen_and_how_to_let_go_of_it(self, page_at, festival):
        unit = UnitFactory(short_name="Cục SHTT")
        chips = page_at(f"{NOVEMBER}?don-vi={unit.pk}&loai=3").find_class("chosen__item")
        assert [(text(chip).split(" (")[0], chip.get("href")) for chip in chips] == [
            ("Chương trình", f"{NOVEMBER}?don-vi={unit.pk}"),
            ("Cục SHTT", f"{NOVEMBER}?loai=3"),
        ]


class TestAddresses:
    def test_months_and_views_keep_the_choice(self, page_at, festival):
        query = f"?loai=3&su-kien={festival.pk}"
        page = page_at(NOVEMBER + query)
        assert page.xpath("//a[starts-with(@rel, 'next')]/@href") == [f"/lich/2026/12/{query}"]
        assert f"{LIST}{query}" in page.xpath("//a/@href")
        assert page.xpath("//form[@class='month-jump']//input[@type='hidden']/@name") == ["loai", "su-kien"]

    def test_it_is_written_in_the_order_in_which_the_page_cache_has_it(self, client, festival, settings):
        unit = UnitFactory()
        asked = f"su-kien={festival.pk}&noi-dung={festival.rope.pk}&loai=3&don-vi={unit.pk}"
        kept, _ = pick(asked, NOVEMBER, settings.PAGE_CACHE_QUERY_NUMBERS)
        assert client.get(f"/lich/chon/?nam=2026&thang=11&{asked}").headers["Location"] == f"{NOVEMBER}?{kept}"

    @pytest.mark.parametrize("address", [NOVEMBER, LIST])
    def test_each_is_kept_and_none_makes_two_feeds_of_one(self, settings, address):
        numbers = settings.PAGE_CACHE_QUERY_NUMBERS
        assert pick("loai=3&utm_source=zalo", address, numbers) == ("loai=3", True)
        assert pick("loai=3", "/lich/tat-ca.ics", numbers) == ("", True)

    def test_only_what_is_whole_is_for_search_engines(self, page_at, festival):
        assert "noindex" not in page_at(NOVEMBER).xpath("string(//meta[@name='robots']/@content)")
        robots = page_at(f"{NOVEMBER}?loai=3").xpath("//meta[@name='robots']/@content")
        assert "noindex" in robots

    @pytest.mark.parametrize(
        "query",
        [
            "loai=5", "loai=0", "loai=-1", "loai=x", "loai=01", "su-kien=999999", "noi-dung=123456", "don-vi=99999",
            "don-vi=9223372036854775808", "loai=" + "9" * 5000, "su-kien=%D9%A1", "loai=1%20", "trang=0", "trang=x",
            "trang=999", "su-kien=1.0",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("address", [NOVEMBER, LIST, "/lich/chon/"])
    def test_what_names_nothing_is_not_found(self, client, festival, address, query):
        paging = query.startswith("trang")
        expected = 404 if not paging or address == LIST else (302 if address == "/lich/chon/" else 200)
        extra = "&nam=2026&thang=11" if address == "/lich/chon/" else ""
        assert client.get(f"{address}?{query}{extra}").status_code == expected

    def test_text_that_cannot_be_stored_is_refused(self, client, festival):
        assert client.get(f"{NOVEMBER}?loai=%00").status_code in (400, 404)


class TestFeed:
    @pytest.mark.parametrize(
        ("query", "path"),
        [
            ("", "/lich/tat-ca.ics"),
            ("?loai=1", "/lich/tat-ca.ics"),
            ("?su-kien={festival.pk}", "/lich/su-kien/{festival.pk}.ics"),
            ("?noi-dung={festival.rope.pk}&su-kien={festival.pk}", "/lich/noi-dung/{festival.rope.pk}.ics"),
            ("?don-vi={unit.pk}", "/lich/don-vi/{unit.code}.ics"),
        ],
    )
    def test_a_choice_offers_the_feed_that_fits(self, page_at, client, festival, query, path):
        names = {"festival": festival, "unit": UnitFactory()}
        address = page_at(NOVEMBER + query.format(**names)).find_class("follow__address")[0].find("input").get("value")
        assert address == "http://testserver" + path.format(**names)
        assert client.get(address).status_code == 200
