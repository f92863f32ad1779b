"""What a drawing of Word shows, however it is nested: pictures with their alternative texts, and boxes of text."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .article import clean_text
from .ooxml import MC, OFFICE, PIC, WP, A, V, W

# Drawn by Word from data of its own: there is no picture to take over.
_DRAWN_BY_WORD = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "chart",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "chart",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "smart_art",
}
_FILE_NAME = re.compile(r"[^\n]*\.(?:jpe?g|png|gif|bmp|tiff?|heic|webp|emf|wmf)", re.IGNORECASE)


def drawn(element: Element) -> Iterator[tuple[str, Element]]:
    """('picture' | 'text' | the code of what cannot be taken over, its element), in the drawing's order."""
    for part in element:
        if part.tag == W.txbxContent:
            yield "text", part
        elif part.tag in (A.blip, V.imagedata):
            yield "picture", part
        elif part.tag == MC.AlternateContent:
            yield from drawn(chosen(part))
        elif part.tag == A.graphicData and part.get("uri") in _DRAWN_BY_WORD:
            yield _DRAWN_BY_WORD[part.get("uri")], part
        else:
            yield from drawn(part)


def chosen(alternatives: Element) -> Element:
    """Of several ways to say the same the one that holds something for us: the newest first, else the fallback.

    Never both, or the text of each box would stand twice.
    """
    ways = [*alternatives.findall(MC.Choice), *alternatives.findall(MC.Fallback)]
    return next((way for way in ways if any(_says_something(part) for part in way.iter())), Element(MC.Fallback))


def _says_something(element: Element) -> bool:
    return element.tag in (W.t, A.blip, V.imagedata) or element.get("uri") in _DRAWN_BY_WORD


def alt_texts(drawing: Element) -> dict[Element, str]:
    """What the file says of each picture for those who do not see it."""
    pictures = list(drawing.iter(PIC.pic))
    whole = [properties.get("descr") for properties in drawing.iter(WP.docPr)]
    texts = {}
    for picture in pictures:
        own = [properties.get("descr") for properties in picture.iter(PIC.cNvPr)]
        # In a group the picture's own text is nearer; a single picture's is where Word's dialog puts it.
        said = _said(own + whole if len(pictures) > 1 else whole + own)
        texts |= dict.fromkeys(picture.iter(A.blip), said)
    for shape in drawing.iter():
        texts |= {data: _said([shape.get("alt"), data.get(OFFICE.title)]) for data in shape.findall(V.imagedata)}
    return texts


def _said(texts: list[str | None]) -> str:
    """The first text that tells something: the name of a file does not."""
    cleaned = (clean_text(text).strip() for text in texts if text)
    return next((text for text in cleaned if text and not _FILE_NAME.fullmatch(text)), "")
