"""The calendar on a phone, with the keyboard, and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP

pytestmark = pytest.mark.browser

MONTH = "/lich/2023/11/"
CONFERENCE = "Hội nghị tổng kết năm 2023"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}


@pytest.fixture
def phone(new_context):
    return new_context(**PHONE).new_page()


def day_of(page, number: int):
    """The link of a day in the grid."""
    return page.locator(".month-grid a.day__number", has=page.locator(f"xpath=./span[@aria-hidden][.='{number}']"))


def test_a_day_leads_to_its_part_of_the_list(phone):
    phone.goto(MONTH)
    day = day_of(phone, 20)
    expect(day).to_have_accessible_name(re.compile(r"Thứ hai, 20/11/2023: \d+ mục"))
    day.tap()
    expect(phone).to_have_url(f"{MONTH}#ngay-20")
    expect(phone.get_by_role("heading", name="Thứ hai, 20/11/2023")).to_be_in_viewport()
    expect(phone.get_by_role("link", name=CONFERENCE).last).to_be_visible()


def test_a_day_is_as_large_as_a_finger(phone):
    phone.goto(MONTH)
    for cell in phone.locator("td.day:has(a.day__number)").all():
        box = cell.bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_the_grid_names_nothing_twice_on_a_phone_and_everything_at_a_desk(phone, page):
    phone.goto(MONTH)
    expect(phone.locator(".month-grid .single__link:visible, .month-grid .bar__link:visible")).to_have_count(0)
    page.goto(MONTH)
    expect(page.locator(".month-grid").get_by_role("link", name=CONFERENCE).first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(r"^\+\d+ nữa"))).to_be_visible()


def test_with_the_keyboard(phone):
    """Every stop is seen; Enter on a day goes to the day, and the next Tab on from there."""
    phone.goto(MONTH)
    day_of(phone, 20).focus()
    outlined = "element => getComputedStyle(element.closest('td')).outlineStyle"
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Tab")
    assert day_of(phone, 20).evaluate(outlined) == "solid"
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    inside = "document.activeElement.closest('.agenda-day')?.id"
    assert phone.evaluate(inside) == "ngay-20"


def test_a_programme_and_the_ways_into_a_calendar_unfold(phone):
    phone.goto(MONTH)
    day = phone.locator("#ngay-20")
    expect(day.get_by_role("link", name="Tham luận 3", exact=True)).to_be_hidden()
    day.get_by_text("Chương trình trong ngày: 8 mục").press("Enter")
    expect(day.get_by_role("link", name="Tham luận 3", exact=True)).to_be_visible()
    day.get_by_text(f"Thêm vào lịch của bạn: {CONFERENCE}").press("Enter")
    google = day.get_by_role("link", name=re.compile("^Thêm vào Google Lịch"))
    expect(google).to_have_attribute("href", re.compile(r"dates=20231120T010000Z%2F20231120T100000Z"))
    expect(day.get_by_role("link", name="Tệp .ics cho Apple và Outlook")).to_have_attribute(
        "href", re.compile(r"^/lich/su-kien/\d+\.ics$")
    )


def test_without_javascript(new_context):
    page = new_context(java_script_enabled=False, **DESKTOP).new_page()
    page.goto(MONTH)
    page.get_by_text("Lọc theo sự kiện, nội dung thi, đơn vị").click()
    page.get_by_label("Loại", exact=True).select_option(label="Hội nghị")
    page.get_by_label("Ngày Hội, hội nghị").select_option(label=CONFERENCE)
    page.get_by_role("button", name="Xem").first.click()
    expect(page).to_have_url(re.compile(r"/lich/2023/11/\?loai=2&su-kien=\d+$"))
    expect(page.locator(".entry")).to_have_count(1)
    page.get_by_label("Tháng", exact=True).select_option("12")
    page.locator(".month-jump").get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"/lich/2023/12/\?loai=2&su-kien=\d+$"))
    page.get_by_role("link", name="Tháng 11/2023").click()
    page.get_by_role("link", name=re.compile("^Hội nghị tổng kết.*bỏ lọc")).click()
    expect(page).to_have_url("/lich/2023/11/?loai=2")


@pytest.mark.parametrize("address", [MONTH, "/lich/danh-sach/", "/lich/theo-doi/"])
def test_by_night(new_context, address):
    """Also what is folded can be read, and a camera still finds dark on white."""
    page = new_context(color_scheme="dark", **PHONE).new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((details) => details.open = true)")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert not found.violations_count, found.generate_report()
    ground, ink = page.locator(".qr").first.locator("path").all()
    assert ground.evaluate("path => getComputedStyle(path).fill") == "rgb(255, 255, 255)"
    assert ink.evaluate("path => getComputedStyle(path).fill") == "rgb(0, 0, 0)"


def test_a_whole_year_can_be_walked(phone):
    phone.goto("/lich/2023/12/")
    phone.get_by_role("link", name="Tháng 11/2023").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(re.compile(r"Tháng 11\s*/\s*2023"))


def test_the_style_sheets_keep_their_budget(page):
    """What the calendar alone needs does not weigh on other pages, nor all of it together too much on its own."""
    sheets = []
    page.on("response", lambda response: response.request.resource_type == "stylesheet" and sheets.append(response))
    page.goto("/lich/theo-doi/", wait_until="networkidle")
    assert len(sheets) == 4
    assert sum(len(sheet.body()) for sheet in sheets) < 160_000
