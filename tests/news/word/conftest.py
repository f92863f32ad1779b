"""A tiny maker of Word files: only the parts and properties that a test names."""

import io
import os
import zipfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pytest
from PIL import Image

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    }.items()
)
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
CONTENT_TYPES = f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

# Lists as Word's own templates have them: 1 is bulleted, 2 is numbered, both with three levels.
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(3))
    + f'</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    for number, kind in ((1, "bullet"), (2, "decimal"))
)


def style(key, name, *, based_on="", properties="", paragraph="", kind="paragraph", default=False):
    """A style definition for `WordFile.styles`."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{mark} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{properties}</w:rPr></w:style>"
    )


def run(text, *, bold=False, italic=False, size=None, font=None, properties=""):
    """A run of text."""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    if font:
        look += f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    return f'<w:r><w:rPr>{look}{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content, align="", style="", level=None, numbered=False, properties="", **look):
    """A paragraph of runs; plain strings become runs that look as `look` says."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        inner += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{2 if numbered else 1}"/></w:numPr>'
    inner += f'<w:jc w:val="{align}"/>' if align else ""
    runs = "".join(part if part.startswith("<") else run(part, **look) for part in content)
    return f"<w:p><w:pPr>{inner}{properties}</w:pPr>{runs}</w:p>"


def title(text="Khối thi đua tổng kết công tác năm"):
    """A title as newsrooms write it."""
    return paragraph(text, align="center", bold=True, size=32)


LEAD = "Ngày 5/9, các đơn vị trong Khối đã gặp nhau để bàn về chương trình chung của cả năm tới."
BODY = "Mở đầu cuộc họp, các đại biểu nghe báo cáo và thảo luận về những việc đã làm được trong năm qua của Khối."


def lead(text=LEAD):
    """A bold opening paragraph."""
    return paragraph(text, bold=True)


def body(text=BODY):
    """An ordinary paragraph."""
    return paragraph(text, align="both")


def drawing(key, *, alt_text="", name="", own_alt_text=""):
    """A run with an inline picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="{name}" descr="{escape(alt_text)}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x.jpg" descr="{escape(own_alt_text)}"/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def picture(key="rId1", **kwargs):
    """A centred paragraph with a picture."""
    return paragraph(drawing(key, **kwargs), align="center")


def table(*rows, properties="", header=False):
    """A table; each cell is a string (one paragraph) or ready XML."""
    written = []
    for index, row in enumerate(rows):
        cells = "".join(
            cell if cell.startswith("<w:tc>") else f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>"
            for cell in row
        )
        head = "<w:trPr><w:tblHeader/></w:trPr>" if header and index == 0 else ""
        written.append(f"<w:tr>{head}{cells}</w:tr>")
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(written)}</w:tbl>"


def jpeg(colour="red", size=(60, 40)):
    """A small real photograph's worth of bytes."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


@dataclass
class WordFile:
    """What goes into the package. `media` maps names to bytes, and rId1, rId2, … follow its order."""

    content: tuple[str, ...]
    styles: str = ""
    media: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    footnotes: dict[str, str] = field(default_factory=dict)
    endnotes: dict[str, str] = field(default_factory=dict)
    extra: dict[str, bytes] = field(default_factory=dict)
    relationships: str = ""

    def parts(self) -> dict[str, bytes | str]:
        """Every part by name."""
        body = "".join(self.content)
        parts = {
            "[Content_Types].xml": CONTENT_TYPES,
            "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"{HEAD}<w:styles {NAMESPACES}>{self.styles}</w:styles>",
            "word/numbering.xml": f"{HEAD}<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
            "word/_rels/document.xml.rels": self._relationships(),
        }
        for kind, notes in (("footnote", self.footnotes), ("endnote", self.endnotes)):
            if notes:
                inner = "".join(f'<w:{kind} w:id="{key}">{note}</w:{kind}>' for key, note in notes.items())
                parts[f"word/{kind}s.xml"] = f"{HEAD}<w:{kind}s {NAMESPACES}>{inner}</w:{kind}s>"
        parts |= {f"word/media/{name}": data for name, data in self.media.items()}
        return parts | self.extra

    def _relationships(self) -> str:
        pictures = "".join(
            f'<Relationship Id="rId{number}" Type="{RELATIONSHIP}image" Target="media/{name}"/>'
            for number, name in enumerate(self.media, start=1)
        )
        links = "".join(
            f'<Relationship Id="{key}" Type="{RELATIONSHIP}hyperlink" Target="{escape(href)}" TargetMode="External"/>'
            for key, href in self.links.items()
        )
        uri = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'{HEAD}<Relationships xmlns="{uri}">{pictures}{links}{self.relationships}</Relationships>'

    def file(self) -> io.BytesIO:
        """The .docx."""
        return zipped(self.parts())


def zipped(parts, compression=zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """A zip of named parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    out.seek(0)
    return out


class Word:
    """Everything above under one name: test modules cannot import a conftest."""

    WordFile = WordFile
    LEAD, BODY, HEAD, CONTENT_TYPES, NAMESPACES, RELATIONSHIP = (
        LEAD,
        BODY,
        HEAD,
        CONTENT_TYPES,
        NAMESPACES,
        RELATIONSHIP,
    )
    style, run, paragraph, title, lead, body = map(staticmethod, (style, run, paragraph, title, lead, body))
    drawing, picture, table, jpeg, zipped = map(staticmethod, (drawing, picture, table, jpeg, zipped))

    @staticmethod
    def file(*content, **parts):
        """A .docx with this content."""
        return WordFile(content, **parts).file()

    @staticmethod
    def read(*content, name="tin-bai.docx", **parts):
        """The article that a .docx with this content is read as."""
        from news.word.reader import read_article

        return read_article(WordFile(content, **parts).file(), name)

    @classmethod
    def read_body(cls, *content, **parts):
        """The same under a title and a lead, for tests that are about neither."""
        return cls.read(title(), lead(), *content, **parts)


@pytest.fixture
def word():
    """The maker of Word files."""
    return Word


@pytest.fixture
def sample() -> Path:
    """The real file of the newsroom, which is not part of the repository."""
    folder = Path(os.environ.get("SAMPLES_DIR", ""))
    found = folder / "tong-ket-khoi-thi-dua-2023.docx"
    assert found.exists(), "SAMPLES_DIR does not name the folder of real input files"
    return found
