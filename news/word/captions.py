"""Which line speaks of which picture or table, and who took the picture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .content import Grid, Item, Line, Shot
from .sign_off import SOURCE

CAPTION_LENGTH = 300

_CREDIT = re.compile(
    r"(?P<caption>.*?)\s*(?:[-–]\s*)?[(\[]?\s*(?:Ảnh|ẢNH|(?<=[(\[])ảnh)\s*:\s*(?P<credit>[^():]{2,60}?)\s*[)\]]?\s*\.?"
)
_TABLE_CAPTION = re.compile(r"(?:bảng|biểu)\s+\d", re.IGNORECASE)


@dataclass(frozen=True)
class Captioned:
    """A shot or a grid with the line that belongs to it."""

    item: Shot | Grid
    caption: str = ""


def attach_captions(items: list[Item]) -> Iterator[Line | Captioned]:
    """The same column, each caption with its picture or table."""
    caption_of = {owner: items[index].text for index, owner in caption_lines(items)}
    used = {index for index, _ in caption_lines(items)}
    for index, item in enumerate(items):
        if index in used:
            continue
        yield item if isinstance(item, Line) else Captioned(item, caption_of.get(index, ""))


def caption_lines(items: list[Item]) -> list[tuple[int, int]]:
    """(index of the line, index of what it belongs to). A line after a picture comes before a line above one."""
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    for index, item in enumerate(items[:-1]):
        below = items[index + 1]
        if not isinstance(item, Line) and isinstance(below, Line) and _is_caption(below, item):
            found.append((index + 1, index))
            taken |= {index, index + 1}
    for index, item in enumerate(items[1:], start=1):
        above = items[index - 1]
        if isinstance(item, Line) or index in taken or index - 1 in taken or not isinstance(above, Line):
            continue
        heads_table = isinstance(item, Grid) and _TABLE_CAPTION.match(above.text) and len(above.text) <= CAPTION_LENGTH
        if above.style == "caption" or heads_table:
            found.append((index - 1, index))
            taken |= {index, index - 1}
    return found


def _is_caption(line: Line, of: Shot | Grid) -> bool:
    if line.style == "caption":
        return not (isinstance(of, Grid) and line.text.lower().startswith(("hình", "ảnh")))
    if isinstance(of, Grid) or line.heading_level or line.style in ("title", "subtitle") or line.list_level is not None:
        return False
    if len(line.text) > CAPTION_LENGTH or SOURCE.fullmatch(line.text):
        return False
    return (line.align == "center" and not line.is_bold) or (line.is_italic and line.align != "right")


def split_credit(caption: str) -> tuple[str, str]:
    """'Toàn cảnh. Ảnh: Minh Anh' → ('Toàn cảnh.', 'Minh Anh')."""
    match = _CREDIT.fullmatch(caption) if len(caption) <= CAPTION_LENGTH else None
    return (match["caption"], match["credit"]) if match else (caption, "")
