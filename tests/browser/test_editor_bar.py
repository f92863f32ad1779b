"""The editor's bar on a public page: there for who is signed in, and no request at all from who is not."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.content import FULL_ARTICLE, TITLE
from tests.browser.newsroom import EDITOR, sign_in

pytestmark = pytest.mark.browser

ARTICLE = f"/tin-tuc/{FULL_ARTICLE}/"
BAR = "wagtail-userbar"


def asked_for_the_bar(page: Page) -> list[str]:
    """The addresses below the admin that the page asks for from now on."""
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/quan-tri/" in request.url else None)
    return asked


def marker(page: Page) -> list[str]:
    return [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "bien-tap"]


def read(page: Page) -> str:
    """Opens the article, waits until nothing is asked any more, and returns the page as it was sent."""
    response = page.goto(ARTICLE)
    page.wait_for_load_state("networkidle")
    return response.text()


def test_who_is_signed_in_has_the_bar_and_goes_to_the_editor(page, watch):
    sign_in(page, EDITOR)
    page.wait_for_load_state()  # else what the dashboard still loads is broken off
    seen = watch(page)
    page.goto(ARTICLE)
    bar = page.locator(BAR)

    trigger = bar.get_by_role("button").first
    trigger.focus()
    page.keyboard.press("Enter")
    checks = bar.locator("#checker-trigger [data-content-checker-count]").last
    expect(checks).to_have_text(re.compile(r"^\d+$"))  # the checker has run, as in the preview
    assert seen.problems == []
    bar.get_by_role("menuitem").filter(has=page.locator("use[href='#icon-edit']")).click()

    expect(page).to_have_url(re.compile(r"/quan-tri/pages/\d+/edit/$"))
    expect(page.get_by_role("textbox", name=re.compile("Tiêu đề|Title")).first).to_have_value(TITLE)


def test_a_reader_asks_for_nothing_and_reads_the_same_page(page, new_context):
    asked = asked_for_the_bar(page)
    plain = read(page)
    assert asked == []
    expect(page.locator(BAR)).to_have_count(0)

    editor = new_context().new_page()
    sign_in(editor, EDITOR)

    assert read(editor) == plain
    expect(editor.locator(BAR)).to_have_count(1)


def test_signing_out_ends_the_bar(page):
    sign_in(page, EDITOR)
    read(page)
    assert marker(page) == ["1"]

    page.goto("/quan-tri/")
    page.evaluate("document.querySelector('form[action=\"/quan-tri/logout/\"]').submit()")
    page.wait_for_url(re.compile("/tai-khoan/dang-nhap/"))

    assert marker(page) == []
    asked = asked_for_the_bar(page)
    read(page)
    assert asked == []
    expect(page.locator(BAR)).to_have_count(0)


def test_a_forged_marker_brings_one_refusal_and_is_dropped(site, page):
    page.context.add_cookies([{"name": "bien-tap", "value": "1", "url": site.url}])
    asked = asked_for_the_bar(page)

    read(page)
    assert marker(page) == []
    read(page)

    assert len(asked) == 1
    expect(page.locator(BAR)).to_have_count(0)
