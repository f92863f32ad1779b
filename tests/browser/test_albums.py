"""An album in a reader's hands: in justified rows, in the lightbox, photo by photo, and as a file."""

import io
import os
import re
import socket
import time
import zipfile
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser import server
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.one_album import COUNT, PATH
from tests.browser.test_every_template import assert_accessible, assert_fits, assert_leaves_nothing
from tests.browser.test_weight_and_stillness import KILOBYTE, SHIFTS, gzipped, scroll_through

pytestmark = pytest.mark.browser

# The width for which the phones of most readers lay out a page.
COMMON_PHONE = {**PHONE, "viewport": {"width": 390, "height": 844}}
IN_ALBUM = re.compile(re.escape(PATH) + "$")
ON_PHOTO = re.compile(re.escape(PATH) + r"anh/\d+/$")

# While the photos still glide, PhotoSwipe takes a tap for a part of the swipe.
STILL = """async () => {
  const place = () => document.querySelector(".pswp__container").style.transform;
  const before = place();
  await new Promise((done) => setTimeout(done, 500));
  return place() === before;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of its own: what the other tests count on their pages has no albums."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    server.prepare(shared / "prepared-site")
    with server.Site(shared / "prepared-site", tmp_path_factory.mktemp("albums") / "data") as running:
        running.python("from tests.browser import one_album; one_album.make()")
        yield running


@pytest.fixture
def collected(site):
    """Notes what a page asks of the site, by the kind of resource: address and bytes."""

    def collect(page) -> dict[str, list[tuple[str, bytes]]]:
        found: dict[str, list[tuple[str, bytes]]] = {}

        def keep(request):
            if request.url.startswith(site.url):
                found.setdefault(request.resource_type, []).append((request.url, request.response().body()))

        page.on("requestfinished", keep)
        return found

    return collect


def photos(page):
    return page.get_by_role("main").locator("figure").get_by_role("link")


def lightbox(page):
    return page.get_by_role("dialog", name="Ảnh của album")


def address_of(page, number: int) -> str:
    return photos(page).nth(number - 1).evaluate("link => link.href")


class TestRows:
    @pytest.mark.parametrize("is_photo", [False, True], ids=["album", "photo"])
    def test_its_pages_are_as_good_as_all_others(self, reader, watch, is_photo):
        reader.goto(PATH, wait_until="networkidle")
        address = address_of(reader, 2) if is_photo else PATH
        watched = watch(reader)
        assert reader.goto(address, wait_until="networkidle").status == 200
        assert_fits(reader)
        assert_accessible(reader)
        assert_leaves_nothing(reader)
        assert (watched.problems, watched.abroad) == ([], [])

    def test_nothing_moves(self, reader):
        reader.goto(PATH, wait_until="networkidle")
        scroll_through(reader)
        assert reader.evaluate(SHIFTS) == []
        reader.goto(address_of(reader, 3), wait_until="networkidle")
        assert reader.evaluate(SHIFTS) == []

    @pytest.mark.parametrize("width", [360, 390, 820, 1280])
    def test_a_row_is_as_wide_as_the_page_and_equally_high(self, page, width):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(PATH)
        room = page.locator(".rows").bounding_box()
        boxes = [tile.bounding_box() for tile in page.locator(".tile").all()]
        rows: dict[int, list[dict]] = {}
        for box in boxes:
            rows.setdefault(round(box["y"]), []).append(box)
        assert len(boxes) == COUNT
        *full, last = rows.values()
        for row in full:
            heights = [box["height"] for box in row]
            assert max(heights) - min(heights) < 0.1
            assert row[0]["x"] == pytest.approx(room["x"], abs=0.1)
            assert row[-1]["x"] + row[-1]["width"] == pytest.approx(room["x"] + room["width"], abs=0.5)
        # The last is not stretched beyond the tallest of the others.
        assert max(box["height"] for box in last) <= max(box["height"] for row in full for box in row)

    @pytest.mark.parametrize("device", [COMMON_PHONE, DESKTOP], ids=["phone", "desktop"])
    def test_the_first_view_keeps_its_budget(self, new_context, collected, device):
        page = new_context(**device).new_page()
        found = collected(page)
        page.goto(PATH, wait_until="networkidle")
        texts = {"document", "stylesheet", "script", "fetch"}
        weights = {
            kind: gzipped([body for _, body in parts]) if kind in texts else sum(len(body) for _, body in parts)
            for kind, parts in found.items()
        }
        assert sum(weights.values()) <= 600 * KILOBYTE, weights
        assert weights["script"] <= 15 * KILOBYTE
        assert weights["stylesheet"] <= 25 * KILOBYTE
        pictures = [url for url, _ in found["image"] if "/media/" in url]
        assert 4 < len(pictures) < COUNT, "far rows are not fetched"
        assert sum(len(body) for url, body in found["image"] if "/media/" in url) > 100 * KILOBYTE

    def test_a_phone_takes_the_smallest_files(self, new_context):
        page = new_context(**COMMON_PHONE).new_page()
        page.goto(PATH, wait_until="networkidle")
        tiles = (
            "[...document.querySelectorAll('.tile img')].map(image => [image.width / image.height, image.currentSrc])"
        )
        chosen = page.evaluate(tiles)
        taken = [(ratio, re.search(r"width-(\d+)", url)[1]) for ratio, url in chosen if url]
        assert {width for ratio, width in taken if ratio < 2.2} == {"400"}


class TestLightbox:
    def test_by_keyboard(self, page, watch):
        page.goto(PATH)
        watched = watch(page)
        photos(page).nth(1).focus()
        page.keyboard.press("Enter")
        expect(lightbox(page)).to_be_visible()
        expect(page).to_have_url(address_of(page, 2))
        caption = lightbox(page).locator(".pswp__caption")
        expect(caption).to_have_text(re.compile("Ảnh 2/24.*Bàn thắng mở tỷ số.*Nguyễn Văn An.*Ảnh: Minh Đức"))
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(address_of(page, 3))
        expect(caption).to_have_text(re.compile("Khán đài reo mừng.*Ảnh: Thu Hà"))
        for key in ("ArrowLeft", "ArrowLeft", "ArrowLeft"):  # past the first to the last
            page.keyboard.press(key)
        expect(page).to_have_url(address_of(page, COUNT))
        page.keyboard.press("Escape")
        expect(lightbox(page)).to_have_count(0)
        expect(page).to_have_url(IN_ALBUM)
        expect(photos(page).nth(COUNT - 1)).to_be_focused()
        expect(photos(page).nth(COUNT - 1)).to_be_in_viewport()
        assert watched.problems == []

    def test_the_focus_stays_inside_and_every_button_has_a_name(self, page):
        page.goto(PATH)
        photos(page).first.press("Enter")
        expect(lightbox(page)).to_be_visible()
        names = []
        for _ in range(7):
            page.keyboard.press("Tab")
            names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        assert sorted(names) == sorted(
            [
                "Bắt đầu trình chiếu",
                "Chia sẻ ảnh này",
                "Tải ảnh này",
                "Phóng to, thu nhỏ",
                "Đóng",
                "Ảnh trước",
                "Ảnh sau",
            ]
        )
        # Behind the last button is the browser's own, where the page has no focus, and then the first again.
        inside = "document.activeElement === document.body || document.activeElement.closest('[role=dialog]') !== null"
        for _ in range(10):
            page.keyboard.press("Tab")
            assert page.evaluate(inside)

    def test_it_is_accessible(self, reader):
        reader.goto(PATH)
        photos(reader).nth(1).click()
        expect(lightbox(reader).locator("img.pswp__img").first).to_be_visible()
        expect(reader).to_have_url(address_of(reader, 2))
        assert_accessible(reader)

    def test_by_touch(self, phone):
        phone.goto(PATH)
        photos(phone).first.tap()
        expect(lightbox(phone)).to_be_visible()
        expect(phone).to_have_url(address_of(phone, 1))
        swipe(phone, from_x=300, to_x=60)
        expect(phone).to_have_url(address_of(phone, 2))
        swipe(phone, from_x=60, to_x=300)
        expect(phone).to_have_url(address_of(phone, 1))
        lightbox(phone).get_by_role("button", name="Đóng").tap()
        expect(lightbox(phone)).to_have_count(0)
        expect(phone).to_have_url(IN_ALBUM)

    def test_back_closes_it_and_forward_opens_it_again(self, page):
        page.goto(PATH)
        photos(page).nth(2).click()
        expect(lightbox(page)).to_be_visible()
        page.keyboard.press("ArrowRight")
        fourth = address_of(page, 4)
        expect(page).to_have_url(fourth)
        page.go_back()
        expect(lightbox(page)).to_have_count(0)
        expect(page).to_have_url(IN_ALBUM)
        page.go_forward()
        expect(lightbox(page)).to_be_visible()
        expect(page).to_have_url(fourth)

    def test_a_photos_address_that_is_loaded_again_is_its_page(self, page):
        page.goto(PATH)
        photos(page).nth(1).click()
        expect(page).to_have_url(ON_PHOTO)
        page.reload()
        expect(lightbox(page)).to_have_count(0)
        expect(page.get_by_role("heading", level=1)).to_have_text("Ảnh 2/24")

    def test_a_slideshow_begins_when_it_is_told_to_and_ends_with_the_first_key(self, page):
        page.clock.install()
        page.goto(PATH)
        photos(page).first.click()
        expect(lightbox(page)).to_be_visible()
        page.clock.run_for(11_000)
        expect(page).to_have_url(address_of(page, 1))
        lightbox(page).get_by_role("button", name="Bắt đầu trình chiếu").click()
        page.clock.run_for(5_100)
        expect(page).to_have_url(address_of(page, 2))
        page.keyboard.press("ArrowRight")
        expect(lightbox(page).get_by_role("button", name="Bắt đầu trình chiếu")).to_be_visible()
        page.clock.run_for(11_000)
        expect(page).to_have_url(address_of(page, 3))

    def test_the_photos_own_address_is_copied(self, new_context):
        page = new_context(permissions=["clipboard-read", "clipboard-write"], **DESKTOP).new_page()
        page.add_init_script("delete Navigator.prototype.share")
        page.goto(PATH)
        photos(page).nth(1).click()
        lightbox(page).get_by_role("button", name="Chia sẻ ảnh này").click()
        expect(lightbox(page).get_by_role("status")).to_have_text("Đã sao chép liên kết.")
        assert page.evaluate("navigator.clipboard.readText()") == address_of(page, 2)

    def test_a_photo_is_taken_home(self, page):
        page.goto(PATH)
        photos(page).nth(1).click()
        with page.expect_download() as download:
            lightbox(page).get_by_role("link", name="Tải ảnh này").click()
        assert download.value.suggested_filename == "chung-ket-bong-da-nam-002.jpg"
        expect(lightbox(page)).to_be_visible()

    def test_who_goes_near_gets_the_picture_as_it_is_kept(self, page):
        """And nobody else, for it weighs as much as an album."""
        page.goto(PATH)
        photos(page).first.click()
        shown = lightbox(page).locator("[aria-hidden=false] img.pswp__img:not(.pswp__img--placeholder)")
        expect(shown).to_have_js_property("complete", True)
        chosen = "image => image.currentSrc"
        assert re.search(r"width-1600\.format-avif", shown.evaluate(chosen))
        page.keyboard.press("z")
        expect(shown).to_have_attribute("srcset", re.compile(r"/original_images/\S+ 2000w$"))
        page.wait_for_function(
            "document.querySelector('[aria-hidden=false] img[srcset]').currentSrc.includes('original')"
        )


def swipe(page, from_x: int, to_x: int) -> None:
    """One finger over the middle of the screen. Playwright itself only taps."""
    session = page.context.new_cdp_session(page)
    steps = 6
    for step in range(steps + 1):
        x = from_x + (to_x - from_x) * step / steps
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 370}]})
        page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
    page.wait_for_function(STILL)


class TestPhotoPage:
    def test_the_arrow_keys_lead_on(self, page):
        page.goto(PATH)
        second, third = address_of(page, 2), address_of(page, 3)
        page.goto(second)
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(third)
        page.wait_for_load_state()  # the address is there before the script is
        page.keyboard.press("ArrowLeft")
        expect(page).to_have_url(second)
        page.wait_for_load_state()
        page.locator("#masthead-q").press("ArrowRight")
        expect(page).to_have_url(second)

    def test_without_javascript_albums_are_leafed_through(self, new_context):
        page = new_context(java_script_enabled=False, **DESKTOP).new_page()
        page.goto(PATH)
        photos(page).first.click()
        expect(page).to_have_url(ON_PHOTO)
        main = page.get_by_role("main")
        main.get_by_role("link", name="Ảnh sau").click()
        expect(main.get_by_role("heading", level=1)).to_have_text("Ảnh 2/24")
        expect(main.get_by_role("figure")).to_contain_text("Bàn thắng mở tỷ số")
        with page.expect_download() as download:
            main.get_by_role("link", name="Tải ảnh này").click()
        assert download.value.suggested_filename == "chung-ket-bong-da-nam-002.jpg"
        main.get_by_role("link", name="Trở lại album").click()
        expect(page).to_have_url(IN_ALBUM)
        page.get_by_role("link", name=re.compile("Album tiếp theo")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đêm giao lưu văn nghệ")


class TestArchive:
    def test_the_album_comes_whole_and_past_the_page_cache(self, site):
        with urlopen(f"{site.url}{PATH}tai-ve/") as answer:
            data = answer.read()
        assert (answer.headers["Content-Length"], answer.headers["Cache-Status"]) == (str(len(data)), None)
        found = zipfile.ZipFile(io.BytesIO(data))
        assert (found.testzip(), len(found.namelist())) == (None, COUNT)

    def test_who_hangs_up_gives_the_turn_back(self, site):
        """Two turns a process, and one for each network: the next would be refused while the first is held."""
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", site.port)) as reader:
                head = f"GET {PATH}tai-ve/ HTTP/1.1\r\nHost: localhost:{site.port}\r\n\r\n"
                reader.sendall(head.encode())
                assert reader.recv(100).startswith(b"HTTP/1.1 200")
        deadline = time.monotonic() + 20
        while status(f"{site.url}{PATH}tai-ve/") != 200:
            assert time.monotonic() < deadline, "the turn was not given back"
            time.sleep(0.2)


def status(url: str) -> int:
    try:
        with urlopen(url) as answer:
            return answer.status
    except HTTPError as refused:
        return refused.code
