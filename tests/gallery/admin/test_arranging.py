"""What the screen saves by itself."""

import pytest
from django.urls import reverse

from gallery.models import Photo
from tests.factories import AlbumFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def album(editor):
    return AlbumFactory(live=False)


@pytest.fixture
def photos(album):
    return [PhotoFactory(album=album) for _ in range(3)]


@pytest.fixture
def change(ask, album):
    """change("write", photos=…, caption=…)"""

    def go(what, **data):
        return ask(reverse(f"gallery_{what}", args=[album.pk]), data)

    return go


def keys(album) -> list[int]:
    return list(album.photos.values_list("pk", flat=True))


def test_a_field_is_saved_in_nfc_on_one_line_and_the_others_stay(change, photos):
    photo, other, _ = photos
    Photo.objects.filter(pk=photo.pk).update(credit="Minh Đức", is_left_out=True)
    response = change("write", photos=photo.pk, caption="Le\u0302\u0303 khai mạc\r\n  tại Hà Nội ")
    photo.refresh_from_db()
    other.refresh_from_db()
    assert response.json()["written"] == {"caption": "Lễ khai mạc tại Hà Nội"}
    assert (photo.caption, photo.credit, photo.is_left_out) == ("Lễ khai mạc tại Hà Nội", "Minh Đức", True)
    assert other.caption == ""


def test_one_text_for_many(change, photos):
    a, _, c = photos
    assert change("write", photos=f"{a.pk},{c.pk}", credit="Lê Hoàng").status_code == 200
    assert [photo.credit for photo in Photo.objects.order_by("pk")] == ["Lê Hoàng", "", "Lê Hoàng"]


def test_checkboxes_go_on_and_off(change, photos):
    photo = photos[1]
    for sent, kept in (("true", True), ("false", False)):
        change("write", photos=photo.pk, hides_people=sent, is_left_out=sent)
        photo.refresh_from_db()
        assert (photo.hides_people, photo.is_left_out) == (kept, kept)


def test_leaving_out_the_cover_says_which_is_the_cover_now(change, photos):
    answer = change("write", photos=photos[0].pk, is_left_out="true").json()
    assert (answer["cover"], answer["count"]) == (photos[1].pk, 3)


def test_what_is_too_long_is_told_and_not_saved(change, photos):
    response = change("write", photos=photos[0].pk, caption="x" * 501)
    assert response.status_code == 422
    assert "500" in response.json()["error"]
    assert Photo.objects.get(pk=photos[0].pk).caption == ""


def test_a_cover_is_chosen_and_shown_to_readers(change, photos):
    Photo.objects.filter(pk=photos[2].pk).update(is_left_out=True)
    assert change("cover", photos=photos[2].pk).json() == {"cover": photos[2].pk, "count": 3}
    assert not Photo.objects.get(pk=photos[2].pk).is_left_out


def test_an_order_is_saved_and_told(change, album, photos):
    a, b, c = (photo.pk for photo in photos)
    assert change("order", order=f"{c},{a},{b}").json()["order"] == [c, a, b]
    assert keys(album) == [c, a, b]
    assert change("order", by_time="1").json()["order"] == [a, b, c]


def test_removing(change, album, photos):
    a, b, c = photos
    assert change("remove", photos=f"{a.pk},{b.pk}").json() == {"removed": 2, "cover": c.pk, "count": 1}
    assert keys(album) == [c.pk]


@pytest.mark.parametrize("what", ["write", "cover", "order", "remove"])
def test_a_photo_that_is_not_in_the_album_any_more(change, photos, what):
    stranger = PhotoFactory()
    response = change(what, photos=stranger.pk, order=stranger.pk, caption="x")
    assert response.status_code == 409
    assert response.json()["error"]
    assert Photo.objects.get(pk=stranger.pk).caption == ""


@pytest.mark.parametrize("what", ["write", "cover", "order", "remove"])
@pytest.mark.parametrize("named", ["", "abc", "1,", "-1", "1;2", "9" * 40, "²", "1.5"])
def test_nonsense_in_the_place_of_keys(change, photos, what, named):
    assert change(what, photos=named, order=named, caption="x").status_code == 400


def test_saying_nothing_and_two_covers_are_nonsense(change, photos):
    a, b, _ = (photo.pk for photo in photos)
    assert change("write", photos=a, position=9).status_code == 400
    assert change("cover", photos=f"{a},{b}").status_code == 400
