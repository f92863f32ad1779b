"""Elements with contents of their own, and what each leaves in the one around it: lists, quotations, cells."""

from dataclasses import dataclass, field

from .blocks import Quote
from .gathered import Cell, Line, List, ListItem, Row, TableCaption
from .tables import MAX_COLUMNS, table

QUOTE_LENGTH = 1000


@dataclass
class Frame:
    """An open element that has contents of its own, as a table cell."""

    tag: str
    attributes: dict[str, str]
    items: list = field(default_factory=list)


def closed(frame: Frame) -> list:
    """What an element leaves in the one around it."""
    match frame.tag:
        case "li":
            return _list_item(frame.items)
        case "ul" | "ol":
            return _list(frame)
        case "td" | "th":
            spans = (_span(frame.attributes, "colspan", MAX_COLUMNS), _span(frame.attributes, "rowspan", 200))
            return [Cell(tuple(frame.items), frame.tag == "th", *spans)]
        case "tr":
            return [Row(tuple(item for item in frame.items if isinstance(item, Cell)))]
        case "caption":
            text = " ".join(item.text for item in frame.items if isinstance(item, Line))
            return [TableCaption(text[:255])] if text else []
        case "table":
            return table(frame.items)
        case _:
            return _quote(frame.items)


def _span(attributes: dict[str, str], name: str, limit: int) -> int:
    text = attributes.get(name, "").strip()
    return min(max(int(text), 1), limit) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _list_item(items: list) -> list:
    """An item of a list as HTML; pictures and tables, which no list can hold, come after it."""
    lines = [item.html for item in items if isinstance(item, Line)]
    nested = [item.html for item in items if isinstance(item, List)]
    others = [item for item in items if not isinstance(item, Line | List)]
    inner = "<br>".join(lines) + "".join(nested)
    return [ListItem(f"<li>{inner}</li>"), *others] if inner else others


def _list(frame: Frame) -> list:
    points = [f"<li>{item.html}</li>" if isinstance(item, Line) else item.html
              for item in frame.items if isinstance(item, Line | ListItem | List)]  # fmt: skip
    others = [item for item in frame.items if not isinstance(item, Line | ListItem | List)]
    return [List(f"<{frame.tag}>{''.join(points)}</{frame.tag}>"), *others] if points else others


def _quote(items: list) -> list:
    """A quotation; or its contents, when it was only used to move text to the right, as old editors did."""
    if items and len(items) <= 3 and all(isinstance(item, Line) and not item.level for item in items):
        text = "\n".join(item.text for item in items).strip("“”\"' ")
        if 0 < len(text) <= QUOTE_LENGTH and not any(span.href for item in items for span in item.spans):
            return [Quote(text)]
    return items
