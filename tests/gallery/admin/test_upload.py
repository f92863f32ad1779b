"""Files come in one by one or many at once; what is refused says why, and keeps nobody else out."""

import hashlib
import io
import json
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from PIL import Image

from accounts.roles import EDITOR
from gallery import services
from gallery.admin import upload as uploading
from gallery.models import Photo
from images.intake import RefusedPicture
from images.models import CustomImage
from images.refusals import sentence
from tests.factories import AlbumFactory, PhotoFactory, UserFactory, picture_bytes
from tests.gallery.admin.uploads import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def album(editor):
    return AlbumFactory(live=False)


@pytest.fixture
def url(album):
    return reverse("gallery_upload", args=[album.pk])


def taken(moment: str, **options) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = moment
    return picture_bytes(exif=exif.tobytes(), **options)


def test_a_new_photo_comes_back_as_its_card_with_its_place(ask, album, url):
    late = PhotoFactory(album=album, data=taken("2024:01:17 11:00:00"))
    response = ask(url, upload(taken("2024:01:17 08:00:00"), "Ảnh 🎉.jpg"))
    answer = response.json()
    (card,) = html.fragments_fromstring(answer["card"].strip(), no_leading_text=True)
    photo = Photo.objects.exclude(pk=late.pk).get()
    assert response.status_code == 201
    assert (answer["photo"], answer["is_new"], answer["before"]) == (photo.pk, True, [late.pk])
    assert (answer["cover"], answer["count"]) == (late.pk, 2)
    assert card.get("data-photo") == str(photo.pk)
    assert card.xpath("string(.//*[@class='photo-card__file'])") == "Ảnh 🎉.jpg"


def test_the_same_file_again_is_known_and_changes_nothing(ask, album, url):
    data = picture_bytes()
    first = ask(url, upload(data)).json()["photo"]
    again = ask(url, upload(data, "IMG_0001 (1).JPG"))
    assert again.status_code == 200
    assert again.json() == {"photo": first, "is_new": False, "cover": first, "count": 1}


def test_which_files_need_not_be_sent(ask, album):
    here, elsewhere, gone = picture_bytes(), picture_bytes(), picture_bytes()
    photo, _ = services.add_photo(album, here, file_name="a.jpg")
    PhotoFactory(data=elsewhere)
    services.withdraw(PhotoFactory(data=gone), reason="Theo yêu cầu", user=None)
    sums = [hashlib.sha256(data).hexdigest() for data in (here, elsewhere, gone, b"")]
    response = ask(reverse("gallery_known", args=[album.pk]), {"hashes": json.dumps(sums)})
    assert response.json() == {
        "known": {sums[0]: photo.pk},
        "refused": {sums[2]: sentence(RefusedPicture("withdrawn"))},
    }


@pytest.mark.parametrize("hashes", ["", "{}", "[1]", '["abc"]', '"x"', "[[]]", json.dumps(["0" * 64] * 201), "[NaN]"])
def test_nonsense_about_hashes(ask, album, hashes):
    assert ask(reverse("gallery_known", args=[album.pk]), {"hashes": hashes}).status_code == 400


def flood() -> bytes:
    """A PNG of a few bytes that says it has ten thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def noise(size=(200, 200)) -> Image.Image:
    return Image.effect_noise(size, 90).convert("RGB")


def truncated() -> bytes:
    out = io.BytesIO()
    noise().save(out, "JPEG")
    return out.getvalue()[:2000]


REFUSED = {
    "zero-bytes": (b"", "empty"),
    "truncated": (truncated(), "damaged"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "not_a_picture"),
    "html": (b"<!doctype html><script>alert(1)</script>", "not_a_picture"),
    "pdf": (b"%PDF-1.7\n", "not_a_picture"),
    "flood": (flood(), "too_many_pixels"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_gets_its_own_sentence_and_leaves_nothing(ask, album, url, name):
    data, code = REFUSED[name]
    response = ask(url, upload(data, "anh.jpg"))
    limit = {"too_many_pixels": {"limit": 80_000_000}}.get(code, {})
    assert response.status_code == 422
    assert response.json() == {"error": sentence(RefusedPicture(code, **limit))}
    assert (Photo.objects.count(), CustomImage.objects.count()) == (0, 0)


def gif() -> bytes:
    frames = [Image.new("P", (40, 30), shade) for shade in (1, 2, 3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def as_format(file_format, mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (60, 40), 40 if mode.startswith(("I", "L")) else None).save(out, file_format, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        gif(),
        as_format("JPEG", "CMYK"),
        as_format("PNG", "I;16"),
        as_format("TIFF", "I;16"),
        as_format("JPEG", icc_profile=b"rubbish"),
        as_format("WEBP"),
        as_format("AVIF"),
        as_format("HEIF"),
    ],
    ids=["animated-gif", "cmyk", "png-16-bit", "tiff-16-bit", "broken-profile", "webp", "avif", "heic"],
)
def test_odd_pictures_are_taken_in_whatever_they_are_called(ask, album, url, data):
    assert ask(url, upload(data, "tên lạ.html")).status_code == 201
    assert Image.open(album.photos.get().image.file).format == "JPEG"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ảnh khai mạc.jpg", "Ảnh khai mạc.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\anh.jpg", "anh.jpg"),
        ("🎉🎊.jpg", "🎉🎊.jpg"),
        ("<b>a</b>.jpg", "b>.jpg"),
    ],
)
def test_names_lose_their_folders_and_are_shown_as_text(ask, album, url, name, kept):
    answer = ask(url, upload(picture_bytes(), name)).json()
    assert Photo.objects.get().file_name == kept
    assert html.fromstring(answer["card"]).xpath("string(.//*[@class='photo-card__file'])") == kept


def test_no_file_and_a_field_in_its_place(ask, album, url):
    for data in ({}, {"file": "chữ"}, {"files": SimpleUploadedFile("a.jpg", picture_bytes())}):
        response = ask(url, data)
        assert response.status_code == 422
        assert response.json()["error"]
    assert not Photo.objects.exists()


class Unreadable:
    def read(self, *args):
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize(
    ("accept", "length", "status"),
    [("application/json", 2 * 1024**3, 413), ("text/html", 2 * 1024**3, 302), ("application/json", 500, 403)],
)
def test_what_is_too_long_or_not_allowed_is_not_even_read(rf, album, url, editor, accept, length, status, monkeypatch):
    monkeypatch.setattr(uploading.messages, "error", lambda request, text: None)
    if status == 403:
        album.live = True
        album.save()
    request = rf.post(url, headers={"accept": accept})
    request.META |= {"CONTENT_LENGTH": str(length), "wsgi.input": Unreadable()}
    request._stream = Unreadable()
    request.user = editor
    assert uploading.upload(request, album.pk).status_code == status


def test_a_file_over_the_limit_is_refused_within_a_form_that_is_not(client, album, url, monkeypatch):
    monkeypatch.setattr(uploading, "MAX_BYTES", 2000)
    big, small = io.BytesIO(), picture_bytes()
    noise().save(big, "JPEG")
    files = [SimpleUploadedFile("to.jpg", big.getvalue()), SimpleUploadedFile("nho.jpg", small)]
    page = client.post(url, {"file": files}, follow=True)
    assert [photo.file_name for photo in album.photos.all()] == ["nho.jpg"]
    assert "to.jpg" in html.fromstring(page.content).xpath("string(//*[@class='messages'])")


def test_a_plain_form_takes_many_and_tells_of_each_that_is_refused(client, album, url):
    known = picture_bytes()
    services.add_photo(album, known, file_name="a.jpg")
    files = [
        SimpleUploadedFile("a.jpg", known),
        SimpleUploadedFile("b.jpg", picture_bytes()),
        SimpleUploadedFile("<c>.jpg", b"<html>"),
        SimpleUploadedFile("d.jpg", b""),
        SimpleUploadedFile("e.jpg", picture_bytes()),
    ]
    response = client.post(url, {"file": files}, follow=True)
    assert response.redirect_chain == [(reverse("gallery_photos", args=[album.pk]), 302)]
    assert [photo.file_name for photo in album.photos.all()] == ["a.jpg", "b.jpg", "e.jpg"]
    refused = html.fromstring(response.content).xpath("//*[@class='messages']//ul//ul/li")
    assert [item.text_content() for item in refused] == [
        f"<c>.jpg: {sentence(RefusedPicture('not_a_picture'))}",
        f"d.jpg: {sentence(RefusedPicture('empty'))}",
    ]


def test_a_plain_form_with_too_many_files_gets_a_sentence(client, album, url, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{n}.jpg", picture_bytes()) for n in range(3)]
    response = client.post(url, {"file": files}, follow=True)
    assert response.redirect_chain == [(reverse("gallery_photos", args=[album.pk]), 302)]
    assert html.fromstring(response.content).xpath("//*[@class='messages']//li[contains(@class, 'error')]")
    assert not Photo.objects.exists()


@pytest.mark.parametrize("length", ["", "-1", "viel"])
def test_an_odd_length_is_no_error_of_ours(client, album, url, length):
    response = client.generic("POST", url, b"", CONTENT_LENGTH=length, HTTP_ACCEPT="application/json")
    assert response.status_code == 422


def test_files_need_the_token(url, album):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(role=EDITOR))
    assert strict.post(url, upload(picture_bytes()), headers={"accept": "application/json"}).status_code == 403
    assert not Photo.objects.exists()
