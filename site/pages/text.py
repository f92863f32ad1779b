"""The words of a body without its markup: for the search, for counting, for a description."""

import html
import re
from collections.abc import Iterator

from wagtail import blocks

INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|s|small|span|strong|sub|sup|u)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
BLANKS = re.compile(r"\s+")
NO_WORDS = {"id", "type", "level", "url", "image", "document"}


def plain(markup: str) -> str:
    """HTML as plain text: a word that is bold in its middle stays one word, other tags become blanks, entities their
    letters."""
    return _in_one_line(html.unescape(TAG.sub(" ", INLINE.sub("", markup))))


def text_of(body: blocks.StreamValue) -> str:
    """All words of a body, read from its stored form so that no picture or file is fetched for it."""
    return _in_one_line(" ".join(words for block in body.get_prep_value() for words in _words(block)))


def _words(block: dict) -> Iterator[str]:
    if block["type"] == "paragraph":
        yield plain(block["value"] or "")
    elif block["type"] == "table":
        yield from _words_of_table(block["value"] or {})
    else:
        yield from _strings(block["value"])


def _words_of_table(table: dict) -> Iterator[str]:
    columns = table.get("columns", [])
    yield table.get("caption") or ""
    yield from (column.get("heading") or "" for column in columns)
    for row in table.get("rows", []):
        for column, cell in zip(columns, row["values"], strict=False):
            yield plain(cell or "") if column["type"] == "rich_text" else cell or ""


def _strings(value) -> Iterator[str]:
    """What people wrote into the fields of a block. It is no markup: in 'a < b > c' nothing is a tag."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in NO_WORDS:
                yield from _strings(item)


def _in_one_line(text: str) -> str:
    return BLANKS.sub(" ", text).strip()
