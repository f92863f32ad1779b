"""An address as a QR code, for the camera of a telephone."""

import functools
from dataclasses import dataclass

import qrcode

QUIET_ZONE = 4
"""Modules of white around the code, without which cameras do not find it (ISO/IEC 18004)."""


@dataclass(frozen=True)
class Code:
    """`path` draws the dark modules, one unit each, on a white square of `size` units. It stays dark on white by night:
    many cameras do not read the inverse."""

    size: int
    path: str


@functools.lru_cache(maxsize=128)
def code_of(address: str) -> Code:
    """The code of an address. Some 10 ms, so those of the last feeds are remembered."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address.encode())
    code.make(fit=True)
    rows = code.get_matrix()
    return Code(len(rows), "".join(_runs(row, y) for y, row in enumerate(rows)))


def _runs(row: list[bool], y: int) -> str:
    """The dark modules of a row, side by side in one stroke."""
    path, x = [], 0
    while x < len(row):
        length = 0
        while x + length < len(row) and row[x + length]:
            length += 1
        if length:
            path.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length or 1
    return "".join(path)
