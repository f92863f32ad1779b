"""Lists of people as units write them, as Excel files and as sheets."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from events.registration.sheets.choosing import candidates, choose
from events.registration.sheets.disciplines import Disciplines, Known
from events.registration.sheets.grid import Sheet
from events.registration.sheets.opening import read_sheets
from events.registration.sheets.people import People, Person, read_people

TODAY = date(2026, 11, 26)
DISCIPLINES = (
    "Bóng đá nam (7 người)",
    "Cầu lông đơn nam",
    "Cầu lông đơn nữ",
    "Cầu lông đôi nam nữ",
    "Bóng bàn đơn nam",
    "Bóng bàn đơn nữ",
    "Kéo co nam nữ phối hợp",
    "Cờ tướng",
    "Tốp ca",
)
HEADER = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Nội dung đăng ký", "Đội trưởng", "Ghi chú")
AN = (1, "Nguyễn Văn An", "Nam", "05/03/1990", "Chuyên viên", "Kéo co nam nữ phối hợp")
BINH = (2, "Trần Thị Bình", "Nữ", date(1985, 12, 31), "Kế toán viên", "Tốp ca")


def disciplines(names: Iterable[str] = DISCIPLINES, told=None) -> Disciplines:
    """The disciplines with the keys 1, 2, 3, …"""
    return Disciplines([Known(pk, name) for pk, name in enumerate(names, start=1)], told)


def workbook(*rows: Sequence, title: str = "Danh sách", arrange=None) -> BytesIO:
    """An Excel file of one sheet; `arrange` may do more to the workbook."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    if arrange:
        arrange(book)
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


def sheets_of(file: BytesIO, name: str = "danh-sach.xlsx") -> list[Sheet]:
    return read_sheets(file, name)


def understood(*rows: Sequence, names: Iterable[str] = DISCIPLINES, arrange=None) -> People:
    """What is made of a file with these rows."""
    known = disciplines(names)
    chosen = choose(candidates(sheets_of(workbook(*rows, arrange=arrange)), known, TODAY))
    assert chosen, "no sheet was found to have people"
    return read_people(chosen.sheet, chosen.layout, known, TODAY)


def people(*rows: Sequence, **how) -> list[Person]:
    return list(understood(*rows, **how).people)


def codes(person: Person) -> list[str]:
    return [problem.code for problem in person.problems]


def wishes(person: Person) -> list[int | None]:
    return [wish.pk for wish in person.wishes]
