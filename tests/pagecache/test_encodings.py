"""Which coding a browser gets."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagecache.encodings import choose, encode

ALL = ("br", "gzip", "identity")


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("br;q=0.5, gzip", "gzip"),
        ("br; q=0.5 , gzip;q=0.4", "br"),
        ("br;q=0, gzip;q=0", "identity"),
        ("br;q=0.0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("identity;q=0.1, gzip;q=0.5", "gzip"),
        ("gzip;q=0.001", "gzip"),
        ("identity;q=0, gzip", "gzip"),
        ("identity;q=0", "identity"),
        ("deflate", "identity"),
        ("br;q=x", "identity"),
        ("gzip;level=9;q=0", "identity"),
        (",,;q=1, gzip", "gzip"),
        ("br" * 5000, "identity"),
    ],
)
def test_the_best_that_the_browser_takes(accepted, coding):
    assert choose(accepted, ALL) == coding


def test_only_what_there_is():
    assert choose("br, gzip", ("gzip", "identity")) == "gzip"
    assert choose("br", ("gzip", "identity")) == "identity"


@given(st.text(max_size=600))
def test_no_header_is_an_error(accepted):
    assert choose(accepted, ALL) in ALL


weights = st.dictionaries(st.sampled_from([*ALL, "zstd"]), st.integers(0, 1000), min_size=1)


@given(weights)
def test_nothing_is_sent_that_was_refused_while_something_else_was_welcome(weights):
    accepted = ", ".join(f"{coding};q={weight / 1000:.3f}" for coding, weight in weights.items())
    coding = choose(accepted, ALL)
    welcome = {name: weight for name, weight in weights.items() if name in ALL and weight}
    if welcome:
        assert weights.get(coding) == max(welcome.values())
    else:
        assert coding == "identity"


@given(st.binary(max_size=5000))
def test_every_coding_is_of_the_same_page(body):
    bodies = encode(body, "text/html; charset=utf-8")
    assert bodies["identity"] == body
    if len(body) < 200:
        assert list(bodies) == ["identity"]
    else:
        assert list(bodies) == ["br", "gzip", "identity"]
        assert gzip.decompress(bodies["gzip"]) == body
        assert brotli.decompress(bodies["br"]) == body


@pytest.mark.parametrize(
    ("content_type", "codings"),
    [
        ("text/html", ["br", "gzip", "identity"]),
        ("application/rss+xml; charset=utf-8", ["br", "gzip", "identity"]),
        ("application/json", ["br", "gzip", "identity"]),
        ("text/calendar; charset=utf-8", ["br", "gzip", "identity"]),
        ("image/png", ["identity"]),
        ("application/pdf", ["identity"]),
        ("", ["identity"]),
    ],
)
def test_what_is_compressed_already_is_left_alone(content_type, codings):
    assert list(encode(b"x" * 500, content_type)) == codings


def test_the_same_page_is_the_same_bytes_whenever_it_is_made(time_machine):
    time_machine.move_to("2026-01-01")
    first = encode(b"x" * 500, "text/html")
    time_machine.move_to("2026-01-02")
    assert encode(b"x" * 500, "text/html") == first
