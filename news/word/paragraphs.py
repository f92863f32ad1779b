"""Lines as HTML: paragraphs, and lists inside each other."""

from itertools import takewhile

from .content import Line
from .inline import html, sanitise


def paragraphs_html(run: list[Line]) -> str:
    """Lines as paragraphs, those with numbers or bullets as lists inside each other."""
    written: list[str] = []
    index = 0
    while index < len(run):
        if run[index].list_level is None:
            written.append(f"<p>{html(run[index].spans)}</p>")
            index += 1
            continue
        members = list(takewhile(lambda line: line.list_level is not None, run[index:]))
        written.append(list_html(members))
        index += len(members)
    return sanitise("".join(written))


def list_html(members: list[Line]) -> str:
    """Items with levels as lists. A list that jumps a level, or starts deep, gets no empty lists in between."""
    written: list[str] = []
    open_lists: list[tuple[int, str]] = []  # (level, tag)
    for line in members:
        tag = "ol" if line.ordered else "ul"
        while open_lists and (line.list_level < open_lists[-1][0] or _turns(line, tag, open_lists)):
            written.append(f"</li></{open_lists.pop()[1]}>")
        if open_lists and open_lists[-1][0] >= line.list_level:
            written.append("</li>")
        else:
            written.append(f"<{tag}>")
            open_lists.append((line.list_level, tag))
        written.append(f"<li>{html(line.spans)}")
    while open_lists:
        written.append(f"</li></{open_lists.pop()[1]}>")
    return "".join(written)


def _turns(line: Line, tag: str, open_lists: list[tuple[int, str]]) -> bool:
    """A bulleted item after a numbered one of the same level is another list."""
    level, open_tag = open_lists[-1]
    return level == line.list_level and open_tag != tag
