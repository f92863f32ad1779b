"""One walk through clean HTML, without recursion, that gathers lines, pictures, lists and tables."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby

from news.word import inline
from news.word.inline import LINE_BREAK, Span
from pages import video

from .blocks import Picture, Video
from .elements import Frame, closed
from .gathered import Line
from .links import reader_href
from .problems import Problem

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_BOLD, _ITALIC, _SCRIPTS = {"b", "strong"}, {"i", "em", "cite"}, {"sup", "sub"}
_MEDIA = {"video", "audio", "object", "embed"}
_FRAMES = {"ul", "ol", "li", "table", "caption", "tr", "td", "th", "blockquote"}
_BLOCKS = _FRAMES | set(_HEADINGS) | {
    "p", "div", "center", "section", "article", "aside", "header", "footer", "main", "figure", "figcaption", "pre",
    "address", "dl", "dt", "dd", "hr", "details", "summary",
}  # fmt: skip
_TRANSPARENT = {"span", "thead", "tbody", "tfoot"}
_PLAIN = {"p", "div", "br", "li", "ul", "ol", "tr", "td", "table", "tbody", "span"}  # change no look by themselves
_VOID = {"br", "img", "hr", "embed"}
TAGS = _BLOCKS | _BOLD | _ITALIC | _SCRIPTS | _MEDIA | _TRANSPARENT | {"a", "br", "img", "iframe"}

_CAPTION_CLASS = re.compile(r"caption|chu-?thich", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class _Look:
    """How text looks at some point of the HTML: what all open elements say together."""

    bold: bool = False
    italic: bool = False
    script: str = ""
    href: str = ""
    level: int = 0
    centred: bool = False
    caption: bool = False
    hidden: bool = False


class Reader(HTMLParser):
    """Goes through clean HTML once. The stack holds a look, and perhaps a frame, for each open element."""

    def __init__(self, address: str):
        super().__init__(convert_charrefs=True)
        self.address = address
        self.left_out: list[Problem] = []
        self._frames = [Frame("", {})]
        self._stack: list[tuple[str, _Look]] = [("", _Look())]
        self._spans: list[Span] = []
        self._words: list[str] = []
        self._words_look = _Look()

    def finish(self) -> list:
        """What the whole text consists of."""
        self.close()
        while len(self._stack) > 1:
            self.handle_endtag(self._stack[-1][0])
        self._end_line()
        return self._frames[0].items

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in attributes}
        look = self._stack[-1][1]
        if tag in _BLOCKS:
            self._end_line()
        if tag == "br" and not look.hidden:
            self._end_span()
            self._spans.append(Span(LINE_BREAK))
        elif tag == "img" and not look.hidden:
            self._picture(attrs)
        elif tag == "iframe" and not look.hidden:
            self._frame_of_another_site(attrs)
        elif tag in _MEDIA and not look.hidden:
            self.left_out.append(Problem("media_left_out", {"element": tag}))
        if tag in _VOID:
            return
        if tag in _FRAMES:
            self._frames.append(Frame(tag, attrs))
        self._stack.append((tag, self._look_inside(tag, attrs, look)))

    def handle_endtag(self, tag: str) -> None:
        if self._stack[-1][0] != tag or tag == "":
            return  # nh3 closes in order; whatever does not is no element of ours
        if tag in _BLOCKS:
            self._end_line()
        self._stack.pop()
        if tag in _FRAMES:
            frame = self._frames.pop()
            self._frames[-1].items.extend(closed(frame))

    def handle_data(self, data: str) -> None:
        look = self._stack[-1][1]
        if look.hidden or self._frames[-1].tag in ("table", "tr"):
            return
        if look != self._words_look:
            self._end_span()
            self._words_look = look
        self._words.append(data)

    def _look_inside(self, tag: str, attrs: dict[str, str], look: _Look) -> _Look:
        if not attrs and tag in _PLAIN:
            return look
        style = dict(part.partition(":")[::2] for part in attrs.get("style", "").replace(" ", "").lower().split(";"))
        weight = style.get("font-weight", "")
        align = style.get("text-align") or attrs.get("align", "").lower()
        hidden = tag in ("iframe", *_MEDIA) or style.get("display") == "none" or "hidden" in attrs
        return _Look(
            bold=look.bold or tag in _BOLD or weight.startswith("bold") or weight in ("600", "700", "800", "900"),
            italic=look.italic or tag in _ITALIC or style.get("font-style") == "italic",
            script=tag if tag in _SCRIPTS else look.script,
            href=reader_href(attrs.get("href", ""), self.address) if tag == "a" else look.href,
            level=_HEADINGS.get(tag, look.level),
            centred=(look.centred and not align) or align == "center" or tag == "center",
            caption=look.caption or tag == "figcaption" or bool(_CAPTION_CLASS.search(attrs.get("class", ""))),
            hidden=look.hidden or hidden,
        )

    def _end_span(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._words))
        self._words.clear()
        if text:
            look = self._words_look
            bold = look.bold and not look.level  # a heading is bold by itself
            self._spans.append(Span(text, bold, look.italic, look.script, look.href))

    def _end_line(self) -> None:
        """What was gathered becomes a line, or several where two breaks stand together: an empty line."""
        look = self._words_look
        self._end_span()
        if not self._spans:
            return
        spans = inline.tidy(self._spans)
        self._spans = []
        lines = [spans] if not any(span.is_break for span in spans) else _lines(spans)
        self._frames[-1].items.extend(Line(line, look.level, look.centred, look.caption) for line in lines if line)

    def _picture(self, attrs: dict[str, str]) -> None:
        self._end_line()
        src = next((attrs[name] for name in ("data-src", "data-original", "src") if attrs.get(name)), "").strip()
        if not src:
            self.left_out.append(Problem("picture_without_file"))
        elif not _is_ornament(attrs):
            self._frames[-1].items.append(Picture(src, alt=inline.plain([Span(attrs.get("alt", ""))])[:255]))

    def _frame_of_another_site(self, attrs: dict[str, str]) -> None:
        self._end_line()
        src = attrs.get("src", "").strip()
        known = video.recognise("https:" + src if src.startswith("//") else src)
        if known:
            self._frames[-1].items.append(Video(known.url, inline.plain([Span(attrs.get("title", ""))])[:500]))
        else:
            self.left_out.append(Problem("frame_left_out", {"address": src[:200]}))


def _lines(spans: Iterable[Span]) -> Iterator[tuple[Span, ...]]:
    """The spans between gaps, which are two or more breaks in a row."""
    line: list[Span] = []
    for is_break, group in groupby(spans, key=lambda span: span.is_break):
        run = list(group)
        if is_break and len(run) > 1:
            yield inline.tidy(line)
            line = []
        else:
            line += run
    yield inline.tidy(line)


def _is_ornament(attrs: dict[str, str]) -> bool:
    """Counting pixels, bullets and smileys are no pictures of an article."""
    sizes = [re.match(r"\d+", attrs.get(name, "")) for name in ("width", "height")]
    return any(size and int(size[0][:6]) <= 24 for size in sizes)
