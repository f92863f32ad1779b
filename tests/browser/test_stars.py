"""Giving stars: by mouse, keyboard and touch, without JavaScript; changing one's mind; and what may go wrong."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_every_template import assert_accessible, assert_fits, assert_leaves_nothing

pytestmark = pytest.mark.browser

WORDS = ["1 sao: Kém", "2 sao: Trung bình", "3 sao: Khá", "4 sao: Tốt", "5 sao: Xuất sắc"]
HINT = "Di chuột vào ngôi sao để chọn điểm"
THANKS = "Cảm ơn bạn đã đánh giá!"
# Twelve articles of the content, one for each test that votes: what one has voted the next would find.
HOVER, KEYBOARD, TOUCH, PLAIN, RELOAD, CHANGE, OFFLINE, FULL, COOKIES, NOTES, BACK, DARK = range(1, 13)


def article(number: int) -> str:
    return f"/tin-tuc/don-vi-thu-{number}-phat-dong-phong-trao-thi-dua/"


class Box:
    """The stars below an article."""

    def __init__(self, page: Page):
        self.page = page
        self.all = page.get_by_role("region", name="Đánh giá")
        self.group = self.all.get_by_role("group", name="Đánh giá")
        self.status = self.all.get_by_role("status")
        self.send = self.all.get_by_role("button", name="Gửi đánh giá")
        self.withdraw = self.all.get_by_role("button", name="Rút đánh giá")
        self.summary = self.all.locator(".rating__votes")
        self.average = self.all.locator(".rating__average")

    def star(self, number: int):
        """What is pointed at; `radio` is what the keyboard and a screen reader find."""
        return self.all.locator(f"label[for=star-{number}]")

    def radio(self, number: int):
        return self.group.get_by_role("radio", name=WORDS[number - 1])

    def rows(self) -> list[str]:
        """How many gave five stars, four, … one."""
        return self.all.locator("[data-votes]").all_text_contents()

    def expect_chosen(self, number: int | None) -> None:
        for each in range(1, 6):
            expect(self.radio(each)).to_be_checked(checked=each == number)


@pytest.fixture
def box(page):
    """box(number): the stars of that article, opened at a desk."""

    def open_article(number: int) -> Box:
        page.goto(article(number), wait_until="networkidle")
        return Box(page)

    return open_article


@pytest.fixture
def posts(page) -> list[str]:
    """The addresses to which the page has posted stars."""
    found: list[str] = []
    page.on("request", lambda request: request.method == "POST" and "/danh-gia/" in request.url and found.append("x"))
    return found


def is_shown(word) -> bool:
    return word.evaluate("element => getComputedStyle(element).clipPath") == "none"


def test_the_mouse_shows_a_word_for_each_star_before_it_is_clicked(box, posts):
    stars = box(HOVER)
    hint = stars.all.get_by_text(HINT)
    expect(hint).to_be_visible()
    for number in (1, 2, 3, 4, 5):
        stars.star(number).hover()
        words = stars.all.locator(".rating__word")
        assert [text for text, word in zip(WORDS, words.all(), strict=True) if is_shown(word)] == [WORDS[number - 1]]
        filled = stars.all.locator(".rating__star .icon").evaluate_all(
            "icons => icons.map((icon) => getComputedStyle(icon).fill !== 'none')"
        )
        assert filled == [each <= number for each in range(1, 6)]
        expect(hint).to_be_hidden()
    stars.page.mouse.move(0, 0)
    expect(hint).to_be_visible()
    stars.expect_chosen(None)
    assert posts == []

    stars.star(4).click()
    expect(stars.status).to_have_text(THANKS)
    stars.expect_chosen(4)
    expect(stars.summary).to_have_text("1 lượt đánh giá")
    expect(stars.average).to_have_text("4,0")
    assert stars.rows() == ["0", "1", "0", "0", "0"]
    assert posts == ["x"]


def test_the_keyboard_goes_through_the_stars_and_sends_with_enter(box, posts):
    stars = box(KEYBOARD)
    stars.all.get_by_role("radio").first.focus()
    stars.page.keyboard.press("Space")
    for _ in range(2):
        stars.page.keyboard.press("ArrowRight")
    stars.expect_chosen(3)
    expect(stars.star(3).locator(".rating__word")).to_be_visible()
    assert stars.star(3).evaluate("label => getComputedStyle(label).outlineStyle") == "solid"
    # On the way to the third nothing was sent.
    assert posts == []
    stars.page.keyboard.press("Enter")
    expect(stars.status).to_have_text(THANKS)
    assert stars.rows() == ["0", "0", "1", "0", "0"]
    expect(stars.radio(3)).to_be_focused()

    # Or with the button, which then goes: the place on the page does not.
    stars.page.keyboard.press("ArrowRight")
    stars.page.keyboard.press("Tab")
    expect(stars.send).to_be_focused()
    stars.page.keyboard.press("Enter")
    expect(stars.status).to_have_text("Đã đổi đánh giá. Cảm ơn bạn!")
    assert stars.rows() == ["0", "1", "0", "0", "0"]
    expect(stars.radio(4)).to_be_focused()


def test_a_finger_finds_each_star(phone):
    phone.goto(article(TOUCH))
    stars = Box(phone)
    expect(stars.all.get_by_text("Chạm vào ngôi sao để chọn điểm")).to_be_visible()
    expect(stars.all.get_by_text(HINT)).to_be_hidden()
    for number in range(1, 6):
        size = stars.star(number).bounding_box()
        assert min(size["width"], size["height"]) >= 44
    stars.star(5).tap()
    expect(stars.status).to_have_text(THANKS)
    stars.expect_chosen(5)
    assert_fits(phone)
    assert_accessible(phone)


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_javascript_it_is_a_form(new_context, site, device):
    page = new_context(java_script_enabled=False, **device).new_page()
    page.goto(article(PLAIN))
    stars = Box(page)
    expect(stars.withdraw).to_be_hidden()
    stars.star(2).click()
    stars.expect_chosen(2)
    stars.send.click()
    expect(page).to_have_url(re.compile(r"/danh-gia/\d+/"))
    expect(page.get_by_text(THANKS)).to_be_visible()
    own = Box(page)
    own.expect_chosen(2)
    assert_fits(page)

    own.star(5).click()
    page.get_by_role("button", name="Đổi đánh giá").click()
    own.expect_chosen(5)
    assert own.rows() == ["1", "0", "0", "0", "0"]
    own.withdraw.click()
    expect(page.get_by_text("Đã rút đánh giá của bạn.")).to_be_visible()
    own.expect_chosen(None)
    page.get_by_role("link", name="Trở lại trang").click()
    expect(page).to_have_url(article(PLAIN))


def test_a_vote_survives_reload(box, new_context):
    stars = box(RELOAD)
    stars.star(4).click()
    expect(stars.status).to_have_text(THANKS)
    for _ in range(2):
        stars.page.reload()
        stars.expect_chosen(4)
        expect(stars.status).to_have_text("Bạn đã đánh giá. Chọn ngôi sao khác để đổi.")
        expect(stars.withdraw).to_be_visible()
    # It is this reader's alone.
    other = new_context(**DESKTOP).new_page()
    other.goto(article(RELOAD), wait_until="networkidle")
    Box(other).expect_chosen(None)

    # The truth is the server's: without its cookie the note that there was a vote means nothing.
    stars.page.context.clear_cookies()
    stars.page.reload(wait_until="networkidle")
    stars.expect_chosen(None)
    assert stars.page.evaluate("localStorage.length") == 0


def test_it_can_be_changed_and_withdrawn(box, posts):
    stars = box(CHANGE)
    expect(stars.summary).to_have_text("Chưa có đánh giá")
    stars.star(2).click()
    expect(stars.average).to_have_text("2,0")
    stars.star(5).click()
    expect(stars.status).to_have_text("Đã đổi đánh giá. Cảm ơn bạn!")
    expect(stars.average).to_have_text("5,0")
    expect(stars.summary).to_have_text("1 lượt đánh giá")
    # The same star again says nothing new, and would be sent before the withdrawal.
    stars.star(5).click()
    stars.withdraw.click()
    expect(stars.status).to_have_text("Đã rút đánh giá của bạn.")
    assert posts == ["x"] * 3
    expect(stars.summary).to_have_text("Chưa có đánh giá")
    expect(stars.average).to_have_text("")
    stars.expect_chosen(None)
    expect(stars.withdraw).to_be_hidden()
    assert stars.page.evaluate("localStorage.length") == 0
    stars.page.reload(wait_until="networkidle")
    stars.expect_chosen(None)


def test_what_cannot_be_sent_stays_chosen(box):
    stars = box(OFFLINE)
    stars.page.context.set_offline(True)
    stars.star(3).click()
    expect(stars.status).to_have_text("Chưa gửi được đánh giá. Hãy kiểm tra kết nối mạng rồi gửi lại.")
    stars.expect_chosen(3)
    assert_fits(stars.page)
    assert_accessible(stars.page)
    stars.page.context.set_offline(False)
    stars.send.click()
    expect(stars.status).to_have_text(THANKS)
    assert stars.rows() == ["0", "0", "1", "0", "0"]


REFUSED = "Mạng của bạn đã gửi rất nhiều lượt."
BROKEN = "Chưa ghi nhận được đánh giá. Vui lòng thử lại sau ít phút."


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"status": 429, "json": {"error": REFUSED}}, REFUSED),
        ({"status": 502, "body": "<h1>Bad Gateway</h1>"}, BROKEN),
        ({"status": 200, "content_type": "text/html", "body": "<h1>Wi-Fi</h1>"}, BROKEN),
    ],
    ids=["refused", "broken", "a hotel's wireless network"],
)
def test_what_is_refused_is_told_and_stays_chosen(box, answer, sentence):
    stars = box(FULL)
    stars.page.route("**/danh-gia/**", lambda route: route.fulfill(**answer))
    stars.star(1).click()
    expect(stars.status).to_have_text(sentence)
    stars.expect_chosen(1)
    expect(stars.send).to_be_visible()
    assert stars.page.evaluate("localStorage.length") == 0


def test_a_reader_who_does_not_vote_stays_unknown(box):
    stars = box(COOKIES)
    stars.star(3).hover()
    stars.all.get_by_role("radio").first.focus()
    stars.page.keyboard.press("ArrowRight")
    stars.page.wait_for_load_state("networkidle")
    assert_leaves_nothing(stars.page)

    stars.star(3).click()
    expect(stars.status).to_have_text(THANKS)
    (cookie,) = stars.page.context.cookies()
    assert (cookie["name"], cookie["path"]) == ("danh-gia", "/danh-gia/")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    # No page is ever asked for with it.
    assert stars.page.context.cookies(stars.page.url) == []


def test_a_browser_that_keeps_no_notes_can_vote(page):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")
    page.goto(article(NOTES))
    stars = Box(page)
    stars.star(4).click()
    expect(stars.status).to_have_text(THANKS)


def test_nothing_moves_when_the_own_vote_is_found(box):
    stars = box(BACK)
    stars.star(4).click()
    expect(stars.status).to_have_text(THANKS)
    stars.all.scroll_into_view_if_needed()
    before = stars.all.bounding_box()["height"]
    stars.page.reload(wait_until="networkidle")
    stars.expect_chosen(4)
    expect(stars.withdraw).to_be_visible()
    assert stars.all.bounding_box()["height"] == before


def test_every_state_is_accessible_by_day_and_by_night(box):
    stars = box(DARK)
    assert_accessible(stars.page)
    stars.star(4).hover()
    assert_accessible(stars.page)
    stars.star(4).click()
    expect(stars.withdraw).to_be_visible()
    assert_accessible(stars.page)
    stars.page.goto(stars.all.locator("form").get_attribute("action"))
    assert_fits(stars.page)
    assert_accessible(stars.page)
