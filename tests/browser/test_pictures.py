"""Pictures as a browser lays them out, with all their formats."""

import pytest

from tests.browser.content import FULL_ARTICLE

pytestmark = pytest.mark.browser

TOPS = "row => [...row.querySelectorAll('img')].map(image => Math.round(image.getBoundingClientRect().top))"


def test_a_picture_row_is_one_row(reader):
    """Its grid has a column for each picture; what names their other formats takes none."""
    reader.goto(f"/tin-tuc/{FULL_ARTICLE}/")
    row = reader.locator(".figure__row").first
    row.scroll_into_view_if_needed()
    assert row.locator("source").count() > 0
    tops = row.evaluate(TOPS)
    assert len(tops) > 1
    assert tops == [tops[0]] * len(tops)
