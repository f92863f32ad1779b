"""Pictures and files in S3-compatible storage, against a server that speaks S3."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from accounts.roles import CHIEF_EDITOR
from documents.models import CustomDocument
from gallery.models import Downloads
from gallery.services import add_photo
from images import presets
from images.models import CustomImage
from images.services import make_renditions, store_picture
from tests.factories import AlbumFactory, PhotoFactory, UserFactory, picture_bytes

pytestmark = [pytest.mark.needs_s3, pytest.mark.django_db]

ROOT = Path(__file__).resolve().parents[2]
PDF = b"%PDF-1.7\n"
SIZES = ["fill-240x160|format-jpeg", "fill-240x160|format-avif"]


def policy(bucket: str) -> dict:
    """What docs/operations.md asks of the bucket: pictures are for everyone, and nothing else."""
    everyone = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}
    folders = [f"arn:aws:s3:::{bucket}/{folder}/*" for folder in ("images", "original_images")]
    return {"Version": "2012-10-17", "Statement": [{**everyone, "Resource": folders}]}


@pytest.fixture(scope="module")
def server():
    """The address of a server of our own."""
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def configured(server, settings, request):
    """configured(S3_…="…"): the storage as the settings make it of such an environment; returns its bucket, empty."""

    def configure(**environment):
        variables = {
            "S3_BUCKET": f"khoi-{os.getpid()}",
            "S3_ENDPOINT_URL": server,
            "S3_REGION": "us-east-1",
            "S3_ACCESS_KEY": "testing",
            "S3_SECRET_KEY": "testing",
        }
        ask = (
            "import json; from config.settings import test as s;"
            "print(json.dumps([s.STORAGES['default'], s.WAGTAILDOCS_SERVE_METHOD]))"
        )
        answer = subprocess.run(
            [sys.executable, "-c", ask],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"} | variables | environment,
            capture_output=True,
            check=True,
            timeout=60,
        )
        storage, settings.WAGTAILDOCS_SERVE_METHOD = json.loads(answer.stdout)
        settings.STORAGES = {**settings.STORAGES, "default": storage}
        bucket = default_storage.bucket
        bucket.create()
        bucket.objects.all().delete()
        bucket.Policy().put(Policy=json.dumps(policy(bucket.name)))
        return bucket

    return configure


@pytest.fixture
def bucket(configured):
    return configured()


@pytest.fixture(autouse=True)
def _few_sizes(monkeypatch):
    monkeypatch.setattr(presets, "all_specs", lambda **kinds: SIZES)


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(role=CHIEF_EDITOR))
    return client


def keys(bucket, folder="") -> list[str]:
    return sorted(item.key for item in bucket.objects.filter(Prefix=folder))


def upload(admin, data: bytes, name="ảnh.jpg", address="/quan-tri/images/add/"):
    file = SimpleUploadedFile(name, data)
    fields = {"title": "Ảnh", "description": "Mô tả", "file": file, "collection": 1}
    assert admin.post(address, fields).status_code == 302
    return CustomImage.objects.order_by("pk").last()


class TestPictures:
    def test_one_that_is_uploaded_is_there_with_all_its_sizes(self, bucket, admin, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            image = upload(admin, picture_bytes((300, 200)))
        assert keys(bucket, "original_images/") == ["original_images/anh.jpg"]
        assert len(keys(bucket, "images/")) == image.renditions.count() == len(SIZES)
        with urlopen(image.file.url) as answer:
            assert Image.open(io.BytesIO(answer.read())).size == (300, 200)
            assert answer.headers["Content-Type"] == "image/jpeg"
        card = image.renditions.get(filter_spec="fill-240x160|format-avif")
        with urlopen(card.url) as answer:
            assert Image.open(io.BytesIO(answer.read())).size == (240, 160)

    def test_its_page_names_the_storage(self, bucket, admin, client, server):
        image = upload(admin, picture_bytes((300, 200)))
        make_renditions(image)
        assert f"{server}/{bucket.name}/images/" in image.renditions.first().url

    def test_all_of_it_goes_with_the_record(self, bucket, admin, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            image, other = upload(admin, picture_bytes()), upload(admin, picture_bytes())
        assert len(keys(bucket)) == 2 * (1 + len(SIZES))
        with django_capture_on_commit_callbacks(execute=True):
            image.delete()
        assert keys(bucket, "original_images/") == [other.file.name]
        assert len(keys(bucket)) == 1 + len(SIZES)

    def test_a_new_file_takes_the_place_of_the_old(self, bucket, admin, django_capture_on_commit_callbacks):
        image = upload(admin, picture_bytes())
        with django_capture_on_commit_callbacks(execute=True):
            image = upload(admin, picture_bytes((300, 200)), "khác.jpg", f"/quan-tri/images/{image.pk}/")
        assert keys(bucket, "original_images/") == [image.file.name] == ["original_images/khac.jpg"]

    def test_two_of_one_name_do_not_meet(self, bucket):
        first, second = (store_picture(picture_bytes(), title="Lễ") for _ in range(2))
        assert first.file.name != second.file.name
        assert len(keys(bucket)) == 2

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_one_whose_record_is_rolled_back_does_not_stay(self, bucket):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            store_picture(picture_bytes(), title="Lễ")
            assert len(keys(bucket)) == 1
            raise ZeroDivisionError
        assert keys(bucket) == []


class TestAddresses:
    def test_they_may_be_those_of_another_host(self, configured):
        configured(S3_PUBLIC_HOST="anh.example.vn")
        assert store_picture(picture_bytes(), title="Lễ").file.url == "https://anh.example.vn/original_images/le.jpg"

    @pytest.mark.parametrize(("signed", "named"), [("true", {"X-Amz-Signature"}), ("false", set())])
    def test_they_are_signed_when_the_bucket_is_closed(self, configured, signed, named):
        configured(S3_SIGNED_ADDRESSES=signed)
        query = parse_qs(urlsplit(store_picture(picture_bytes(), title="Lễ").file.url).query)
        assert {name for name in query if "ignature" in name} == named


class TestDocuments:
    @pytest.fixture
    def document(self, bucket, admin):
        file = SimpleUploadedFile("Điều lệ.pdf", PDF)
        admin.post("/quan-tri/documents/add/", {"title": "Điều lệ", "file": file, "collection": 1})
        admin.logout()
        return CustomDocument.objects.get()

    def test_readers_get_it_through_the_site(self, document, bucket, client):
        assert keys(bucket) == ["documents/dieu-le.pdf"]
        response = client.get(document.url)
        assert (response.status_code, b"".join(response.streaming_content)) == (200, PDF)
        with pytest.raises(HTTPError, match="403"):
            urlopen(document.file.url)

    def test_one_of_a_closed_collection_stays_closed(self, document, client):
        closed = Collection.get_first_root_node().add_child(name="Nội bộ")
        CollectionViewRestriction.objects.create(collection=closed, restriction_type=CollectionViewRestriction.LOGIN)
        CustomDocument.objects.update(collection=closed)
        response = client.get(document.url)
        assert response.status_code == 302
        assert "/documents/" not in response.headers["Location"]
        client.force_login(UserFactory())
        assert client.get(document.url).status_code == 200

    def test_the_file_goes_with_the_record(self, document, bucket, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            document.delete()
        assert keys(bucket) == []


class TestAlbums:
    @pytest.fixture
    def photo(self, bucket):
        album = AlbumFactory(title="Khai mạc", downloads=Downloads.ORIGINAL)
        photo, _ = add_photo(album, picture_bytes(), file_name="Ảnh 1.JPG")
        return photo

    def test_the_cameras_file_is_had_through_the_site_alone(self, photo, client):
        own = photo.original.read()
        response = client.get(f"{photo.album.url}anh/{photo.pk}/tai-ve/")
        assert b"".join(response.streaming_content) == own
        with pytest.raises(HTTPError, match="403"):
            urlopen(photo.original.url)

    def test_an_album_is_taken_home(self, photo, client):
        response = client.get(f"{photo.album.url}tai-ve/")
        found = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
        assert {name: found.read(name) for name in found.namelist()} == {"001 Ảnh 1.jpg": photo.original.read()}

    def test_a_file_that_the_bucket_has_lost_is_left_out(self, photo, client):
        PhotoFactory(album=photo.album, file_name="Ảnh 2.JPG")
        photo.original.storage.delete(photo.original.name)
        assert client.get(f"{photo.album.url}anh/{photo.pk}/tai-ve/").status_code == 404
        response = client.get(f"{photo.album.url}tai-ve/")
        found = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
        assert found.namelist() == ["002 Ảnh 2.jpg"]
