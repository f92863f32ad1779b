"""Who reads is counted, once; and what is read most can be found."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP
from tests.browser.content import FULL_ARTICLE
from tests.browser.newsroom import EDITOR, reload_until, sign_in
from tests.browser.test_weight_and_stillness import SHIFTS

pytestmark = pytest.mark.browser

# What Chromium says when nobody drives it: its own name for that is on the list of programs that do not count.
PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36"
NEIGHBOUR = PERSON.replace("146", "145")
FULL = f"/tin-tuc/{FULL_ARTICLE}/"


@pytest.fixture
def person(new_context) -> Page:
    return new_context(user_agent=PERSON, **DESKTOP).new_page()


@pytest.fixture
def beacons():
    """beacons(page): what it sends from now on to be counted."""

    def collect(page: Page) -> list[str]:
        found: list[str] = []
        page.on("request", lambda request: request.url.endswith("/luot-xem/") and found.append(request.post_data))
        return found

    return collect


def views(page: Page):
    return page.get_by_role("main").get_by_text(re.compile(r"^Lượt xem: "))


def article(number: int) -> str:
    return f"/tin-tuc/don-vi-thu-{number}-phat-dong-phong-trao-thi-dua/"


def expect_views(page: Page, text: str) -> None:
    """Within the seconds that draining and the short-lived answer take."""
    reload_until(page, views(page).get_by_text(text, exact=True))
    expect(views(page)).to_have_text(f"Lượt xem: {text}")


def test_a_reader_counts_once_however_often_the_page_is_loaded(person, new_context):
    person.goto(article(1))
    expect(views(person)).to_have_text("Lượt xem: 70")
    expect_views(person, "71")
    for _ in range(3):
        person.reload(wait_until="networkidle")
    other = new_context(user_agent=NEIGHBOUR, **DESKTOP).new_page()
    other.goto(article(1), wait_until="networkidle")
    # The neighbour's view comes after all of the first reader's, so that nothing is still on its way.
    expect_views(person, "72")


def test_figures_are_put_in_without_moving_anything(person):
    fresh = {
        "views": "1.234.567",
        "rating": {
            "average": "4,3",
            "gauge": 86,
            "votes": "9.876",
            "summary": "9.876 lượt đánh giá",
            "rows": [{"stars": stars, "votes": "1.975", "percent": 20} for stars in (5, 4, 3, 2, 1)],
        },
    }
    person.route("**/so-lieu/**", lambda route: route.fulfill(json=fresh))
    person.goto(FULL, wait_until="networkidle")
    expect(views(person)).to_have_text("Lượt xem: 1.234.567")
    expect(person.get_by_role("link", name="4,3 9.876 lượt đánh giá")).to_be_visible()
    rating = person.get_by_role("region", name="Đánh giá")
    expect(rating.get_by_role("listitem")).to_have_text([f"{stars} sao: 1.975" for stars in (5, 4, 3, 2, 1)])
    assert person.evaluate(SHIFTS) == []


def test_without_fresh_figures_those_of_the_page_stay(person):
    person.route("**/so-lieu/**", lambda route: route.abort())
    problems: list[str] = []
    person.on("pageerror", lambda error: problems.append(str(error)))
    person.goto(FULL, wait_until="networkidle")
    expect(views(person)).to_have_text(re.compile(r"^Lượt xem: 1\.\d{3}$"))
    assert problems == []


def test_a_page_asks_for_its_figures_once(person):
    asked: list[str] = []
    person.on("request", lambda request: "/so-lieu/" in request.url and asked.append(request.url))
    person.goto(FULL, wait_until="networkidle")
    assert len(asked) == 1


PRETEND = "Object.defineProperty(Document.prototype, '{name}', {{ get: () => window.pretended, configurable: true }})"


@pytest.mark.parametrize(
    ("name", "unseen", "seen", "event"),
    [
        ("prerendering", "true", "false", "prerenderingchange"),
        ("visibilityState", "'hidden'", "'visible'", "visibilitychange"),
    ],
)
def test_a_page_that_nobody_has_seen_yet_waits(person, beacons, name, unseen, seen, event):
    sent = beacons(person)
    person.add_init_script(f"window.pretended = {unseen}; {PRETEND.format(name=name)}")
    person.goto(FULL, wait_until="networkidle")
    person.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert sent == []
    # It is told of a change that changes nothing, and then of the one that does.
    person.evaluate(f"document.dispatchEvent(new Event('{event}'))")
    assert sent == []
    person.evaluate(f"window.pretended = {seen}; document.dispatchEvent(new Event('{event}'))")
    person.wait_for_load_state("networkidle")
    assert sent == [f"trang={person.evaluate('document.body.dataset.page')}"]
    person.evaluate(f"document.dispatchEvent(new Event('{event}'))")
    assert len(sent) == 1


def test_a_page_that_comes_back_from_the_browsers_memory_is_read_again(person, beacons):
    sent = beacons(person)
    person.goto(FULL, wait_until="networkidle")
    assert len(sent) == 1
    person.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))")
    assert len(sent) == 1
    with person.expect_request("**/luot-xem/"):
        person.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert len(sent) == 2


@pytest.mark.parametrize("path", [f"{FULL}in/", "/", "/tin-tuc/", "/gioi-thieu/"])
def test_what_is_not_counted_sends_nothing(person, beacons, path):
    sent = beacons(person)
    person.goto(path, wait_until="networkidle")
    assert sent == []


def test_a_preview_sends_nothing_and_takes_no_stars(person, beacons, site):
    sign_in(person, EDITOR)
    pk = site.python(f"from news.models import ArticlePage; print(ArticlePage.objects.get(slug='{FULL_ARTICLE}').pk)")
    sent = beacons(person)
    person.goto(f"/quan-tri/pages/{pk.strip()}/view_draft/", wait_until="networkidle")
    expect(views(person)).to_be_visible()
    expect(person.get_by_role("button", name="Gửi đánh giá")).to_be_disabled()
    assert sent == []


def test_without_javascript_the_numbers_are_there(new_context):
    page = new_context(user_agent=PERSON, java_script_enabled=False, **DESKTOP).new_page()
    page.goto(FULL)
    expect(views(page)).to_have_text(re.compile(r"^Lượt xem: 1\.\d{3}$"))
    expect(page.get_by_role("region", name="Đánh giá").locator(".rating__votes")).to_be_visible()


class TestMostRead:
    """The content has one leader for each period; what other tests read stays far below them."""

    LEADERS = {"24 giờ": "Đơn vị thứ 9 ", "7 ngày": "Đơn vị thứ 10 ", "30 ngày": "Đơn vị thứ 8 "}

    @pytest.mark.parametrize("path", ["/", "/tin-tuc/"], ids=["home", "index"])
    @pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
    def test_a_list_for_each_period(self, new_context, path, script):
        page = new_context(java_script_enabled=script, **DESKTOP).new_page()
        page.goto(path)
        box = page.get_by_role("region", name="Đọc nhiều")
        expect(box.get_by_role("radio", checked=True)).to_have_count(1)
        for period, leader in self.LEADERS.items():
            box.get_by_text(period).click()
            expect(box.get_by_role("article").first).to_contain_text(leader)
            assert 2 <= box.get_by_role("article").count() <= 5

    def test_by_keyboard(self, page):
        page.goto("/")
        box = page.get_by_role("region", name="Đọc nhiều")
        box.get_by_role("radio", name="30 ngày").check(force=True)
        page.keyboard.press("ArrowLeft")
        expect(box.get_by_role("radio", name="7 ngày")).to_be_checked()
        box.get_by_role("link").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(self.LEADERS["7 ngày"])
