"""A unit's representative makes up a team in a browser: draft, people, problems, handing in."""

import json
import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

ANH, SON, HA, VIET = "Đỗ Ngọc Ánh", "Đặng Hữu Sơn", "Nguyễn Thị Thu Hà", "Trần Quốc Việt"


@pytest.fixture
def work(site) -> SimpleNamespace:
    """A draft of a unit with four people."""

    def ask(call: str) -> dict:
        source = f"import json; from tests.browser import portal_content; print(json.dumps(portal_content.{call}))"
        return json.loads(site.python(source).splitlines()[-1])

    made = SimpleNamespace(**ask("make()"))
    made.stored = lambda: ask(f"stored({made.entry})")
    return made


@pytest.fixture
def signed_in(new_context, site, work):
    """A page of one of the two representatives."""

    def open_page(number: int = 0, **options) -> Page:
        context = new_context(**(options or DESKTOP))
        context.add_cookies([{"name": "sessionid", "value": work.sessions[number], "url": site.url}])
        return context.new_page()

    return open_page


def seat(page: Page, name: str):
    return page.locator("[data-seats] > li").filter(has_text=name)


def order(page: Page) -> list[str]:
    return page.locator("[data-seats] [data-name]").all_text_contents()


def saved(page: Page):
    """Waits until the page says that everything is stored."""
    expect(page.locator("[data-status]")).to_have_text(re.compile(r"\d\d:\d\d"))


def add(page: Page, typed: str) -> None:
    page.locator("#tim-nguoi").fill(typed)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_a_draft_to_a_team_that_is_handed_in(signed_in, watch, work, device):
    page = signed_in(**device)
    seen = watch(page)
    page.goto(work.address)
    problems = page.locator("[data-problems] li")
    expect(problems).to_have_count(1)  # fewer than two

    add(page, "do ngoc")
    add(page, "son")
    expect(seat(page, ANH)).to_be_visible()
    saved(page)
    expect(problems).to_have_count(1)  # no captain

    seat(page, SON).locator("select").select_option("captain")
    seat(page, SON).locator("input[name^=ao-]").fill("7")
    expect(problems).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.locator("[data-on]").click()
    expect(page).to_have_url(re.compile(r"/gui/$"))
    page.locator("main form button").click()

    expect(page).to_have_url(re.compile(r"/muc/\d+/$"))
    expect(page.locator(".state--submitted")).to_be_visible()
    assert work.stored() == {
        "state": "submitted",
        "name": "",
        "members": [[ANH, "player", None], [SON, "captain", 7]],
    }
    assert seen.problems == []


def test_people_change_places_by_keyboard_and_by_drag(signed_in, work):
    page = signed_in()
    page.goto(work.address)
    for typed in ("anh", "huu son", "thu ha"):
        add(page, typed)
    assert order(page) == [ANH, SON, HA]

    seat(page, HA).locator("[data-move=up]").focus()
    page.keyboard.press("Enter")
    assert order(page) == [ANH, HA, SON]
    expect(seat(page, HA).locator("[data-move=up]")).to_be_focused()

    grip, target = seat(page, ANH).locator("[data-grip]").bounding_box(), seat(page, SON).bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, target["y"] + target["height"] - 5, steps=8)
    page.mouse.up()
    assert order(page) == [HA, SON, ANH]
    saved(page)
    page.reload()
    assert order(page) == [HA, SON, ANH]


def test_who_is_taken_off_can_be_added_again(signed_in, work):
    page = signed_in()
    page.goto(work.address)
    add(page, "anh")
    seat(page, ANH).locator("[data-remove]").click()
    expect(seat(page, ANH)).to_have_count(0)

    add(page, "ánh")

    expect(seat(page, ANH)).to_have_count(1)
    saved(page)
    page.reload()
    assert order(page) == [ANH]


def test_two_who_edit_at_once_are_told_and_lose_nothing(signed_in, work):
    first, second = signed_in(0), signed_in(1)
    first.goto(work.address)
    second.goto(work.address)
    add(first, "anh")
    saved(first)

    add(second, "viet")
    clash = second.locator(".clash")
    expect(clash).to_contain_text(ANH)
    expect(clash).to_contain_text(VIET)
    expect(clash).to_contain_text("Lê Minh")
    assert [name for name, *_ in work.stored()["members"]] == [ANH]
    assert order(second) == [VIET]

    clash.locator("[data-keep]").click()
    saved(second)
    assert [name for name, *_ in work.stored()["members"]] == [VIET]

    first.locator("[name=name]").fill("Đội của Minh")
    first.locator(".clash [data-take]").click()
    expect(first.locator(".clash")).to_have_count(0)
    assert order(first) == [VIET]


def test_without_a_connection_it_is_said_and_saved_later(signed_in, work):
    page = signed_in()
    page.goto(work.address)
    page.context.set_offline(True)
    page.locator("[name=name]").fill("Đội mất mạng")
    expect(page.locator(".entry-form__status--error")).to_be_visible()

    page.context.set_offline(False)
    page.locator("[name=name]").press("End")
    page.keyboard.type(" rồi")

    saved(page)
    assert work.stored()["name"] == "Đội mất mạng rồi"


def test_without_a_script_a_team_is_made_up_all_the_same(signed_in, work):
    page = signed_in(**DESKTOP, java_script_enabled=False)
    page.goto(work.address)
    page.get_by_label(ANH).check()
    page.get_by_label(SON).check()
    page.locator("[data-add]").click()
    assert order(page) == [ANH, SON]

    seat(page, SON).locator("[data-move=up]").click()
    assert order(page) == [SON, ANH]
    seat(page, SON).locator("select").select_option("captain")
    page.locator("[data-on]").click()
    page.locator("main form button").click()

    assert work.stored()["state"] == "submitted"
