"""A photo on its own page."""

import re

import pytest

from gallery import services
from gallery.models import Downloads
from images.services import make_renditions
from tests.factories import AlbumFactory, PhotoFactory, UserFactory

pytestmark = pytest.mark.django_db

QUERIES = 10


@pytest.fixture
def album():
    return AlbumFactory(title="Lễ khai mạc", credit="Minh Đức", place="Hà Nội")


def page_of(client, photo, status=200) -> str:
    response = client.get(f"{photo.album.url}anh/{photo.pk}/")
    assert response.status_code == status
    return response.content.decode()


def test_what_is_said_of_the_photo(client, album):
    photo = PhotoFactory(album=album, caption="Trao giải", people="Trần Thị Bình", credit="Thu Hà")
    html = page_of(client, photo)
    for wanted in ("Trao giải</p>", "Trần Thị Bình</p>", "Thu Hà · "):
        assert html.count(wanted) == 1, wanted
    assert "Minh Đức" not in html


def test_the_photographer_of_the_album_stands_where_no_other_is_named(client, album):
    assert page_of(client, PhotoFactory(album=album)).count("Minh Đức · ") == 1


def test_hidden_names_are_not_in_the_page(client, album):
    photo = PhotoFactory(album=album, caption="Trao giải", people="Trần Thị Bình", hides_people=True)
    assert "Trần Thị Bình" not in page_of(client, photo)


def test_its_place_and_the_ways_on(client, album):
    photos = [PhotoFactory(album=album) for _ in range(4)]
    services.write(album, [photos[1]], is_left_out=True)
    found = []
    for photo in (photos[0], photos[2], photos[3]):
        html = page_of(client, photo)
        ways = re.findall(r'class="button[^"]*" rel="(prev|next)" href="[^"]*/anh/(\d+)/"', html)
        number, count = re.search(r'class="one-photo__place">\D*(\d+)\D+(\d+)', html).groups()
        found.append((number, count, [(rel, int(pk)) for rel, pk in ways]))
    assert found == [
        ("1", "3", [("next", photos[2].pk)]),
        ("2", "3", [("prev", photos[0].pk), ("next", photos[3].pk)]),
        ("3", "3", [("prev", photos[2].pk)]),
    ]


def test_what_it_says_of_itself_where_it_is_shared(client, album):
    photo = PhotoFactory(album=album, size=(1800, 1200), caption="Trao giải.", people="Trần Thị Bình")
    make_renditions(photo.image)
    large = photo.image.renditions.get(filter_spec="width-1600|format-jpeg")
    html = page_of(client, photo)
    address = f"http://testserver{album.url}anh/{photo.pk}/"
    for wanted in (
        f'<link rel="canonical" href="{address}">',
        f'<meta property="og:url" content="{address}">',
        f'<meta property="og:image" content="http://testserver{large.url}">',
        '<meta name="description" content="Trao giải. Trần Thị Bình">',
    ):
        assert html.count(wanted) == 1, wanted


@pytest.mark.parametrize(("downloads", "offered"), [(Downloads.NONE, 0), (Downloads.SHOWN, 1), (Downloads.ORIGINAL, 1)])
def test_a_download_is_offered_where_the_album_allows_it(client, downloads, offered):
    photo = PhotoFactory(album=AlbumFactory(downloads=downloads))
    assert page_of(client, photo).count(f'href="{photo.album.url}anh/{photo.pk}/tai-ve/"') == offered


def test_it_is_not_counted_apart_from_its_album(client, album):
    html = page_of(client, PhotoFactory(album=album))
    assert "views.js" not in html
    assert "data-views" not in html


@pytest.mark.parametrize("count", [3, 30])
def test_it_costs_the_same_whatever_the_length_of_the_album(
    client, album, empty_cache, django_assert_num_queries, count
):
    photos = [PhotoFactory(album=album) for _ in range(count)]
    client.get("/gioi-thieu-khong-co/")  # what a process asks once in its life
    empty_cache()
    with django_assert_num_queries(QUERIES):
        page_of(client, photos[1])


class TestNotFound:
    def test_left_out(self, client, album):
        photo = PhotoFactory(album=album)
        PhotoFactory(album=album)
        services.write(album, [photo], is_left_out=True)
        page_of(client, photo, 404)

    def test_of_another_album(self, client, album):
        photo = PhotoFactory(album=AlbumFactory())
        assert client.get(f"{album.url}anh/{photo.pk}/").status_code == 404

    def test_withdrawn(self, client, album):
        photo = PhotoFactory(album=album)
        services.withdraw(photo, reason="Người trong ảnh đề nghị gỡ", user=UserFactory())
        page_of(client, photo, 404)

    @pytest.mark.parametrize("query", ["?trang=2", "?trang=x"])
    def test_a_page_number(self, client, album, query):
        photo = PhotoFactory(album=album)
        assert client.get(f"{album.url}anh/{photo.pk}/{query}").status_code == 404
