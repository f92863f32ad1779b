"""The drawn pictures: every scene is there, repeatable, varied, and says so when asked for one it lacks."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import demo
from demo.drawing import SCENES, VARIANTS, UnknownScene, draw, save_jpeg

SMALL = (320, 213)

KEYS = [
    "conference-hall",
    "podium-speaker",
    "award-ceremony",
    "group-photo",
    "football",
    "badminton",
    "tug-of-war",
    "volleyball",
    "table-tennis",
    "chess",
    "running",
    "choir",
    "dance",
    "music-stage",
    "city-hanoi",
    "lake-tower",
    "highland-terraces",
    "sea-island",
    "laboratory",
    "microscope",
    "satellite-dish",
    "nuclear-symbol-safety",
    "solar-panels",
    "data-center",
    "office-computers",
    "library-books",
    "classroom-training",
    "tree-planting",
    "blood-donation",
    "tet-peach-blossom",
    "lanterns",
    "banh-chung",
    "cheering",
    "drums",
    "sports-kit",
    "trophies",
    "flags-street",
    "handshake",
    "signing-documents",
    "calendar-notice",
    "chart-growth",
    "market-fair",
    "workshop-robot",
    "school-children",
    "river-bridge",
]


def test_the_scenes_are_the_ones_that_articles_and_albums_name():
    assert sorted(SCENES) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_scene_fills_the_sheet_with_a_picture(key):
    picture = draw(key, SMALL)
    assert (picture.size, picture.mode) == (SMALL, "RGB")
    coarse = picture.quantize(64).convert("RGB")
    shares = sorted((count for count, _ in coarse.getcolors()), reverse=True)
    assert len(shares) >= 32
    assert shares[0] < 0.5 * picture.width * picture.height


@pytest.mark.parametrize("key", KEYS)
def test_a_scene_is_the_same_every_time_and_its_variants_are_not(key):
    pictures = [draw(f"{key}:{variant}", SMALL).tobytes() for variant in range(1, VARIANTS + 1)]
    assert len(set(pictures)) == VARIANTS
    assert draw(key, SMALL).tobytes() == pictures[0]
    assert draw(f"{key}:{VARIANTS}", SMALL).tobytes() == pictures[-1]


def test_another_process_draws_the_same_bytes():
    """Hash seeds differ between processes; a pool of them must still agree."""
    code = "import hashlib, demo.drawing as d; print(hashlib.sha256(d.save_jpeg('choir:2', (320, 213))).hexdigest())"
    site = Path(demo.__path__[0]).parent
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": str(site), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert digests.pop()


@pytest.mark.parametrize("size", [(400, 400), (213, 320), (600, 200)])
def test_other_shapes_are_covered_to_the_edges(size):
    """A scene that left a side bare would show one even column there."""
    picture = draw("lake-tower:2", size)
    assert picture.size == size
    for x in (0, size[0] - 1):
        column = picture.crop((x, 0, x + 1, size[1]))
        assert len(column.getcolors(size[1])) > 20


def test_the_jpeg_is_whole_and_of_a_size_a_page_can_carry():
    data = save_jpeg("football:4")
    picture = Image.open(io.BytesIO(data))
    picture.load()
    assert (picture.format, picture.size) == ("JPEG", (1600, 1067))
    assert 60_000 < len(data) < 240_000


@pytest.mark.parametrize("name", ["", "nowhere", "football:0", "football:7", "football:", "football:12", "Football"])
def test_an_unknown_scene_is_refused_by_name(name):
    with pytest.raises(UnknownScene) as refusal:
        draw(name)
    assert refusal.value.code == "unknown-scene"
    assert refusal.value.scene == name
    assert repr(name) in str(refusal.value)
