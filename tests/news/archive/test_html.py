"""The old portal's HTML becomes blocks; nothing dangerous and no word gets lost on the way."""

import contextlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.archive.blocks import Heading, Paragraph, Picture, Quote, Table, Video
from news.archive.html import TooDeep, convert
from news.archive.links import reader_href

ADDRESS = "http://cu.example.vn/tin-tuc/bai-1.html"


def blocks(markup):
    return list(convert(markup, ADDRESS).blocks)


def test_paragraphs_and_lists_in_a_row_become_one_block():
    assert blocks("<p>Một</p><p>Hai <strong>đậm</strong></p><ul><li>a</li><li>b</li></ul><h2>Mục</h2><p>Ba</p>") == [
        Paragraph("<p>Một</p><p>Hai <b>đậm</b></p><ul><li>a</li><li>b</li></ul>"),
        Heading("Mục", 2),
        Paragraph("<p>Ba</p>"),
    ]


def test_text_between_breaks_becomes_paragraphs():
    assert blocks("Một<br>dòng hai<br><br>Hai<div>Ba</div>") == [Paragraph("<p>Một<br>dòng hai</p><p>Hai</p><p>Ba</p>")]


def test_lists_may_be_nested():
    assert blocks("<ol><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>") == [
        Paragraph("<ol><li>a<ul><li>b</li></ul></li><li>c<br>d</li></ol>")
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<figure><img src="/u/a.jpg" alt="Hội trường"><figcaption>Quang cảnh. Ảnh: Minh Anh</figcaption></figure>',
        '<figure><figcaption>Quang cảnh. Ảnh: Minh Anh</figcaption><img src="/u/a.jpg" alt="Hội trường"></figure>',
        '<p style="text-align:center"><img src="/u/a.jpg" alt="Hội trường"><br>Quang cảnh. Ảnh: Minh Anh</p>',
        '<img src="/u/a.jpg" alt="Hội trường"><p><em>Quang cảnh. Ảnh: Minh Anh</em></p>',
        '<center><img src="/u/a.jpg" alt="Hội trường"></center><p align="center">Quang cảnh. Ảnh: Minh Anh</p>',
        '<table><tr><td><img src="/u/a.jpg" alt="Hội trường"><tr><td>Quang cảnh. Ảnh: Minh Anh</table>',
        '<img src="/u/a.jpg" alt="Hội trường"><div class="pCaption">Quang cảnh. Ảnh: Minh Anh</div>',
    ],
)
def test_a_caption_is_known_in_every_form_that_old_portals_had(markup):
    picture = Picture("/u/a.jpg", alt="Hội trường", caption="Quang cảnh.", credit="Minh Anh")
    assert blocks(f"{markup}<p>Tiếp theo.</p>") == [picture, Paragraph("<p>Tiếp theo.</p>")]


def test_an_ordinary_paragraph_below_a_picture_is_no_caption():
    assert blocks('<img src="a.jpg"><p>Sáng nay, hội nghị đã khai mạc.</p>') == [
        Picture("a.jpg"),
        Paragraph("<p>Sáng nay, hội nghị đã khai mạc.</p>"),
    ]


def test_counting_pixels_and_smileys_are_no_pictures():
    assert blocks('<p>Một <img src="x.gif" width="1" height="1"> hai</p>') == [Paragraph("<p>Một</p><p>hai</p>")]


def test_a_table_keeps_its_headings_and_joined_cells():
    markup = (
        "<table><caption>Kết quả</caption><tr><th>Đơn vị</th><th>Hạng</th></tr>"
        '<tr><td rowspan="2">A</td><td>Nhất</td></tr><tr><td>Nhì</td></tr><tr><td colspan="2">Hết</td></tr></table>'
    )
    assert blocks(markup) == [
        Table(
            headings=("Đơn vị", "Hạng"),
            rows=(("<p>A</p>", "<p>Nhất</p>"), ("", "<p>Nhì</p>"), ("<p>Hết</p>", "")),
            caption="Kết quả",
        )
    ]


def test_a_short_quotation_is_a_quote_and_an_indented_text_is_not():
    assert blocks("<blockquote><p>“Phải làm ngay.”</p></blockquote>") == [Quote("Phải làm ngay.")]
    long = "".join(f"<p>Đoạn {n}</p>" for n in range(5))
    assert blocks(f"<blockquote>{long}</blockquote>") == [Paragraph(long)]


@pytest.mark.parametrize(
    "src", ["//www.youtube.com/embed/dQw4w9WgXcQ?rel=0", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]
)
def test_a_film_of_youtube_becomes_a_video(src):
    assert blocks(f'<iframe src="{src}" title="Khai mạc"></iframe>') == [
        Video("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "Khai mạc")
    ]


def test_what_no_block_can_hold_is_told():
    conversion = convert(
        '<iframe src="https://x.example/"></iframe><img src="data:image/png;base64,AAAA"><video src="a.mp4"></video>'
    )
    assert [problem.code for problem in conversion.left_out] == [
        "frame_left_out",
        "picture_without_file",
        "media_left_out",
    ]
    assert conversion.blocks == ()


def test_hidden_text_stays_hidden():
    assert blocks('<p>Một</p><div style="display: none"><a href="http://casino.example">x</a></div>') == [
        Paragraph("<p>Một</p>")
    ]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("bai-2.html", "/tin-tuc/bai-2.html"),
        ("/tep/a.pdf?x=1", "/tep/a.pdf?x=1"),
        ("http://cu.example.vn/tin-tuc/bai-2.html#cuoi", "/tin-tuc/bai-2.html#cuoi"),
        ("https://www.example.org/a", "https://www.example.org/a"),
        ("//evil.example/a", "http://evil.example/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#chu-thich", ""),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("file:///etc/passwd", ""),
        ("/\\evil.example", "http://evil.example"),
        ("http://cu.example.vn//evil.example/x", "/evil.example/x"),
        ("http://[", ""),
    ],
)
def test_links_lead_to_known_places_only(href, expected):
    assert reader_href(href, ADDRESS) == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">a</p>',
        '<a href="javascript:alert(1)">a</a>',
        '<a href="&#106;avascript:alert(1)">a</a>',
        "<svg><a xlink:href='javascript:alert(1)'>a</a></svg>",
        "<math><mtext></form><form><mglyph><style></math><img src=1 onerror=alert(1)>",
        "<table><tr><td><script>alert(1)</script><b onmouseover=alert(1)>a</b></td><td>b</td></tr></table>",
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_no_script_comes_through(markup):
    text = repr(convert(markup, ADDRESS).blocks).lower()
    assert not re.search(r"<script|javascript:|<[^>]*\bon\w+=|srcdoc", text)


def test_html_deeper_than_any_text_is_refused_at_once():
    started = time.monotonic()
    with pytest.raises(TooDeep):
        convert("<div>" * 300_000)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("tag", ["p", "b", "td", "li", "<", "table><tr><td", "a href=x"])
def test_broken_html_takes_no_time(tag):
    started = time.monotonic()
    with contextlib.suppress(TooDeep):
        convert(f"<{tag}>x" * 900)
    assert time.monotonic() - started < 5


def test_a_table_that_claims_a_million_columns_is_read_as_text():
    cells = '<td colspan="99999">a</td>' * 3
    assert blocks(f"<table><tr>{cells}</tr><tr><td>b</td></tr></table>") == [
        Paragraph("<p>a</p><p>a</p><p>a</p><p>b</p>")
    ]


TAGS = """<p> </p> <div> </div> <b> </b> <i> </i> <br> <ul> <ol> <li> </li> </ul> <table> <tr> <td> </td> </tr>
</table> <th> <h2> </h2> <blockquote> </blockquote> <figure> <figcaption> </figure> <center> <script> </script>
<caption> <!-- --> &amp; &lt; < > \" ' </a> </svg> <svg> <math>"""
PIECES = st.sampled_from([*TAGS.split(), '<img src="a.jpg">', '<a href="javascript:x">', '<a href="/x">'])
KEPT = {"p", "b", "i", "a", "ul", "ol", "li", "sup", "sub", "br"}
WORD = st.from_regex(r"[a-zđăâêôơưộ]{1,6}", fullmatch=True)


@given(st.lists(st.one_of(PIECES, WORD), max_size=60).map(" ".join))
def test_any_markup_gives_clean_blocks(markup):
    for block in convert(markup, ADDRESS).blocks:
        htmls = [block.html] if isinstance(block, Paragraph) else []
        if isinstance(block, Table):
            assert {len(row) for row in block.rows} <= {len(block.headings)}
            htmls = [cell for row in block.rows for cell in row]
        for html in htmls:
            assert set(re.findall(r"<\s*/?\s*(\w+)", html)) <= KEPT
            assert not re.search(r"<[^>]*javascript:", html)


@given(st.lists(WORD, min_size=1, max_size=30), st.data())
def test_no_word_of_a_text_is_lost_and_their_order_stays(words, data):
    tag = st.sampled_from(["p", "div", "b", "li", "blockquote", "td", "h2", "span", "font"])
    markup = "".join(f"<{name}>{word} </{name}>" for word, name in ((word, data.draw(tag)) for word in words))
    joined = " ".join(_words(convert(markup, ADDRESS).blocks))
    assert joined.split() == words


def _words(found):
    for block in found:
        match block:
            case Paragraph():
                yield re.sub(r"<[^>]+>", " ", block.html)
            case Heading() | Quote():
                yield block.text
            case Table():
                yield " ".join(
                    [*block.headings, *(re.sub(r"<[^>]+>", " ", cell) for row in block.rows for cell in row)]
                )
