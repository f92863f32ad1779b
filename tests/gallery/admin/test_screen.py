"""The screen: what it shows, how far the sizes have come, the ways to it, and at what cost."""

import pytest
from django.urls import reverse
from lxml import html
from wagtail.models import Page

from gallery.models import AlbumPage, GalleryIndexPage
from images.services import make_renditions
from tests.factories import AlbumFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def album(editor):
    return AlbumFactory(live=False, credit="Ban Biên tập")


@pytest.fixture
def url(album):
    return reverse("gallery_photos", args=[album.pk])


def look(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return html.fromstring(response.content)


def test_each_photo_has_a_card_with_what_is_said_of_it(client, album, url):
    PhotoFactory(album=album, file_name="a.jpg", caption="Khai mạc <b>", people="An, Bình")
    PhotoFactory(album=album, file_name="b.jpg", is_left_out=True)
    first, second = look(client, url).find_class("photo-card")
    assert first.xpath("string(.//textarea[@data-field='caption'])") == "Khai mạc <b>"
    assert first.xpath(".//input[@data-field='people']/@value") == ["An, Bình"]
    assert first.xpath(".//input[@data-field='credit']/@placeholder") == ["Ban Biên tập"]
    assert [card.xpath("boolean(.//input[@data-cover and @checked])") for card in (first, second)] == [True, False]
    assert [card.get("data-left-out") is not None for card in (first, second)] == [False, True]


def test_a_picture_is_shown_small_once_it_is_made(client, album, url):
    photo = PhotoFactory(album=album, size=(900, 600))
    (card,) = look(client, url).find_class("photo-card")
    assert (card.xpath(".//img"), len(card.xpath(".//*[@data-waiting]"))) == ([], 1)
    assert photo.image.colour in card.find_class("photo-card__picture")[0].get("style")
    make_renditions(photo.image)
    (card,) = look(client, url).find_class("photo-card")
    thumbnail = photo.image.renditions.get(filter_spec="width-400|format-jpeg")
    assert card.xpath(".//img/@src") == [thumbnail.file.url]
    assert card.xpath(".//*[@data-waiting]") == []


def test_progress_counts_pictures_that_have_all_sizes_and_brings_thumbnails(client, album, django_assert_num_queries):
    done, half, waiting = (PhotoFactory(album=album, size=(900, 600)) for _ in range(3))
    make_renditions(done.image)
    half.image.get_rendition("width-400|format-jpeg")
    stranger = PhotoFactory(size=(900, 600))
    make_renditions(stranger.image)
    asked = ",".join(str(photo.pk) for photo in (half, waiting, stranger))
    url = reverse("gallery_progress", args=[album.pk])
    answer = client.get(url, {"waiting": asked}).json()
    assert (answer["ready"], answer["total"]) == (1, 3)
    thumbnail = half.image.renditions.get(filter_spec="width-400|format-jpeg").file.url
    assert answer["thumbnails"] == {str(half.pk): thumbnail}


@pytest.mark.parametrize("waiting", ["", "abc", ",,", "-1", "9" * 40, "²", "1" + ",1" * 500])
def test_nonsense_asked_of_the_progress(client, album, waiting):
    answer = client.get(reverse("gallery_progress", args=[album.pk]), {"waiting": waiting})
    assert (answer.status_code, answer.json()["total"]) == (200, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_screen_costs_the_same_for_many_photos(client, album, url, count, django_assert_num_queries):
    for _ in range(count):
        make_renditions(PhotoFactory(album=album).image)
    client.get(url)  # what the first request of a process asks once
    with django_assert_num_queries(17):
        client.get(url)
    with django_assert_num_queries(12):
        client.get(reverse("gallery_progress", args=[album.pk]), {"waiting": album.photos.first().pk})


def test_the_ways_in(client, album, url):
    lists = [
        reverse("wagtailadmin_pages:edit", args=[album.pk]),
        reverse("wagtailadmin_explore", args=[GalleryIndexPage.objects.get().pk]),
        reverse("albums:index"),
    ]
    assert [bool(look(client, place).xpath(f"//a[@href='{url}']")) for place in lists] == [True, True, True]


def form_of_an_album(**fields) -> dict:
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 5}
    formset = {f"{name}-{key}": value for name in ("album_topics", "comments") for key, value in empty.items()}
    return {"title": "Hội nghị", "slug": "hoi-nghi", "taken_on": "17/01/2024", "downloads": "shown"} | formset | fields


def test_who_has_made_an_album_comes_to_its_photos(client, editor):
    url = reverse("wagtailadmin_pages:add", args=["gallery", "albumpage", GalleryIndexPage.objects.get().pk])
    response = client.post(url, form_of_an_album())
    assert response.url == reverse("gallery_photos", args=[AlbumPage.objects.get().pk])


def test_who_has_handed_it_in_does_not(client, editor):
    index = GalleryIndexPage.objects.get().pk
    url = reverse("wagtailadmin_pages:add", args=["gallery", "albumpage", index])
    response = client.post(url, form_of_an_album(**{"action-submit": "1"}))
    assert response.url == reverse("wagtailadmin_explore", args=[index])


def test_a_form_that_saves_itself_stays_and_gets_the_way_there(client, editor):
    url = reverse("wagtailadmin_pages:add", args=["gallery", "albumpage", GalleryIndexPage.objects.get().pk])
    answer = client.post(url, form_of_an_album(), headers={"accept": "application/json"}).json()
    photos = reverse("gallery_photos", args=[answer["pk"]])
    assert answer["success"] is True
    assert photos in client.get(answer["hydrate_url"]).content.decode()


def test_other_pages_have_no_photos(client, chief):
    home = Page.objects.get(depth=2)
    page = look(client, reverse("wagtailadmin_explore", args=[home.pk]))
    assert page.xpath("//a[contains(@href, '/album-anh/') and contains(@href, '/anh/')]") == []
