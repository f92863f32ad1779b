"""Photos to take home: one, and a whole album as a ZIP."""

import io
import zipfile
from urllib.parse import unquote

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections

from gallery import archive, services
from gallery.models import Downloads, Photo
from gallery.views import downloads
from images.models import CustomImage
from tests.factories import AlbumFactory, PhotoFactory, UserFactory, picture_bytes
from visitors.limits import Bucket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_been_here(monkeypatch):
    monkeypatch.setattr(downloads, "flood_of_albums", Bucket(rate=1, burst=100))
    monkeypatch.setattr(downloads, "flood_of_photos", Bucket(rate=1, burst=100))
    monkeypatch.setattr(downloads, "turns", downloads.Turns(at_once=2))


def hang_up(response) -> None:
    """What the server does when the reader has gone. The database stays open, as Django's own test client has it."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def fetch(client, album) -> zipfile.ZipFile:
    response = client.get(f"{album.url}tai-ve/")
    assert response.status_code == 200
    data = b"".join(response.streaming_content)
    assert response["Content-Length"] == str(len(data))
    found = zipfile.ZipFile(io.BytesIO(data))
    assert found.testzip() is None
    return found


class TestAlbum:
    def test_the_pictures_as_shown_in_order_under_readable_names(self, client):
        album = AlbumFactory()
        names = ["Ảnh khai mạc.JPG", "🎉.jpg", 'a:b*"c?.jpg', "IMG_0001.HEIC"]
        photos = [PhotoFactory(album=album, file_name=name) for name in names]
        services.arrange(album, [photo.pk for photo in reversed(photos)])
        found = fetch(client, album)
        assert found.namelist() == ["001 IMG_0001.jpg", "002 a_b__c_.jpg", "003 🎉.jpg", "004 Ảnh khai mạc.jpg"]
        kept = [photo.image.file.read() for photo in reversed(photos)]
        assert [found.read(name) for name in found.namelist()] == kept
        assert {info.compress_type for info in found.infolist()} == {zipfile.ZIP_STORED}

    def test_the_cameras_files_where_the_album_offers_them_and_has_them(self, client):
        album = AlbumFactory(downloads=Downloads.ORIGINAL)
        camera, _ = services.add_photo(album, picture_bytes((90, 60)), file_name="a.jpg")
        other, _ = services.add_photo(album, picture_bytes((90, 60), file_format="PNG"), file_name="b.png")
        found = fetch(client, album)
        assert found.namelist() == ["001 a.jpg", "002 b.jpg"]
        assert [found.read(name) for name in found.namelist()] == [camera.original.read(), other.image.file.read()]

    def test_the_offer_of_camera_files_can_be_taken_back(self, client):
        album = AlbumFactory(downloads=Downloads.ORIGINAL)
        photo, _ = services.add_photo(album, picture_bytes((90, 60)), file_name="a.jpg")
        type(album).objects.filter(pk=album.pk).update(downloads=Downloads.SHOWN)
        found = fetch(client, album)
        assert found.read("001 a.jpg") == photo.image.file.read() != photo.original.read()

    def test_nothing_that_readers_do_not_see_is_in_it(self, client):
        album = AlbumFactory()
        shown, left_out, withdrawn = (PhotoFactory(album=album, file_name=f"{name}.jpg") for name in "abc")
        services.write(album, [left_out], is_left_out=True)
        services.withdraw(withdrawn, reason="Người trong ảnh đề nghị gỡ", user=UserFactory())
        PhotoFactory(album=AlbumFactory())
        found = fetch(client, album)
        assert found.namelist() == ["001 a.jpg"]
        assert shown.pk

    def test_the_headers(self, client):
        album = AlbumFactory()
        PhotoFactory(album=album)
        response = client.get(f"{album.url}tai-ve/", headers={"Accept-Encoding": "gzip"})
        hang_up(response)
        assert {name: response.get(name) for name in ("Content-Type", "Cache-Control", "Content-Encoding")} == {
            "Content-Type": "application/zip",
            "Cache-Control": "private, no-store",
            "Content-Encoding": None,
        }
        assert response["Content-Disposition"] == f'attachment; filename="{album.slug}.zip"'

    def test_the_head_alone_costs_nobody_a_turn(self, client, monkeypatch):
        monkeypatch.setattr(downloads, "turns", downloads.Turns(at_once=0))
        album = AlbumFactory()
        PhotoFactory(album=album)
        response = client.head(f"{album.url}tai-ve/")
        assert (response.status_code, response.streaming) == (200, False)
        assert int(response["Content-Length"]) > 0

    @pytest.mark.parametrize("downloads", [Downloads.NONE, Downloads.SHOWN])
    def test_where_there_is_nothing_to_take_it_is_not_found(self, client, downloads):
        album = AlbumFactory(downloads=downloads)
        if downloads == Downloads.NONE:
            PhotoFactory(album=album)
        assert client.get(f"{album.url}tai-ve/").status_code == 404

    @pytest.mark.parametrize("count", [3, 30])
    def test_it_costs_the_same_whatever_its_length(self, client, empty_cache, django_assert_num_queries, count):
        album = AlbumFactory()
        for _ in range(count):
            PhotoFactory(album=album)
        client.get("/gioi-thieu-khong-co/")  # what a process asks once in its life
        empty_cache()
        with django_assert_num_queries(6):
            assert len(fetch(client, album).namelist()) == count

    def test_one_file_is_open_at_a_time_and_never_whole_in_memory(self, client, monkeypatch):
        album = AlbumFactory()
        for _ in range(3):
            PhotoFactory(album=album)
        storage, opened = CustomImage._meta.get_field("file").storage, []
        really_open = storage.open

        def note(name, mode="rb"):
            assert all(file.closed for file in opened)
            opened.append(really_open(name, mode))
            return opened[-1]

        monkeypatch.setattr(storage, "open", note)
        monkeypatch.setattr(archive, "PIECE", 100)
        response = client.get(f"{album.url}tai-ve/")
        assert opened == []
        longest = max(len(piece) for piece in response.streaming_content)
        assert (len(opened), longest) == (3, 100)

    def test_a_file_that_the_storage_has_lost_is_left_out_and_the_others_keep_their_numbers(self, client):
        album = AlbumFactory()
        lost, _ = (PhotoFactory(album=album, file_name=f"{name}.jpg") for name in "ab")
        CustomImage.objects.filter(pk=lost.image_id).update(file_size=None)
        lost.image.file.storage.delete(lost.image.file.name)
        assert fetch(client, album).namelist() == ["002 b.jpg"]

    def test_a_photo_that_goes_meanwhile_breaks_it_off(self, client):
        album = AlbumFactory()
        photo = PhotoFactory(album=album)
        response = client.get(f"{album.url}tai-ve/")
        photo.image.file.storage.delete(photo.image.file.name)
        with pytest.raises(FileNotFoundError):
            b"".join(response.streaming_content)


class TestTurns:
    @pytest.fixture
    def ask(self, client):
        album = AlbumFactory()
        PhotoFactory(album=album)
        return lambda address: client.get(f"{album.url}tai-ve/", REMOTE_ADDR=address)

    def test_one_at_a_time_for_each_network_and_few_in_all(self, ask):
        first, second = ask("192.0.2.1"), ask("192.0.2.2")
        again, third = ask("192.0.2.1"), ask("192.0.2.3")
        assert [answer.status_code for answer in (first, second, again, third)] == [200, 200, 503, 503]
        assert (third["Retry-After"], third["Cache-Control"]) == ("60", "private, no-store")
        hang_up(first)  # before it was read to its end
        third = ask("192.0.2.3")
        assert [third.status_code, ask("192.0.2.1").status_code] == [200, 503]
        for answer in (second, third):
            hang_up(answer)

    def test_again_and_again_from_one_network(self, ask, monkeypatch):
        monkeypatch.setattr(downloads, "flood_of_albums", Bucket(rate=1 / 30, burst=2))
        statuses = []
        for _ in range(3):
            answer = ask("192.0.2.1")
            statuses.append(answer.status_code)
            if answer.streaming:
                hang_up(answer)
        assert statuses == [200, 200, 429]
        other = ask("192.0.2.2")
        assert other.status_code == 200
        hang_up(other)

    def test_who_reads_too_slowly_is_sent_no_more(self, ask, monkeypatch):
        monkeypatch.setattr(downloads, "LONGEST", -1.0)
        with pytest.raises(TimeoutError):
            b"".join(ask("192.0.2.1").streaming_content)


class TestOnePhoto:
    def taken(self, client, photo):
        return client.get(f"{photo.album.url}anh/{photo.pk}/tai-ve/")

    def test_as_shown(self, client):
        photo = PhotoFactory(album=AlbumFactory(title="Lễ khai mạc"))
        response = self.taken(client, photo)
        assert b"".join(response.streaming_content) == photo.image.file.read()
        assert response["Content-Disposition"] == 'attachment; filename="le-khai-mac-001.jpg"'
        assert (response["Content-Type"], response["Cache-Control"]) == ("image/jpeg", "private, no-store")

    def test_the_cameras_file(self, client):
        album = AlbumFactory(downloads=Downloads.ORIGINAL)
        photo, _ = services.add_photo(album, picture_bytes((90, 60)), file_name="Ảnh.jpg")
        response = self.taken(client, photo)
        assert unquote(response["Content-Disposition"]) == f'attachment; filename="{album.slug}-001.jpg"'
        assert b"".join(response.streaming_content) == photo.original.read()

    def test_not_where_the_album_gives_none(self, client):
        assert self.taken(client, PhotoFactory(album=AlbumFactory(downloads=Downloads.NONE))).status_code == 404

    def test_not_what_readers_do_not_see(self, client):
        album = AlbumFactory()
        photo = PhotoFactory(album=album)
        PhotoFactory(album=album)
        services.write(album, [photo], is_left_out=True)
        assert self.taken(client, photo).status_code == 404
        stranger = PhotoFactory(album=AlbumFactory())
        assert client.get(f"{album.url}anh/{stranger.pk}/tai-ve/").status_code == 404

    def test_not_when_its_file_is_lost(self, client):
        photo = PhotoFactory()
        photo.image.file.storage.delete(photo.image.file.name)
        assert self.taken(client, photo).status_code == 404

    def test_one_network_takes_so_many(self, client, monkeypatch):
        monkeypatch.setattr(downloads, "flood_of_photos", Bucket(rate=1, burst=1))
        photo = PhotoFactory()
        statuses = [self.taken(client, photo).status_code for _ in range(2)]
        assert statuses == [200, 429]
        assert Photo.objects.filter(pk=photo.pk).exists()
