"""What becomes of the bytes of a picture, good and bad."""

import functools
import hashlib
import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from images import intake
from images.intake import RefusedPicture, take_in
from tests.factories import picture_bytes

RED, GREEN, BLUE, WHITE = (250, 10, 10), (10, 250, 10), (10, 10, 250), (255, 255, 255)
CORNERS = [RED, GREEN, BLUE, WHITE]


def corners(size=(80, 40)) -> Image.Image:
    """Red and green above, blue and white below."""
    picture = Image.new("RGB", size)
    across, down = size[0] // 2, size[1] // 2
    for number, colour in enumerate(CORNERS):
        left, top = number % 2 * across, number // 2 * down
        picture.paste(colour, (left, top, left + across, top + down))
    return picture


def saved(picture: Image.Image, file_format: str, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, file_format, **options)
    return out.getvalue()


def opened(taken) -> Image.Image:
    picture = Image.open(io.BytesIO(taken.data))
    picture.load()
    return picture


def looks_like(picture: Image.Image, colours=CORNERS) -> bool:
    """Whether the quarters have these colours, as near as JPEG keeps them."""
    picture, (width, height) = picture.convert("RGB"), picture.size
    seen = [picture.getpixel((x * width // 4, y * height // 4)) for y in (1, 3) for x in (1, 3)]
    return all(
        abs(a - b) < 40 for one, other in zip(seen, colours, strict=True) for a, b in zip(one, other, strict=True)
    )


def exif(**tags) -> bytes:
    notes = Image.Exif()
    notes[0x0112] = tags.get("orientation", 1)
    notes[0x010F] = "Máy ảnh số 42"
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)
    return notes.tobytes()


def png(width: int, height: int, body: bytes = b"", depth: int = 8) -> bytes:
    """A PNG whose header says what it likes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def sixteen_bits(picture: Image.Image, file_format: str) -> bytes:
    """With two bytes a colour, as raw converters write them and Pillow cannot."""
    wide = b"".join(bytes([value, value]) for value in picture.tobytes())
    if file_format == "PNG":
        rows = [wide[n : n + picture.width * 6] for n in range(0, len(wide), picture.width * 6)]
        return png(*picture.size, b"".join(b"\0" + row for row in rows), depth=16)
    tags = [  # width, height, bits, uncompressed, RGB, where the pixels begin, samples, rows, bytes
        *((256, 3, 1, picture.width), (257, 3, 1, picture.height), (258, 3, 3, 8), (259, 3, 1, 1), (262, 3, 1, 2)),
        *((273, 4, 1, 14), (277, 3, 1, 3), (278, 3, 1, picture.height), (279, 4, 1, len(wide))),
    ]
    directory = struct.pack("<H", len(tags))
    directory += b"".join(struct.pack("<HHI", *tag[:3]) + struct.pack("<I", tag[3]) for tag in tags) + b"\0" * 4
    return struct.pack("<2sHI3H", b"II", 42, 14 + len(wide), 16, 16, 16) + wide + directory


class TestFormats:
    @pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF", "BMP"])
    def test_it_becomes_a_jpeg_that_looks_the_same(self, file_format):
        data = saved(corners(), file_format)
        taken = take_in(data)
        assert (taken.format, taken.extension, taken.width, taken.height) == ("JPEG", ".jpg", 80, 40)
        assert taken.sha256 == hashlib.sha256(data).hexdigest()
        assert (opened(taken).format, opened(taken).size) == ("JPEG", (80, 40))
        assert looks_like(opened(taken))

    @pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
    def test_sixteen_bits_a_colour(self, file_format):
        assert looks_like(opened(take_in(sixteen_bits(corners(), file_format))))

    @pytest.mark.parametrize("file_format", ["JPEG", "TIFF"])
    def test_colours_for_the_press(self, file_format):
        taken = take_in(saved(corners().convert("CMYK"), file_format))
        assert (opened(taken).mode, looks_like(opened(taken))) == ("RGB", True)

    def test_a_gif_keeps_its_first_frame(self):
        data = saved(corners(), "GIF", save_all=True, append_images=[Image.new("RGB", (80, 40))])
        assert looks_like(opened(take_in(data)))

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I"])
    def test_every_mode_becomes_eight_bits(self, mode):
        file_format = "TIFF" if mode in ("CMYK", "I") else "PNG"
        grey = Image.new("L", (8, 8), 200)
        picture = grey.point(lambda v: v * 257, "I").convert(mode) if mode.startswith("I") else grey.convert(mode)
        result = opened(take_in(saved(picture, file_format))).convert("RGB")
        mean = sum(sum(pixel) for pixel in result.getdata()) / (3 * 8 * 8)
        # One bit can only dither the grey, so that its mean is a little off.
        assert abs(mean - 200) < (30 if mode == "1" else 4)

    def test_transparency_is_kept(self):
        picture = corners().convert("RGBA")
        picture.putpixel((0, 0), (0, 0, 0, 0))
        taken = take_in(saved(picture, "PNG"))
        assert (taken.format, taken.extension) == ("PNG", ".png")
        assert opened(taken).getpixel((0, 0))[3] == 0
        assert looks_like(opened(taken))

    def test_of_a_palette_too(self):
        picture = Image.new("P", (4, 4), 1)
        picture.putpalette([255, 0, 0, 0, 255, 0])
        picture.putpixel((0, 0), 0)
        result = opened(take_in(saved(picture, "PNG", transparency=0)))
        assert [result.getpixel((0, 0))[3], result.getpixel((1, 1))] == [0, (0, 255, 0, 255)]

    def test_an_alpha_channel_without_transparency_is_a_photograph(self):
        assert take_in(saved(corners().convert("RGBA"), "PNG")).format == "JPEG"


class TestColours:
    def test_a_profile_is_carried_out_and_dropped(self):
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        result = opened(take_in(saved(corners(), "JPEG", icc_profile=lab)))
        assert "icc_profile" not in result.info
        assert looks_like(result)

    @pytest.mark.parametrize(
        "profile",
        [b"no profile at all", b"\0" * 128, ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()],
    )
    def test_an_odd_profile_costs_nobody_the_photograph(self, profile):
        assert looks_like(opened(take_in(saved(corners(), "JPEG", icc_profile=profile))))


class TestUpright:
    # What each value says of where the stored rows and columns belong, as the corners then stand in the file.
    STORED = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }

    @pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
    @pytest.mark.parametrize("orientation", STORED)
    def test_a_picture_stands_as_the_camera_was_held(self, orientation, file_format):
        turn = self.STORED[orientation]
        stored = corners().transpose(turn) if turn is not None else corners()
        result = opened(take_in(saved(stored, file_format, exif=exif(orientation=orientation))))
        assert result.size == (80, 40)
        assert looks_like(result)

    @pytest.mark.parametrize("orientation", [0, 9, 4711])
    def test_a_value_that_means_nothing_turns_nothing(self, orientation):
        assert looks_like(opened(take_in(saved(corners(), "JPEG", exif=exif(orientation=orientation)))))

    @pytest.mark.parametrize("notes", [b"Exif\0\0", b"Exif\0\0rubbish", exif()[:40], b"Exif\0\0MM\0*\xff\xff\xff\xff"])
    def test_broken_notes_of_the_camera_cost_nobody_the_photograph(self, notes):
        assert looks_like(opened(take_in(saved(corners(), "JPEG", exif=notes))))


class TestStripped:
    @pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
    def test_nothing_of_what_the_camera_noted_is_left(self, file_format):
        data = saved(corners(), file_format, exif=exif())
        assert b"42" in data
        result = opened(take_in(data))
        assert dict(result.getexif()) == {}
        assert dict(result.getexif().get_ifd(0x8825)) == {}

    def test_nor_a_comment_nor_what_hangs_behind_the_end(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as package:
            package.writestr("ma-doc.js", "alert(1)")
        data = saved(corners(), "JPEG", comment=b"<script>alert(1)</script>") + archive.getvalue()
        taken = take_in(data)
        assert looks_like(opened(taken))
        assert b"<script>" not in taken.data
        assert not zipfile.is_zipfile(io.BytesIO(taken.data))


class TestSize:
    @pytest.mark.parametrize(
        ("size", "kept"), [((300, 100), (150, 50)), ((100, 300), (50, 150)), ((150, 150), (150, 150))]
    )
    @pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
    def test_the_longer_side_is_held_down(self, size, kept, file_format):
        taken = take_in(saved(corners(size), file_format), max_side=150)
        assert (taken.width, taken.height) == opened(taken).size == kept
        assert looks_like(opened(taken))

    @pytest.mark.parametrize("size", [(600, 400), (400, 600)])
    def test_a_photograph_is_shrunk_while_it_is_read(self, size, monkeypatch):
        """What is unpacked of 24 megapixels is a quarter."""
        unpacked = []
        upright = intake.upright
        monkeypatch.setattr(intake, "upright", lambda picture: unpacked.append(picture.size) or upright(picture))
        taken = take_in(saved(corners(size), "JPEG"), max_side=256)
        assert unpacked == [(size[0] // 2, size[1] // 2)]
        assert (max(taken.width, taken.height), looks_like(opened(taken))) == (256, True)

    def test_a_small_one_is_not_blown_up(self):
        assert take_in(picture_bytes((10, 10))).width == 10


class TestRefused:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "empty"),
            (b"\0" * 5000, "not_a_picture"),
            (b"<!doctype html><script>alert(1)</script>", "not_a_picture"),
            (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not_a_picture"),
            (b"MZ\x90\0" + b"\0" * 100, "not_a_picture"),
            (b"%PDF-1.7\n", "not_a_picture"),
            (b"8BPS\0\1" + b"\0" * 50, "not_a_picture"),
            (b"\xff\xd8\xff\xe0", "not_a_picture"),
            (png(0, 0), "not_a_picture"),
            (png(60000, 60000), "too_many_pixels"),
            (png(9000, 9000), "too_many_pixels"),
            (png(50, 50), "damaged"),
        ],
    )
    def test_with_a_code(self, data, code):
        with pytest.raises(RefusedPicture) as refusal:
            take_in(data)
        assert refusal.value.code == code

    @pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
    def test_a_truncated_file(self, file_format):
        data = saved(corners((400, 300)), file_format)
        with pytest.raises(RefusedPicture) as refusal:
            take_in(data[: len(data) // 2])
        assert refusal.value.code in ("damaged", "not_a_picture")

    def test_a_file_that_is_too_large_is_not_even_looked_at(self, monkeypatch):
        monkeypatch.setattr(intake, "MAX_BYTES", 100)
        monkeypatch.setattr(intake.Image, "open", None)
        with pytest.raises(RefusedPicture) as refusal:
            take_in(b"\0" * 101)
        assert (refusal.value.code, refusal.value.params) == ("too_large", {"limit": 100})

    def test_the_largest_that_is_taken(self, monkeypatch):
        monkeypatch.setattr(intake, "MAX_PIXELS", 100)
        assert take_in(picture_bytes((10, 10))).width == 10
        with pytest.raises(RefusedPicture):
            take_in(picture_bytes((10, 11)))

    @pytest.mark.parametrize("size", [(60000, 60000), (65000, 1300)])
    def test_a_pixel_flood_is_not_unpacked(self, size):
        bomb = png(*size, body=b"\0" * 1_000_000)
        tracemalloc.start()
        with pytest.raises(RefusedPicture):
            take_in(bomb)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 20_000_000

    @pytest.mark.parametrize("file_format", ["GIF", "PNG", "WEBP"])
    def test_of_an_animation_without_end_the_first_frame_alone_is_unpacked(self, file_format):
        """Three hundred frames cost what one costs; to go through them would take a hundred times as long."""
        data = animation(file_format, 300)
        seconds = min(timed(lambda: take_in(data)) for _ in range(3))
        of_one = min(timed(lambda: take_in(animation(file_format, 1))) for _ in range(3))
        assert seconds < 3 * of_one + 0.1


@functools.cache
def animation(file_format: str, frames: int) -> bytes:
    # Frames that are alike would be left out.
    others = [Image.new("RGB", (240, 180), (n % 256, n // 256 * 60, 0)) for n in range(1, frames)]
    return saved(corners((240, 180)), file_format, save_all=True, append_images=others, **ANIMATED[file_format])


ANIMATED = {"GIF": {}, "PNG": {"compress_level": 1}, "WEBP": {"method": 0, "quality": 1}}


def timed(function) -> float:
    began = time.process_time()
    function()
    return time.process_time() - began


SEEDS = [saved(corners(), kind) for kind in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP")]


class TestWhateverComes:
    """A picture, or RefusedPicture; never anything else."""

    @given(st.binary(max_size=300))
    @settings(max_examples=100, deadline=None)
    def test_random_bytes(self, data):
        with pytest.raises(RefusedPicture):
            take_in(data)

    @given(
        st.sampled_from(SEEDS),
        st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=20),
        st.floats(0, 1),
    )
    @settings(max_examples=200, deadline=None)
    def test_a_picture_with_bytes_changed_and_its_end_cut_off(self, seed, changes, end):
        data = bytearray(seed)
        for position, value in changes:
            data[position % len(data)] = value
        try:
            taken = take_in(bytes(data[: int(len(data) * end)]))
        except RefusedPicture:
            return
        assert max(taken.width, taken.height) <= intake.MAX_SIDE
        assert opened(taken).format == taken.format
