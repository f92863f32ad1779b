"""Searching as people type: without accents, with letters put together in either way, and with the keyboard alone."""

import re
import unicodedata

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.content import WORKSHOP

pytestmark = pytest.mark.browser


def results_of(page):
    """What the page has found."""
    return page.get_by_role("region", name="Kết quả").get_by_role("article")


@pytest.fixture
def field(page):
    """The field in the masthead of the home page."""
    page.goto("/")
    return page.get_by_role("search", name="Tìm trên trang").get_by_role("combobox")


@pytest.mark.parametrize("typed", ["hoi thao", "HỘI THẢO", unicodedata.normalize("NFD", "hội thảo")])
def test_the_workshop_is_found(page, field, typed):
    field.fill(typed)
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q="))
    found = results_of(page).filter(has=page.get_by_role("link", name=WORKSHOP))
    expect(found).to_have_count(1)
    expect(found.locator("mark")).to_have_text(["Hội thảo", "hội thảo"])


def test_filters_narrow_down_and_stay(page):
    page.goto("/tim-kiem/?q=thi+dua")
    total = page.get_by_role("main").get_by_role("status").filter(has_text="kết quả")
    expect(total).to_have_text("15 kết quả")
    page.get_by_text("Lọc theo loại, chủ đề và ngày").click()
    page.get_by_label("Chủ đề").select_option(label="Hội nghị, hội thảo")
    page.get_by_label("Từ ngày").fill("17/01/2024")
    page.get_by_label("Đến ngày").fill("17/01/2024")
    page.get_by_role("button", name="Áp dụng").click()
    expect(page).to_have_url(re.compile("chu_de=hoi-nghi"))
    # Two of the day's calls to join in, and the workshop.
    expect(total).to_have_text("3 kết quả")
    expect(results_of(page).get_by_role("link", name=WORKSHOP)).to_be_visible()
    expect(results_of(page).get_by_role("time")).to_have_text(["17/01/2024"] * 3)
    # The filters are still to be seen, filled in.
    expect(page.get_by_label("Từ ngày")).to_have_value("17/01/2024")


def test_nothing_found_leads_on(page):
    page.goto("/tim-kiem/?q=khongcotunay")
    expect(page.get_by_role("status").filter(has_text="“khongcotunay”")).to_be_visible()
    expect(results_of(page)).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Tin mới nhất").click()
    expect(page).to_have_url("/tin-tuc/")


def test_an_impossible_date_is_told_beside_its_field(page):
    page.goto("/tim-kiem/?q=hoi+thao&tu=31/02/2024")
    field = page.get_by_label("Từ ngày")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("31/02/2024")
    expect(field).to_have_accessible_description(re.compile("ngày", re.IGNORECASE))


def test_suggestions_by_keyboard(page, field):
    field.press_sequentially("chuyen d")
    options = page.get_by_role("option")
    expect(options).to_have_text([WORKSHOP])
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("search", name="Tìm trên trang").get_by_role("status")).to_have_text("1 gợi ý")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert not found.violations_count, found.generate_report()

    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("chuyen d")
    expect(field).to_have_attribute("aria-expanded", "false")

    field.press_sequentially("o")
    expect(options).to_have_count(1)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(field).to_be_focused()
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORKSHOP)


def test_enter_searches_while_no_suggestion_is_chosen(page, field):
    field.press_sequentially("chuyen d")
    expect(page.get_by_role("option")).to_have_count(1)
    field.press("ArrowDown")
    field.press("ArrowUp")
    field.press("Enter")
    expect(page).to_have_url("/tim-kiem/?q=chuyen+d")
