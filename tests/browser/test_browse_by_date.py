"""From the small calendar to a day and its articles, and on to the days around it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.content import FULL_ARTICLE, TITLE

pytestmark = pytest.mark.browser


def calendar_of(page):
    """The small calendar, which stands beside articles and lists alike."""
    return page.get_by_role("region", name="Tìm theo ngày")


def test_from_the_calendar_to_an_article(page):
    page.goto(f"/tin-tuc/{FULL_ARTICLE}/")
    calendar = calendar_of(page)
    expect(calendar.get_by_role("columnheader").first).to_have_text("T2")
    days = calendar.get_by_role("cell").get_by_role("link")
    expect(days).to_have_text(["15", "17", "19"])
    expect(days.nth(1)).to_have_attribute("aria-current", "date")

    calendar.get_by_role("link", name="Tin ngày 17/01/2024").click()
    expect(page).to_have_url("/tin-tuc/2024/01/17/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thứ tư, 17/01/2024")
    dates = page.get_by_role("region", name="Bài viết").get_by_role("time")
    expect(dates).to_have_text(["17/01/2024"] * 6)

    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Thứ tư, 17/01/2024 15:02 GMT+7")).to_be_visible()


def test_from_month_to_month_and_from_year_to_year(page):
    page.goto("/tin-tuc/2024/01/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tháng 1/2024")
    # December had no news: the way back leads to the month that had some.
    calendar_of(page).get_by_role("link", name="Tháng 11/2023").click()
    expect(page).to_have_url("/tin-tuc/2023/11/")
    expect(calendar_of(page).get_by_role("cell").get_by_role("link")).to_have_text(["20"])

    page.get_by_role("navigation", name="Vị trí trang").get_by_role("link", name="Năm 2023").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Năm 2023")
    months = page.get_by_role("navigation", name="Các tháng").get_by_role("link")
    expect(months).to_have_text(re.compile(r"Tháng 11/2023\s*1 tin"))

    calendar_of(page).get_by_label("Tháng").select_option("1")
    calendar_of(page).get_by_label("Năm").select_option("2024")
    calendar_of(page).get_by_role("button", name="Xem").click()
    expect(page).to_have_url("/tin-tuc/2024/01/")


def test_a_day_without_news_leads_to_its_neighbours(page):
    page.goto("/tin-tuc/2024/01/18/")
    expect(page.get_by_text("Không có tin trong ngày này.")).to_be_visible()
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="Thứ tư, 17/01/2024")).to_be_visible()
    main.get_by_role("link", name="Thứ sáu, 19/01/2024").click()
    expect(page).to_have_url("/tin-tuc/2024/01/19/")
    page.get_by_role("navigation", name="Các ngày khác").get_by_role("link", name="Thứ tư, 17/01/2024").click()
    expect(page).to_have_url("/tin-tuc/2024/01/17/")
