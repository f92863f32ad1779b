"""The styles of a Word file, each resolved through what it is based on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from xml.etree.ElementTree import Element, SubElement

from .encodings import encoding_of, to_unicode
from .ooxml import W, align_of, child, is_on, numbering_of, toggle, value


@dataclass(frozen=True)
class RunLook:
    """What a run looks like as far as an article cares. None: not said here, so what is below counts."""

    font: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    script: str | None = None
    size: str | None = None
    hidden: bool | None = None

    def over(self, below: "RunLook") -> "RunLook":
        """This look, with what it leaves open taken from `below`."""
        pairs = ((getattr(self, name), getattr(below, name)) for name in _LOOK)
        return RunLook(*(under if own is None else own for own, under in pairs))


_LOOK = [field.name for field in fields(RunLook)]


def run_look(properties: Element | None) -> RunLook:
    """What a w:rPr says itself."""
    if properties is None:
        return RunLook()
    return RunLook(
        font=_font(properties.find(W.rFonts)),
        bold=toggle(properties, W.b),
        italic=toggle(properties, W.i),
        script=value(properties, W.vertAlign),
        size=value(properties, W.sz),
        hidden=toggle(properties, W.vanish),
    )


def _font(fonts: Element | None) -> str | None:
    """The font of letters beyond ASCII (hAnsi), or an old one on either side: files by other programs name but one.

    A theme's font stands before a name, and is never an old one.
    """
    if fonts is None:
        return None
    names = [
        "(theme)" if fonts.get(theme) else fonts.get(name)
        for name, theme in ((W.hAnsi, W.hAnsiTheme), (W.ascii, W.asciiTheme))
    ]
    return next((name for name in names if encoding_of(name)), names[0] or names[1])


@dataclass(frozen=True)
class Style:
    """One style as the file has it, before its ancestors are asked."""

    key: str
    kind: str
    name: str
    based_on: str | None
    look: RunLook
    align: str | None
    outline: int | None
    numbering: tuple[str, str] | None
    bold_first_row: bool


_BUILT_IN = re.compile(r"(?:title|subtitle|caption|quote|intense quote|(?:heading|toc) \d)$")
_VIETNAMESE = {
    "tiêu đề": "title",
    "tên bài": "title",
    "phụ đề": "subtitle",
    "sapo": "subtitle",
    "chú thích": "caption",
    "chú thích ảnh": "caption",
    "trích dẫn": "quote",
}
_VIETNAMESE_HEADING = re.compile(r"(?:tiêu đề|đầu đề|đề mục) (\d)$")


def built_in_name(name: str) -> str | None:
    """The English lower-case name of the built-in style that a style's name means, if it means one."""
    plain = to_unicode(name.strip(), None).lower()
    if _BUILT_IN.match(plain):
        return plain.removeprefix("intense ")
    if heading := _VIETNAMESE_HEADING.match(plain):
        return f"heading {heading[1]}"
    return _VIETNAMESE.get(plain)


class Styles:
    """What paragraphs, runs and tables take from their styles."""

    def __init__(self, root: Element | None):
        self._styles: dict[str, Style] = {}
        self._defaults = RunLook()
        self._default_paragraph: str | None = None
        self._looks: dict[tuple[str | None, str | None], RunLook] = {}
        if root is None:
            return
        self._defaults = run_look(root.find(f"{W.docDefaults}/{W.rPrDefault}/{W.rPr}"))
        for element in root.findall(W.style):
            style = _read_style(element)
            self._styles.setdefault(style.key, style)
            if style.kind == "paragraph" and is_on(element.get(W.default)):
                self._default_paragraph = style.key

    def ancestry(self, key: str | None) -> Iterator[Style]:
        """A style and what it is based on, nearest first. A circle ends where it closes."""
        seen = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            key = self._styles[key].based_on

    def look(self, paragraph_style: str | None, run_style: str | None) -> RunLook:
        """The look of a run that says nothing itself."""
        key = (paragraph_style, run_style)
        if key not in self._looks:
            look = RunLook()
            for style in (*self.ancestry(run_style), *self._of_paragraph(paragraph_style)):
                look = look.over(style.look)
            self._looks[key] = look.over(self._defaults)
        return self._looks[key]

    def align(self, paragraph_style: str | None) -> str | None:
        """The alignment of a paragraph that says nothing itself."""
        return next((style.align for style in self._of_paragraph(paragraph_style) if style.align), None)

    def numbering(self, paragraph_style: str | None) -> tuple[str, str] | None:
        """(list, level) of a paragraph that says nothing itself."""
        return next((style.numbering for style in self._of_paragraph(paragraph_style) if style.numbering), None)

    def bold_first_row(self, table_style: str | None) -> bool:
        """Whether a table's style sets its first row in bold, as heads of columns are."""
        return any(style.bold_first_row for style in self.ancestry(table_style))

    def meaning(self, key: str | None) -> str:
        """What a style is for: the built-in style that it is or is based on, else its own name."""
        ancestry = list(self.ancestry(key))
        for style in ancestry:
            if name := built_in_name(style.name):
                return name
            if style.outline is not None and style.outline < 9:
                return f"heading {style.outline + 1}"
        return ancestry[0].name if ancestry else ""

    def as_xml(self) -> Element:
        """As mammoth wants them: an id and a name each."""
        root = Element(W.styles)
        for style in self._styles.values():
            element = SubElement(root, W.style, {W.type: style.kind, W.styleId: style.key})
            SubElement(element, W.name, {W.val: self.meaning(style.key)})
            if style.kind == "numbering" and style.numbering:
                numbering = SubElement(SubElement(element, W.pPr), W.numPr)
                SubElement(numbering, W.numId, {W.val: style.numbering[0]})
        return root

    def _of_paragraph(self, key: str | None) -> Iterator[Style]:
        return self.ancestry(key or self._default_paragraph)


def _read_style(element: Element) -> Style:
    paragraph = child(element, W.pPr)
    key = element.get(W.styleId, "")
    outline = value(paragraph, W.outlineLvl) or ""
    return Style(
        key=key,
        kind=element.get(W.type, "paragraph"),
        name=value(element, W.name) or key,
        based_on=value(element, W.basedOn),
        look=run_look(child(element, W.rPr)),
        align=align_of(paragraph),
        outline=int(outline) if re.fullmatch("[0-9]", outline) else None,
        numbering=numbering_of(paragraph),
        bold_first_row=any(
            part.get(W.type) == "firstRow" and bool(toggle(child(part, W.rPr), W.b))
            for part in element.findall(W.tblStylePr)
        ),
    )
