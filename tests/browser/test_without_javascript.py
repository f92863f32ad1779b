"""Everything works without JavaScript, only less smoothly."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.content import FULL_ARTICLE, TITLE, WORKSHOP

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_context):
    """A reader at a desk who has turned JavaScript off."""
    return new_context(java_script_enabled=False, **DESKTOP).new_page()


def test_from_the_home_page_to_an_article(page):
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.get_by_role("region", name="Mới nhất").get_by_role("link", name=re.compile("Đơn vị thứ")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Đơn vị thứ"))


def test_an_article_is_whole(page):
    page.goto(f"/tin-tuc/{FULL_ARTICLE}/")
    article = page.get_by_role("main").get_by_role("article").first
    expect(article.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(article.get_by_role("img")).to_have_count(8)
    expect(article.get_by_role("link", name="Khai mạc Ngày Hội")).to_be_visible()
    expect(article.get_by_role("table")).to_be_visible()
    expect(article.get_by_role("blockquote")).to_be_visible()
    expect(article.get_by_title("Phóng sự về lễ khai mạc")).to_be_visible()
    expect(article.get_by_role("link", name="Điều lệ Ngày Hội")).to_be_visible()
    # What needs a script to work is not shown at all.
    expect(page.get_by_role("link", name="Facebook")).to_be_visible()
    expect(page.get_by_role("button", name="Sao chép liên kết")).to_have_count(0)


def test_the_search_and_its_filters(page):
    page.goto("/")
    search = page.get_by_role("search", name="Tìm trên trang")
    search.get_by_role("searchbox").fill("hoi thao")
    search.get_by_role("button").click()
    expect(page.get_by_role("link", name=WORKSHOP)).to_be_visible()
    page.get_by_text("Lọc theo loại, chủ đề và ngày").click()
    page.get_by_label("Loại nội dung").select_option(label="Tin tức")
    page.get_by_role("button", name="Áp dụng").click()
    expect(page).to_have_url(re.compile("loai=news"))
    expect(page.get_by_role("link", name=WORKSHOP)).to_be_visible()


def test_the_calendar(page):
    page.goto("/tin-tuc/2024/01/17/")
    calendar = page.get_by_role("region", name="Tìm theo ngày")
    calendar.get_by_label("Tháng").select_option("11")
    calendar.get_by_label("Năm").select_option("2023")
    calendar.get_by_role("button", name="Xem").click()
    expect(page).to_have_url("/tin-tuc/2023/11/")
    calendar.get_by_role("link", name="Tin ngày 20/11/2023").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thứ hai, 20/11/2023")


def test_the_menu_of_a_phone(new_context):
    phone = new_context(java_script_enabled=False, **PHONE).new_page()
    phone.goto("/")
    phone.get_by_role("button", name="Chuyên mục").tap()
    menu = phone.get_by_role("navigation", name="Chuyên mục chính")
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="Giới thiệu").tap()
    expect(phone).to_have_url("/gioi-thieu/")
