"""What stands below an article: passing its address on, and the view for paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP
from tests.browser.content import FULL_ARTICLE, TITLE

pytestmark = pytest.mark.browser

ARTICLE = f"/tin-tuc/{FULL_ARTICLE}/"


def test_the_address_is_copied_by_keyboard(site, new_context):
    page = new_context(permissions=["clipboard-read", "clipboard-write"], **DESKTOP).new_page()
    page.goto(ARTICLE)
    copy = page.get_by_role("button", name="Sao chép liên kết")
    copy.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".share").get_by_role("status")).to_have_text("Đã sao chép liên kết.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}{ARTICLE}"


def test_where_the_clipboard_is_closed_the_address_is_told(site, page):
    """A browser may refuse; then the reader can still copy by hand."""
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page.goto(ARTICLE)
    page.get_by_role("button", name="Sao chép liên kết").press("Space")
    expect(page.locator(".share").get_by_role("status")).to_contain_text(f"{site.url}{ARTICLE}")


def test_the_other_ways_to_share_name_the_article(site, page):
    page.goto(ARTICLE)
    address = re.escape(f"{site.url}{ARTICLE}".replace(":", "%3A").replace("/", "%2F"))
    facebook = page.get_by_role("link", name="Facebook")
    expect(facebook).to_have_attribute("href", re.compile(rf"^https://www\.facebook\.com/.*{address}$"))
    mail = page.get_by_role("main").get_by_role("link", name="Thư điện tử")
    expect(mail).to_have_attribute("href", re.compile(rf"^mailto:\?subject=.*body={address}$"))


def test_the_view_for_paper(page):
    page.goto(ARTICLE)
    link = page.get_by_role("link", name="Bản in")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{ARTICLE}in/")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("figure").filter(has_text="Đường phố trước giờ khai mạc")).to_be_visible()
    # No menu, no search, no list of other news; and on paper not even the way back.
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("search")).to_have_count(0)
    back = page.get_by_role("link", name="Về bài viết")
    page.emulate_media(media="print")
    expect(back).to_be_hidden()
    page.emulate_media(media="screen")
    back.click()
    expect(page).to_have_url(ARTICLE)
