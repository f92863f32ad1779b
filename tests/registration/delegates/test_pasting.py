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


def test_everybody_attends_what_is_given():
    assert read("Lê An", sessions=frozenset([3]))[0].sessions == {3}


@pytest.mark.parametrize("text", ["", "\x00", "\t\t\t", ";;;", "1\n2\n3"])
def test_nothing_gives_nobody(text):
    assert read(text) == []
