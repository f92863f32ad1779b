"""Lines that somebody copied out of a sheet."""

import pytest

from events.registration.delegates.pasting import read
from events.registration.delegates.rules import Nominee


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Lê An\tVụ trưởng\tan@b.vn", ("Lê An", "Vụ trưởng", "an@b.vn")),
        ("1\tLê An\tVụ trưởng", ("Lê An", "Vụ trưởng", "")),
        ("1.\tÔng\tLê An\tVụ trưởng\t\tan@b.vn", ("Lê An", "Vụ trưởng", "an@b.vn")),
        ("Lê An; Vụ trưởng, Vụ Kế hoạch; an@b.vn", ("Lê An", "Vụ trưởng, Vụ Kế hoạch", "an@b.vn")),
        ("Lê An, Vụ trưởng", ("Lê An", "Vụ trưởng", "")),
        ("Lê An\tVụ trưởng\tVụ Kế hoạch", ("Lê An", "Vụ trưởng, Vụ Kế hoạch", "")),
        ("an@b.vn\tLê An", ("Lê An", "", "an@b.vn")),
        ("Lê An", ("Lê An", "", "")),
    ],
)
def test_a_line(line, expected):
    assert read(line) == [Nominee(*expected)]


def test_headers_and_empty_lines_are_passed_over():
    text = "STT\tHọ và tên\tChức vụ\r\n\r\n1\tLê An\tVụ trưởng\r\n\t\t\r\n2\tLê Bình\tPhó Vụ trưởng\r\n"

    assert [nominee.full_name for nominee in read(text)] == ["Lê An", "Lê Bình"]


@pytest.mark.parametrize(
    "text",
    [
        "TT\tHọ và tên\tNgày sinh\tĐơn vị\tChức vụ\tSố điện thoại\tEmail\n"
        "1\tLê An\t01/02/1980\tVụ Kế hoạch\tVụ trưởng\t0912 345 678\tan@b.vn",
        "Email\tChức vụ\tHọ đệm\tTên\nan@b.vn\tVụ trưởng\tLê\tAn",
        "HỌ TÊN;CHỨC DANH;GHI CHÚ;EMAIL\nLê An;Vụ trưởng;trưởng đoàn;an@b.vn",
    ],
)
def test_headings_choose_the_columns(text):
    assert read(text) == [Nominee("Lê An", "Vụ trưởng", "an@b.vn")]


def test_headings_without_one_of_posts_choose_none():
    assert read("Họ tên\tĐang làm\nLê An\tVụ trưởng") == [Nominee("Lê An", "Vụ trưởng")]


@pytest.mark.parametrize(
    "cell", ["Viện Chiến lược", "viện cl", "0912345678", "+84 912 345 678", "(024) 3943.1234", "01/02/1980",
             "1980-02-01", "1.2.80", "1980", "001080012345"],
)  # fmt: skip
def test_what_no_badge_shows_is_passed_over(cell):
    text = f"1\tLê An\t{cell}\tTrưởng phòng 12\tan@b.vn"

    assert read(text, unit_names=["Viện Chiến lược", "Viện CL"]) == [Nominee("Lê An", "Trưởng phòng 12", "an@b.vn")]


def test_everybody_attends_what_is_given():
    assert read("Lê An", sessions=frozenset([3]))[0].sessions == {3}


@pytest.mark.parametrize("text", ["", "\x00", "\t\t\t", ";;;", "1\n2\n3"])
def test_nothing_gives_nobody(text):
    assert read(text) == []
