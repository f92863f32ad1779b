"""Photographs of the drawn scenes: framed without cutting what was named, and noted as a camera notes them."""

import io
from datetime import datetime

import pytest
from PIL import Image

from demo import loading
from demo.drawing import SCENES, shots
from demo.drawing.canvas import HEIGHT, WIDTH
from demo.drawing.shots import PARTS, SHAPES, Shot, UnknownShot, expose, frame, take
from images.camera import CameraNotes, read_notes
from vietnamese.dates import VIETNAM

EVERY_PART = [(scene, part) for scene, parts in PARTS.items() for part in parts]
PHOTOS = [photo for album in loading._read("albums") for photo in album["photos"]]


def test_parts_are_of_scenes_that_are_there():
    assert set(PARTS) - set(SCENES) == set()


@pytest.mark.parametrize(("scene", "part"), EVERY_PART)
def test_a_frame_holds_its_part_on_the_sheet(scene, part):
    x0, y0, x1, y1 = PARTS[scene][part]
    left, top, right, bottom = frame(Shot(scene, "3:2", part))
    assert 0 <= left <= x0 < x1 <= right <= WIDTH
    assert 0 <= top <= y0 < y1 <= bottom <= HEIGHT
    assert (right - left) / (bottom - top) == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_whole_scene_fits_every_shape(shape):
    left, top, right, bottom = frame(Shot("football", shape))
    width, height = SHAPES[shape]
    assert (right - left) / (bottom - top) == pytest.approx(width / height)
    assert right - left == pytest.approx(WIDTH) or bottom - top == pytest.approx(HEIGHT)


def test_every_album_photo_can_be_taken_and_is_no_copy_of_another():
    names = ("scene", "shape", "part", "hour", "moment", "wet")
    taken = [Shot(**{name: photo[name] for name in names if name in photo}) for photo in PHOTOS]
    for shot in taken:
        frame(shot)
    assert len(set(taken)) == len(taken)


def test_pictures_are_of_the_shape_asked_for():
    assert take(Shot("drums:2", "2:3", "master")).size == SHAPES["2:3"]


def test_moment_hour_and_rain_each_make_another_picture(monkeypatch):
    monkeypatch.setitem(SHAPES, "3:2", (150, 100))
    variations = ({}, {"moment": 2}, {"hour": "twilight"}, {"wet": True}, {"part": "keeper"})
    assert len({take(Shot("football:1", **variation)).tobytes() for variation in variations}) == len(variations)


@pytest.mark.parametrize(
    "shot",
    [
        Shot("football", part="referee"),
        Shot("football", "5:4"),
        Shot("running", "2:3", "race"),
        Shot("nowhere", part="x"),
    ],
    ids=["part", "shape", "part that is too wide", "scene"],
)
def test_a_shot_that_cannot_be_taken_is_refused(shot):
    with pytest.raises(UnknownShot):
        frame(shot)


def test_the_camera_notes_are_those_of_the_file(monkeypatch):
    monkeypatch.setattr(shots, "take", lambda shot: Image.new("RGB", (30, 20)))
    taken_at = datetime(2025, 11, 15, 7, 31, 5, tzinfo=VIETNAM)
    data = expose({"scene": "football", "taken_at": taken_at, "caption": "Trước trận đấu", "credit": "Thu Hà"})
    assert read_notes(data) == CameraNotes(taken_at, "Trước trận đấu", "Thu Hà")
    assert Image.open(io.BytesIO(data)).format == "JPEG"
