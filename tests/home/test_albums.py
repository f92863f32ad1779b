"""The newest albums on the front page."""

import pytest
from lxml import html

from tests.factories import AlbumFactory, PhotoFactory

pytestmark = pytest.mark.django_db


def strip(client) -> list[html.HtmlElement]:
    return html.fromstring(client.get("/").content.decode()).find_class("albums-strip")


def test_the_four_newest_lead_to_themselves_and_to_all(client):
    for number in range(5):
        PhotoFactory(album=AlbumFactory(slug=f"album-{number}"))
    (section,) = strip(client)
    albums = [f"/thu-vien-anh/album-{number}/" for number in (4, 3, 2, 1)]
    assert section.xpath(".//a/@href") == ["/thu-vien-anh/", "/thu-vien-anh/", *albums]


def test_while_there_are_none_nothing_speaks_of_them(client):
    AlbumFactory(title="Chưa có ảnh")
    PhotoFactory(album=AlbumFactory(title="Nháp", live=False))
    assert strip(client) == []
