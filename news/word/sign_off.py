"""Who wrote an article and where it comes from: the last lines of a newsroom's file."""

import re
from collections.abc import Iterable

from .content import Item, Line
from .inline import lines, plain

SIGN_OFF_LENGTH = 160
SIGN_OFF_LINES = 5

SOURCE = re.compile(r"\(?\s*nguồn(?:\s+tin)?\s*:\s*(?P<name>.+?)\s*\)?", re.IGNORECASE)
_AFTER = re.compile(r"\(?\s*theo\s*:?\s+(?P<name>.+?)\s*\)?", re.IGNORECASE)
_ROLE = r"(?:tin|bài|ảnh|video|clip|đồ hoạ|đồ họa|bài viết)"
_BYLINE = re.compile(
    rf"\(?\s*(?P<role>tác giả|thực hiện|người viết|người thực hiện|{_ROLE}(?:\s*(?:,|và|&|-|–|/)\s*{_ROLE})*)"
    r"\s*:\s*(?P<name>.+?)\s*\)?",
    re.IGNORECASE,
)


def take_sign_off(items: list[Item]) -> tuple[str, str, list[Item]]:
    """(byline, source, what is left), from the last lines: 'Nguồn: …', 'Theo …', 'Tin, ảnh: …', a name on the right."""
    left = list(items)
    bylines: list[str] = []
    source = ""
    for _ in range(SIGN_OFF_LINES):
        if not left or not isinstance(left[-1], Line):
            break
        read = [_sign_off(part, left[-1]) for part in lines(left[-1].spans)]
        if not read or not all(read):
            break
        for kind, name in reversed(read):
            if kind == "byline":
                bylines.insert(0, name)
            else:
                source = source or name
        left.pop()
    return ", ".join(bylines), source, left


def _sign_off(spans: Iterable, line: Line) -> tuple[str, str] | None:
    text = plain(spans)
    if len(text) > SIGN_OFF_LENGTH or line.list_level is not None or line.heading_level:
        return None
    if match := SOURCE.fullmatch(text):
        return "source", match["name"]
    if match := _BYLINE.fullmatch(text):
        only_pictures = match["role"].lower() == "ảnh"
        return "byline", f"Ảnh: {match['name']}" if only_pictures else match["name"]
    set_apart = line.align == "right" or line.is_italic or text.startswith("(")
    if set_apart and (match := _AFTER.fullmatch(text)) and not text.endswith("."):
        return "source", match["name"]
    if line.align == "right" and _is_name(text):
        return "byline", text.strip("()")
    return None


def _is_name(text: str) -> bool:
    words = [word for word in re.split(r"[\s,/&()–-]+", text) if word and word.lower() != "và"]
    return 0 < len(words) <= 8 and len(text) <= 60 and all(word[0].isupper() for word in words)
