"""The title and the lead (sapo) of a newsroom's file: by their styles, else by where they stand and how they look."""

import re
from collections.abc import Callable
from itertools import takewhile
from pathlib import PurePath

from .article import clean_text
from .captions import caption_lines
from .content import Item, Line

OPENING = 12  # items among which a title is looked for
TITLE_LENGTH = 250
SHORT_TITLE_LENGTH = 150
LEAD_LENGTH = 60
BODY_LENGTH = 200


def take_title(items: list[Item]) -> tuple[str, list[Item], list[Item]]:
    """The title, what stands above it (a column's name, say), and what follows. "" when no line looks like one."""
    found = _find_title(items)
    if not found:
        return "", [], list(items)
    return " ".join(items[index].text for index in found), items[: found[0]], items[found[-1] + 1 :]


def _find_title(items: list[Item]) -> list[int]:
    opening = items[:OPENING]
    styled = [index for index, item in enumerate(opening) if isinstance(item, Line) and item.style == "title"]
    if styled:
        return _following(items, styled[0], lambda line, _: line.style == "title")
    head = [(index, line) for index, line in enumerate(opening) if isinstance(line, Line)]
    head = list(takewhile(lambda pair: not _is_body(pair[1]), head))
    candidates = [(index, line) for index, line in head if _may_be_title(line)]
    for test in (
        lambda line: line.is_bold and line.align == "center",
        lambda line: line.heading_level == 1,
        lambda line: line.align == "center" and _is_larger(line, items),
    ):
        for index, line in candidates:
            if test(line):
                return _following(items, index, _continues_title)
    if candidates and candidates[0] == head[0] and len(head[0][1].text) <= SHORT_TITLE_LENGTH and _has_body(items):
        return [head[0][0]]
    return []


def _may_be_title(line: Line) -> bool:
    return (
        line.list_level is None
        and line.align != "right"
        and len(line.text) <= TITLE_LENGTH
        and line.style not in ("caption", "quote", "subtitle")
        and not line.text.endswith((".", ";", ",", ":"))
    )


def _is_body(line: Line) -> bool:
    return len(line.text) >= BODY_LENGTH and not line.is_bold


def _has_body(items: list[Item]) -> bool:
    return sum(isinstance(item, Line) for item in items) > 1


def _is_larger(line: Line, items: list[Item]) -> bool:
    sizes = [item.size for item in items if isinstance(item, Line) and _is_body(item) and item.size]
    return bool(line.size and sizes and line.size > max(sizes))


def _continues_title(line: Line, before: Line) -> bool:
    """A title is often broken by hand over two or three lines of one look."""
    return (
        _may_be_title(line)
        and line.is_bold == before.is_bold
        and line.align == before.align == "center"
        and line.size == before.size
        and line.style == before.style
        and len(line.text) <= SHORT_TITLE_LENGTH
    )


def _following(items: list[Item], first: int, belongs: Callable[[Line, Line], bool]) -> list[int]:
    """The index and those right after it that belong to it, as long as it stays a title's length."""
    found = [first]
    length = len(items[first].text)
    for index in range(first + 1, len(items)):
        item = items[index]
        if not isinstance(item, Line) or not belongs(item, items[found[-1]]):
            break
        length += 1 + len(item.text)
        if length > TITLE_LENGTH:
            break
        found.append(index)
    return found


def title_of_file(name: str) -> str:
    """'tin-hop-khoi_2024.docx' → 'Tin hop khoi 2024': better than nothing, and easily seen to be no title."""
    stem = clean_text(re.sub(r"[-_]+", " ", PurePath(name.replace("\\", "/")).stem)).strip()
    return stem[:1].upper() + stem[1:]


def take_lead(items: list[Item]) -> tuple[str, list[Item]]:
    """The bold opening paragraph (sapo) and what is left. "" when the article opens without one."""
    text_lines = [item for item in items if isinstance(item, Line)]
    if not text_lines:
        return "", list(items)
    all_bold = sum(line.is_bold for line in text_lines) > max(2, len(text_lines) / 2)
    captions = {index for index, _ in caption_lines(items)}
    lead: list[int] = []
    for index, item in enumerate(items):
        if not isinstance(item, Line) or index in captions:
            if lead:
                break
            continue
        if not _may_be_lead(item) or (lead and (all_bold or not item.text.endswith((".", "…", "!")))):
            break
        lead.append(index)
    words = " ".join(items[index].text for index in lead)
    return words, [item for index, item in enumerate(items) if index not in lead]


def _may_be_lead(line: Line) -> bool:
    if line.style == "subtitle":
        return True
    return (
        line.is_bold
        and line.list_level is None
        and line.heading_level is None
        and line.align != "right"
        and (len(line.text) >= LEAD_LENGTH or line.text.endswith("."))
    )
