"""What a camera or a photographer has written into a picture is read, in whichever way they wrote it."""

import io
import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from images.camera import CameraNotes, read_notes
from tests.factories import picture_bytes

TAKEN, OFFSET, FRACTION, CHANGED, CAPTION, ARTIST = 0x9003, 0x9011, 0x9291, 0x0132, 0x010E, 0x013B
DETAIL = (TAKEN, OFFSET, FRACTION)
NAME = "Đại biểu dự hội nghị"


def exif(tags: dict) -> bytes:
    notes = Image.Exif()
    for tag, value in tags.items():
        (notes.get_ifd(0x8769) if tag in DETAIL else notes)[tag] = value
    return notes.tobytes()


def noted(tags: dict, file_format="JPEG") -> CameraNotes:
    return read_notes(picture_bytes(file_format=file_format, exif=exif(tags)))


def iptc(records: dict[int, bytes]) -> bytes:
    """A JPEG with records of IPTC-IIM, in the segment of Photoshop's where programs put them."""
    block = b"".join(b"\x1c\x02" + struct.pack(">BH", number, len(text)) + text for number, text in records.items())
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + b"\0" * (len(block) % 2)
    segment = b"Photoshop 3.0\0" + resource
    data = picture_bytes()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


class TestWhen:
    @pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
    def test_in_every_format_that_has_such_notes(self, file_format):
        assert noted({TAKEN: "2024:01:17 08:30:00"}, file_format).taken_at == datetime(2024, 1, 17, 1, 30, tzinfo=UTC)

    def test_in_a_picture_of_a_phone(self):
        out = io.BytesIO()
        Image.new("RGB", (64, 64)).save(out, "HEIF", exif=exif({TAKEN: "2024:01:17 08:30:00"}))
        assert read_notes(out.getvalue()).taken_at == datetime(2024, 1, 17, 1, 30, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("tags", "moment"),
        [
            ({TAKEN: "2024:01:17 08:30:00", OFFSET: "+00:00"}, (2024, 1, 17, 8, 30)),
            ({TAKEN: "2024:01:17 08:30:00", OFFSET: "-05:30"}, (2024, 1, 17, 14, 0)),
            ({TAKEN: "2024:01:17 08:30:00", OFFSET: "Z"}, (2024, 1, 17, 1, 30)),
            ({TAKEN: "2024:01:17 08:30:00", OFFSET: "+99:99"}, (2024, 1, 17, 1, 30)),
            ({TAKEN: "2024:01:17 08:30:00", FRACTION: "25"}, (2024, 1, 17, 1, 30, 0, 250_000)),
            ({TAKEN: "2024:01:17 08:30:00", FRACTION: "007"}, (2024, 1, 17, 1, 30, 0, 7_000)),
            ({TAKEN: "2024:01:17 08:30:00", FRACTION: "1234567"}, (2024, 1, 17, 1, 30, 0, 123_456)),
            ({TAKEN: "2024:01:17 08:30:00", FRACTION: "rác"}, (2024, 1, 17, 1, 30)),
            ({CHANGED: "2024:01:17 08:30:00"}, (2024, 1, 17, 1, 30)),
            ({TAKEN: "2024:01:17 08:30:00", CHANGED: "2025:02:02 02:02:02"}, (2024, 1, 17, 1, 30)),
        ],
    )
    def test_with_zones_and_fractions(self, tags, moment):
        assert noted(tags).taken_at == datetime(*moment, tzinfo=UTC)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "0000:00:00 00:00:00",
            "    :  :     :  :  ",
            "2024:02:31 08:00:00",
            "1970:01:01 00:00:00",
            "9999",
            "hôm qua",
        ],
    )
    def test_a_moment_that_cannot_be_is_none(self, text):
        assert noted({TAKEN: text.encode()}).taken_at is None


class TestWords:
    @pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
    def test_of_exif(self, encoding):
        words = "Hội nghị" if encoding == "utf-8" else "Cérémonie à Huê"
        notes = noted({CAPTION: words.encode(encoding), ARTIST: "Minh Đức".encode()})
        assert (notes.caption, notes.credit) == (words, "Minh Đức")

    def test_of_an_old_windows(self):
        # cp1258 writes the tones as marks of their own; the text is one again.
        assert read_notes(iptc({120: "Hô\u0323i nghi\u0323".encode("cp1258")})).caption == "Hội nghị"

    def test_of_a_newsroom_go_before_those_of_a_camera(self):
        data = iptc({120: NAME.encode(), 80: "Minh Đức".encode(), 110: b"TTXVN"})
        assert read_notes(data) == CameraNotes(None, NAME, "Minh Đức")

    def test_the_agency_stands_in_for_a_photographer_without_a_name(self):
        assert read_notes(iptc({110: b"TTXVN"})).credit == "TTXVN"

    @pytest.mark.parametrize(
        "text", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM", "default", "untitled", "---", "charset=Ascii", "   "]
    )
    def test_what_cameras_write_themselves_is_no_caption(self, text):
        assert noted({CAPTION: text}).caption == ""

    def test_they_become_one_line_that_fits(self):
        notes = noted({CAPTION: ("Dòng một\r\nDòng hai\0 " + "x" * 900).encode(), ARTIST: b"n" * 900})
        assert notes.caption.startswith("Dòng một Dòng hai x")
        assert (len(notes.caption), len(notes.credit)) == (500, 200)


SEEDS = [
    picture_bytes(exif=exif({TAKEN: "2024:01:17 08:30:00", OFFSET: "+07:00", CAPTION: NAME.encode()})),
    iptc({120: NAME.encode(), 80: b"Minh"}),
]


class TestWhateverComes:
    """Notes or none; never an error."""

    @given(st.binary(max_size=300))
    @settings(max_examples=100, deadline=None)
    def test_random_bytes(self, data):
        assert read_notes(data) == CameraNotes()

    @given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=20))
    @settings(max_examples=200, deadline=None)
    def test_notes_with_bytes_changed(self, seed, changes):
        data = bytearray(seed)
        for position, value in changes:
            data[position % len(data)] = value
        notes = read_notes(bytes(data))
        assert (len(notes.caption) <= 500, len(notes.credit) <= 200) == (True, True)
        assert "\0" not in notes.caption + notes.credit
