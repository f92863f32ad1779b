"""From the Word file of a newsroom to an article that everyone can read: an editor and the chief editor."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP
from tests.browser.newsroom import CHIEF_EDITOR, EDITOR, choose_action, reload_until, sign_in
from tests.factories import picture_bytes
from tests.news.word.conftest import Word

pytestmark = pytest.mark.browser

SAMPLE_TITLE = "Đoàn kết, đổi mới sáng tạo, thi đua đưa nhanh KH&CN vào cuộc sống"


@pytest.fixture
def word_file(tmp_path):
    """A small file as newsrooms write them, with a picture, a source line, and an equation that cannot come over."""
    file = tmp_path / "tin-tong-ket.docx"
    content = Word.file(
        Word.title("Khối trao cờ thi đua cho ba đơn vị"),
        Word.lead(),
        Word.picture(alt_text="Đại diện ba đơn vị trên sân khấu"),
        Word.paragraph("Ba đơn vị nhận cờ.", align="center"),
        Word.body(),
        Word.paragraph("Điểm được tính theo công thức <i>", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"),
        Word.paragraph("Nguồn: Văn phòng Khối", align="right"),
        media={"trao-co.jpg": picture_bytes((1200, 800))},
    )
    file.write_bytes(content.getvalue())
    return file


@pytest.fixture
def import_and_publish(new_context):
    """Takes a file the whole way; returns the reports of its import."""

    def go(file, title) -> str:
        editor = new_context(**DESKTOP).new_page()
        sign_in(editor, EDITOR)
        editor.get_by_role("link", name="Tạo bài từ tệp Word").click()
        editor.get_by_label("Thả tệp Word vào đây").set_input_files(file)
        editor.get_by_role("button", name="Tạo bản nháp").click()
        expect(editor).to_have_url(re.compile(r"/quan-tri/pages/\d+/edit/"))
        expect(editor.locator("#id_title")).to_have_value(title)
        messages = editor.locator(".messages").inner_text()
        choose_action(editor, "Gửi duyệt (Duyệt bài)")
        expect(editor.locator(".messages .success")).to_contain_text(title)

        chief = new_context(**DESKTOP).new_page()
        sign_in(chief, CHIEF_EDITOR)
        chief.get_by_role("link", name=title).first.click()
        expect(chief.locator("#id_title")).to_have_value(title)
        choose_action(chief, "Duyệt và xuất bản")
        expect(chief.locator(".messages .success")).to_contain_text(title)
        return messages

    return go


def test_a_word_file_becomes_an_article(word_file, import_and_publish, page, watch):
    title, address = "Khối trao cờ thi đua cho ba đơn vị", "/tin-tuc/khoi-trao-co-thi-dua-cho-ba-don-vi/"
    assert page.goto(address).status == 404

    messages = import_and_publish(word_file, title)
    assert title in messages
    assert "công thức" in messages

    watched = watch(page)
    assert page.goto(address).status == 200
    article = page.get_by_role("main").get_by_role("article").first
    expect(article.get_by_role("heading", level=1)).to_have_text(title)
    expect(article.locator(".article__lead")).to_have_text(Word.LEAD)
    expect(article.get_by_text(Word.BODY)).to_be_visible()
    expect(article.get_by_text("Nguồn: Văn phòng Khối")).to_be_visible()
    picture = article.get_by_role("figure").filter(has_text="Ba đơn vị nhận cờ.")
    expect(picture.get_by_role("img", name="Đại diện ba đơn vị trên sân khấu")).to_have_js_property("complete", True)
    assert picture.get_by_role("img").evaluate("img => img.naturalWidth") > 0
    assert watched.problems == []
    # Its sizes follow from the worker, without anyone asking.
    reload_until(page, picture.locator("source[type='image/avif']"))


@pytest.mark.needs_samples
def test_the_newsrooms_own_file(sample, import_and_publish, page):
    messages = import_and_publish(sample, SAMPLE_TITLE)
    assert SAMPLE_TITLE in messages

    page.goto("/")
    page.get_by_role("link", name=SAMPLE_TITLE).first.click()
    expect(page).to_have_url(re.compile("/tin-tuc/doan-ket-doi-moi-sang-tao-thi-dua-dua-nhanh-kh"))
    article = page.get_by_role("main").get_by_role("article").first
    expect(article.get_by_role("heading", level=1)).to_have_text(SAMPLE_TITLE)
    expect(article.locator(".article__lead")).to_contain_text("Khối thi đua Tổng cục, Cục, Ban và Quỹ đã triển khai")
    expect(article.get_by_role("figure")).to_have_count(4)
    for caption in ("Toàn cảnh Hội nghị.", "Các đại biểu tham dự Hội nghị chụp ảnh lưu niệm."):
        expect(article.get_by_role("figure").filter(has_text=caption)).to_be_visible()
    expect(article.locator(".article__source")).to_contain_text("Trung tâm Nghiên cứu và Phát triển truyền thông")
