"""An old portal's HTML as the blocks of an article: plain data, with nothing dangerous left.

nh3 goes first: it repairs the markup and drops scripts, forms and styles, so that what follows reads well-formed
HTML of few tags. `reader` walks through it once, without recursion, and gathers lines, pictures, lists and tables;
`composition` then decides what is a caption and what belongs into one paragraph block. Last, every piece of inline
HTML passes the same gate as that of a Word file.
"""

import re
from dataclasses import dataclass

import nh3

from news.word import inline

from .blocks import Block
from .composition import compose
from .problems import Problem
from .reader import TAGS, Reader

MAX_DEPTH = 1000

_ATTRIBUTES = {
    "*": {"style", "align", "class", "hidden"},
    "a": {"href"},
    "img": {"src", "data-src", "data-original", "alt", "width", "height"},
    "iframe": {"src", "title"},
    "embed": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_STYLES = {"text-align", "font-style", "font-weight", "display"}
_WITHOUT_WORDS = {"script", "style", "template", "noscript", "svg", "math", "select", "textarea", "button", "title"}

# What opens without closing by itself: nh3's parser takes quadratic time over the depth of these.
_NESTING = re.compile(
    r"<(/?)(?:div|center|section|article|aside|main|header|footer|figure|blockquote|ul|ol|dl|table|span|font|details)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Conversion:
    """The blocks of a text, and what it had that no block can hold."""

    blocks: tuple[Block, ...]
    left_out: tuple[Problem, ...] = ()


class TooDeep(ValueError):
    """HTML nested deeper than any text is; reading it would take for ever."""


def convert(markup: str, address: str = "/") -> Conversion:
    """Turns HTML into blocks. `address` is where it stood: links are read from there. Raises TooDeep."""
    if _depth(markup) > MAX_DEPTH:
        raise TooDeep
    reader = Reader(address)
    reader.feed(
        nh3.clean(
            markup,
            tags=TAGS,
            attributes=_ATTRIBUTES,
            clean_content_tags=_WITHOUT_WORDS,
            url_schemes=inline.ALLOWED_SCHEMES,
            filter_style_properties=_STYLES,
            link_rel=None,
        )
    )
    return Conversion(tuple(compose(reader.finish())), tuple(reader.left_out))


def _depth(markup: str) -> int:
    depth = deepest = 0
    for match in _NESTING.finditer(markup):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
