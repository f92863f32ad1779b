"""What was gathered as blocks: which line is a heading or speaks of a picture, and what makes one paragraph block."""

from collections.abc import Iterator
from dataclasses import replace

from news.word import inline
from news.word.captions import split_credit

from .blocks import Block, Heading, Paragraph, Picture, Quote, Table, Video
from .gathered import CAPTION_LENGTH, Cell, Line, List, ListItem, Row, TableCaption, flow_html

HEADING_LENGTH = 200


def compose(items: list) -> Iterator[Block]:
    run: list[str] = []  # lines and lists that make one paragraph block
    position = 0
    while position < len(items):
        item = items[position]
        following = items[position + 1] if position + 1 < len(items) else None
        position += 1
        if isinstance(item, Line) and item.caption and isinstance(following, Picture) and not following.caption:
            items[position] = _captioned(following, item.text)  # a figure whose caption stands above it
            continue
        if isinstance(item, ListItem):
            item = List(f"<ul>{item.html}</ul>")
        if isinstance(item, List) or (isinstance(item, Line) and not _is_heading(item)):
            run.append(flow_html(item))
            continue
        yield from _paragraph(run)
        run = []
        match item:
            case Line():
                yield Heading(item.text, item.level)
            case Picture() | Video():
                if isinstance(following, Line) and not item.caption and _is_caption(following):
                    item, position = _captioned(item, following.text), position + 1
                yield item
            case Quote() | Table():
                yield item
            case Cell() | Row() | TableCaption():  # a cell outside of any table
                continue
    yield from _paragraph(run)


def _paragraph(run: list[str]) -> Iterator[Paragraph]:
    html = inline.sanitise("".join(run))
    if html:
        yield Paragraph(html)


def _is_heading(line: Line) -> bool:
    return bool(line.level) and len(line.text) <= HEADING_LENGTH


def _is_caption(line: Line) -> bool:
    """Whether the line below a picture speaks of it: it says so, or it is short and italic or centred."""
    if line.caption:
        return True
    if line.level or len(line.text) > CAPTION_LENGTH:
        return False
    return line.centred or inline.share(line.spans, "italic") > 0.9


def _captioned(item: Picture | Video, text: str) -> Picture | Video:
    if isinstance(item, Video):
        return replace(item, caption=text[:500])
    caption, credit = split_credit(text)
    return replace(item, caption=caption.strip()[:500], credit=credit.strip()[:200])
