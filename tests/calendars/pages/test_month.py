"""A month as readers see it."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from tests.calendars.pages.conftest import Kind, Status, cells, days, deadline, hours, listed, session, text
from tests.factories import FestivalFactory, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(hanoi(2026, 11, 18, 12), tick=False)


class TestToday:
    @pytest.mark.parametrize(
        ("now", "month", "day"),
        [
            (hanoi(2026, 11, 30, 23, 59), "11", 30),
            (hanoi(2026, 12, 1, 0, 0), "12", 1),
            # The same moments where the server's clock shows another day, another month, another year.
            (datetime(2026, 11, 30, 16, 59, tzinfo=UTC), "11", 30),
            (datetime(2026, 11, 30, 17, 0, tzinfo=UTC), "12", 1),
            (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "1", 1),
        ],
    )
    def test_the_month_is_that_of_vietnam(self, page_at, time_machine, now, month, day):
        time_machine.move_to(now, tick=False)
        page = page_at("/lich/")
        assert f"Tháng {month}/" in text(page.xpath("//h1")[0])
        [marked] = page.find_class("day--today")
        assert marked is cells(page)[day]

    def test_no_other_month_marks_a_day(self, page_at):
        assert page_at("/lich/2026/12/").find_class("day--today") == []

    @pytest.mark.parametrize("address", ["/lich/", "/lich/2026/12/", "/lich/danh-sach/", "/lich/theo-doi/"])
    def test_no_page_is_kept_beyond_midnight(self, client, time_machine, address):
        assert "Cache-Control" not in client.get(address).headers
        time_machine.move_to(hanoi(2026, 11, 18, 23, 59, 30), tick=False)
        assert settings.PAGE_CACHE_SECONDS > 30
        assert "s-maxage=30" in client.get(address).headers["Cache-Control"]


class TestGrid:
    def test_a_festival_lies_over_its_days(self, page_at):
        days("Ngày Hội", date(2026, 11, 25), date(2026, 11, 27))
        found = cells(page_at("/lich/"))
        [bar] = found[25].find_class("bar")
        assert "--width:3" in bar.get("style")
        assert "Ngày Hội" in text(found[26])
        assert found[27].find_class("bar") == []
        assert text(found[28]) == "28"

    def test_over_the_end_of_a_month(self, page_at):
        days("Ngày Hội", date(2026, 11, 29), date(2026, 12, 2))
        november, december = page_at("/lich/2026/11/"), page_at("/lich/2026/12/")
        assert "Ngày Hội" in text(cells(november)[30])
        assert "Ngày Hội" in text(cells(december)[1])
        assert listed(november) == {"ngay-29": ["Ngày Hội"]}
        assert listed(december) == {"ngay-1": ["Ngày Hội"]}
        assert cells(december)[2].xpath(".//a/@href")[0] == "#ngay-1"

    def test_where_it_goes_on_it_stands_beside_what_is_new(self, page_at):
        days("Ngày Hội", date(2026, 11, 25), date(2026, 11, 27))
        hours("Hội nghị", hanoi(2026, 11, 26, 8))
        assert listed(page_at("/lich/")) == {"ngay-25": ["Ngày Hội"], "ngay-26": ["Ngày Hội", "Hội nghị"]}

    def test_what_ends_with_the_month_is_not_in_the_next(self, page_at):
        days("Ngày Hội", date(2026, 11, 30))
        deadline("Ngày Hội", hanoi(2026, 12, 1))
        assert listed(page_at("/lich/2026/12/")) == {}
        assert listed(page_at("/lich/2026/11/")) == {"ngay-30": ["Ngày Hội", "Ngày Hội"]}

    def test_a_full_day_counts_what_is_left(self, page_at):
        for number in range(5):
            session(f"Phiên {number}", hanoi(2026, 11, 20, 8 + number), event_number=1)
        cell = cells(page_at("/lich/"))[20]
        assert "5 mục" in text(cell)
        [more] = cell.find_class("day__more")
        assert text(more).startswith("+2 nữa")
        assert more.get("href") == "#ngay-20"

    def test_a_day_leads_to_its_part_of_the_list(self, page_at):
        hours("Hội nghị", hanoi(2026, 11, 5, 8))
        page = page_at("/lich/")
        [link] = cells(page)[5].xpath(".//a[contains(@class, 'day__number')]")
        assert page.get_element_by_id(link.get("href").removeprefix("#")) is not None
        assert cells(page)[6].xpath(".//a") == []

    def test_a_festival_brings_its_colour(self, page_at):
        festival = FestivalFactory(colour="#0b6e4f", opens_at=None, closes_at=None)
        days("Ngày Hội", date(2026, 11, 25), date(2026, 11, 27), event_number=festival.pk)
        [bar] = cells(page_at("/lich/"))[25].find_class("bar")
        assert f"--event-ground:{festival.shades.ground}" in bar.get("style")


class TestStates:
    def test_what_is_cancelled_is_struck_through_and_says_so(self, page_at):
        hours("Hội nghị", hanoi(2026, 11, 20, 8), status=Status.CANCELLED, reason="Bão số 9")
        page = page_at("/lich/")
        [entry] = page.find_class("entry")
        assert [text(struck) for struck in entry.xpath(".//s")] == ["Hội nghị"]
        assert "Đã hủy" in text(entry)
        assert "Bão số 9" in text(entry)
        assert entry.find_class("add") == []
        assert "Đã hủy: Hội nghị" in text(cells(page)[20])

    def test_what_is_planned_says_so(self, page_at):
        hours("Hội nghị", hanoi(2026, 11, 20, 8), status=Status.TENTATIVE)
        assert "Dự kiến" in text(page_at("/lich/").find_class("entry")[0])

    def test_what_is_withdrawn_is_nowhere(self, page_at):
        hours("Bí mật", hanoi(2026, 11, 20, 8), status=Status.CANCELLED, is_withdrawn=True)
        for address in ("/lich/", "/lich/danh-sach/", "/lich/theo-doi/"):
            assert "Bí mật" not in text(page_at(address))

    def test_a_deadline_says_until_when(self, page_at):
        deadline("Ngày Hội", hanoi(2026, 11, 21))
        page = page_at("/lich/")
        assert "Hết ngày" in text(page.get_element_by_id("ngay-20"))
        assert "Hạn: Ngày Hội" in text(cells(page)[20])


class TestList:
    def test_a_long_programme_is_folded_until_it_is_asked_for(self, page_at):
        days("Ngày Hội", date(2026, 11, 25), event_number=5)
        for number in range(7):
            session(f"Trận {number}", hanoi(2026, 11, 25, 8 + number), event_number=5, location="Sân A, Hà Nội")
        [folded] = page_at("/lich/").find_class("programme-fold")
        assert "7 mục" in text(folded.find("summary"))
        assert folded.get("open") is None
        assert page_at("/lich/2026/11/?su-kien=5").find_class("programme-fold") == []

    def test_a_programme_does_not_repeat_where_its_event_is(self, page_at):
        days("Ngày Hội", date(2026, 11, 25), event_number=5, location="Nhà thi đấu, Hà Nội")
        session("Kéo co", hanoi(2026, 11, 25, 8), event_number=5, location="Sân A, Nhà thi đấu, Hà Nội")
        [hall] = page_at("/lich/").find_class("programme__hall")
        assert text(hall) == "Sân A"

    def test_titles_are_written_as_they_are(self, client):
        hours('<script>alert("x")</script>, “a”; b\\n & 🎉', hanoi(2026, 11, 20, 8))
        html = client.get("/lich/").content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(&quot;x&quot;)" in html

    def test_an_empty_month_names_the_nearest_with_entries(self, page_at):
        hours("Hội nghị", hanoi(2026, 9, 5, 8))
        hours("Hội nghị", hanoi(2027, 2, 5, 8))
        links = page_at("/lich/").find_class("empty__links")[0].xpath("a/@href")
        assert links == ["/lich/2026/09/", "/lich/2027/02/"]


class TestReach:
    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/lich/2026/09/", 200),
            ("/lich/2026/08/", 404),
            ("/lich/2028/11/", 200),
            ("/lich/2028/12/", 404),
            ("/lich/2026/13/", 404),
            ("/lich/2026/00/", 404),
            ("/lich/0000/01/", 404),
            ("/lich/9999/12/", 404),
            ("/lich/2026/1x/", 404),
            ("/lich/99999999999999999999/1/", 404),
            ("/lich/2026/", 404),
            ("/lich/٢٠٢٦/11/", 404),
        ],
    )
    def test_months_from_the_first_entry_to_two_years_ahead(self, client, address, status):
        hours("Hội nghị", hanoi(2026, 9, 5, 8))
        assert client.get(address).status_code == status

    def test_steps_end_where_the_calendar_does(self, page_at):
        hours("Hội nghị", hanoi(2026, 9, 5, 8))
        assert page_at("/lich/2026/09/").xpath("//a[starts-with(@rel, 'prev')]") == []
        assert page_at("/lich/2026/10/").xpath("//a[starts-with(@rel, 'prev')]/@href") == ["/lich/2026/09/"]
        assert page_at("/lich/2028/11/").xpath("//a[starts-with(@rel, 'next')]") == []

    def test_a_month_has_one_address(self, client, page_at):
        hours("Hội nghị", hanoi(2026, 9, 5, 8))
        assert client.get("/lich/2026/9/").headers["Location"] == "/lich/2026/09/"
        [canonical] = page_at("/lich/2026/09/").xpath("//link[@rel='canonical']/@href")
        assert canonical == "http://testserver/lich/2026/09/"

    @pytest.mark.parametrize(
        ("query", "leads_to"),
        [
            ("nam=2027&thang=3", "/lich/2027/03/"),
            ("nam=2026&thang=1", "/lich/2026/11/"),
            ("nam=2028&thang=12", "/lich/2028/11/"),
            ("nam=2027&thang=3&loai=2", "/lich/2027/03/?loai=2"),
        ],
    )
    def test_the_form_leads_to_the_nearest_open_month(self, client, query, leads_to):
        hours("Hội nghị", hanoi(2026, 11, 5, 8))
        assert client.get(f"/lich/chon/?{query}").headers["Location"] == leads_to

    @pytest.mark.parametrize("query", ["", "nam=2026", "nam=x&thang=1", "nam=2026&thang=13", "nam=2026&thang=-1"])
    def test_nonsense_is_not_found(self, client, query):
        assert client.get(f"/lich/chon/?{query}").status_code == 404


def test_the_kinds_are_named():
    assert [str(kind.label) for kind in Kind] == ["Ngày Hội", "Hội nghị", "Chương trình", "Hạn đăng ký"]
