"""A phone of 360 by 740, by touch and with a keyboard plugged in."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.content import FULL_ARTICLE

pytestmark = pytest.mark.browser


@pytest.fixture
def menu(phone):
    """The main menu of the home page, still closed."""
    phone.goto("/")
    found = phone.locator("#menu")
    expect(found).to_be_hidden()
    return found


def outline_of(focused) -> str:
    """How the element with the focus stands out."""
    return focused.evaluate("element => getComputedStyle(element).outlineStyle")


def test_the_menu_by_touch(phone, menu):
    phone.get_by_role("button", name="Chuyên mục").tap()
    expect(menu).to_be_visible()
    expect(menu.get_by_role("link")).to_have_text(
        ["Trang chủ", "Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch", "Đơn vị", "Giới thiệu"]
    )
    found = Axe().run(phone, options={"resultTypes": ["violations"]})
    assert not found.violations_count, found.generate_report()
    menu.get_by_role("button", name="Đóng chuyên mục").tap()
    expect(menu).to_be_hidden()

    phone.get_by_role("button", name="Chuyên mục").tap()
    menu.get_by_role("link", name="Tin tức").tap()
    expect(phone).to_have_url("/tin-tuc/")
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Chuyên mục").tap()
    expect(menu.get_by_role("link", name="Tin tức")).to_have_attribute("aria-current", "page")


def test_the_menu_by_keyboard(phone, menu):
    button = phone.get_by_role("button", name="Chuyên mục")
    button.focus()
    phone.keyboard.press("Enter")
    expect(menu).to_be_visible()
    phone.keyboard.press("Tab")
    close = menu.get_by_role("button", name="Đóng chuyên mục")
    expect(close).to_be_focused()
    assert outline_of(close) == "solid"
    phone.keyboard.press("Tab")
    first = menu.get_by_role("link").first
    expect(first).to_be_focused()
    assert outline_of(first) == "solid"
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_what_can_be_touched_is_large_enough(phone):
    """24 CSS pixels at least (WCAG 2.2, 2.5.8); the controls in the bar at the top have a finger's size."""
    phone.goto(f"/tin-tuc/{FULL_ARTICLE}/")
    for control in phone.get_by_role("banner").locator("a:visible, button:visible").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 40, control.evaluate("element => element.outerHTML")


def test_the_first_tab_leads_to_the_content(phone):
    phone.goto(f"/tin-tuc/{FULL_ARTICLE}/")
    phone.keyboard.press("Tab")
    skip = phone.get_by_role("link", name="Đến thẳng nội dung")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("main")).to_be_focused()
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("navigation", name="Vị trí trang").get_by_role("link").first).to_be_focused()


STOP = """() => {
  const element = document.activeElement;
  // The browser's own controls, and what is inside a video's frame, are not ours to outline.
  if (element === document.body || element.tagName === "IFRAME") return null;
  const box = element.getBoundingClientRect();
  const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  // A card is outlined as a whole when the link in its title has the focus.
  const outlined = [element, element.closest(".card")].some((shown) => {
    return shown && getComputedStyle(shown).outlineStyle === "solid";
  });
  return [element.outerHTML.slice(0, 120), outlined && within];
}"""


def test_the_focus_is_always_seen(phone):
    """Every stop of the keyboard's way through an article has an outline and lies within sight."""
    phone.goto(f"/tin-tuc/{FULL_ARTICLE}/")
    stops = []
    for _ in range(60):
        phone.keyboard.press("Tab")
        stops.append(phone.evaluate(STOP))
    stops = list(filter(None, stops))
    assert any("mailto:lienhe" in html for html, _ in stops), "the way has not come to the foot of the page"
    assert [html for html, seen in stops if not seen] == []
