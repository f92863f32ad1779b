"""Runs of text: what comes out is clean, joined and safe, whatever goes in."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.word.article import clean_text, first_words
from news.word.content import Line
from news.word.inline import Span, clean_href, html, lines, plain, sanitise, share, tidy
from news.word.paragraphs import list_html, paragraphs_html

texts = st.text(st.sampled_from("aăđ \u00a0\u0301\u200b\u00ad<>&\"'\n\tộe\u0302\x00\ue000"), max_size=8)
spans = st.builds(
    Span,
    text=texts,
    bold=st.booleans(),
    italic=st.booleans(),
    script=st.sampled_from(["", "sup", "sub"]),
    href=st.sampled_from(["", "https://example.org/", "javascript:x", 'https://a.b/"onclick="x']),
)


@pytest.mark.parametrize(
    ("given_spans", "expected"),
    [
        ([Span("a "), Span(" b")], [Span("a b")]),
        ([Span(" a "), Span("b ", bold=True)], [Span("a "), Span("b", bold=True)]),
        ([Span("a", bold=True), Span(" "), Span("b", bold=True)], [Span("a b", bold=True)]),
        ([Span("a"), Span("\n"), Span(" b")], [Span("a"), Span("\n"), Span("b")]),
        ([Span("\n"), Span("a "), Span("\n"), Span(" \u200b")], [Span("a")]),
        ([Span("e"), Span("\u0302\u0301m", italic=True)], [Span("ế"), Span("m", italic=True)]),
        ([Span(" "), Span("\u00a0")], []),
    ],
)
def test_tidy(given_spans, expected):
    assert list(tidy(given_spans)) == expected


@given(st.lists(spans, max_size=8))
def test_tidied_text_is_clean_and_stays_so(given_spans):
    tidied = tidy(given_spans)
    words = "".join(span.text for span in tidied)
    assert words == words.strip()
    assert "  " not in words
    assert not re.search("[\u00a0\u00ad\u200b\t\x00\ue000]", words)
    assert all(unicodedata.is_normalized("NFC", span.text) for span in tidied)
    assert tidy(tidied) == tidied


@given(st.lists(spans, max_size=8))
def test_html_is_balanced_and_says_the_same_as_the_text(given_spans):
    tidied = tidy(given_spans)
    written = html(tidied)
    assert sanitise(written) == written
    assert "javascript" not in written
    bare = re.sub("<br>", "\n", written)
    bare = re.sub("<[^>]*>", "", bare).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert bare == "".join(span.text for span in tidied)


@given(st.lists(st.tuples(st.integers(0, 8), st.booleans()), max_size=12))
def test_lists_of_any_levels_are_well_formed(members):
    lines_ = [Line((Span("x"),), list_level=level, ordered=ordered) for level, ordered in members]
    written = list_html(lines_)
    assert sanitise(written) == written
    assert written.count("<li>") == len(members)
    assert "<ul></ul>" not in written and "<ol></ol>" not in written


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"),
        ("www.example.org", "http://www.example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+84240000000", "tel:+84240000000"),
        (" https://example.org ", "https://example.org"),
        ("javascript:alert(1)", ""),
        ("\x01java\nscript:alert(1)", ""),
        ("vbscript:x", ""),
        ("data:text/html;base64,x", ""),
        ("file:///C:/a", ""),
        ("ftp://example.org", ""),
        ("//example.org", ""),
        ("http:", ""),
        ("https://[", ""),
        ("mailto:", ""),
        ("tep.docx", ""),
        ("", ""),
    ],
)
def test_addresses(address, safe):
    assert clean_href(address) == safe


@pytest.mark.parametrize(
    ("markup", "safe"),
    [
        ("<p>a<script>x</script></p>", "<p>a</p>"),
        ('<a href="javascript:x" onclick="y">a</a>', "<a>a</a>"),
        ('<p style="x" class="y">a<img src=x onerror=y></p>', "<p>a</p>"),
        ('<a href="tel:1">a</a><strong>b</strong><em>c</em>', '<a href="tel:1">a</a><strong>b</strong><em>c</em>'),
    ],
)
def test_the_last_gate(markup, safe):
    assert sanitise(markup) == safe


def test_parts_of_text():
    given_spans = (Span("Đậm", bold=True), Span("1", script="sup", note=True), Span("\n"), Span("th"))
    assert plain(given_spans) == "Đậm th"
    assert share(given_spans, "bold") == 0.6
    assert share((), "bold") == 0
    assert lines(given_spans) == [given_spans[:2], given_spans[3:]]
    assert paragraphs_html([Line(given_spans)]) == "<p><b>Đậm</b><sup>1</sup><br>th</p>"


@given(st.text())
def test_clean_text_is_stable(text):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Một hai ba", "Một hai ba"),
        ("1 2 3 4 5 6 7 8 9", "1 2 3 4 5 6 7 8…"),
        ("x" * 100, "x" * 80 + "…"),
        ("  ", ""),
    ],
)
def test_first_words(text, words):
    assert first_words(text) == words
