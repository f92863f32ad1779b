"""Photos find their place, keep it, and leave no trace when they go."""

import io
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from gallery import services
from gallery.models import Downloads, Photo
from images.intake import RefusedPicture
from images.models import CustomImage, Withdrawal
from tests.factories import AlbumFactory, ArticleFactory, PhotoFactory, UserFactory, picture_bytes

pytestmark = pytest.mark.django_db


def taken(moment: str, **notes) -> bytes:
    """A JPEG that says when it was taken: '2024:01:17 08:00:00', in Hanoi."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = moment
    for tag, value in notes.items():
        exif[{"caption": 0x010E, "artist": 0x013B}[tag]] = value.encode()
    return picture_bytes(exif=exif.tobytes())


def names(album) -> list[str]:
    return list(album.photos.values_list("file_name", flat=True))


class TestTakingIn:
    def test_a_card_is_put_into_the_order_of_time_whatever_order_it_arrives_in(self):
        album = AlbumFactory()
        for hour, name in ((9, "b.jpg"), (11, "d.jpg"), (8, "a.jpg"), (10, "c.jpg")):
            services.add_photo(album, taken(f"2024:01:17 {hour:02}:00:00"), file_name=name)
        assert names(album) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]

    def test_a_picture_without_a_time_stands_behind(self):
        album = AlbumFactory()
        services.add_photo(album, picture_bytes(), file_name="zalo.jpg")
        services.add_photo(album, taken("2024:01:17 08:00:00"), file_name="a.jpg")
        assert names(album) == ["a.jpg", "zalo.jpg"]

    def test_the_same_file_gives_the_same_photo_with_what_was_said_of_it(self):
        album, data = AlbumFactory(), picture_bytes()
        first, is_new = services.add_photo(album, data, file_name="a.jpg")
        services.write(album, [first], caption="Khai mạc")
        again, is_new_again = services.add_photo(album, data, file_name="a (1).jpg")
        assert (is_new, is_new_again) == (True, False)
        assert (again.pk, again.caption, album.photos.count()) == (first.pk, "Khai mạc", 1)

    def test_what_the_camera_says_is_taken_over(self):
        data = taken("2024:01:17 08:00:00", caption="Đại biểu dự hội nghị", artist="Minh Đức")
        photo, _ = services.add_photo(AlbumFactory(), data, file_name="a.jpg")
        photo.refresh_from_db()
        assert (photo.caption, photo.credit) == ("Đại biểu dự hội nghị", "Minh Đức")
        assert photo.taken_at == datetime(2024, 1, 17, 1, tzinfo=UTC)

    def test_the_first_photo_becomes_the_cover_in_the_sizes_of_lists(self):
        album = AlbumFactory()
        first, second = PhotoFactory(album=album), PhotoFactory(album=album)
        covers = album.photos.filter(is_cover=True)
        assert [photo.pk for photo in covers] == [first.pk]
        assert CustomImage.objects.get(pk=first.image_id).is_cut_for_pages
        assert not CustomImage.objects.get(pk=second.image_id).is_cut_for_pages

    def test_a_refused_file_leaves_nothing_behind(self):
        album = AlbumFactory()
        with pytest.raises(RefusedPicture):
            services.add_photo(album, b"<svg onload=alert(1)>", file_name="a.jpg")
        assert (album.photos.count(), CustomImage.objects.count()) == (0, 0)

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("Ảnh khai mạc.jpg", "Ảnh khai mạc.jpg"),
            ("../../etc/passwd", "passwd"),
            (r"C:\fakepath\a.jpg", "a.jpg"),
            ("🎉.jpg", "🎉.jpg"),
            ("", "anh"),
            ("x" * 300 + ".jpg", "x" * 150),
        ],
    )
    def test_names_keep_their_letters_and_lose_their_folders(self, name, kept):
        photo, _ = services.add_photo(AlbumFactory(), picture_bytes(), file_name=name)
        assert photo.file_name == kept

    def test_the_cameras_file_is_kept_stripped_where_the_album_offers_it(self):
        album = AlbumFactory(downloads=Downloads.ORIGINAL)
        photo, _ = services.add_photo(album, taken("2024:01:17 08:00:00", artist="Minh Đức"), file_name="Ảnh 1.JPG")
        own = photo.original.read()
        assert not Image.open(io.BytesIO(own)).getexif()
        assert b"2024:01:17" not in own

    def test_elsewhere_it_is_not_kept(self):
        photo, _ = services.add_photo(AlbumFactory(), taken("2024:01:17 08:00:00"), file_name="a.jpg")
        assert not photo.original


def statements(album, name: str) -> int:
    data = taken("2024:01:17 08:00:00", caption="Khai mạc")
    with CaptureQueriesContext(connection) as asked:
        services.add_photo(album, data, file_name=name)
    return len(asked)


@pytest.mark.parametrize("live", [True, False])
def test_the_last_photo_of_a_card_costs_no_more_statements_than_the_second(live):
    album = AlbumFactory(live=live)
    statements(album, "0.jpg")  # becomes the cover
    second = statements(album, "1.jpg")
    for number in range(2, 12):
        services.add_photo(album, taken("2024:01:17 08:00:00"), file_name=f"{number}.jpg")
    assert statements(album, "last.jpg") == second


def test_a_known_file_is_neither_decoded_nor_stored_again(monkeypatch, django_assert_num_queries):
    album, data = AlbumFactory(), picture_bytes()
    services.add_photo(album, data, file_name="a.jpg")
    monkeypatch.setattr("images.services.take_in", None)
    with django_assert_num_queries(3):  # withdrawn? in the library? in the album?
        services.add_photo(album, data, file_name="a.jpg")


def test_nothing_is_decoded_while_others_wait_to_write(monkeypatch):
    """A picture takes up to a second, for which a transaction would hold SQLite's only lock."""
    seen = []
    for name in ("gallery.services.read_notes", "images.services.take_in", "gallery.services.stripped"):
        module, _, function = name.rpartition(".")
        real = getattr(import_module(module), function)
        monkeypatch.setattr(name, lambda data, real=real: seen.append(len(connection.savepoint_ids)) or real(data))
    services.add_photo(AlbumFactory(downloads=Downloads.ORIGINAL), picture_bytes(), file_name="a.jpg")
    assert seen == [0, 0, 0]


class TestArranging:
    def test_photos_that_came_meanwhile_follow_those_that_are_named(self):
        album = AlbumFactory()
        a, b, c = (PhotoFactory(album=album, file_name=name) for name in "abc")
        services.arrange(album, [b.pk, a.pk])
        assert names(album) == ["b", "a", "c"]
        assert c.pk

    def test_photos_of_other_albums_are_refused(self):
        album, stranger = AlbumFactory(), PhotoFactory()
        with pytest.raises(services.StrangePhotos):
            services.arrange(album, [stranger.pk])
        with pytest.raises(services.StrangePhotos):
            services.write(album, [stranger], caption="x")

    def test_leaving_out_the_cover_hands_it_on(self):
        album = AlbumFactory()
        first, second = PhotoFactory(album=album), PhotoFactory(album=album)
        services.write(album, [first], is_left_out=True)
        assert Photo.objects.get(pk=second.pk).is_cover
        assert not Photo.objects.get(pk=first.pk).is_cover

    def test_a_chosen_cover_stays(self):
        album = AlbumFactory()
        _, second = PhotoFactory(album=album), PhotoFactory(album=album)
        services.choose_cover(album, second)
        PhotoFactory(album=album)
        assert [photo.pk for photo in album.photos.filter(is_cover=True)] == [second.pk]


class TestGoing:
    def test_removing_takes_the_picture_along_unless_it_is_needed_elsewhere(self):
        album, other, data = AlbumFactory(), AlbumFactory(), picture_bytes()
        PhotoFactory(album=album)  # the cover, which is in the sizes of pages
        alone = PhotoFactory(album=album)
        shared, _ = services.add_photo(album, data, file_name="a.jpg")
        PhotoFactory(album=other)
        services.add_photo(other, data, file_name="a.jpg")
        services.remove(album, [alone, shared], user=None)
        assert not CustomImage.objects.filter(pk=alone.image_id).exists()
        assert CustomImage.objects.filter(pk=shared.image_id).exists()

    def test_withdrawing_takes_it_from_everywhere_and_for_good(
        self, django_capture_on_commit_callbacks, django_assert_max_num_queries
    ):
        data, user = picture_bytes(), UserFactory()
        album, other = AlbumFactory(downloads=Downloads.ORIGINAL), AlbumFactory()
        photo, _ = services.add_photo(album, data, file_name="a.jpg")
        services.add_photo(other, data, file_name="a.jpg")
        article = ArticleFactory(main_picture=photo.image)
        storage, files = photo.image.file.storage, [photo.image.file.name, photo.original.name]
        assert all(storage.exists(name) for name in files)
        with django_capture_on_commit_callbacks(execute=True):
            record = services.withdraw(photo, reason="Người trong ảnh đề nghị gỡ", user=user)
        assert Photo.objects.count() == 0
        article.refresh_from_db()
        assert article.main_picture is None
        assert not any(storage.exists(name) for name in files)
        assert (record.withdrawn_by, record.reason) == (user, "Người trong ảnh đề nghị gỡ")
        assert Withdrawal.objects.get().source_hash
        with pytest.raises(RefusedPicture) as refusal:
            services.add_photo(album, data, file_name="a.jpg")
        assert refusal.value.code == "withdrawn"
