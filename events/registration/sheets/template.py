"""The list that units fill in. What stands in it is Vietnamese, whatever language the reader of the site has chosen,
and its headings are those that `columns` knows best."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from vietnamese.spreadsheets import as_text

from .values import OLDEST, YOUNGEST

SHEET, LISTS, HELP = "Danh sách", "Danh mục", "Hướng dẫn"
HEADINGS = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Nội dung đăng ký", "Đội trưởng", "Ghi chú")
WIDTHS = (6, 28, 11, 14, 26, 40, 12, 24)
HEADER_ROW = 5
ROWS = 400
"""Rows that are ready to be filled in, with their drop-downs."""

_FACE = "Times New Roman"
_LINE = Side(style="thin", color="B8AFA2")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_INSTRUCTIONS = (
    "Mỗi người một dòng, bắt đầu từ dòng 7 của trang “Danh sách”. Dòng 6 là ví dụ, sẽ không được nhập.",
    "Họ và tên: viết đủ dấu, như trong giấy tờ. Bắt buộc.",
    "Giới tính: chọn Nam hoặc Nữ.",
    "Ngày sinh: ngày/tháng/năm, ví dụ 05/03/1990. Bắt buộc; chỉ có năm sinh là chưa đủ. "
    f"Từ {YOUNGEST} đến {OLDEST} tuổi.",
    "Nội dung đăng ký: chọn trong danh sách. Một người dự nhiều nội dung thì viết cách nhau bằng dấu chấm phẩy (;).",
    "Đội trưởng: đánh dấu x ở người là đội trưởng.",
    "Cột có thể đổi chỗ hoặc thêm bớt; hệ thống nhận biết cột theo tên ở dòng tiêu đề.",
    "Sau khi tải lên, hệ thống cho xem trước đã hiểu những gì và báo lỗi từng dòng; chưa có gì được lưu cho đến khi "
    "Quý đơn vị xác nhận.",
    "Người đã có trong danh sách của đơn vị (cùng họ tên và ngày sinh) không bị nhập trùng.",
)


def write_template(*, unit: str, festival: str, disciplines: Sequence[str]) -> bytes:
    """An .xlsx with drop-downs for genders and disciplines, an example and instructions."""
    book = Workbook()
    sheet = book.active
    _write_lists(book.create_sheet(LISTS), disciplines)
    _write_help(book.create_sheet(HELP))
    _write_sheet(sheet, unit, festival, disciplines)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_sheet(sheet: Worksheet, unit: str, festival: str, disciplines: Sequence[str]) -> None:
    sheet.title = SHEET
    for row, (text, size) in enumerate(
        ((unit.upper(), 12), ("DANH SÁCH VẬN ĐỘNG VIÊN, DIỄN VIÊN", 14), (festival, 12)), start=1
    ):
        cell = sheet.cell(row, 1, as_text(text) or None)
        cell.font = Font(_FACE, size=size, bold=row < 3)
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), start=1):
        cell = sheet.cell(HEADER_ROW, column, heading)
        cell.font = Font(_FACE, size=12, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="8C171B")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _BORDER
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[HEADER_ROW].height = 30
    example = ("VD", "Nguyễn Văn An (ví dụ)", "Nam", "05/03/1990", "Chuyên viên", "; ".join(disciplines[:2]), "x", "")
    for column, text in enumerate(example, start=1):
        cell = sheet.cell(HEADER_ROW + 1, column, as_text(text) or None)
        cell.font = Font(_FACE, size=12, italic=True, color="7A7068")
        cell.border = _BORDER
    for row in range(HEADER_ROW + 1, HEADER_ROW + 2 + ROWS):
        for column in range(1, len(HEADINGS) + 1):
            cell = sheet.cell(row, column)
            cell.border = _BORDER
            if row > HEADER_ROW + 1:
                cell.font = Font(_FACE, size=12)
        # A text: Excel leaves 05/03/1990 as it is typed, whichever country's dates it expects.
        sheet.cell(row, 4).number_format = "@"
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 3)
    _add_drop_downs(sheet, len(disciplines))


def _add_drop_downs(sheet: Worksheet, count: int) -> None:
    first, last = HEADER_ROW + 1, HEADER_ROW + 1 + ROWS
    gender = DataValidation(type="list", formula1='"Nam,Nữ"', allow_blank=True, showErrorMessage=True)
    gender.errorTitle, gender.error = "Giới tính", "Chọn Nam hoặc Nữ."
    gender.add(f"C{first}:C{last}")
    birth = DataValidation(showInputMessage=True, promptTitle="Ngày sinh", prompt="Ngày/tháng/năm, ví dụ 05/03/1990.")
    birth.add(f"D{first}:D{last}")
    captain = DataValidation(type="list", formula1='"x"', allow_blank=True)
    captain.add(f"G{first}:G{last}")
    wanted = [gender, birth, captain]
    if count:
        # No error on other texts: several disciplines are written one after the other.
        discipline = DataValidation(
            type="list", formula1=f"'{LISTS}'!$A$2:$A${count + 1}", allow_blank=True, showErrorMessage=False
        )
        discipline.promptTitle, discipline.prompt = "Nội dung đăng ký", "Nhiều nội dung: viết cách nhau bằng dấu ;"
        discipline.showInputMessage = True
        discipline.add(f"F{first}:F{last}")
        wanted.append(discipline)
    for validation in wanted:
        sheet.add_data_validation(validation)


def _write_lists(sheet: Worksheet, disciplines: Sequence[str]) -> None:
    sheet.cell(1, 1, "Các nội dung của ngày hội").font = Font(_FACE, size=12, bold=True)
    for row, name in enumerate(disciplines, start=2):
        sheet.cell(row, 1, as_text(name)).font = Font(_FACE, size=12)
    sheet.column_dimensions["A"].width = 60


def _write_help(sheet: Worksheet) -> None:
    sheet.cell(1, 1, "Cách điền danh sách").font = Font(_FACE, size=14, bold=True)
    for row, text in enumerate(_INSTRUCTIONS, start=3):
        cell = sheet.cell(row, 1, f"{row - 2}. {text}")
        cell.font = Font(_FACE, size=12)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 100
