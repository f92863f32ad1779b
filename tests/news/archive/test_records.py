"""One object of the archive is an article, or is refused with everything that is wrong with it."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.archive.problems import RefusedLine
from news.archive.records import EARLIEST, PictureNote, read, unknown_fields

NOW = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)


def line(**changes):
    return {"address": "/tin-tuc/bai-1.html", "title": "Hội nghị", "published": "17/01/2024 15:02"} | changes


def refusals(**changes):
    with pytest.raises(RefusedLine) as caught:
        read(line(**changes), NOW)
    return [(problem.code, problem.params.get("field", "")) for problem in caught.value.problems]


def test_the_least_that_an_article_has():
    record = read(line(), NOW)
    assert record.published == dt.datetime(2024, 1, 17, 8, 2, tzinfo=dt.UTC)
    assert record.edited == record.published
    assert (record.lead, record.topics, record.pictures, record.views, record.left_out) == ("", (), (), 0, ())


@pytest.mark.parametrize(
    "text", ["17/01/2024 15:02", "2024-01-17T15:02:00+07:00", "2024-01-17 08:02:00Z", "Thứ tư, 17/01/2024 15:02 GMT+7"]
)
def test_dates_in_their_usual_forms(text):
    assert read(line(published=text), NOW).published == dt.datetime(2024, 1, 17, 8, 2, tzinfo=dt.UTC)


def test_a_date_without_a_time_is_midnight_in_hanoi():
    assert read(line(published="17/01/2024"), NOW).published == dt.datetime(2024, 1, 16, 17, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2024", "bad_date"),
        ("29/02/2023 10:00", "bad_date"),
        ("2024-13-01", "bad_date"),
        ("17/01/2024 25:00", "bad_date"),
        ("hôm qua", "bad_date"),
        ("0001-01-01T00:00:00", "bad_date"),
        ("9999-12-31T23:59:59-12:00", "bad_date"),
        ("23/11/2026", "date_out_of_range"),
        ("31/12/1944", "date_out_of_range"),
        ("x" * 100_000, "bad_date"),
        ("\x00", "bad_date"),
    ],
)
def test_a_date_that_cannot_be_is_refused(text, code):
    assert refusals(published=text) == [(code, "published")]
    assert refusals(edited=text) == [(code, "edited")]


def test_the_earliest_date_is_taken():
    assert read(line(published=EARLIEST.isoformat()), NOW).published == EARLIEST


def test_an_edit_before_the_publication_is_none():
    record = read(line(edited="16/01/2024"), NOW)
    assert record.edited == record.published


def test_everything_that_is_wrong_is_said_at_once():
    assert refusals(address=None, title="  ", published=1705478520, views="1.079", topics="Hội nghị", html=["<p>"]) == [
        ("missing", "address"),
        ("missing", "title"),
        ("wrong_type", "published"),
        ("wrong_type", "html"),
        ("wrong_type", "topics"),
        ("wrong_type", "views"),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": None}, [("missing", "title")]),
        ({"published": ""}, [("missing", "published")]),
        ({"views": -1}, [("bad_views", "")]),
        ({"views": 2**31}, [("bad_views", "")]),
        ({"views": True}, [("wrong_type", "views")]),
        ({"views": 10.5}, [("wrong_type", "views")]),
        ({"address": "/"}, [("bad_address", "address")]),
        ({"address": "javascript:alert(1)"}, [("bad_address", "address")]),
        ({"address": "/a\x00b"}, [("bad_address", "address")]),
        ({"address": "/a%00b"}, [("bad_address", "address")]),
        ({"address": "/\ud800"}, [("bad_address", "address")]),
        ({"address": "http://["}, [("bad_address", "address")]),
        ({"address": "/" + "a" * 300}, [("address_too_long", "address")]),
        ({"other_addresses": ["/a", 5]}, [("wrong_type", "other_addresses")]),
        ({"pictures": [{"caption": "x"}]}, [("bad_picture", "")]),
        ({"pictures": [5]}, [("bad_picture", "")]),
        ({"pictures": [{"file": "a.jpg", "main": "yes"}]}, [("wrong_type", "pictures.main")]),
        ({"pictures": [{"file": "a.jpg", "position": -1}]}, [("wrong_type", "pictures.position")]),
        ({"pictures": [{"file": "a.jpg", "caption": 3}]}, [("wrong_type", "pictures.caption")]),
    ],
)
def test_a_field_of_the_wrong_kind_is_refused(changes, expected):
    assert refusals(**changes) == expected


def test_nul_bytes_and_lone_surrogates_are_dropped_from_text():
    record = read(json.loads(json.dumps(line(title="Hội\x00 nghị\ud800", html="<p>a\x00\udfffb</p>"))), NOW)
    assert (record.title, record.html) == ("Hội nghị", "<p>ab</p>")


def test_text_becomes_nfc():
    assert read(line(title="Ho\u0323\u0302i nghi\u0323"), NOW).title == "Hội nghị"


def test_what_is_cut_is_told():
    record = read(line(title="Hội nghị " * 60, byline="a" * 200, topics=[f"Chủ đề {n}" for n in range(7)]), NOW)
    assert (len(record.title) <= 255, len(record.byline), len(record.topics)) == (True, 150, 5)
    assert record.title.endswith("nghị…")
    assert [problem.code for problem in record.left_out] == ["shortened", "shortened", "too_many_topics"]


def test_pictures_are_named_alone_or_described():
    pictures = [
        "a.jpg",
        {"path": "b.jpg", "caption": " Chú  thích ", "credit": "X", "alt": "Y", "position": 2, "main": True},
    ]
    assert read(line(pictures=pictures), NOW).pictures == (
        PictureNote("a.jpg"),
        PictureNote("b.jpg", "Chú thích", "X", "Y", main=True, position=2),
    )


def test_unknown_fields_are_found():
    assert unknown_fields(line(view=5, id=1)) == {"view", "id"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["address", "other_addresses", "title", "lead", "html", "pictures", "published", "edited"])


@given(st.dictionaries(NAMES | st.sampled_from(["source", "byline", "topics", "views", "file"]), JSON, max_size=8))
def test_no_object_brings_the_reading_down(value):
    try:
        assert read(line() | value, NOW).title
    except RefusedLine as refusal:
        assert refusal.problems
