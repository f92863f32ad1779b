"""What comes in through the admin: one file in the form, many in the uploader, and through the chooser."""

import io
import json
import threading
import zlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from PIL import Image

from accounts.roles import CHIEF_EDITOR
from images import forms
from images.models import CustomImage
from images.presets import all_specs
from images.services import withdraw
from tests.factories import UserFactory, picture_bytes

pytestmark = pytest.mark.django_db

# 'Ảnh hội nghị' with every accent apart, as a Mac sends it.
DECOMPOSED = "A\u0309nh ho\u0323\u0302i nghi\u0323"


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(role=CHIEF_EDITOR))
    return client


def phone_photo() -> bytes:
    """Taken with the phone on its side: 80 × 60 pixels to be turned upright, with the place where it was taken."""
    notes = Image.Exif()
    notes[0x0112] = 6
    notes.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)
    return picture_bytes((80, 60), exif=notes.tobytes())


def flood() -> bytes:
    """A PNG that says it is 60,000 by 60,000 pixels."""
    data = bytearray(picture_bytes(file_format="PNG"))
    data[16:24] = (60000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


def upload_one(client, name: str, data: bytes, **fields):
    """The errors beside the file, or [] when it was taken."""
    form = {"title": "Ảnh", "file": SimpleUploadedFile(name, data), **fields}
    response = client.post("/quan-tri/images/add/", {**form, "description": "Mô tả", "collection": 1})
    return (
        []
        if response.status_code == 302
        else response.context["form"].errors.get("file", response.context["form"].errors)
    )


def upload_many(client, name: str, data: bytes):
    form = {"title": name, "files[]": SimpleUploadedFile(name, data), "collection": 1}
    response = client.post("/quan-tri/images/multiple/add/", form)
    answer = json.loads(response.content)
    return [] if answer["success"] else answer["error_message"].split("\n")


UPLOADS = pytest.mark.parametrize("upload", [upload_one, upload_many])


@UPLOADS
class TestUpload:
    def test_a_phone_photo_arrives_upright_and_says_nothing_of_where_it_was_taken(self, admin, upload):
        assert upload(admin, "IMG 0042.JPG", phone_photo()) == []
        image = CustomImage.objects.get()
        assert (image.width, image.height, image.source_hash is not None) == (60, 80, True)
        with image.file.open() as file:
            stored = Image.open(io.BytesIO(file.read()))
        assert (stored.size, dict(stored.getexif())) == ((60, 80), {})

    def test_the_same_picture_is_refused_by_its_name_in_the_library(self, admin, upload):
        data = picture_bytes()
        assert upload(admin, "mot.jpg", data) == []
        known = CustomImage.objects.get()
        refusal = upload(admin, "hai.jpg", data)
        assert len(refusal) == 1
        assert known.title in refusal[0]
        assert CustomImage.objects.count() == 1

    def test_a_picture_that_was_withdrawn_does_not_come_back(self, admin, upload):
        data = picture_bytes()
        assert upload(admin, "mot.jpg", data) == []
        withdraw(CustomImage.objects.get(), reason="Đề nghị gỡ", user=None)
        assert upload(admin, "hai.jpg", data) == [forms.sentence(forms.RefusedPicture("withdrawn"))]
        assert CustomImage.objects.count() == 0

    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("bay.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "not_a_picture"),
            ("bay.jpg", b"<!doctype html>", "not_a_picture"),
            ("bay.png", flood(), "too_many_pixels"),
            ("hong.jpg", picture_bytes((300, 300))[:-200], "damaged"),
        ],
    )
    def test_what_is_no_good_is_refused_in_our_words(self, admin, upload, name, data, code):
        limit = {"limit": 80_000_000} if code == "too_many_pixels" else {}
        expected = forms.sentence(forms.RefusedPicture(code, **limit))
        assert upload(admin, name, data) == [expected]
        assert CustomImage.objects.count() == 0

    def test_the_extension_may_lie(self, admin, upload):
        assert upload(admin, "anh.png", picture_bytes(file_format="JPEG")) == []
        assert CustomImage.objects.get().file.name.endswith(".jpg")

    def test_a_name_in_separate_accents_becomes_one_that_every_system_takes(self, admin, upload):
        assert upload(admin, f"{DECOMPOSED}.jpg", picture_bytes()) == []
        assert CustomImage.objects.get().filename == "anh-hoi-nghi.jpg"

    def test_one_that_is_too_large(self, admin, upload, monkeypatch):
        monkeypatch.setattr(forms, "MAX_BYTES", 100)
        assert upload(admin, "to.jpg", picture_bytes()) == [
            forms.sentence(forms.RefusedPicture("too_large", limit=100))
        ]


def test_an_empty_file_is_refused(admin):
    assert len(upload_one(admin, "rong.jpg", b"")) == 1
    assert CustomImage.objects.count() == 0


def test_texts_are_stored_composed(admin):
    upload_one(admin, "a.jpg", picture_bytes(), title=DECOMPOSED, caption=DECOMPOSED)
    image = CustomImage.objects.get()
    assert (image.title, image.caption) == ("Ảnh hội nghị", "Ảnh hội nghị")


class TestEdit:
    @pytest.fixture
    def image(self, admin):
        upload_one(admin, "a.jpg", picture_bytes())
        return CustomImage.objects.get()

    def edit(self, admin, image, **fields):
        data = {"title": image.title, "description": image.description, "collection": 1, **fields}
        return admin.post(f"/quan-tri/images/{image.pk}/", data)

    def test_a_caption_leaves_the_file_alone(self, admin, image):
        assert self.edit(admin, image, caption="Kéo co").status_code == 302
        before, image = image, CustomImage.objects.get()
        assert (image.caption, image.file.name, image.source_hash) == ("Kéo co", before.file.name, before.source_hash)

    def test_a_new_file_replaces_the_old_and_its_renditions(self, admin, image, django_capture_on_commit_callbacks):
        image.get_rendition("fill-120x120|format-jpeg")
        with django_capture_on_commit_callbacks(execute=True):
            self.edit(admin, image, file=SimpleUploadedFile("b.jpg", picture_bytes((600, 400))))
        new = CustomImage.objects.get()
        assert (new.width, new.source_hash != image.source_hash) == (600, True)
        assert not image.file.storage.exists(image.file.name)
        assert new.renditions.count() == len(all_specs())
        assert new.renditions.get(filter_spec="fill-120x120|format-jpeg").width == 120

    def test_the_same_file_again_is_no_duplicate_of_itself(self, admin, image):
        data = picture_bytes()
        self.edit(admin, image, file=SimpleUploadedFile("b.jpg", data))
        assert self.edit(admin, image, file=SimpleUploadedFile("b.jpg", data)).status_code == 302


class TestWaitingForMore:
    """The uploader keeps a good picture aside while its title is no good."""

    @pytest.fixture
    def waiting(self, admin):
        """waiting(data): sends a picture with a title that is too long; returns how to send a better one."""

        def send(data):
            file = SimpleUploadedFile("a.jpg", data)
            answer = json.loads(
                admin.post("/quan-tri/images/multiple/add/", {"title": "T" * 300, "files[]": file}).content
            )
            number = answer["uploaded_file_id"]
            form = {f"uploaded-image-{number}-title": "Ảnh", f"uploaded-image-{number}-collection": 1}
            form[f"uploaded-image-{number}-description"] = "Mô tả"
            address = f"/quan-tri/images/multiple/create_from_uploaded_image/{number}/"
            return lambda: json.loads(admin.post(address, form).content)

        return send

    def test_it_is_taken_in_like_any_other(self, waiting):
        answer = waiting(phone_photo())()
        image = CustomImage.objects.get()
        assert (answer["success"], answer["image_id"], image.title) == (True, image.pk, "Ảnh")
        assert (image.width, image.height, image.source_hash is not None) == (60, 80, True)
        with image.file.open() as file:
            assert dict(Image.open(io.BytesIO(file.read())).getexif()) == {}

    def test_one_that_has_come_meanwhile_is_not_stored_again(self, admin, waiting):
        data = picture_bytes()
        finish = waiting(data)
        assert upload_one(admin, "b.jpg", data) == []
        assert finish()["image_id"] == CustomImage.objects.get().pk


def upload_for_a_text(client, name: str, data: bytes):
    form = {"title": "Ảnh", "file": SimpleUploadedFile(name, data), "description": "Mô tả", "collection": 1}
    form = {f"image-chooser-upload-{key}": value for key, value in form.items()}
    response = client.post("/quan-tri/images/chooser/create/", form)
    return [] if json.loads(response.content)["step"] == "chosen" else response.content.decode()


def status_of(client, name: str, data: bytes) -> int:
    form = {"title": "Ảnh", "file": SimpleUploadedFile(name, data), "description": "Mô tả", "collection": 1}
    return client.post("/quan-tri/images/add/", form).status_code


def at_once(monkeypatch, upload, data: bytes) -> list:
    """What two people are told who send the same new picture; neither writes before both have looked for it."""
    both_have_looked = threading.Barrier(2, timeout=20)
    look, told = forms.ImageForm.clean_file, []

    def look_together(form):
        upload = look(form)
        both_have_looked.wait()
        return upload

    # One that raised would raise what the other's request met, too: Django's signal goes to both.
    clients = [Client(raise_request_exception=False) for _ in range(2)]
    for client in clients:
        client.force_login(UserFactory(role=CHIEF_EDITOR))

    def send(client):
        try:
            told.append(upload(client, "a.jpg", data))
        except Exception as failure:
            told.append(failure)
        finally:
            connections.close_all()

    with monkeypatch.context() as patched:
        patched.setattr(forms.ImageForm, "clean_file", look_together)
        threads = [threading.Thread(target=send, args=[client]) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    return told


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestTwoAtOnce:
    @pytest.fixture(autouse=True)
    def _no_renditions(self, monkeypatch):
        monkeypatch.setattr("images.services.make_renditions", lambda image: 0)

    @pytest.mark.parametrize("upload", [upload_one, upload_many, upload_for_a_text])
    def test_both_get_the_one_record(self, monkeypatch, upload):
        assert at_once(monkeypatch, upload, picture_bytes()) == [[], []]
        originals = list(Path(default_storage.location, "original_images").iterdir())
        assert (CustomImage.objects.count(), len(originals)) == (1, 1)

    def test_it_is_the_form_that_gives_the_second_the_first_ones_record(self, monkeypatch):
        """The control: without it the constraint alone stops the second."""
        monkeypatch.setattr(forms, "IntegrityError", ZeroDivisionError)
        assert sorted(at_once(monkeypatch, status_of, picture_bytes())) == [302, 500]

    def test_and_the_constraint_that_stops_the_second(self, monkeypatch):
        """The control of the control: without it there are two."""
        constraint = next(c for c in CustomImage._meta.constraints if c.name == "images_image_source_once")
        with connection.schema_editor() as editor:
            editor.remove_constraint(CustomImage, constraint)
        try:
            assert at_once(monkeypatch, upload_one, picture_bytes()) == [[], []]
            assert CustomImage.objects.count() == 2
        finally:
            CustomImage.objects.all().delete()
            with connection.schema_editor() as editor:
                editor.add_constraint(CustomImage, constraint)
