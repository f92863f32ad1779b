"""A line and its text are put together: main picture, places of the others, the lead."""

import datetime as dt

from news.archive.assembly import assemble
from news.archive.blocks import Paragraph, Picture
from news.archive.records import PictureNote, Record

WHEN = dt.datetime(2024, 1, 17, 8, tzinfo=dt.UTC)


def assembled(html="", pictures=(), lead=""):
    record = Record("/a.html", "Hội nghị", WHEN, WHEN, html=html, pictures=tuple(pictures), lead=lead)
    return assemble(record)


def names(blocks):
    return [block.src if isinstance(block, Picture) else "text" for block in blocks]


TEXT = '<p>Một</p><img src="/u/a.jpg"><p>Hai</p><img src="/u/b.jpg"><p>Ba</p>'


def test_the_first_picture_of_the_text_becomes_the_main_one():
    article = assembled(TEXT)
    assert article.main == Picture("/u/a.jpg")
    assert names(article.blocks) == ["text", "text", "/u/b.jpg", "text"]


def test_the_picture_that_the_line_calls_main_is_main_and_not_shown_twice():
    article = assembled(TEXT, [PictureNote("x.jpg"), PictureNote("u/b.jpg", caption="B", alt="Ảnh B", main=True)])
    assert article.main == Picture("/u/b.jpg", alt="Ảnh B", caption="B")
    assert names(article.blocks) == ["text", "/u/a.jpg", "text", "text", "x.jpg"]


def test_what_the_line_says_of_a_picture_completes_what_the_text_says():
    html = '<img src="/u/m.jpg"><p>Một</p><figure><img src="/u/a.jpg"><figcaption>Ở đây</figcaption></figure>'
    article = assembled(html, [PictureNote("m.jpg"), PictureNote("a.jpg", caption="Ở kia", credit="X", alt="Y")])
    assert article.blocks[1] == Picture("/u/a.jpg", alt="Y", caption="Ở đây", credit="X")


def test_pictures_stand_where_the_line_says_and_keep_their_order():
    notes = [PictureNote("m.jpg"), PictureNote("1.jpg", position=1), PictureNote("2.jpg", position=1)]
    notes += [PictureNote("0.jpg", position=0), PictureNote("z.jpg"), PictureNote("far.jpg", position=99)]
    article = assembled("<p>Một</p><h2>Mục</h2><p>Hai</p>", notes)
    assert names(article.blocks) == ["0.jpg", "text", "1.jpg", "2.jpg", "text", "text", "z.jpg", "far.jpg"]


def test_a_lead_that_the_text_repeats_stands_once():
    article = assembled("<p><b>Sáng 17/01,</b> tại Hà Nội.</p><p>Hai</p>", lead="Sáng 17/01, tại Hà Nội.")
    assert article.blocks == (Paragraph("<p>Hai</p>"),)
    assert assembled("<p>Khác</p>", lead="Sáng").blocks == (Paragraph("<p>Khác</p>"),)


def test_of_a_lead_that_is_too_long_nothing_is_lost():
    lead = "Một câu dài & nữa. " * 80
    article = assembled("<p>Hai</p>", lead=lead.strip())
    assert len(article.lead) <= 1000
    assert article.lead.endswith("…")
    assert article.blocks[0].html.count("Một câu dài &amp; nữa.") == 80
    assert [problem.code for problem in article.left_out] == ["lead_shortened"]
