"""Pictures go into the library once, and their sizes are made in a task."""

import threading
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, connections, transaction
from PIL import Image

from images import presets, services
from images.intake import RefusedPicture
from images.models import CustomImage, CustomRendition
from images.services import make_renditions, store_picture
from images.tasks import make_renditions as make_renditions_task
from tests.factories import ImageFactory, picture_bytes


def files() -> list[str]:
    """Every file of the library."""
    root = Path(default_storage.location)
    return sorted(path.name for path in root.rglob("*") if path.is_file())


@pytest.mark.django_db
class TestStorePicture:
    def test_it_keeps_what_is_said_of_the_picture(self):
        image = store_picture(picture_bytes(), title="Lễ ký kết", description="Bắt tay", caption="Hai bên", credit="Hà")
        image.refresh_from_db()
        assert (image.title, image.description, image.caption, image.credit) == (
            "Lễ ký kết",
            "Bắt tay",
            "Hai bên",
            "Hà",
        )
        assert (image.width, image.height, image.file_size > 0, len(image.file_hash)) == (90, 60, True, 40)
        assert files() == ["le-ky-ket.jpg"]

    def test_the_same_bytes_give_the_same_record(self):
        data = picture_bytes()
        first, again = store_picture(data, title="Một"), store_picture(data, title="Hai")
        assert (first, again.title, CustomImage.objects.count()) == (again, "Một", 1)
        assert files() == ["mot.jpg"]

    def test_gaps_are_filled_and_what_was_said_is_left(self):
        data = picture_bytes()
        store_picture(data, title="Một", caption="Chú thích")
        store_picture(data, title="Một", caption="Khác", credit="Hà", description="Đội kéo co")
        image = CustomImage.objects.get()
        assert (image.caption, image.credit, image.description) == ("Chú thích", "Hà", "Đội kéo co")

    def test_texts_that_are_too_long_are_cut(self):
        data = picture_bytes()
        store_picture(data, title="T" * 300)
        store_picture(data, title="T", description="m" * 300, caption="c" * 600, credit="n" * 300)
        image = CustomImage.objects.get()
        image.full_clean()
        assert [len(t) for t in (image.title, image.description, image.caption, image.credit)] == [255, 255, 500, 200]

    def test_what_is_refused_leaves_nothing(self):
        with pytest.raises(RefusedPicture):
            store_picture(b"<svg/>", title="Bẫy")
        assert (CustomImage.objects.count(), files()) == (0, [])

    def test_the_database_refuses_a_second_record_of_the_same_bytes(self):
        image = store_picture(picture_bytes(), title="Một")
        with pytest.raises(IntegrityError), transaction.atomic():
            CustomImage.objects.create(title="Hai", file="x.jpg", width=1, height=1, source_hash=image.source_hash)


class Boom(Exception):
    pass


@pytest.fixture
def _no_renditions(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.mark.usefixtures("_no_renditions")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestRolledBack:
    def test_the_file_goes_with_the_transaction(self):
        with pytest.raises(Boom), transaction.atomic():
            store_picture(picture_bytes(), title="Bỏ")
            assert files() == ["bo.jpg"]
            raise Boom
        assert files() == []

    def test_and_with_a_savepoint_while_others_stay(self):
        with transaction.atomic():
            store_picture(picture_bytes(), title="Giữ")
            with pytest.raises(Boom), transaction.atomic():
                store_picture(picture_bytes(), title="Bỏ")
                raise Boom
        assert files() == ["giu.jpg"]

    def test_it_goes_when_the_record_cannot_be_written(self, monkeypatch):
        monkeypatch.setattr(CustomImage, "save", lambda self: (_ for _ in ()).throw(Boom))
        with pytest.raises(Boom):
            store_picture(picture_bytes(), title="Bỏ")
        assert files() == []

    def test_it_stays_once_committed(self):
        store_picture(picture_bytes(), title="Giữ")
        with pytest.raises(Boom), transaction.atomic():
            raise Boom
        assert files() == ["giu.jpg"]


def store_from_two_threads(monkeypatch, data: bytes) -> list[BaseException]:
    """Stores the same bytes from two threads, both of which have found nothing before either begins to write."""
    both_have_looked = threading.Barrier(2, timeout=20)
    atomic, failures, waited = transaction.atomic, [], threading.local()

    def atomic_together(*args, **kwargs):
        if not hasattr(waited, "once"):
            waited.once = True
            both_have_looked.wait()
        return atomic(*args, **kwargs)

    def work():
        try:
            store_picture(data, title="Một lần")
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    with monkeypatch.context() as patched:
        patched.setattr(services.transaction, "atomic", atomic_together)
        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    return failures


@pytest.mark.usefixtures("_no_renditions")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestTwoAtOnce:
    def test_they_get_one_record_and_one_file(self, monkeypatch):
        assert store_from_two_threads(monkeypatch, picture_bytes()) == []
        assert (CustomImage.objects.count(), len(files())) == (1, 1)

    def test_it_is_the_constraint_that_holds_them(self, monkeypatch):
        """The control: without it there are two."""
        constraint = next(c for c in CustomImage._meta.constraints if c.name == "images_image_source_once")
        with connection.schema_editor() as editor:
            editor.remove_constraint(CustomImage, constraint)
        try:
            assert store_from_two_threads(monkeypatch, picture_bytes()) == []
            assert (CustomImage.objects.count(), len(files())) == (2, 2)
        finally:
            CustomImage.objects.all().delete()
            with connection.schema_editor() as editor:
                editor.add_constraint(CustomImage, constraint)


class TestMakeRenditions:
    def test_it_makes_every_size_once(self, image):
        assert make_renditions(image) == len(presets.all_specs())
        assert set(image.renditions.values_list("filter_spec", flat=True)) == set(presets.all_specs())
        before = sorted(image.renditions.values_list("pk", flat=True))
        make_renditions(image)
        assert sorted(image.renditions.values_list("pk", flat=True)) == before

    def test_they_are_what_they_are_called(self, image_with_renditions):
        for rendition in image_with_renditions.renditions.filter(filter_spec__startswith="fill-360x240"):
            with rendition.file.open() as file:
                picture = Image.open(file)
                assert picture.size == (360, 240) == (rendition.width, rendition.height)
                assert picture.format.lower() == rendition.filter_spec.rpartition("-")[2]

    def test_it_makes_only_those_that_are_lacking(self, image_with_renditions):
        kept = image_with_renditions.renditions.exclude(filter_spec="fill-120x120|format-avif")
        kept_ids = set(kept.values_list("pk", flat=True))
        image_with_renditions.renditions.exclude(pk__in=kept_ids).delete()
        assert make_renditions(CustomImage.objects.get(pk=image_with_renditions.pk)) == len(presets.all_specs())
        assert kept_ids < set(image_with_renditions.renditions.values_list("pk", flat=True))

    @pytest.mark.parametrize("size", [(1700, 1000), (1001, 667), (333, 1999), (2560, 1091), (3, 2)])
    def test_of_a_picture_of_any_shape(self, db, size):
        """Rounded, what is cut may lie a pixel beyond the picture."""
        image = ImageFactory(size=size)
        image.is_cut_for_albums = True
        assert make_renditions(image) == len(presets.all_specs(albums=True))

    def test_a_deleted_image_has_none(self, db):
        assert make_renditions_task.func(4711) == 0

    def test_of_a_transparent_picture_the_jpeg_is_on_white(self, db):
        image = store_picture(picture_bytes((400, 300), (0, 0, 0, 0), "PNG", "RGBA"), title="Biểu trưng")
        rendition = image.get_rendition("fill-120x120|format-jpeg")
        with rendition.file.open() as file:
            assert min(Image.open(file).convert("RGB").getpixel((60, 60))) > 250


@pytest.mark.django_db
class TestWhenTheyAreMade:
    """After the commit of what shapes the picture; checked by what is queued."""

    @pytest.fixture
    def queued(self, monkeypatch, django_capture_on_commit_callbacks):
        """queued(function): how often the task is queued for what the function does."""
        asked = []
        monkeypatch.setattr("images.tasks.enqueue", asked.append)

        def count(function) -> int:
            asked.clear()
            with django_capture_on_commit_callbacks(execute=True):
                function()
                assert asked == []
            return len(asked)

        return count

    def test_for_a_new_picture_but_not_for_a_known_one(self, queued):
        data = picture_bytes()
        assert queued(lambda: store_picture(data, title="Một")) == 1
        assert queued(lambda: store_picture(data, title="Một", caption="Chú thích")) == 0

    def test_for_a_new_focal_point_but_not_for_a_new_caption(self, queued):
        image = CustomImage.objects.get(pk=ImageFactory().pk)
        image.caption = "Đội kéo co"
        assert queued(image.save) == 0
        image.focal_point_x, image.focal_point_y = 10, 10
        image.focal_point_width = image.focal_point_height = 4
        assert queued(image.save) == 1
        assert queued(image.save) == 0

    def test_a_list_of_pictures_costs_one_query(self, django_assert_num_queries):
        for _ in range(3):
            ImageFactory()
        with django_assert_num_queries(1):
            assert [image.title for image in CustomImage.objects.only("title")]

    def test_the_new_focal_point_replaces_what_was_cut_around_the_old(self, image, django_capture_on_commit_callbacks):
        make_renditions(image)
        old = set(image.renditions.values_list("pk", flat=True))
        image = CustomImage.objects.get(pk=image.pk)
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 100, 100, 50, 50
        with django_capture_on_commit_callbacks(execute=True):
            image.save()
        new = CustomRendition.objects.filter(image=image)
        assert new.count() == len(presets.all_specs())
        cropped = new.filter(filter_spec__startswith="fill-")
        assert not old & set(cropped.values_list("pk", flat=True))
        assert (
            cropped.exclude(focal_point_key=image.get_rendition("fill-120x120|format-jpeg").focal_point_key).count()
            == 0
        )
