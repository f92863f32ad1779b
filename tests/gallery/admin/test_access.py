"""Who may come in, who may only look, and what the others are told."""

import pytest
from django.urls import reverse
from lxml import html

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from gallery.models import Photo
from images.models import CustomImage, Withdrawal
from tests.factories import AlbumFactory, PhotoFactory, UserFactory, picture_bytes
from tests.gallery.admin.uploads import upload

pytestmark = pytest.mark.django_db

OPEN, CLOSED, OUT = "open", "closed", "out"


def stands(response) -> str:
    """How the screen stands to somebody: open for work, closed but to be seen, or out of reach."""
    if response.status_code != 200:
        assert response.status_code == 302
        return OUT
    page = html.fromstring(response.content)
    is_open = bool(page.xpath("//input[@type='file']"))
    assert bool(page.xpath("//*[@data-field]")) == is_open
    assert bool(page.xpath("//*[@data-photos]/*[contains(@class, 'help-warning')]/p/text()")) != is_open
    return OPEN if is_open else CLOSED


@pytest.mark.parametrize(
    ("role", "is_live", "expected"),
    [
        (EDITOR, False, OPEN),
        (EDITOR, True, CLOSED),
        (CHIEF_EDITOR, False, OPEN),
        (CHIEF_EDITOR, True, OPEN),
        (ADMINISTRATOR, True, OPEN),
        (ORGANISER, False, OUT),
        (None, False, OUT),
    ],
)
def test_each_role_sees_what_it_may_do_and_can_do_no_more(client, ask, role, is_live, expected):
    album = AlbumFactory(live=is_live)
    photo = PhotoFactory(album=album, caption="Cũ")
    if role:
        client.force_login(UserFactory(role=role, is_superuser=role == ADMINISTRATOR))
    assert stands(client.get(reverse("gallery_photos", args=[album.pk]))) == expected

    asked = {
        "gallery_write": {"photos": photo.pk, "caption": "Mới"},
        "gallery_cover": {"photos": photo.pk},
        "gallery_order": {"order": photo.pk},
        "gallery_known": {"hashes": "[]"},
        "gallery_upload": upload(picture_bytes()),
    }
    statuses = {name: ask(reverse(name, args=[album.pk]), data).status_code for name, data in asked.items()}
    good = dict.fromkeys(asked, 200) | {"gallery_upload": 201}
    assert statuses == (good if expected == OPEN else dict.fromkeys(asked, 403))
    photo.refresh_from_db()
    assert (photo.caption, album.photos.count()) == (("Mới", 2) if expected == OPEN else ("Cũ", 1))
    removed = ask(reverse("gallery_remove", args=[album.pk]), {"photos": photo.pk})
    assert removed.status_code == (200 if expected == OPEN else 403)
    assert Photo.objects.filter(pk=photo.pk).exists() == (expected != OPEN)


def test_an_album_that_waits_for_approval_is_closed_to_who_handed_it_in(client, editor, ask):
    album = PhotoFactory(album__live=False).album
    album.save_revision(user=editor)
    url = reverse("gallery_photos", args=[album.pk])
    assert stands(client.get(url)) == OPEN
    album.get_workflow().start(album, editor)
    assert stands(client.get(url)) == CLOSED
    client.force_login(UserFactory(role=CHIEF_EDITOR))
    assert stands(client.get(url)) == OPEN


@pytest.mark.parametrize(
    ("role", "may"), [(EDITOR, False), (CHIEF_EDITOR, True), (ADMINISTRATOR, True), (ORGANISER, False), (None, False)]
)
def test_who_may_withdraw(client, role, may):
    photo = PhotoFactory()
    if role:
        client.force_login(UserFactory(role=role, is_superuser=role == ADMINISTRATOR))
    url = reverse("gallery_withdraw", args=[photo.pk])
    assert client.get(url).status_code == (200 if may else 302)
    client.post(url, {"reason": "Người trong ảnh đề nghị"})
    assert CustomImage.objects.filter(pk=photo.image_id).exists() != may
    assert Withdrawal.objects.exists() == may
    assert client.get(reverse("gallery_withdrawals")).status_code == (200 if may else 302)


def test_the_way_to_withdraw_is_shown_to_those_who_may(client, sign_in):
    photo = PhotoFactory(album__live=False)
    way = f"//a[@href='{reverse('gallery_withdraw', args=[photo.pk])}']"
    found = {}
    for role in (EDITOR, CHIEF_EDITOR):
        sign_in(role)
        page = html.fromstring(client.get(reverse("gallery_photos", args=[photo.album_id])).content)
        found[role] = len(page.xpath(way))
    assert found == {EDITOR: 0, CHIEF_EDITOR: 1}


@pytest.mark.parametrize(
    "name",
    ["gallery_write", "gallery_cover", "gallery_order", "gallery_remove", "gallery_known", "gallery_upload"],
)
def test_what_changes_an_album_takes_post_alone_and_knows_its_albums(client, chief, ask, name):
    assert client.get(reverse(name, args=[AlbumFactory().pk])).status_code == 405
    assert ask(reverse(name, args=[999_999]), {}).status_code == 404


@pytest.mark.parametrize("name", ["gallery_photos", "gallery_progress"])
def test_what_is_read_takes_no_post(client, chief, name):
    assert client.post(reverse(name, args=[AlbumFactory().pk])).status_code == 405
    assert client.get(reverse(name, args=[999_999])).status_code == 404
