"""What is refused before it is opened, and that refusing costs little."""

import io
import os
import struct
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.packages import MEGABYTE, OLE_MAGIC, RefusedPackage
from events.registration.sheets import opening
from tests.registration.people.lists import AN, HEADER, sheets_of, workbook

LITTLE_MEMORY = 12 * MEGABYTE


def refusal(file, name="danh-sach.xlsx") -> RefusedPackage:
    with pytest.raises(RefusedPackage) as caught:
        sheets_of(file, name)
    return caught.value


def parts_of(file) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts, compression=zipfile.ZIP_DEFLATED) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    out.seek(0)
    return out


def with_part(name, data) -> io.BytesIO:
    return zipped(parts_of(workbook(HEADER, AN)) | {name: data})


def ole(stream: str) -> io.BytesIO:
    header = bytearray(512)
    header[:8] = OLE_MAGIC
    struct.pack_into("<H", header, 0x1E, 9)
    struct.pack_into("<I", header, 0x30, 1)
    directory = "Root Entry".encode("utf-16-le").ljust(128, b"\0") + stream.encode("utf-16-le").ljust(128, b"\0")
    return io.BytesIO(bytes(header) + bytes(512) + directory.ljust(512, b"\0"))


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "empty"),
        (b"MZ\x90\x00" + bytes(2000), "a.xlsx", "not_excel"),
        (b"<html><table>", "a.xls", "not_excel"),
        ("STT;Họ và tên".encode(), "a.csv", "csv"),
        (b"PK\x03\x04", "a.xlsx", "damaged"),
    ],
)
def test_what_is_no_excel_file(data, name, code):
    assert refusal(io.BytesIO(data), name).code == code


@pytest.mark.parametrize(
    ("stream", "code"),
    [("EncryptedPackage", "password_protected"), ("Workbook", "old_excel"), ("Book", "old_excel"), ("Wd", "not_excel")],
)
def test_an_ole_container_is_known_by_its_streams(stream, code):
    assert refusal(ole(stream)).code == code


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}, "not_excel"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}, "open_document"),
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\0"}, "binary_excel"),
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}, "damaged"),
        ({"a.txt": "a"}, "not_excel"),
    ],
)
def test_other_kinds_of_zip(parts, code):
    assert refusal(zipped(parts)).code == code


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros(part):
    assert refusal(with_part(part, b"<a/>")).code == "macros"


def test_an_empty_workbook():
    assert refusal(workbook()).code == "nothing_inside"


def test_too_large_by_its_size_alone(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(500 * MEGABYTE)
    with path.open("rb") as file:
        assert refusal(file).code == "too_large"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/media/image1.png"])
def test_a_bomb_of_a_hundred_megabytes(part):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
        package.open(part, "w", force_zip64=True) as member,
    ):
        for _ in range(100):
            member.write(bytes(MEGABYTE))
    tracemalloc.start()
    try:
        assert refusal(out).code == "unpacks_too_large"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < LITTLE_MEMORY


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "docProps/core.xml", "_rels/.rels"])
@pytest.mark.parametrize("doctype", [f"<!DOCTYPE a [{ENTITIES}]>", '<!DOCTYPE a [<!ENTITY e9 SYSTEM "file:///a">]>'])
def test_an_entity_bomb_in_any_part(part, doctype):
    assert refusal(with_part(part, f'<?xml version="1.0"?>{doctype}<a>&e9;</a>')).code == "dangerous_xml"


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_xml(rows: str, before: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def test_a_million_rows():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 100_001))
    assert refusal(with_part("xl/worksheets/sheet1.xml", sheet_xml(rows))).code == "too_long"


def test_a_row_far_below():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    refused = refusal(with_part("xl/worksheets/sheet1.xml", sheet_xml(rows)))
    assert (refused.code, refused.params) == ("too_many_rows", {"limit": 5000})


def test_a_sheet_that_says_it_is_a_million_rows_large():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c></row><row r="1048576"/>'
    before = '<dimension ref="A1:XFD1048576"/>'
    [sheet] = sheets_of(with_part("xl/worksheets/sheet1.xml", sheet_xml(rows, before)))
    assert sheet.rows == (("STT",),)


def test_columns_far_to_the_right_are_not_looked_at():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
    [sheet] = sheets_of(with_part("xl/worksheets/sheet1.xml", sheet_xml(rows)))
    assert sheet.rows == ((1,),)


@pytest.mark.parametrize("value", ["1e999", "abc", "99999999999999999999"])
def test_numbers_that_are_none(value):
    rows = f'<row r="1"><c r="A1"><v>{value}</v></c><c r="B1"><v>7</v></c></row>'
    file = with_part("xl/worksheets/sheet1.xml", sheet_xml(rows))
    try:
        [sheet] = sheets_of(file)
    except RefusedPackage as refused:
        assert refused.code == "damaged"
    else:
        assert sheet.rows[0][1] == 7


def test_a_shared_string_that_is_not_there():
    rows = '<row r="1"><c r="A1" t="s"><v>999</v></c></row>'
    assert refusal(with_part("xl/worksheets/sheet1.xml", sheet_xml(rows))).code == "damaged"


def test_too_many_sheets():
    def add(book):
        for number in range(opening.MAX_SHEETS):
            book.create_sheet(str(number))

    assert refusal(workbook(HEADER, AN, arrange=add)).code == "too_many_sheets"


def test_reading_has_an_end(monkeypatch):
    monkeypatch.setattr(opening, "MAX_SECONDS", -1)
    assert refusal(workbook(HEADER, AN)).code == "too_slow"


def test_a_total_that_is_too_large(monkeypatch):
    narrow = replace(opening.KIND, limits=replace(opening.KIND.limits, unpacked_bytes=1000))
    monkeypatch.setattr(opening, "KIND", narrow)
    assert refusal(workbook(HEADER, AN)).code == "unpacks_too_large"


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_a_truncated_file(kept):
    data = workbook(HEADER, AN).getvalue()
    assert refusal(io.BytesIO(data[: int(len(data) * kept)])).code == "damaged"


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", OLE_MAGIC]))
def test_any_bytes_are_refused(data, start):
    refusal(io.BytesIO(start + data))


@given(
    st.sampled_from(["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]), st.data()
)
def test_any_damage_of_a_part_is_read_or_refused(part, data):
    """Cut and pasted XML that is still well-formed, or is not: never anything but a refusal."""
    parts = parts_of(workbook(HEADER, AN))
    text = parts[part].decode()
    at, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 30))
    parts[part] = (text[:at] + data.draw(st.text(max_size=5)) + text[at + length :]).encode()
    try:
        sheets_of(zipped(parts))
    except RefusedPackage as refused:
        assert refused.code


@pytest.mark.needs_samples
def test_a_word_file_is_none():
    path = Path(os.environ["SAMPLES_DIR"]) / "tong-ket-khoi-thi-dua-2023.docx"
    with path.open("rb") as file:
        assert refusal(file).code == "not_excel"
