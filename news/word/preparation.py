"""The XML of a Word file, made ready for mammoth.

mammoth reads numbering, relationships, notes, fields, merged cells and deleted paragraphs well. It does not look at
what a run takes over from its styles, and in an old document that is the very thing that says how the bytes are
meant: the font. It also passes over text boxes without a fallback, simple fields and grouped pictures. So the XML
is written anew beforehand, holding only what an article can hold:

* font, bold, italic and alignment resolved from run to character style to paragraph style to defaults, and old
  encodings turned into Unicode;
* styles known by the built-in ones that they are based on, whatever the file calls them;
* tracked changes as accepted; hidden text left out;
* of a drawing its pictures and the text of its boxes, each once; what else it draws goes into the report.

The result is a small package of its own in which each picture is stood in for by its name, so that no picture is
in memory before somebody asks for it.
"""

import io
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from .article import Notice
from .parts import Links, Parts
from .rewriting import PartWriter
from .styles import Styles


@dataclass(frozen=True)
class PreparedDocument:
    """A package for mammoth, and what was left out while it was made."""

    package: io.BytesIO
    report: tuple[Notice, ...]


def prepare(package: zipfile.ZipFile) -> PreparedDocument:
    """Makes the package that mammoth reads. Raises RefusedDocument when this is no Word document."""
    parts = Parts(package)
    document = parts.find_document()
    styles = Styles(parts.read(parts.related(document, "styles")))
    numbering = parts.read(parts.related(document, "numbering"))
    report = [Notice("macros")] if parts.has_macros() else []
    prepared = io.BytesIO()
    with zipfile.ZipFile(prepared, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        _put(out, "word/styles.xml", styles.as_xml())
        if numbering is not None:
            _put(out, "word/numbering.xml", numbering)
        pictures: set[str] = set()
        for kind in ("document", "footnotes", "endnotes"):
            name = document if kind == "document" else parts.related(document, kind)
            root = parts.read(name)
            if name is None or root is None:
                continue
            links = Links.of(parts, name)
            writer = PartWriter(styles, links)
            _put(out, f"word/{kind}.xml", writer.write(root))
            _put(out, f"word/_rels/{kind}.xml.rels", links.as_xml())
            pictures.update(links.pictures.values())
            report += writer.report
        for name in sorted(pictures):
            out.writestr(name, name)
    prepared.seek(0)
    return PreparedDocument(prepared, tuple(report))


def _put(out: zipfile.ZipFile, name: str, root: Element) -> None:
    out.writestr(name, tostring(root, encoding="utf-8"))
