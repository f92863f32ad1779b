"""What is refused, why, and that refusing costs next to nothing."""

import io
import struct
import tracemalloc
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.word import safety
from news.word.reader import read_article
from news.word.safety import MEGABYTE, RefusedDocument, open_package

LITTLE_MEMORY = 8 * MEGABYTE


def refusal(file) -> RefusedDocument:
    """Reads the file the whole way, and gives the refusal that it must end in."""
    with pytest.raises(RefusedDocument) as caught:
        read_article(file, "tep.docx")
    return caught.value


def refusal_in_little_memory(file) -> RefusedDocument:
    tracemalloc.start()
    try:
        refused = refusal(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < LITTLE_MEMORY
    return refused


def ole(stream: str) -> io.BytesIO:
    """The start of an OLE container whose directory, in its second sector, names one stream."""
    header = bytearray(512)
    header[:8] = safety.OLE_MAGIC
    struct.pack_into("<H", header, 0x1E, 9)
    struct.pack_into("<I", header, 0x30, 1)
    directory = "Root Entry".encode("utf-16-le").ljust(128, b"\0") + stream.encode("utf-16-le").ljust(128, b"\0")
    return io.BytesIO(bytes(header) + bytes(512) + directory.ljust(512, b"\0"))


class NeverRead(io.RawIOBase):
    """A file of a size, as the disk would tell it; reading from it is the failure."""

    def __init__(self, size):
        self.size, self.at = size, 0

    def seek(self, offset, whence=0):
        self.at = offset if whence == 0 else self.size + offset
        return self.at

    def tell(self):
        return self.at

    def read(self, *_):
        raise AssertionError("the file was read")


# --- Not a Word file --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + bytes(2000), "not_word"),
        (b"%PDF-1.7\n", "not_word"),
        (b"{\\rtf1 Xin ch\\'e0o}", "not_word"),
        ("Chỉ là chữ".encode(), "not_word"),
        (safety.OLE_MAGIC, "not_word"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_what_is_no_word_file(data, code):
    assert refusal(io.BytesIO(data)).code == code


@pytest.mark.parametrize(
    ("stream", "code"),
    [("EncryptedPackage", "password_protected"), ("WordDocument", "old_word"), ("Workbook", "not_word")],
)
def test_an_ole_container_is_known_by_its_streams(stream, code):
    assert refusal(ole(stream)).code == code


def test_another_kind_of_zip(word):
    assert refusal(word.zipped({"xl/workbook.xml": "<workbook/>"})).code == "not_word"
    assert refusal(word.zipped({"[Content_Types].xml": word.CONTENT_TYPES})).code == "not_word"


def test_a_document_part_that_is_none(word):
    parts = {"[Content_Types].xml": word.CONTENT_TYPES, "word/document.xml": "<html><body/></html>"}
    assert refusal(word.zipped(parts)).code == "not_word"


def test_a_zip_with_a_password(word):
    data = bytearray(word.file(word.body()).getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    assert refusal(io.BytesIO(data)).code == "password_protected"


def test_a_document_with_nothing_in_it(word):
    assert refusal(word.file(word.paragraph(""), word.paragraph("  "))).code == "nothing_inside"


# --- Damaged ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_file(word, kept):
    data = word.file(word.title(), word.body(), media={"a.jpg": word.jpeg(size=(400, 300))}).getvalue()
    assert refusal(io.BytesIO(data[: int(len(data) * kept)])).code == "damaged"


def test_bytes_changed_inside(word):
    content = word.zipped(word.WordFile((word.body("Nguyên vẹn"),)).parts(), zipfile.ZIP_STORED).getvalue()
    changed = content.replace("Nguyên vẹn".encode(), "Nguyên vỡn".encode(), 1)
    assert changed != content
    assert refusal(io.BytesIO(changed)).code == "damaged"


@pytest.mark.parametrize("xml", ["<w:document", "<a></b>", "", "<x:y/>", '<?xml version="1.0" encoding="xx-1"?><a/>'])
def test_xml_that_is_none(word, xml):
    parts = word.WordFile((word.body(),)).parts() | {"word/document.xml": xml}
    assert refusal(word.zipped(parts)).code == "damaged"


def test_xml_that_means_nothing(word):
    """Well-formed, but a list that names no definition: the reader falls over it, the editor gets a sentence."""
    numbering = f"<w:numbering {word.NAMESPACES}><w:num w:numId='1'/></w:numbering>"
    parts = word.WordFile((word.body(),)).parts() | {"word/numbering.xml": numbering}
    assert refusal(word.zipped(parts)).code == "damaged"


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", safety.OLE_MAGIC]))
def test_any_bytes_are_read_or_refused(data, start):
    with pytest.raises(RefusedDocument):
        open_package(io.BytesIO(start + data))


# --- Too much ---------------------------------------------------------------------------------


def test_a_file_too_large_is_refused_by_its_size_alone():
    refused = refusal_in_little_memory(NeverRead(500 * MEGABYTE))
    assert (refused.code, refused.params) == ("too_large", {"limit": 50 * MEGABYTE})


def test_a_sparse_file_of_500_megabytes(tmp_path):
    path = tmp_path / "lon.docx"
    with path.open("wb") as file:
        file.truncate(500 * MEGABYTE)
    with path.open("rb") as file:
        assert refusal_in_little_memory(file).code == "too_large"


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image1.bmp"])
def test_a_member_that_unpacks_to_a_gigabyte(word, name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", word.CONTENT_TYPES)
        with package.open(name, "w", force_zip64=True) as member:
            for _ in range(1024):
                member.write(bytes(MEGABYTE))
    assert len(out.getvalue()) < 3 * MEGABYTE
    assert refusal_in_little_memory(out).code == "unpacks_too_large"


def test_a_member_within_the_limit_that_is_nothing_but_repetition(word):
    file = word.zipped({"word/media/image1.bmp": bytes(63 * MEGABYTE)})
    assert refusal_in_little_memory(file).code == "unpacks_too_large"


def test_a_total_that_is_too_large_though_no_member_is(word, monkeypatch):
    narrow = replace(safety.KIND, limits=replace(safety.KIND.limits, unpacked_bytes=10_000))
    monkeypatch.setattr(safety, "KIND", narrow)
    parts = {f"word/media/{number}.bmp": bytes(4000) for number in range(3)}
    assert refusal(word.zipped(parts)).code == "unpacks_too_large"
    assert refusal(word.zipped(dict(list(parts.items())[:2]))).code == "not_word"


def test_a_directory_of_a_hundred_thousand_members():
    """The members overlap in one entry; only their names are many."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = 100_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count % 65536, count % 65536, len(entry) * count, 30, 0)
    file = io.BytesIO(b"PK\x03\x04" + bytes(26) + entry * count + end)
    assert refusal_in_little_memory(file).code == "unpacks_too_large"


def test_a_second_directory_for_large_zips(word):
    """zip64's own numbers overrule the ones that we check, so they are not accepted at all."""
    data = word.file(word.body()).getvalue()
    end = data.rfind(b"PK\x05\x06")
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, 0, 1)
    assert refusal(io.BytesIO(data[:end] + locator + data[end:])).code == "unpacks_too_large"


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels", "docProps/x.xml"]
)
@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE a [{ENTITIES}]>",
        '<!DOCTYPE a [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd" [<!ENTITY e9 "x">]>',
    ],
)
def test_an_entity_bomb_in_any_part(word, part, doctype):
    xml = f'<?xml version="1.0"?>{doctype}<a>&e9;</a>'
    parts = word.WordFile((word.body(),)).parts() | {part: xml}
    assert refusal_in_little_memory(word.zipped(parts)).code == "dangerous_xml"


def test_an_entity_bomb_in_another_encoding(word):
    xml = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [{ENTITIES}]><a>&e9;</a>'.encode("utf-16")
    parts = word.WordFile((word.body(),)).parts() | {"word/document.xml": xml}
    assert refusal_in_little_memory(word.zipped(parts)).code == "dangerous_xml"


def test_too_many_elements(word):
    xml = f"<w:document {word.NAMESPACES}><w:body>{'<w:p/>' * 250_001}</w:body></w:document>"
    parts = word.WordFile(()).parts() | {"word/document.xml": xml}
    assert refusal_in_little_memory(word.zipped(parts)).code == "too_long"


def test_too_deep(word):
    assert refusal(word.file("<w:ins>" * 200 + word.body() + "</w:ins>" * 200)).code == "too_long"


def test_as_deep_as_may_be(word):
    """Tables in tables up to the limit are read, and not ended by Python's own."""
    content = word.paragraph("Trong cùng")
    for _ in range(30):
        content = word.table([content + word.paragraph("")])
    article = word.read(word.title(), content)
    assert "Trong cùng" in article.blocks[0].html


def test_a_table_of_too_many_cells(word):
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr><w:p/></w:tc>'
    wide = f"<w:tr>{cell * 900}</w:tr>"
    rows = "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>" * 2
    assert refusal(word.file(word.body(), f"<w:tbl>{wide}{rows}</w:tbl>")).code == "too_long"


# --- Accepted ---------------------------------------------------------------------------------


def test_a_real_file_passes(word):
    with open_package(word.file(word.title(), word.body())) as package:
        assert "word/document.xml" in package.namelist()


def test_ten_thousand_paragraphs(word):
    content = [word.paragraph(f"Đoạn thứ {number} của một văn bản rất dài.") for number in range(10_000)]
    article = word.read(word.title(), *content)
    assert len(article.blocks) == 1
    assert article.blocks[0].html.count("<p>") == 10_000
    assert article.blocks[0].html.endswith("<p>Đoạn thứ 9999 của một văn bản rất dài.</p>")


def test_a_document_with_macros_is_read_without_them(word):
    article = word.read_body(word.body(), extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    assert [notice.code for notice in article.report] == ["macros"]
