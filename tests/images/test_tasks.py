"""When sizes are made, in which order, and what becomes of pages and of other pictures when one fails."""

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError
from django_tasks_db.models import DBTaskResult

from gallery.services import add_photo
from images import cutting, presets, services, tasks
from images.models import CustomImage, CustomRendition
from images.services import cut_for_pages, make_renditions, store_picture, withdraw
from images.templatetags.images import picture
from pagecache import generation
from tests.factories import AlbumFactory, ArticleFactory, ImageFactory, PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db
ALBUM = presets.all_specs(pages=False, albums=True)
PAGES = presets.all_specs()
BOTH = presets.all_specs(pages=True, albums=True)


@pytest.fixture
def queue(settings, monkeypatch):
    """The site's own queue. queue() works off what waits in it, and returns the pictures in the order they came."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(presets, "all_specs", lambda pages=True, albums=False: ["fill-120x120|format-jpeg"])

    def work() -> list[int]:
        order, ready = [], DBTaskResult.objects.ready().filter(task_path=tasks.make_renditions.module_path)
        while (row := ready.first()) is not None:
            row.claim("worker")
            pk, priority = row.args_kwargs["args"]
            order.append(pk)
            try:
                row.set_successful(tasks.make_renditions.func(pk, priority))
            except Exception as error:
                row.set_failed(error)
        return order

    return work


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def run(function):
        with django_capture_on_commit_callbacks(execute=True):
            return function()

    return run


def card(album, count: int) -> list[CustomImage]:
    return [PhotoFactory(album=album).image for _ in range(count)]


def break_file(image) -> None:
    image.file.storage.delete(image.file.name)
    image.file.storage.save(image.file.name, ContentFile(b"not a picture any more"))


def specs(image) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


class TestTheQueue:
    def test_an_article_does_not_wait_for_a_card(self, queue, committed):
        album = AlbumFactory()
        cover, *photos = committed(lambda: card(album, 3))
        article = committed(ImageFactory)
        order = queue()
        assert set(order[:2]) == {cover.pk, article.pk}
        assert [pk for pk in order[2:] if pk != cover.pk] == [photo.pk for photo in photos]

    def test_a_card_renews_the_pages_once(self, queue, committed, monkeypatch):
        committed(lambda: card(AlbumFactory(live=False), 5))
        renewed = []
        monkeypatch.setattr(generation, "renew", lambda **kwargs: renewed.append(tasks.waiting()))
        queue()
        assert [waiting for waiting in renewed if waiting == 0] == [0]
        assert len(renewed) == 2  # and once for the cover, which goes before the others and stands in lists

    def test_a_published_album_is_not_renewed_with_each_photo(self, queue, committed, monkeypatch):
        album = AlbumFactory()
        committed(lambda: card(album, 2))
        renewed = []
        monkeypatch.setattr(generation, "begin", lambda: renewed.append(1))
        committed(lambda: card(album, 3))
        assert renewed == []
        committed(queue)
        assert len(renewed) == 2

    def test_a_known_picture_is_seen_in_another_album_at_once(self, queue, committed, monkeypatch):
        data, album = picture_bytes(), AlbumFactory()
        committed(lambda: add_photo(AlbumFactory(), data, file_name="a.jpg"))
        committed(queue)
        renewed = []
        monkeypatch.setattr(generation, "begin", lambda: renewed.append(1))
        committed(lambda: add_photo(album, data, file_name="a.jpg"))
        assert renewed != []

    @pytest.mark.parametrize("spoil", [break_file, lambda image: image.file.storage.delete(image.file.name)])
    def test_one_that_fails_holds_up_neither_the_others_nor_the_pages(self, queue, committed, spoil):
        images = committed(lambda: card(AlbumFactory(), 3))
        spoil(images[-1])
        before = generation.current()
        committed(queue)
        assert [image.renditions.count() for image in images] == [1, 1, 0]
        assert DBTaskResult.objects.failed().count() == 1
        assert generation.current() > before

    def test_the_failed_one_is_shown_as_it_is(self, image):
        break_file(image)
        with pytest.raises(OSError):
            make_renditions(image)
        assert f'src="{image.file.url}"' in picture(image, "card")


class TestSizes:
    def test_of_an_album_are_few_until_a_page_shows_the_picture(self):
        image = store_picture(picture_bytes((500, 400)), title="Một", for_album=True)
        make_renditions(image)
        assert specs(image) == set(ALBUM)
        cut_for_pages([image.pk])
        make_renditions(CustomImage.objects.get(pk=image.pk))
        assert specs(image) == set(BOTH)

    def test_of_a_picture_of_the_library_that_comes_into_an_album(self):
        data = picture_bytes((500, 400))
        make_renditions(store_picture(data, title="Một"))
        image = store_picture(data, title="Một", for_album=True)
        make_renditions(image)
        assert specs(image) == set(BOTH)

    def test_one_format_that_fails_costs_the_others_nothing(self, image, monkeypatch):
        written = cutting.written
        monkeypatch.setattr(cutting, "written", lambda pic, fmt: 1 / 0 if fmt == "avif" else written(pic, fmt))
        with pytest.raises(ZeroDivisionError):
            make_renditions(image)
        assert specs(image) == {spec for spec in PAGES if not spec.endswith("avif")}

    def test_it_is_decoded_once_for_all(self, image, monkeypatch):
        opened = []
        open_picture = cutting.open_picture
        monkeypatch.setattr(cutting, "open_picture", lambda file: opened.append(file) or open_picture(file))
        make_renditions(image)
        make_renditions(image)
        assert len(opened) == 1

    def test_they_are_cut_as_wagtail_would(self, image, committed):
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 700, 250, 40, 40
        image.save()
        make_renditions(image)
        ours = {
            row.filter_spec: (row.width, row.height, row.focal_point_key, row.file.name)
            for row in image.renditions.all()
        }
        committed(image.renditions.all().delete)
        theirs = image.get_renditions(*PAGES)
        assert ours == {
            spec: (row.width, row.height, row.focal_point_key, row.file.name) for spec, row in theirs.items()
        }

    def test_no_file_is_left_when_another_worker_was_quicker(self, image, monkeypatch):
        make_renditions(image)
        names = sorted(image.renditions.values_list("file", flat=True))
        monkeypatch.setattr(CustomRendition, "save", lambda self: (_ for _ in ()).throw(IntegrityError))
        cut = cutting.Cut(b"x", (120, 120))
        services._keep(image, "fill-120x120|format-jpeg", "", cut)
        folder = image.file.storage.listdir("images")[1]
        assert sorted(f"images/{name}" for name in folder) == names


class TestCutForPages:
    """A photo of an album that comes to stand on a page."""

    @pytest.fixture
    def photo(self):
        album = AlbumFactory()
        PhotoFactory(album=album)  # the cover
        return PhotoFactory(album=album).image

    def is_cut(self, image) -> bool:
        return CustomImage.objects.get(pk=image.pk).is_cut_for_pages

    @pytest.mark.parametrize(
        "place",
        [
            lambda image: {"main_picture": image},
            lambda image: {"social_image": image},
            lambda image: {"body": [("picture", {"image": image, "alt_text": "x", "caption": "", "credit": ""})]},
        ],
    )
    def test_when_it_is_published(self, photo, place):
        article = ArticleFactory(live=False)
        for name, value in place(photo).items():
            setattr(article, name, value)
        revision = article.save_revision()
        assert not self.is_cut(photo)
        revision.publish()
        assert self.is_cut(photo)


class TestWithdraw:
    def test_nothing_of_it_is_left(self, image_with_renditions, committed):
        image = image_with_renditions
        storage = image.file.storage
        files = [image.file.name, *image.renditions.values_list("file", flat=True)]
        article = ArticleFactory(main_picture=image)
        before = generation.current()
        record = committed(lambda: withdraw(image, reason="Đề nghị gỡ", user=None))
        assert [name for name in files if storage.exists(name)] == []
        assert (CustomImage.objects.count(), CustomRendition.objects.count()) == (0, 0)
        assert (record.title, record.shown_on, record.source_hash) == ("Kéo co", [article.title], image.source_hash)
        assert generation.current() > before

    def test_a_task_that_comes_too_late_brings_nothing_back(self, image, committed):
        late = CustomImage.objects.get(pk=image.pk)
        with late.open_file() as file:
            pixels = cutting.open_picture(file)
        committed(lambda: withdraw(image, reason="Đề nghị gỡ", user=None))
        assert pixels.size == (750, 500)
        assert tasks.make_renditions.func(late.pk) == 0
        assert late.file.storage.listdir("")[0] in ([], ["original_images"], ["images", "original_images"])
