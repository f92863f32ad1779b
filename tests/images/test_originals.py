"""A camera's own file keeps its pixels and loses its memory."""

import io
import struct
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from images.originals import NotAJpeg, stripped
from tests.factories import picture_bytes

SERIAL, OWNER, PLACE = b"SERIAL-4711", b"Nguyen Van A", b"21.0285 N"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def gradient(size=(160, 120)) -> Image.Image:
    bands = [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.new("L", (256, 256), 90)]
    return Image.merge("RGB", bands).resize(size)


def jpeg(**options) -> bytes:
    out = io.BytesIO()
    gradient().save(out, "JPEG", **options)
    return out.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    return data[:2] + segment(marker, body) + data[2:]


def notes(orientation=1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = OWNER.decode()
    exif.get_ifd(0x8769)[0xA431] = SERIAL.decode()
    exif.get_ifd(0x8825)[29] = PLACE.decode()
    return exif.tobytes()


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


SECRETS = [
    jpeg(exif=notes()),
    jpeg(comment=SERIAL),
    with_segment(jpeg(), 0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + OWNER + b"</x>"),
    with_segment(jpeg(), 0xE1, b"Exif\0\0" + jpeg(comment=SERIAL)),  # a thumbnail, with notes of its own
    with_segment(jpeg(), 0xED, b"Photoshop 3.0\0" + OWNER),
    with_segment(jpeg(), 0xE2, b"MPF\0" + SERIAL),
    with_segment(jpeg(), 0xEB, SERIAL),
    jpeg() + SERIAL,
]


@pytest.mark.parametrize("data", SECRETS)
def test_nothing_is_said_of_camera_owner_and_place(data):
    assert any(secret in data for secret in (SERIAL, OWNER, PLACE))
    own = stripped(data)
    assert not any(secret in own for secret in (SERIAL, OWNER, PLACE))
    assert dict(Image.open(io.BytesIO(own)).getexif()) == {}
    assert pixels(own) == pixels(jpeg())


def test_an_archive_behind_the_picture_is_left_out():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("ma-doc.js", "alert(1)")
    own = stripped(jpeg() + archive.getvalue())
    assert own == stripped(jpeg())
    assert not zipfile.is_zipfile(io.BytesIO(own))


@pytest.mark.parametrize(
    "options",
    [{}, {"progressive": True}, {"restart_marker_blocks": 2}, {"subsampling": "4:4:4"}, {"optimize": True}],
)
def test_the_pixels_are_the_same_to_the_bit(options):
    data = jpeg(exif=notes(), icc_profile=PROFILE, **options)
    own = stripped(data)
    assert pixels(own) == pixels(data)
    assert Image.open(io.BytesIO(own)).info["icc_profile"] == PROFILE


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_of_other_colours_too(mode):
    data = picture_bytes((80, 60), {"L": 90, "CMYK": (9, 90, 20, 3)}[mode], mode=mode)
    assert pixels(stripped(data)) == pixels(data)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_as_before(orientation):
    own = Image.open(io.BytesIO(stripped(jpeg(exif=notes(orientation)))))
    assert dict(own.getexif()) == ({} if orientation == 1 else {0x0112: orientation})


@pytest.mark.parametrize("again", [stripped(jpeg(exif=notes(6), icc_profile=PROFILE)), stripped(jpeg())])
def test_twice_is_once(again):
    assert stripped(again) == again


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8", b"GIF89a", picture_bytes(file_format="PNG"), b"\xff\xd8\xff", b"\xff\xd8" + b"\xff" * 1000]
    + [jpeg()[:length] for length in (3, 20, 200, 700, -1)],
)
def test_what_is_no_whole_jpeg_is_refused(data):
    with pytest.raises(NotAJpeg):
        stripped(data)


@pytest.mark.parametrize("filling", [b"\xff" * 3_000_000, b"\xff\xd0" * 1_500_000, b"\xff\x00" * 1_500_000])
def test_what_fills_a_scan_does_not_hold_it_up(filling):
    data = jpeg()
    began = time.process_time()
    own = stripped(data[:-2] + filling + b"\x00" + data[-2:])
    assert own.endswith(data[-2:])
    assert time.process_time() - began < 2


class TestWhateverComes:
    """A picture, or NotAJpeg; never another error, and never longer than it was by more than a note."""

    @given(st.binary(max_size=300))
    @settings(max_examples=100, deadline=None)
    def test_random_bytes(self, data):
        with pytest.raises(NotAJpeg):
            stripped(b"\xff\xd8" + data)

    @given(
        st.sampled_from([jpeg(exif=notes(6)), jpeg(progressive=True, icc_profile=PROFILE)]),
        st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=20),
        st.floats(0, 1),
    )
    @settings(max_examples=300, deadline=None)
    def test_a_jpeg_with_bytes_changed_and_its_end_cut_off(self, seed, changes, end):
        data = bytearray(seed)
        for position, value in changes:
            data[position % len(data)] = value
        data = bytes(data[: int(len(data) * end)])
        try:
            own = stripped(data)
        except NotAJpeg:
            return
        assert (own[:2], own[-2:], len(own) <= len(data) + 60) == (b"\xff\xd8", b"\xff\xd9", True)
