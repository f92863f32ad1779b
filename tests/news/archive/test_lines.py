"""The file is read line by line, in bounded memory, whatever stands in it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.archive import lines
from news.archive.lines import NotJsonLines, RawLine, check_start, parse, read_lines
from news.archive.problems import RefusedLine


def read(data: bytes):
    return [(line.number, line.data) for line in read_lines(io.BytesIO(data))]


def codes(data: bytes | None):
    with pytest.raises(RefusedLine) as caught:
        parse(RawLine(1, data, 0))
    return [problem.code for problem in caught.value.problems]


def test_byte_order_mark_crlf_and_blank_lines_are_no_matter():
    assert read(b'\xef\xbb\xbf{"a":1}\r\n\r\n  \n{"b":2}') == [(1, b'{"a":1}\r\n'), (4, b'{"b":2}')]
    assert parse(RawLine(1, b'{"a":1}\r\n', 0)) == {"a": 1}


def test_a_line_that_is_too_long_is_passed_over_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 10)
    assert read(b"0123456789\n" + b"x" * 95 + b'\n{"a":1}\n') == [(1, None), (2, None), (3, b'{"a":1}\n')]
    assert read(b"y" * 25) == [(1, None)]


def test_a_line_of_ten_megabytes_does_not_fill_the_memory():
    class Watched(io.BytesIO):
        longest = 0

        def readline(self, size=-1):
            data = super().readline(size)
            self.longest = max(self.longest, len(data))
            return data

    file = Watched(b'{"title": "' + b"x" * 10_000_000 + b'"}\n{"a":1}\n')
    assert [line.data for line in read_lines(file)] == [None, b'{"a":1}\n']
    assert file.longest <= lines.MAX_LINE_BYTES + 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "line_too_long"),
        ("{“title”: 1}".encode(), "not_json"),
        (b'{"title": "a"', "not_json"),
        (b'{"views": NaN}', "not_json"),
        (b'{"views": ' + b"9" * 5000 + b"}", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"title": "a\x00b"}', "not_json"),
        ('{"title": "Đà"}'.encode("cp1258"), "not_utf8"),
        (b'{"title": "\xed\xa0\x80"}', "not_utf8"),
        (b"[1]", "not_an_object"),
        (b'"a"', "not_an_object"),
        (b"null", "not_an_object"),
    ],
)
def test_what_is_no_object_of_json_is_refused(data, code):
    assert codes(data) == [code]


def test_a_file_that_would_be_refused_line_by_line_is_refused_at_once():
    for data, code in [
        ("{}".encode("utf-16"), "utf16"),
        (b"\xef\xbb\xbf[\n{}", "json_array"),
        (b"  [ {}", "json_array"),
        (b"[{}]", "json_array"),
    ]:
        with pytest.raises(NotJsonLines) as caught:
            check_start(io.BytesIO(data))
        assert caught.value.code == code
    check_start(io.BytesIO(b'{"title": "[1]"}'))
    check_start(io.BytesIO(b""))


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(data):
    for line in read_lines(io.BytesIO(data)):
        try:
            assert isinstance(parse(line), dict)
        except RefusedLine as refusal:
            assert refusal.problems
