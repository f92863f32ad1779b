"""Runs of text inside a paragraph: cleaned, joined where they look alike, written as safe HTML or as plain text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

import nh3

from .article import clean_text

LINE_BREAK = "\n"

ALLOWED_TAGS = {"p", "b", "strong", "i", "em", "a", "ol", "ul", "li", "sup", "sub", "br"}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True)
class Span:
    """A stretch of text that looks the same throughout. A line break is a span of its own."""

    text: str
    bold: bool = False
    italic: bool = False
    script: str = ""  # "sup", "sub" or neither
    href: str = ""
    note: bool = False  # the number of a footnote: no part of a title or a caption

    @property
    def is_break(self) -> bool:
        """Whether this is a line break."""
        return self.text == LINE_BREAK


def tidy(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Clean text, neighbours of the same look joined, one blank between words and none at the ends of a line.

    A mark that came in a run of its own goes to its letter, and a blank takes the look of what is before it, so
    that the HTML does not fall into pieces.
    """
    tidied: list[Span] = []
    for span in spans:
        if span.is_break:
            _strip_end(tidied)
            if tidied:
                tidied.append(Span(LINE_BREAK))
            continue
        text = clean_text(span.text)
        before = tidied[-1] if tidied else None
        if before is None or before.is_break or before.text.endswith(" "):
            text = text.lstrip(" ")
        elif text and (unicodedata.combining(text[0]) or text.isspace()):
            head = re.match(r"[\u0300-\u036f]*\s*$|[\u0300-\u036f]*", text)[0]
            tidied[-1] = replace(before, text=unicodedata.normalize("NFC", before.text + head))
            text = text[len(head) :]
            if tidied[-1].text.endswith(" "):
                text = text.lstrip(" ")
        if not text:
            continue
        if tidied and not tidied[-1].is_break and _same_look(tidied[-1], span):
            tidied[-1] = replace(span, text=unicodedata.normalize("NFC", tidied[-1].text + text))
        else:
            tidied.append(replace(span, text=text))
    while tidied and (tidied[-1].is_break or tidied[-1].text.isspace()):
        tidied.pop()
    _strip_end(tidied)
    return tuple(tidied)


def _strip_end(spans: list[Span]) -> None:
    if spans and not spans[-1].is_break:
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip(" "))
        if not spans[-1].text:
            spans.pop()


def _same_look(one: Span, other: Span) -> bool:
    return replace(one, text="") == replace(other, text="")


def plain(spans: Iterable[Span]) -> str:
    """The words alone. A line break is a blank; numbers of notes are left out."""
    return clean_text("".join(span.text for span in spans if not span.note)).strip()


def share(spans: Iterable[Span], look: str) -> float:
    """How much of the text, by letters, is bold (or italic): 0 to 1."""
    letters = [(sum(map(str.isalnum, span.text)), getattr(span, look)) for span in spans if not span.note]
    total = sum(count for count, _ in letters)
    return sum(count for count, has_look in letters if has_look) / total if total else 0.0


def lines(spans: Iterable[Span]) -> list[tuple[Span, ...]]:
    """The spans between line breaks."""
    groups = groupby(spans, key=lambda span: span.is_break)
    return [tuple(group) for is_break, group in groups if not is_break]


def html(spans: Iterable[Span]) -> str:
    """Safe HTML: our own tags around escaped text, and an address only where `clean_href` knows it."""
    written = []
    for href, linked in groupby(spans, key=lambda span: span.href):
        inner = "".join(_span_html(span) for span in linked)
        safe = clean_href(href)
        written.append(_around(inner, f'<a href="{escape(safe)}">', "</a>") if safe else inner)
    return "".join(written)


def _span_html(span: Span) -> str:
    if span.is_break:
        return "<br>"
    text = escape(span.text, quote=False)
    for tag, wanted in ((span.script, span.script), ("i", span.italic), ("b", span.bold)):
        if wanted:
            text = _around(text, f"<{tag}>", f"</{tag}>")
    return text


def _around(inner: str, opening: str, closing: str) -> str:
    """Tags go around words, not around the blanks beside them."""
    words = inner.strip(" ")
    before, after = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
    return f"{before}{opening}{words}{closing}{after}" if words else inner


def sanitise(markup: str) -> str:
    """The last gate: whatever was written before, only what the paragraph block takes comes out."""
    return nh3.clean(markup, tags=ALLOWED_TAGS, attributes={"a": {"href"}}, url_schemes=ALLOWED_SCHEMES, link_rel=None)


def clean_href(href: str) -> str:
    """An address that a reader may be sent to, else "": http, https, mailto and tel only.

    Browsers drop blanks and control characters inside a scheme ('java\\tscript:'), so they are dropped here first.
    """
    address = re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]", "", href)
    if address.lower().startswith("www."):
        address = "http://" + address
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return address if parts.hostname else ""
    return address if parts.scheme in ALLOWED_SCHEMES and parts.path else ""
