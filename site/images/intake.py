"""Takes a picture in: checked before it is unpacked, upright, without metadata, and no larger than is of use.

Plain Pillow, no Django. A picture is always written anew from its pixels, so that nothing else that the file held
(GPS position, serial numbers, a script behind the picture's end) ever reaches the site.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageCms, ImageFile

pillow_heif.register_heif_opener()

MAX_BYTES = 30 * 1024 * 1024
MAX_PIXELS = 80_000_000
MAX_SIDE = 2560
READABLE = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP")
"""Pillow knows forty formats more; what nobody sends is not even looked at."""

SRGB = ImageCms.createProfile("sRGB")
SCALABLE = {"RGB", "RGBA", "L", "LA", "CMYK"}
"""Modes whose pixels may be averaged as they are, before colours are converted: a tenth of the memory."""

ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class RefusedPicture(ValueError):
    """A picture that is not taken in. `code` says why; `params` holds what the sentence for people needs.

    Codes: empty, too_large (limit: bytes), not_a_picture, too_many_pixels (limit: pixels), damaged.
    """

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Intake:
    """A picture as it is kept. `sha256` is of the bytes that came in, so that the same file is known again; `colour` is
    its mean colour as '#rrggbb', which stands in its place until it has loaded."""

    data: bytes
    format: str
    width: int
    height: int
    sha256: str
    colour: str

    @property
    def extension(self) -> str:
        return {"JPEG": ".jpg", "PNG": ".png"}[self.format]


def take_in(data: bytes, max_side: int = MAX_SIDE) -> Intake:
    """Reads, checks and rewrites a picture. Photographs become JPEG; pictures with transparency stay PNG.

    Raises RefusedPicture. Size and pixel count are read from the header before any pixel is unpacked.
    """
    picture = _open(data)
    try:
        if (scale := max(picture.size) / max_side) > 1:
            # Lets the JPEG decoder shrink while it reads, if it is told both sides as they are to be.
            picture.draft("RGB", (int(picture.width / scale), int(picture.height / scale)))
        picture.load()
        picture = upright(picture)
        if picture.mode in SCALABLE:
            picture.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
        picture = to_srgb(picture)
        picture.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
        rewritten, image_format = _write(picture)
    except Exception as error:  # decoders stumble over broken files in every way that Python knows
        raise RefusedPicture("damaged") from error
    return Intake(rewritten, image_format, *picture.size, hashlib.sha256(data).hexdigest(), mean_colour(picture))


def pixels(data: bytes) -> int:
    """How many pixels a picture says it has. Raises RefusedPicture, like take_in, for all that is seen from outside."""
    picture = _open(data)
    return picture.width * picture.height


def mean_colour(picture: Image.Image) -> str:
    """The colour of all its pixels together, as '#rrggbb'."""
    small = picture.convert("RGB").resize((1, 1), Image.Resampling.BOX, reducing_gap=2)
    return "#{:02x}{:02x}{:02x}".format(*small.getpixel((0, 0)))


def _open(data: bytes) -> ImageFile.ImageFile:
    """The picture with its header read and found to be within the limits."""
    if not data:
        raise RefusedPicture("empty")
    if len(data) > MAX_BYTES:
        raise RefusedPicture("too_large", limit=MAX_BYTES)
    try:
        with warnings.catch_warnings():
            # Our own limit stands below; Pillow's would be a warning first and an error at twice the size.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=READABLE)
    except Image.DecompressionBombError as error:
        raise RefusedPicture("too_many_pixels", limit=MAX_PIXELS) from error
    except Exception as error:  # see take_in
        raise RefusedPicture("not_a_picture") from error
    if picture.width * picture.height > MAX_PIXELS:
        raise RefusedPicture("too_many_pixels", limit=MAX_PIXELS)
    return picture


def upright(picture: Image.Image) -> Image.Image:
    """Turns the picture as the camera was held. Not Pillow's exif_transpose, which writes the EXIF data anew and fails
    where a camera wrote it badly."""
    try:
        orientation = picture.getexif().get(ORIENTATION)
    except Exception:  # nor are broken notes of the camera a reason to lose the photograph
        return picture
    return picture.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else picture


def to_srgb(picture: Image.Image) -> Image.Image:
    """The picture in 8-bit RGB (or RGBA when it has transparency), its colours as its own profile meant them."""
    transparent = "A" in picture.getbands() or "transparency" in picture.info
    if picture.mode.startswith(("I", "F")):  # 16-bit grey: Pillow's own conversion would clip it to white
        picture = picture.convert("F").point(lambda value: value / 257).convert("L")
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            out = "RGBA" if picture.mode == "RGBA" else "RGB"
            picture = ImageCms.profileToProfile(picture, source, SRGB, outputMode=out)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile is no reason to lose the photograph
    return picture.convert("RGBA" if transparent else "RGB")


def _write(picture: Image.Image) -> tuple[bytes, str]:
    out = io.BytesIO()
    if picture.mode == "RGBA":
        if picture.getextrema()[3][0] < 255:
            Image.frombytes("RGBA", picture.size, picture.tobytes()).save(out, "PNG", optimize=False)
            return out.getvalue(), "PNG"
        picture = picture.convert("RGB")
    # frombytes leaves every scrap of metadata behind
    clean = Image.frombytes("RGB", picture.size, picture.tobytes())
    clean.save(out, "JPEG", quality=88, progressive=True, optimize=False)
    return out.getvalue(), "JPEG"
