"""Which albums stand in the lists, in which order, with what, at what cost."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from wagtail.models import PageViewRestriction

from gallery import queries
from gallery.models import AlbumPage, GalleryIndexPage
from gallery.services import choose_cover, write
from images.services import make_renditions
from tests.factories import AlbumFactory, PhotoFactory, TopicFactory

pytestmark = pytest.mark.django_db


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def titles(albums) -> list[str]:
    return [album.title for album in albums]


class TestListed:
    def test_the_newest_day_comes_first_and_of_a_day_the_later_album(self):
        for title, day in (("a", 17), ("b", 19), ("c", 17)):
            AlbumFactory(title=title, taken_on=date(2024, 1, day))
        assert titles(queries.listed()) == ["b", "c", "a"]

    def test_drafts_and_closed_albums_are_not_in_it(self):
        AlbumFactory(live=False)
        close(AlbumFactory())
        shown = AlbumFactory()
        assert list(queries.listed()) == [shown]

    def test_nothing_is_while_the_index_is_closed(self):
        AlbumFactory()
        close(GalleryIndexPage.objects.get())
        assert list(queries.listed()) == []


class TestCards:
    def test_a_card_has_the_cover_and_counts_what_readers_see(self):
        album = AlbumFactory(
            title="Khai mạc", taken_on=date(2024, 1, 17), place="Hà Nội", event_name="Ngày Hội", slug="khai-mac"
        )
        PhotoFactory(album=album)
        cover = PhotoFactory(album=album)
        PhotoFactory(album=album, is_left_out=True)
        choose_cover(album, cover)
        (card,) = queries.cards(queries.listed())
        assert (card.pk, card.title, card.url) == (album.pk, "Khai mạc", "/thu-vien-anh/khai-mac/")
        assert (card.taken_on, card.place, card.event_name) == (date(2024, 1, 17), "Hà Nội", "Ngày Hội")
        assert (card.photo_count, card.cover.pk, card.colour) == (2, cover.image_id, cover.image.colour)
        assert card.index_url == "/thu-vien-anh/"

    def test_an_album_without_photos_has_none(self):
        AlbumFactory()
        (card,) = queries.cards(queries.listed())
        assert (card.photo_count, card.cover, card.colour) == (0, None, "")

    @pytest.mark.parametrize(("albums", "photos"), [(1, 1), (5, 3)])
    def test_they_cost_the_same_however_many(self, albums, photos, django_assert_num_queries):
        for _ in range(albums):
            album = AlbumFactory()
            for _ in range(photos):
                make_renditions(PhotoFactory(album=album).image)
        with django_assert_num_queries(2):
            found = queries.cards(queries.listed()[:5])
        assert [card.photo_count for card in found] == [photos] * albums
        assert all(card.cover.sizes for card in found)

    def test_photos_are_counted_for_the_albums_of_the_page_alone(self, django_assert_num_queries):
        """The slice stands inside, around the albums; the photos are counted outside."""
        for _ in range(3):
            PhotoFactory()
        with django_assert_num_queries(2) as asked:
            assert len(queries.Listing(queries.listed())[1:2]) == 1
        inner = asked.captured_queries[0]["sql"].rpartition(" IN (")[2]
        assert ("LIMIT 1" in inner, "gallery_photo" in inner) == (True, False)


def test_the_home_page_shows_only_albums_with_pictures():
    for title in "ab":
        PhotoFactory(album=AlbumFactory(title=title))
    write(album := AlbumFactory(title="c"), [PhotoFactory(album=album)], is_left_out=True)
    AlbumFactory(title="d")
    assert titles(queries.newest(4)) == ["b", "a"]
    assert titles(queries.newest(1)) == ["b"]


class TestNarrowedDown:
    def test_a_year_is_one_of_the_calendar(self):
        for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)):
            AlbumFactory(title=str(day), taken_on=day)
        page = Paginator(queries.albums_of_year(2024), 9).page(1)
        assert titles(page) == ["2024-12-31", "2024-01-01"]

    def test_a_topic_and_an_event(self):
        topic = TopicFactory()
        one = AlbumFactory(topics=[topic, TopicFactory()], event_name="Ngày Hội 2024")
        AlbumFactory(event_name="Ngày Hội 2025")
        assert [card.pk for card in queries.albums_about(topic)[0:9]] == [one.pk]
        assert [card.pk for card in queries.albums_of_event("ngay-hoi-2024")[0:9]] == [one.pk]

    def test_what_they_can_be_narrowed_down_to(self, django_assert_num_queries):
        first, second, idle = (TopicFactory(sort_order=order) for order in (2, 1, 0))
        AlbumFactory(taken_on=date(2022, 5, 1), topics=[first], event_name="Ngày hội")
        AlbumFactory(taken_on=date(2024, 5, 1), topics=[first, second], event_name="Hội nghị")
        AlbumFactory(taken_on=date(2024, 6, 1), event_name="Ngày Hội")
        AlbumFactory(taken_on=date(2025, 1, 1), live=False, topics=[idle], event_name="Nháp")
        with django_assert_num_queries(2):
            found = queries.contents()
        assert found.years == {2024: 2, 2022: 1}
        assert list(found.years) == [2024, 2022]
        assert found.topics == [second, first]
        assert [(event.name, event.slug, event.count) for event in found.events] == [
            ("Ngày Hội", "ngay-hoi", 2),
            ("Hội nghị", "hoi-nghi", 1),
        ]
        with django_assert_num_queries(0):
            queries.contents()

    def test_it_follows_the_albums(self, django_capture_on_commit_callbacks):
        album = AlbumFactory(taken_on=date(2024, 5, 1))
        assert list(queries.contents().years) == [2024]
        with django_capture_on_commit_callbacks(execute=True):
            album.unpublish()
        assert queries.contents().years == {}


class TestFirstPhotos:
    @pytest.mark.parametrize("albums", [1, 3])
    def test_each_album_gives_its_own_in_order_in_one_query(self, albums, django_assert_num_queries):
        made = {}
        for _ in range(albums):
            album = AlbumFactory()
            made[album.pk] = [PhotoFactory(album=album) for _ in range(3)]
            PhotoFactory(album=album, is_left_out=True)
        with django_assert_num_queries(1):
            found = queries.first_photos(AlbumPage.objects.all(), 2)
            assert {pk: [(p.image.pk, p.photo_count) for p in some] for pk, some in found.items()} == {
                pk: [(photo.image_id, 3) for photo in some[:2]] for pk, some in made.items()
            }

    def test_an_album_without_any_has_no_place_in_it(self):
        assert queries.first_photos([AlbumFactory()], 2) == {}


def test_the_files_of_albums_are_their_largest_jpegs():
    album = AlbumFactory()
    first, _left_out, _not_made = PhotoFactory(album=album), PhotoFactory(album=album, is_left_out=True), PhotoFactory()
    for photo in (first, _left_out):
        make_renditions(photo.image)
    made = first.image.renditions.get(filter_spec="width-1600|format-jpeg")
    assert queries.files_of([album.pk]) == {album.pk: [made.file.name]}
