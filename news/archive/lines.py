"""Reads a file of JSON Lines in bounded memory, whatever stands in it."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .problems import Problem, RefusedLine

MAX_LINE_BYTES = 4 * 1024 * 1024
"""The longest line that is read. An article is a few kilobytes; a line far beyond that is a picture in disguise."""


class NotJsonLines(ValueError):
    """A file that cannot be read as a whole. `code`: utf16 (saved as 'Unicode' by an old program) or json_array."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class RawLine:
    """A line as it stands in the file; `data` is None when it was too long to be kept. `end` is a position."""

    number: int
    data: bytes | None
    end: int


def check_start(file: BinaryIO) -> None:
    """Raises NotJsonLines when already the first bytes say that every line would be refused."""
    start = file.read(64)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotJsonLines("utf16")
    if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
        raise NotJsonLines("json_array")


def read_lines(file: BinaryIO) -> Iterator[RawLine]:
    """The lines of a file that are not blank. A line that is too long is passed over piece by piece."""
    number = 0
    while data := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        too_long = len(data) > MAX_LINE_BYTES
        while too_long and not data.endswith(b"\n"):
            data = file.readline(MAX_LINE_BYTES)
            if not data:
                break
        if number == 1:
            data = data.removeprefix(codecs.BOM_UTF8)
        if too_long:
            yield RawLine(number, None, file.tell())
        elif data.strip():
            yield RawLine(number, data, file.tell())


def parse(line: RawLine) -> dict:
    """The object that stands in a line. Raises RefusedLine."""
    if line.data is None:
        raise RefusedLine(Problem("line_too_long", {"limit": MAX_LINE_BYTES}))
    try:
        text = line.data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedLine(Problem("not_utf8", {"position": error.start + 1})) from error
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise RefusedLine(Problem("not_json", {"position": error.pos + 1})) from error
    except (ValueError, RecursionError) as error:  # NaN, a number of 5,000 digits, ten thousand brackets
        raise RefusedLine(Problem("not_json", {"position": 1})) from error
    if not isinstance(value, dict):
        raise RefusedLine(Problem("not_an_object"))
    return value


def _refuse_constant(name: str):
    raise ValueError(name)
