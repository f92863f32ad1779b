"""Takes in the scan of a signed form: one PDF, or photographs of its pages, which become one PDF.

What a file is, is seen from its content. Photographs are written anew from their pixels (images.intake), so that they
bring neither a position nor anything else. Plain Python, no Django.
"""

import io
from collections.abc import Sequence
from typing import BinaryIO

from PIL import Image

from documents import pdfs
from images import apart
from images.intake import RefusedPicture

MOST_BYTES = 20 * 1024 * 1024
MOST_PICTURES = 30

_A4 = (8.27, 11.69)


class RefusedScan(ValueError):
    """A scan that is not taken in. `code` says why; `params` holds what the sentence for people needs, `name` the file.

    Codes: empty, too_large (limit: bytes), too_many (limit: files), mixed, encrypted, broken, unknown, and those of
    images.intake.RefusedPicture.
    """

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.code = code
        self.params = params


def take_in(files: Sequence[BinaryIO]) -> bytes:
    """The scan as one PDF. Each file has a `name` and a `size`. Raises RefusedScan."""
    if not files:
        raise RefusedScan("empty", name="")
    if len(files) > MOST_PICTURES:
        raise RefusedScan("too_many", limit=MOST_PICTURES)
    for file in files:
        if not file.size:
            raise RefusedScan("empty", name=file.name)
        if file.size > MOST_BYTES:
            raise RefusedScan("too_large", name=file.name, limit=MOST_BYTES)
    if len(files) == 1 and pdfs.is_pdf(files[0]):
        return _pdf(files[0])
    if any(pdfs.is_pdf(file) for file in files):
        raise RefusedScan("mixed")
    return _from_pictures(files)


def _pdf(file: BinaryIO) -> bytes:
    file.seek(0)
    data = file.read()
    if code := pdfs.fault(data):
        raise RefusedScan(code, name=file.name)
    return data


def _from_pictures(files: Sequence[BinaryIO]) -> bytes:
    out = io.BytesIO()
    for number, file in enumerate(files):
        file.seek(0)
        try:
            taken = apart.take_in(file.read())
        except RefusedPicture as refusal:
            code = "unknown" if refusal.code == "not_a_picture" else refusal.code
            raise RefusedScan(code, name=file.name, **refusal.params) from refusal
        with Image.open(io.BytesIO(taken.data)) as picture:
            page = _on_white(picture)
            width = _A4[page.width > page.height]
            # One page after the other: thirty photographs at once would be half a gigabyte.
            out.seek(0)
            page.save(out, "PDF", append=number > 0, resolution=page.width / width, quality=88)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture.getchannel("A"))
    return page
