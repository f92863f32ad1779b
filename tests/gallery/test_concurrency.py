"""People who fill and arrange one album at the same moment. Each thing that the lock is there for is shown to go wrong
without it."""

import contextlib
import threading

import pytest
from django.db import IntegrityError

from gallery import services
from gallery.models import AlbumPage, Photo
from images.intake import RefusedPicture
from images.models import CustomImage, Withdrawal
from tests.factories import AlbumFactory, PhotoFactory, UserFactory, picture_bytes
from tests.servers import together

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("_no_renditions"),
]


@pytest.fixture
def _no_renditions(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def without_lock(monkeypatch):
    """Every statement for itself, and nobody waits."""

    class Transaction:
        atomic = staticmethod(contextlib.nullcontext)

    monkeypatch.setattr(services, "transaction", Transaction)
    monkeypatch.setattr(services, "_lock", lambda album: AlbumPage.objects.get(pk=album.pk))
    monkeypatch.setattr(services, "lock", lambda images: images)


@pytest.fixture
def meet(monkeypatch):
    """Makes two who come out of a function wait for each other; when one is kept out by a lock, the other goes on."""

    def after(name, patience=0.5):
        barrier = threading.Barrier(2, timeout=patience)
        original = getattr(services, name)

        def then_wait_for_the_other(*args, **kwargs):
            found = original(*args, **kwargs)
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait()
            return found

        monkeypatch.setattr(services, name, then_wait_for_the_other)

    return after


def add_at_once(album, files: list[bytes]) -> None:
    together(
        *(
            lambda data=data, number=number: services.add_photo(album, data, file_name=f"{number:02}.png")
            for number, data in enumerate(files)
        )
    )


def positions(album) -> list[int]:
    return list(album.photos.order_by("position").values_list("position", flat=True))


def different(count: int) -> list[bytes]:
    return [picture_bytes(file_format="PNG") for _ in range(count)]


class TestACardThatArrivesAtOnce:
    def test_twenty_files_are_twenty_photos_in_their_order_with_one_cover(self):
        album = AlbumFactory()

        add_at_once(album, different(20))

        assert list(album.photos.values_list("file_name", flat=True)) == [f"{number:02}.png" for number in range(20)]
        assert len(set(positions(album))) == 20
        assert album.photos.filter(is_cover=True).count() == 1

    def test_two_find_two_places(self, meet):
        album = AlbumFactory()
        meet("_make_room")

        add_at_once(album, different(2))

        assert positions(album) == [1, 2]

    @pytest.mark.usefixtures("without_lock")
    def test_without_the_lock_they_find_the_same(self, meet):
        album = AlbumFactory()
        PhotoFactory(album=album, file_name="0.png")  # the cover, about which they would quarrel too
        meet("_make_room", patience=20)

        add_at_once(album, different(2))

        assert positions(album) == [1, 2, 2]

    def test_the_same_file_ten_times_is_one_photo(self):
        album = AlbumFactory()

        add_at_once(album, different(1) * 10)

        assert (album.photos.count(), CustomImage.objects.count()) == (1, 1)

    @pytest.mark.usefixtures("without_lock")
    def test_without_the_lock_the_second_of_them_fails(self, meet):
        album = AlbumFactory()
        meet("store", patience=20)

        with pytest.raises(IntegrityError):
            add_at_once(album, different(1) * 2)


def arrange_while_one_is_added(album, monkeypatch, patience: float) -> None:
    """The first of all comes in when the order is about to be written, which waits for it as long as `patience`."""
    is_about_to_write, is_added = threading.Event(), threading.Event()
    bulk_update = Photo.objects.bulk_update

    def write(*args):
        is_about_to_write.set()
        is_added.wait(patience)
        bulk_update(*args)

    def add():
        is_about_to_write.wait(20)
        services.add_photo(album, picture_bytes(file_format="PNG"), file_name="0.png")
        is_added.set()

    order = list(album.photos.order_by("-position").values_list("pk", flat=True))
    with monkeypatch.context() as patched:
        patched.setattr(Photo.objects, "bulk_update", write)
        together(lambda: services.arrange(album, order), add)


class TestArrangingWhileOthersAdd:
    @pytest.fixture
    def album(self):
        album = AlbumFactory()
        for name in ("1.png", "2.png", "3.png"):
            PhotoFactory(album=album, file_name=name)
        return album

    def test_nothing_is_lost(self, album, monkeypatch):
        arrange_while_one_is_added(album, monkeypatch, patience=0.5)

        assert positions(album) == [1, 2, 3, 4]
        arranged = album.photos.exclude(file_name="0.png").values_list("file_name", flat=True)
        assert list(arranged) == ["3.png", "2.png", "1.png"]

    @pytest.mark.usefixtures("without_lock")
    def test_without_the_lock_two_share_a_place(self, album, monkeypatch):
        arrange_while_one_is_added(album, monkeypatch, patience=20)

        assert positions(album) == [1, 1, 2, 3]


class TestWithdrawing:
    def test_twice_at_once_is_once(self):
        photo, user = PhotoFactory(), UserFactory()

        together(*(lambda: services.withdraw(photo, reason="Đề nghị gỡ", user=user) for _ in range(2)))

        assert (CustomImage.objects.count(), Withdrawal.objects.count()) == (0, 1)

    def test_it_wins_against_those_who_add_the_picture_elsewhere(self):
        data, user = picture_bytes(), UserFactory()
        photo = PhotoFactory(data=data)
        others = [AlbumFactory() for _ in range(4)]

        def add(album):
            with contextlib.suppress(RefusedPicture):
                services.add_photo(album, data, file_name="a.jpg")

        jobs = [lambda album=album: add(album) for album in others]
        together(*jobs, lambda: services.withdraw(photo, reason="Đề nghị gỡ", user=user))

        assert (Photo.objects.count(), CustomImage.objects.count(), Withdrawal.objects.count()) == (0, 0, 1)
