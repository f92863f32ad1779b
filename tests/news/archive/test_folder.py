"""Pictures are found below their folder under the names that old portals wrote, and nothing outside of it ever is."""

import os
import unicodedata

import pytest

from news.archive.folder import PictureFolder, UnusablePicture


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "anh"
    (folder / "uploads" / "2019").mkdir(parents=True)
    (folder / "uploads" / "2019" / "a b.jpg").write_bytes(b"one")
    (folder / "c.jpg").write_bytes(b"three")
    (folder / unicodedata.normalize("NFD", "hội nghị.jpg")).write_bytes(b"nfd")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return folder


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("uploads/2019/a b.jpg", "a b.jpg"),
        ("/uploads/2019/a%20b.jpg", "a b.jpg"),
        ("http://cu.example.vn/uploads/2019/a%20b.jpg?w=500#x", "a b.jpg"),
        ("//cu.example.vn/uploads/2019/a%20b.jpg", "a b.jpg"),
        ("uploads\\2019\\a b.jpg", "a b.jpg"),
        ("/portal/images/c.jpg", "c.jpg"),
        ("./c.jpg", "c.jpg"),
    ],
)
def test_a_picture_is_found_as_the_portal_wrote_it(root, name, found):
    assert PictureFolder(root).find(name).name == found


def test_composed_and_decomposed_names_are_one(root):
    assert PictureFolder(root).find("hội nghị.jpg").read_bytes() == b"nfd"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.jpg",
        "../../etc/passwd",
        "uploads/../../secret.jpg",
        "%2e%2e/secret.jpg",
        "..\\secret.jpg",
        "http://x/..%2fsecret.jpg",
        "c.jpg\x00.png",
    ],
)
def test_a_name_that_leads_outside_is_refused(root, name):
    with pytest.raises(UnusablePicture) as caught:
        PictureFolder(root).find(name)
    assert caught.value.problem.code == "picture_outside"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "secret.jpg", "", "/", "uploads", "x" * 5000, "http://[", "\ud800.jpg"]
)
def test_what_is_not_there_is_missing(root, name):
    with pytest.raises(UnusablePicture) as caught:
        PictureFolder(root).find(name)
    assert caught.value.problem.code == "picture_missing"
    assert PictureFolder(root).size(name) is None


def test_links_and_pipes_lead_nowhere(root):
    (root / "link.jpg").symlink_to(root.parent / "secret.jpg")
    (root / "circle.jpg").symlink_to(root / "circle.jpg")
    os.mkfifo(root / "pipe.jpg")
    for name in ("link.jpg", "circle.jpg", "pipe.jpg"):
        with pytest.raises(UnusablePicture):
            PictureFolder(root).find(name)


def test_the_size_tells_a_changed_picture(root):
    folder = PictureFolder(root)
    before = folder.size("c.jpg")
    (root / "c.jpg").write_bytes(b"another")
    assert (before, folder.size("c.jpg")) == (5, 7)
