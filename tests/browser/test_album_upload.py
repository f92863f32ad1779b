"""An editor empties a camera card into an album and arranges it on one screen."""

import io
import re
import zlib
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.newsroom import EDITOR, sign_in

pytestmark = pytest.mark.browser

GOOD = 27
NAMES = [f"DSC_{number:04}.JPG" for number in range(GOOD)]
BAD = {
    "Trống.jpg": "Tệp rỗng",
    "Trang web.jpg": "không phải là ảnh",
    "Chép dở.JPG": "hỏng hoặc chưa chép đủ",
}


@pytest.fixture
def card(tmp_path) -> list[Path]:
    """Thirty files of a card, in no order of time; three of them are no good."""
    for number, name in enumerate(NAMES):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = f"2026:10:17 {8 + number // 6:02}:{number % 6 * 10:02}:00"
        shade = zlib.crc32(f"{tmp_path}{number}".encode())  # a picture belongs to the album of one test
        colour = (shade & 255, shade >> 8 & 255, shade >> 16 & 255)
        Image.new("RGB", (300, 200), colour).save(tmp_path / name, exif=exif.tobytes())
    whole = io.BytesIO()
    Image.effect_noise((300, 200), 80).save(whole, "JPEG")
    for name, data in zip(BAD, (b"", b"<!doctype html><script>1</script>", whole.getvalue()[:3000]), strict=True):
        (tmp_path / name).write_bytes(data)
    files = [tmp_path / name for name in [*BAD, *NAMES]]
    return files[::3] + files[1::3] + files[2::3]


def new_album(editor: Page, title: str) -> None:
    """Makes an album, and comes to the screen of its photos."""
    editor.goto("/quan-tri/album-anh/")
    # To the end of loading: Wagtail's script makes the slug, and it must be there when the title is typed.
    with editor.expect_navigation():
        editor.get_by_role("link", name=re.compile("^Thêm")).first.click()
    editor.locator("#id_title").fill(title)
    editor.locator("#id_credit").fill("Ban Biên tập")
    expect(editor.locator("#id_slug")).to_have_value(re.compile("."))
    editor.get_by_role("button", name="Lưu bản nháp").click()
    expect(editor).to_have_url(re.compile(r"/album-anh/\d+/anh/$"))
    expect(editor.get_by_label("Thả ảnh vào đây")).to_be_attached()


def drop(editor: Page, files: list[Path]) -> None:
    editor.get_by_label("Thả ảnh vào đây").set_input_files(files)
    expect(editor.get_by_role("button", name="Đóng", exact=True)).to_be_visible(timeout=120_000)


def photo(editor: Page, name: str) -> Locator:
    return editor.get_by_role("group", name=name)


def names(editor: Page) -> list[str]:
    return editor.locator(".photo-card__file").all_text_contents()


def saved(editor: Page) -> None:
    expect(editor.locator("[data-saved]")).to_have_text("Đã lưu mọi thay đổi")


@pytest.fixture
def editor(new_context) -> Page:
    page = new_context(**DESKTOP).new_page()
    sign_in(page, EDITOR)
    return page


def test_a_card_of_thirty_files_becomes_an_album(editor, card, axe_is_content):
    new_album(editor, "Ngày Hội, ngày thứ nhất")
    axe_is_content(editor)

    drop(editor, card)
    assert names(editor) == NAMES
    refused = editor.locator("[data-files] [data-is='refused']")
    expect(refused).to_have_count(len(BAD))
    for name, why in BAD.items():
        expect(refused.filter(has_text=name)).to_contain_text(why)
    axe_is_content(editor)

    # Dropped once more: nothing is sent twice, and what was wrong is said again.
    sent = []
    editor.on("request", lambda request: sent.append(request) if request.url.endswith("/tai-len/") else None)
    editor.get_by_role("button", name="Đóng", exact=True).click()
    drop(editor, card)
    expect(editor.locator("#photos-total")).to_have_text("Đã nhận 0 ảnh, 27 ảnh đã có từ trước, 3 tệp không nhận được.")
    assert (names(editor), len(sent)) == (NAMES, len(BAD))

    # A caption saves itself and is there after a reload.
    photo(editor, NAMES[1]).get_by_label("Chú thích").fill("Đoàn đại biểu tiến vào sân")
    saved(editor)
    # One photographer for many, from one box to another with the shift key.
    photo(editor, NAMES[2]).get_by_label("Chọn").check()
    photo(editor, NAMES[6]).get_by_label("Chọn").click(modifiers=["Shift"])
    expect(editor.locator("[data-selected]")).to_have_text("Đã chọn 5 ảnh")
    editor.get_by_role("button", name="Tác giả ảnh…").click()
    dialog = editor.get_by_role("dialog")
    axe_is_content(editor)
    dialog.get_by_role("textbox").fill("Minh Đức")
    dialog.get_by_role("button", name="Áp dụng").click()
    expect(dialog).not_to_be_visible()
    # The order, by keyboard: the focus stays on the button and the place is announced.
    button = photo(editor, NAMES[3]).get_by_role("button", name="Đưa lên trước")
    button.focus()
    editor.keyboard.press("Enter")
    editor.keyboard.press("Enter")
    expect(button).to_be_focused()
    expect(editor.locator("[data-announce]")).to_have_text(f"Ảnh {NAMES[3]} giờ là số 2 trên 27.")
    # The first, which was the cover, is left out; another is chosen.
    photo(editor, NAMES[0]).get_by_label("Không đăng").check()
    expect(photo(editor, NAMES[3]).get_by_label("Ảnh bìa")).to_be_checked()
    photo(editor, NAMES[5]).get_by_label("Ảnh bìa").check()
    saved(editor)

    editor.reload()
    assert names(editor) == [NAMES[0], NAMES[3], NAMES[1], NAMES[2], *NAMES[4:]]
    expect(photo(editor, NAMES[1]).get_by_label("Chú thích")).to_have_value("Đoàn đại biểu tiến vào sân")
    credits = [field.input_value() for field in editor.locator("[data-field='credit']").all()[:8]]
    assert credits == ["", "Minh Đức", "", *["Minh Đức"] * 4, ""]
    expect(photo(editor, NAMES[0]).get_by_label("Không đăng")).to_be_checked()
    expect(photo(editor, NAMES[5]).get_by_label("Ảnh bìa")).to_be_checked()

    # The sizes follow from the worker, and the thumbnails appear by themselves.
    expect(editor.locator("[data-ready-text]")).to_contain_text("27 ảnh, tất cả đã sẵn sàng", timeout=120_000)
    expect(editor.locator("[data-waiting]")).to_have_count(0)
    axe_is_content(editor)


@pytest.fixture
def filled(editor, card, tmp_path):
    """An album of six photos. No two albums have the same name."""
    new_album(editor, f"Ngày Hội {tmp_path.name}")
    drop(editor, [file for file in card if file.name in NAMES[:6]])
    return editor


def test_a_line_that_breaks_loses_nothing(filled, card):
    editor = filled
    caption = photo(editor, NAMES[0]).get_by_label("Chú thích")
    editor.context.set_offline(True)
    caption.fill("Viết khi mất mạng")
    expect(editor.locator("[data-saved]")).to_contain_text("Chưa lưu được")
    editor.get_by_role("button", name="Đóng", exact=True).click()
    drop(editor, [file for file in card if file.name in NAMES[5:8]])
    failed = editor.locator("[data-files] [data-is='refused']")
    expect(failed).to_have_count(3)
    expect(failed.first).to_contain_text("Mất kết nối")

    editor.context.set_offline(False)
    saved(editor)
    editor.get_by_role("button", name="Thử lại tất cả").click()
    expect(editor.locator("#photos-total")).to_have_text("Đã nhận 2 ảnh, 1 ảnh đã có từ trước, 0 tệp không nhận được.")
    editor.reload()
    expect(caption).to_have_value("Viết khi mất mạng")
    assert names(editor) == NAMES[:8]


def test_photos_are_dragged_together_removed_and_put_back_into_the_order_of_time(filled):
    editor = filled
    for name in NAMES[:2]:
        photo(editor, name).get_by_label("Chọn").check()
    grip = photo(editor, NAMES[0]).locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    start, target = grip.bounding_box(), photo(editor, NAMES[2]).locator(".photo-card__picture").bounding_box()
    editor.mouse.move(start["x"] + 10, start["y"] + 10)
    editor.mouse.down()
    editor.mouse.move(start["x"] + 40, start["y"] + 5, steps=3)
    editor.mouse.move(target["x"] + target["width"] - 20, target["y"] + 60, steps=5)
    editor.mouse.up()
    moved = [NAMES[2], NAMES[0], NAMES[1], *NAMES[3:6]]
    assert names(editor) == moved
    saved(editor)
    editor.reload()
    assert names(editor) == moved
    editor.get_by_role("button", name="Xếp theo giờ chụp").click()
    expect(editor.locator("[data-announce]")).to_have_text("Ảnh đã được xếp theo giờ chụp.")
    assert names(editor) == NAMES[:6]

    photo(editor, NAMES[4]).get_by_label("Chọn").check()
    editor.get_by_role("button", name="Bỏ khỏi album…").click()
    dialog = editor.get_by_role("dialog", name="Bỏ 1 ảnh khỏi album?")
    dialog.get_by_role("button", name="Hủy").click()
    assert names(editor) == NAMES[:6]
    editor.get_by_role("button", name="Bỏ khỏi album…").click()
    dialog.get_by_role("button", name="Bỏ", exact=True).click()
    expect(photo(editor, NAMES[4])).to_have_count(0)
    editor.reload()
    assert names(editor) == [*NAMES[:4], NAMES[5]]


def test_somebody_else_has_removed_the_photo_meanwhile(filled, site):
    editor = filled
    key = photo(editor, NAMES[2]).get_attribute("data-photo")
    site.python(
        "from gallery.models import Photo; from gallery.services import remove; "
        f"photo = Photo.objects.get(pk={key}); remove(photo.album, [photo], user=None)"
    )
    caption = photo(editor, NAMES[2]).get_by_label("Chú thích")
    caption.fill("Chưa mất")
    expect(photo(editor, NAMES[2]).locator("[data-state]")).to_contain_text("người khác thay đổi album")
    expect(caption).to_have_value("Chưa mất")


def test_it_fits_a_phone(filled, new_context, axe_is_content):
    state = filled.context.storage_state()
    phone = new_context(**PHONE, storage_state=state).new_page()
    phone.goto(filled.url)
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
    photo(phone, NAMES[0]).get_by_label("Chọn").check()
    expect(phone.get_by_role("button", name="Chú thích…")).to_be_in_viewport()
    photo(phone, NAMES[1]).get_by_role("button", name="Đưa lên đầu").click()
    expect(phone.locator("[data-announce]")).to_have_text(f"Ảnh {NAMES[1]} giờ là số 1 trên 6.")
    axe_is_content(phone)


def test_without_a_script_the_form_takes_files(filled, new_context, card):
    state = filled.context.storage_state()
    plain = new_context(**DESKTOP, storage_state=state, java_script_enabled=False).new_page()
    plain.goto(filled.url)
    files = [file for file in card if file.name in (*NAMES[4:9], *BAD)]
    plain.get_by_label("Thả ảnh vào đây").set_input_files(files)
    plain.get_by_role("button", name="Tải lên").click()
    messages = plain.locator(".messages")
    expect(messages).to_contain_text("Đã nhận 3 ảnh.")
    expect(messages).to_contain_text("2 ảnh đã có từ trước.")
    for name, why in BAD.items():
        expect(messages.get_by_text(f"{name}: ")).to_contain_text(why)
    assert names(plain) == NAMES[:9]


@pytest.fixture
def axe_is_content():
    """No finding of axe's in what is ours, by day and by night. The frame around it is Wagtail's."""

    def check(page: Page) -> None:
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            # A button's colour changes in a tenth of a second, and half-way it has no contrast.
            page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
            found = Axe().run(page, context="[data-photos]")
            assert not found.violations_count, f"{scheme}: {found.generate_report()}"

    return check
