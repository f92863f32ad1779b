"""What stands on every card: the code that is scanned, and the site's colour."""

import qrcode

COLOUR = "#8c171b"
"""Of an event that has none of its own."""


def qr_code(text: str) -> str:
    """A QR code as SVG: a single path, which Typst draws quickly a thousand times.

    To look for the mask that is easiest to scan, and for parts of the text that take less room, would take ten times
    as long; any code is scanned.
    """
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=2, mask_pattern=2)
    code.add_data(text, optimize=0)
    code.make()
    rows = code.get_matrix()
    dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}"><path d="{dots}"/></svg>'
