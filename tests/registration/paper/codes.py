"""Reading a QR code back out of its drawing, as a scanner does that sees every module (ISO/IEC 18004).

Knows what the site draws: level M, mask 2, bytes. Errors are not mended: a code that has any is read wrong.
"""

import re

from qrcode import ERROR_CORRECT_M
from qrcode.base import rs_blocks
from qrcode.util import pattern_position

QUIET = 2
"""Light modules around the code."""


def read_code(svg: str) -> str:
    """The text in a code that is drawn with one stroke `M<column> <row>` a dark module."""
    whole = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    dark = {(int(y) - QUIET, int(x) - QUIET) for x, y in re.findall(r"M(\d+) (\d+)", svg)}
    size = whole - 2 * QUIET
    version = (size - 17) // 4
    codewords = _codewords(dark, size, version)
    return _text(_in_order(codewords, version), version)


def _codewords(dark: set[tuple[int, int]], size: int, version: int) -> list[int]:
    """The modules in pairs of columns from the right, up and down by turns, without those that carry no data."""
    bits = []
    # The column of the timing pattern is left out: pairs beyond it begin one further left.
    columns = [column if column > 6 else column - 1 for column in range(size - 1, 0, -2)]
    for number, column in enumerate(columns):
        rows = range(size - 1, -1, -1) if number % 2 == 0 else range(size)
        for row in rows:
            pair = [x for x in (column, column - 1) if not _is_function(row, x, size, version)]
            bits += [((row, x) in dark) != (x % 3 == 0) for x in pair]
    return [int("".join("01"[bit] for bit in bits[at : at + 8]), 2) for at in range(0, len(bits) - 7, 8)]


def _is_function(row, column, size, version) -> bool:
    """Whether a module belongs to a pattern, the format or the version."""
    near_corner = (row < 9 and column < 9) or (row < 9 and column >= size - 8) or (row >= size - 8 and column < 9)
    if near_corner or row == 6 or column == 6:
        return True
    if version >= 7 and ((row < 6 and column >= size - 11) or (column < 6 and row >= size - 11)):
        return True
    centres, last = pattern_position(version), size - 7
    for y in centres:
        for x in centres:
            is_corner = (y, x) in {(6, 6), (6, last), (last, 6)}
            if not is_corner and abs(row - y) <= 2 and abs(column - x) <= 2:
                return True
    return False


def _in_order(codewords, version) -> list[int]:
    """The data of the blocks one after another; they stand in the code by turns."""
    lengths = [block.data_count for block in rs_blocks(version, ERROR_CORRECT_M)]
    blocks, taken = [[] for _ in lengths], iter(codewords)
    for place in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if place < length:
                block.append(next(taken))
    return [codeword for block in blocks for codeword in block]


def _text(codewords, version) -> str:
    bits = "".join(f"{codeword:08b}" for codeword in codewords)
    assert bits[:4] == "0100", "not a text of bytes"
    start = 12 if version < 10 else 20
    length = int(bits[4:start], 2)
    return bytes(int(bits[start + 8 * n : start + 8 * n + 8], 2) for n in range(length)).decode()
