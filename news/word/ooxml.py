"""Names and small readings of WordprocessingML, so that the modules that use them read like the standard."""

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring


class Namespace:
    """The names of one XML namespace as attributes: `W.p` is the paragraph. A trailing underscore is for keywords."""

    def __init__(self, uri: str):
        self._uri = uri

    def __getattr__(self, name: str) -> str:
        qualified = f"{{{self._uri}}}{name.rstrip('_')}"
        setattr(self, name, qualified)  # asked for once only: these names are compared for each element of a file
        return qualified


W = Namespace("http://schemas.openxmlformats.org/wordprocessingml/2006/main")
R = Namespace("http://schemas.openxmlformats.org/officeDocument/2006/relationships")
WP = Namespace("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
A = Namespace("http://schemas.openxmlformats.org/drawingml/2006/main")
PIC = Namespace("http://schemas.openxmlformats.org/drawingml/2006/picture")
MC = Namespace("http://schemas.openxmlformats.org/markup-compatibility/2006")
V = Namespace("urn:schemas-microsoft-com:vml")
OFFICE = Namespace("urn:schemas-microsoft-com:office:office")
M = Namespace("http://schemas.openxmlformats.org/officeDocument/2006/math")
RELATIONSHIPS = Namespace("http://schemas.openxmlformats.org/package/2006/relationships")

_TRANSITIONAL, _STRICT = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = {
    _STRICT + name: _TRANSITIONAL + family + b"/2006/" + last
    for name, family, last in (
        (b"wordprocessingml/main", b"wordprocessingml", b"main"),
        (b"officeDocument/relationships", b"officeDocument", b"relationships"),
        (b"officeDocument/math", b"officeDocument", b"math"),
        (b"drawingml/wordprocessingDrawing", b"drawingml", b"wordprocessingDrawing"),
        (b"drawingml/main", b"drawingml", b"main"),
        (b"drawingml/picture", b"drawingml", b"picture"),
        (b"drawingml/chart", b"drawingml", b"chart"),
        (b"drawingml/diagram", b"drawingml", b"diagram"),
    )
}


def parse(data: bytes) -> Element:
    """The root of a part. 'Strict' files say the same in other namespaces: they are given the usual ones."""
    if _STRICT in data:
        for strict, transitional in _STRICT_NAMES.items():
            data = data.replace(strict, transitional)
    return fromstring(data, forbid_dtd=True)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of this name, if there is an element to ask."""
    return None if element is None else element.find(name)


def value(element: Element | None, name: str) -> str | None:
    """The w:val of a child: how nearly every property is written."""
    found = child(element, name)
    return None if found is None else found.get(W.val)


def toggle(properties: Element | None, name: str) -> bool | None:
    """A property that is on by being there, off by saying so, and left open when it is not there."""
    found = child(properties, name)
    return None if found is None else is_on(found.get(W.val, "1"))


def is_on(text: str | None) -> bool:
    """A boolean attribute."""
    return text is not None and text not in ("0", "false", "off")


def text_of(element: Element) -> str:
    """All text below an element, as it stands."""
    return "".join(part.text or "" for part in element.iter(W.t))


def align_of(properties: Element | None) -> str | None:
    """The alignment that a w:pPr says itself: left, center, right, both."""
    align = value(properties, W.jc)
    return {"start": "left", "end": "right"}.get(align, align)


def numbering_of(properties: Element | None) -> tuple[str, str] | None:
    """(list, level) that a w:pPr says itself. List 0 means: in no list, whatever the style says."""
    numbering = child(properties, W.numPr)
    number = value(numbering, W.numId)
    return None if number is None else (number, value(numbering, W.ilvl) or "0")
