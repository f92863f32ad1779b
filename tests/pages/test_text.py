"""The words of a body."""

import pytest

from news.models import ArticlePage
from pages.text import plain, text_of

TABLE = {
    "columns": [{"type": "text", "heading": "Đội"}, {"type": "rich_text", "heading": "Điểm"}],
    "rows": [{"values": ["Cục A < Cục B", "<p><b>3</b> điểm</p>"]}],
    "caption": "Kết quả",
}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("", ""),
        ("<p>Hội nghị</p><p>tổng kết</p>", "Hội nghị tổng kết"),
        ("<p>Khối <b>thi đua</b>, năm 2024</p>", "Khối thi đua, năm 2024"),
        ("<p>m<sup>2</sup> và ng<i>ườ</i>i</p>", "m2 và người"),
        ("<ul><li>một</li><li>hai</li></ul>", "một hai"),
        ("dòng<br/>sau", "dòng sau"),
        ('<p>xem <a linktype="page" id="3">bài\n này</a>.</p>', "xem bài này."),
        ("<p>5 &lt; 6 &amp; 7&nbsp;&gt; 6</p>", "5 < 6 & 7 > 6"),
    ],
)
def test_html_as_plain_text(markup, words):
    assert plain(markup) == words


def body(*blocks):
    return ArticlePage._meta.get_field("body").to_python([{"type": kind, "value": value} for kind, value in blocks])


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (("paragraph", "<p>Khối <b>thi đua</b></p>"), "Khối thi đua"),
        (("heading", {"text": "Khi a < b và c > d", "level": "2"}), "Khi a < b và c > d"),
        (("quote", {"text": "Thi đua\nlà yêu nước", "speaker": "Bà Hòa", "role": ""}), "Thi đua là yêu nước Bà Hòa"),
        (("picture", {"image": 7, "caption": "Kéo co", "credit": "Hà", "alt_text": "Hai đội"}), "Kéo co Hà Hai đội"),
        (
            (
                "picture_row",
                {"pictures": [{"type": "item", "value": {"image": 7, "caption": "Một"}}], "caption": "Hàng"},
            ),
            "Một Hàng",
        ),
        (("table", TABLE), "Kết quả Đội Điểm Cục A < Cục B 3 điểm"),
        (("table", {**TABLE, "caption": None, "rows": []}), "Đội Điểm"),
        (("video", {"url": "https://youtu.be/dQw4w9WgXcQ", "caption": "Lễ khai mạc"}), "Lễ khai mạc"),
        (("download", {"document": 5, "title": "Điều lệ"}), "Điều lệ"),
    ],
)
def test_each_block_gives_its_words_and_nothing_else(block, words):
    assert text_of(body(block)) == words


def test_blocks_stand_apart_and_no_picture_is_fetched_for_them(db, django_assert_num_queries):
    stream = body(("paragraph", "<p>Một</p>"), ("picture", {"image": 7, "caption": "hai"}), ("paragraph", "<p>ba</p>"))
    with django_assert_num_queries(0):
        assert text_of(stream) == "Một hai ba"


def test_an_empty_body_has_none():
    assert text_of(body()) == ""
