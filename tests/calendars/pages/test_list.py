"""What comes."""

from datetime import date, timedelta

import pytest

from events.calendars.views import listing
from tests.calendars.pages.conftest import days, deadline, hours, listed, text
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
LIST = "/lich/danh-sach/"


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(hanoi(2026, 11, 18, 12), tick=False)


def test_what_is_on_stands_under_today_and_what_comes_by_day(page_at):
    days("Ngày Hội", date(2026, 11, 17), date(2026, 11, 19))
    hours("Sáng nay", hanoi(2026, 11, 18, 8))
    hours("Năm sau", hanoi(2027, 1, 5, 8))
    page = page_at(LIST)
    assert listed(page) == {"ngay-2026-11-18": ["Ngày Hội", "Sáng nay"], "ngay-2027-01-05": ["Năm sau"]}
    assert [text(month.xpath(".//h2")[0]) for month in page.find_class("agenda-month")] == [
        "Tháng 11/2026",
        "Tháng 1/2027",
    ]


@pytest.mark.parametrize(("hour", "is_there"), [(0, False), (1, True)])
def test_what_was_over_when_the_day_began_is_past(page_at, hour, is_there):
    hours("Đêm qua", hanoi(2026, 11, 17, 20), hanoi(2026, 11, 18, hour))
    deadline("Hạn đêm qua", hanoi(2026, 11, 18))
    assert listed(page_at(LIST)) == ({"ngay-2026-11-18": ["Đêm qua"]} if is_there else {})


def test_past_months_are_a_link_away_the_latest_first(page_at):
    for month in (3, 3, 9):
        hours("Hội nghị", hanoi(2026, month, 5, 8))
    hours("Hôm nay", hanoi(2026, 11, 18, 8))
    links = page_at(LIST).find_class("past-month")
    assert [(link.get("href"), text(link)) for link in links] == [
        ("/lich/2026/09/", "Tháng 9/2026 1"),
        ("/lich/2026/03/", "Tháng 3/2026 2"),
    ]


def test_a_month_begins_at_midnight_in_vietnam(page_at):
    """23:30 of 30 September in UTC is October in Hanoi."""
    hours("Sáng sớm", hanoi(2026, 10, 1, 6, 30))
    assert page_at(LIST).find_class("past-month")[0].get("href") == "/lich/2026/10/"


def test_pages_follow_each_other(page_at, client, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    for number in range(5):
        hours(f"Hội nghị {number}", hanoi(2026, 12, 1, 8) + timedelta(days=number))
    found = [title for page in (LIST, f"{LIST}?trang=2", f"{LIST}?trang=3") for title in listed(page_at(page)).values()]
    assert found == [[f"Hội nghị {number}"] for number in range(5)]
    assert page_at(f"{LIST}?trang=2").xpath("//link[@rel='canonical']/@href") == [f"http://testserver{LIST}?trang=2"]
    assert client.get(f"{LIST}?trang=4").status_code == 404


def test_nothing_announced_leads_to_following(page_at):
    [empty] = page_at(LIST).find_class("empty")
    assert "/lich/theo-doi/" in empty.xpath(".//a/@href")


def test_a_choice_without_results_leads_back_to_everything(page_at):
    hours("Đã qua", hanoi(2026, 9, 5, 8))
    hours("Sắp tới", hanoi(2026, 12, 5, 8), kind="festival")
    [empty] = page_at(f"{LIST}?loai=2").find_class("empty")
    assert empty.xpath(".//a/@href") == [LIST]
