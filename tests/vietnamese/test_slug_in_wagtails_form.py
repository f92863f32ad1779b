"""The live slug in Chromium, with Wagtail's real scripts: the test that notices when Wagtail changes its own.

No server and no database: the page has the two inputs as Wagtail's panels render them.
"""

import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright
from wagtail.admin.panels import TitleFieldPanel
from wagtail.admin.widgets import SlugInput

pytestmark = pytest.mark.browser

WAGTAILS_SCRIPTS = [
    "wagtailadmin/js/vendor/jquery-3.6.0.min.js",
    "wagtailadmin/js/core.js",
    "wagtailadmin/js/vendor.js",
    "wagtailadmin/js/wagtailadmin.js",
]
OUR_SCRIPT = "vietnamese/slug.js"

PAGE = """<!doctype html><meta charset="utf-8">
<script id="wagtail-config" type="application/json">{{"ADMIN_URLS": {{}}, "LOCALES": []}}</script>
<script>window.gettext = (text) => text; window.ngettext = (one, many, count) => many;</script>
<input id="id_title" data-controller="w-sync" data-w-sync-target-value="#id_slug" data-action="{actions}">
{slug_input}
"""


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        # Debian's Chromium where there is one, else the one that Playwright brings.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_form(chromium):
    """Opens the form with Wagtail's scripts, and those named; a script that fails there fails the test."""
    errors = []
    tab = chromium.new_page()
    tab.on("pageerror", lambda error: errors.append(error))

    def open_with(*scripts):
        actions = " ".join(TitleFieldPanel.BoundPanel.apply_actions)
        tab.set_content(PAGE.format(actions=actions, slug_input=SlugInput().render("slug", "", {"id": "id_slug"})))
        for script in [*WAGTAILS_SCRIPTS, *scripts]:
            tab.add_script_tag(content=Path(finders.find(script)).read_text(encoding="utf-8"))
        return tab

    yield open_with
    tab.close()
    assert errors == []


def type_title(tab, title):
    tab.locator("#id_title").press_sequentially(title)
    tab.locator("#id_title").blur()
    # Wagtail waits for a pause in the typing.
    tab.wait_for_timeout(300)


def test_the_slug_follows_a_vietnamese_title(open_form):
    tab = open_form(OUR_SCRIPT)

    type_title(tab, "Đồng diễn: Đoàn kết, đổi mới")

    assert tab.input_value("#id_slug") == "dong-dien-doan-ket-doi-moi"


def test_a_slug_that_was_written_by_hand_is_tidied_and_then_kept(open_form):
    tab = open_form(OUR_SCRIPT)
    type_title(tab, "Đồng diễn")

    tab.fill("#id_slug", "Tay Viết")
    tab.locator("#id_slug").blur()
    assert tab.input_value("#id_slug") == "tay-viet"

    type_title(tab, " ngày hội")
    assert tab.input_value("#id_slug") == "tay-viet"


def test_without_our_script_wagtail_drops_the_vowels(open_form):
    """The control. Should this fail, Wagtail has learnt Vietnamese, and our script may go."""
    tab = open_form()

    type_title(tab, "Đồng diễn")

    assert tab.input_value("#id_slug") == "djng-din"
