"""Wagtail's date fields in Chromium, with its real scripts: what was typed is what is sent.

No server and no database: the page has the inputs as Wagtail renders them.
"""

import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

pytestmark = pytest.mark.browser

OUR_SCRIPT = "vietnamese/date-picker.js"
PAGE = """<!doctype html><meta charset="utf-8">
<script>window.wagtailConfig = {{STRINGS: {{MONTHS: [], WEEKDAYS: [], WEEKDAYS_SHORT: []}}}};
window.dateTimePickerTranslations = {{}};</script>
{scripts}{field}<button>Xong</button>
"""


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        # Debian's Chromium where there is one, else the one that Playwright brings.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(chromium, widget, ours: bool = True):
    """A page with the field alone."""
    names = [
        "wagtailadmin/js/vendor/jquery-3.6.0.min.js",
        "wagtailadmin/js/vendor/jquery.datetimepicker.js",
        *([OUR_SCRIPT] if ours else []),
        "wagtailadmin/js/vendor.js",
        "wagtailadmin/js/date-time-chooser.js",
    ]
    scripts = "".join(f"<script>{Path(finders.find(name)).read_text(encoding='utf-8')}</script>" for name in names)
    page = chromium.new_page()
    page.set_content(PAGE.format(scripts=scripts, field=widget.render("d", None, {"id": "d"})))
    return page


def sent(page, typed: str) -> str:
    """What stands in the field when somebody has typed and gone on."""
    page.locator("#d").click()
    page.locator("#d").press_sequentially(typed)
    page.get_by_role("button", name="Xong").focus()
    value = page.locator("#d").input_value()
    page.close()
    return value


@pytest.mark.parametrize(
    ("widget", "typed"),
    [
        (AdminDateInput, "31/02/2024"),
        (AdminDateInput, "2024-01-17"),
        (AdminDateInput, "hôm qua"),
        (AdminDateInput, "17/01/2024"),
        (AdminDateInput, ""),
        (AdminDateTimeInput, "31/02/2024 15:02"),
        (AdminDateTimeInput, "2024-01-17 15:02"),
        (AdminDateTimeInput, "17/01/2024 15:02"),
        (AdminTimeInput, "25:70"),
    ],
)
def test_what_was_typed_stays(chromium, widget, typed):
    assert sent(opened(chromium, widget()), typed) == typed


def test_without_our_script_another_date_takes_its_place(chromium):
    """The control."""
    assert sent(opened(chromium, AdminDateInput(), ours=False), "31/02/2024") == "02/03/2024"
