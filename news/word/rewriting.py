"""One part of a Word file written anew, for mammoth: only what an article can hold, in the form that mammoth reads."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from .article import Notice, first_words
from .drawings import alt_texts, chosen, drawn
from .encodings import TCVN3, TCVN3_CAPITALS, encoding_of, to_unicode
from .ooxml import MC, PIC, WP, A, M, R, V, W, align_of, child, is_on, numbering_of, text_of, toggle, value
from .parts import Links
from .styles import RunLook, Styles, run_look

MAX_COLUMNS = 63  # Word's own

# Wrappers that say nothing to a reader, and changes that are accepted: what is inside counts.
_TRANSPARENT = {
    W.ins,
    W.moveTo,
    W.smartTag,
    W.customXml,
    W.fldSimple,
    W.sdt,
    W.sdtContent,
    W.dir,
    W.bdo,
}


class PartWriter:
    """Writes a part anew, and reports what it leaves out and after which words."""

    def __init__(self, styles: Styles, links: Links):
        self._styles = styles
        self._links = links
        self._last_words = ""
        self._left_out: list[str] = []  # in the paragraph at hand: its words are known when it is done
        self.report: list[Notice] = []

    def write(self, root: Element) -> Element:
        """The whole part: a document's body, or the notes."""
        new = Element(root.tag)
        for part in root:
            if part.tag in (W.body, W.footnote, W.endnote):
                copy = SubElement(
                    new, part.tag, {name: part.attrib[name] for name in (W.id, W.type) if name in part.attrib}
                )
                copy.extend(self._blocks(part))
        return new

    def _blocks(self, parent: Element) -> Iterator[Element]:
        for element in parent:
            match element.tag:
                case W.p:
                    yield from self._paragraph(element)
                case W.tbl:
                    yield self._table(element)
                case W.sdt if _is_contents_list(element):
                    continue
                case MC.AlternateContent:
                    yield from self._blocks(chosen(element))
                case W.altChunk:
                    self.report.append(Notice("embedded_file", self._last_words))
                case M.oMathPara:
                    self.report.append(Notice("equation", self._last_words))
                case tag if tag in _TRANSPARENT:
                    yield from self._blocks(element)

    def _paragraph(self, element: Element) -> Iterator[Element]:
        properties = child(element, W.pPr)
        style = value(properties, W.pStyle)
        if self._styles.meaning(style).startswith("toc "):
            return
        outer, self._left_out = self._left_out, []
        new = Element(W.p)
        new.append(self._paragraph_properties(properties, style))
        new.extend(self._runs(element, style))
        self._last_words = first_words(text_of(new)) or self._last_words
        self.report += [Notice(code, self._last_words) for code in self._left_out]
        self._left_out = outer
        if len(new) > 1:
            yield new

    def _paragraph_properties(self, properties: Element | None, style: str | None) -> Element:
        new = Element(W.pPr)
        if style:
            SubElement(new, W.pStyle, {W.val: style})
        if numbering := numbering_of(properties) or self._styles.numbering(style):
            numbers = SubElement(new, W.numPr)
            SubElement(numbers, W.ilvl, {W.val: numbering[1]})
            SubElement(numbers, W.numId, {W.val: numbering[0]})
        if align := align_of(properties) or self._styles.align(style):
            SubElement(new, W.jc, {W.val: align})
        if child(child(properties, W.rPr), W.del_) is not None:
            SubElement(SubElement(new, W.rPr), W.del_)  # its end is deleted: mammoth joins it to the next
        return new

    def _runs(self, parent: Element, style: str | None) -> Iterator[Element]:
        for element in parent:
            match element.tag:
                case W.r:
                    yield from self._run(element, style)
                case W.hyperlink:
                    link = Element(W.hyperlink)
                    if (key := element.get(R.id)) in self._links.addresses:
                        link.set(R.id, key)
                    link.extend(self._runs(element, style))
                    yield link
                case MC.AlternateContent:
                    yield from self._runs(chosen(element), style)
                case M.oMath | M.oMathPara:
                    self._left_out.append("equation")
                case tag if tag in _TRANSPARENT:
                    yield from self._runs(element, style)

    def _run(self, element: Element, style: str | None) -> Iterator[Element]:
        properties = child(element, W.rPr)
        look = run_look(properties).over(self._styles.look(style, value(properties, W.rStyle)))
        if look.hidden:
            self._left_out += ["hidden_text"] if text_of(element).strip() else []
            return
        new = Element(W.r)
        new.append(_run_properties(look))
        new.extend(self._inside_run(element, encoding_of(look.font), style))
        if len(new) > 1:
            yield new

    def _inside_run(self, parent: Element, encoding: str | None, style: str | None) -> Iterator[Element]:
        for element in parent:
            match element.tag:
                case W.t:
                    yield _text(to_unicode(element.text or "", encoding))
                case W.softHyphen if encoding in (TCVN3, TCVN3_CAPITALS):
                    yield _text(to_unicode("\u00ad", encoding))  # the code of ư, which Word takes for a soft hyphen
                case W.sym:
                    yield from _symbol(element)
                case W.tab | W.ptab:
                    yield Element(W.tab)
                case W.br | W.cr:
                    yield Element(W.br)
                case W.noBreakHyphen:
                    yield _text("-")
                case W.fldChar | W.instrText:
                    yield _field(element)
                case W.footnoteReference | W.endnoteReference if W.id in element.attrib:
                    yield Element(element.tag, {W.id: element.get(W.id)})
                case W.commentReference:
                    self._left_out.append("comment")
                case W.object:
                    self._left_out.append("embedded_object")
                case W.drawing | W.pict:
                    yield from self._drawing(element)
                case MC.AlternateContent:
                    yield from self._inside_run(chosen(element), encoding, style)
                case W.ruby:
                    for base in element.iter(W.rubyBase):
                        for run in base.iter(W.r):
                            yield from self._inside_run(run, encoding, style)

    def _drawing(self, drawing: Element) -> Iterator[Element]:
        """Of a drawing, however nested: its pictures, and the text of its boxes."""
        texts = alt_texts(drawing)
        for kind, found in drawn(drawing):
            match kind:
                case "text":
                    # In this form mammoth puts a box's paragraphs after the paragraph that it hangs on.
                    box = Element(W.pict)
                    content = SubElement(SubElement(box, V.textbox), W.txbxContent)
                    content.extend(self._blocks(found))
                    yield box
                case "picture":
                    yield from self._picture(found, texts.get(found, ""))
                case _:
                    self._left_out.append(kind)

    def _picture(self, found: Element, alt_text: str) -> Iterator[Element]:
        key = found.get(R.embed) or found.get(R.id) or ""
        if key not in self._links.pictures:
            outside = key in self._links.pictures_outside or R.link in found.attrib
            self._left_out.append("linked_picture" if outside else "missing_picture")
            return
        new = Element(W.drawing)
        inline = SubElement(new, WP.inline)
        SubElement(inline, WP.docPr, {"descr": alt_text})
        picture = SubElement(SubElement(SubElement(inline, A.graphic), A.graphicData), PIC.pic)
        SubElement(SubElement(picture, PIC.blipFill), A.blip, {R.embed: key})
        yield new

    def _table(self, element: Element) -> Element:
        new = Element(W.tbl)
        properties = child(element, W.tblPr)
        rows = list(self._rows(element))
        style_heads = _marks_first_row(properties) and self._styles.bold_first_row(value(properties, W.tblStyle))
        if style_heads and len(rows) > 1:
            SubElement(rows[0][0], W.tblHeader)
        new.extend(rows)
        return new

    def _rows(self, parent: Element) -> Iterator[Element]:
        for element in parent:
            if element.tag == W.tr:
                old = child(element, W.trPr)
                if child(old, W.del_) is not None:
                    continue
                row = Element(W.tr)
                properties = SubElement(row, W.trPr)
                if toggle(old, W.tblHeader):
                    SubElement(properties, W.tblHeader)
                row.extend(self._cells(element))
                yield row
            elif element.tag in _TRANSPARENT:
                yield from self._rows(element)

    def _cells(self, parent: Element) -> Iterator[Element]:
        for element in parent:
            if element.tag == W.tc:
                yield self._cell(element)
            elif element.tag in _TRANSPARENT:
                yield from self._cells(element)

    def _cell(self, element: Element) -> Element:
        cell = Element(W.tc)
        properties = SubElement(cell, W.tcPr)
        old = child(element, W.tcPr)
        span = value(old, W.gridSpan) or ""
        if re.fullmatch("[0-9]{1,3}", span):
            SubElement(properties, W.gridSpan, {W.val: str(min(max(int(span), 1), MAX_COLUMNS))})
        merge = child(old, W.vMerge)
        if merge is not None:
            SubElement(properties, W.vMerge, {W.val: merge.get(W.val, "continue")})
        cell.extend(self._blocks(element))
        return cell


def _symbol(element: Element) -> Iterator[Element]:
    """A sign by font and code. In an old Vietnamese font it is a letter; others are left to mammoth's table."""
    font, code = element.get(W.font, ""), element.get(W.char, "")
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return
    if encoding := encoding_of(font):
        yield _text(to_unicode(chr(int(code, 16)), encoding))
    else:
        yield Element(W.sym, {W.font: font, W.char: code})


def _field(element: Element) -> Element:
    if element.tag == W.fldChar:
        return Element(W.fldChar, {W.fldCharType: element.get(W.fldCharType, "")})
    copy = Element(W.instrText)
    copy.text = element.text
    return copy


def _run_properties(look: RunLook) -> Element:
    properties = Element(W.rPr)
    if look.bold:
        SubElement(properties, W.b)
    if look.italic:
        SubElement(properties, W.i)
    if look.script in ("superscript", "subscript"):
        SubElement(properties, W.vertAlign, {W.val: look.script})
    if look.size:
        SubElement(properties, W.sz, {W.val: look.size})
    return properties


def _text(text: str) -> Element:
    element = Element(W.t)
    element.text = text
    return element


def _is_contents_list(element: Element) -> bool:
    gallery = element.find(f"{W.sdtPr}/{W.docPartObj}/{W.docPartGallery}")
    return gallery is not None and gallery.get(W.val) == "Table of Contents"


def _marks_first_row(properties: Element | None) -> bool:
    look = child(properties, W.tblLook)
    if look is None:
        return False
    if (said := look.get(W.firstRow)) is not None:
        return is_on(said)
    mask = look.get(W.val, "")
    return bool(re.fullmatch(r"[0-9A-Fa-f]{1,4}", mask)) and bool(int(mask, 16) & 0x0020)
