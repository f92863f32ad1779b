"""The albums as an item of the menu."""

import re
from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from images.models import CustomImage
from images.services import make_renditions
from readership.models import ViewTotal
from tests.factories import AlbumFactory, PhotoFactory

pytestmark = pytest.mark.django_db


def rows(response) -> list[list[str]]:
    assert response.status_code == 200
    table = html.fromstring(response.content).xpath("//table[contains(@class, 'listing')]")[0]
    return [
        [re.sub(r"\s+", " ", cell.text_content()).strip() for cell in row.findall("td")]
        for row in table.xpath(".//tbody/tr")
    ]


def test_a_row_shows_cover_date_photos_and_views(client, editor):
    album = AlbumFactory(taken_on=date(2024, 1, 17))
    cover = PhotoFactory(album=album)
    PhotoFactory(album=album)
    PhotoFactory(album=album, is_left_out=True)
    image = CustomImage.objects.get(pk=cover.image_id)
    make_renditions(image)
    ViewTotal.objects.create(page=album, counted=1079)
    response = client.get(reverse("albums:index"))
    ((*_, day, photos, views, _status),) = rows(response)
    assert (day, photos, views) == ("17/01/2024", "2 (+1)", "1.079")
    thumbnail = image.renditions.get(filter_spec="fill-240x160|format-jpeg").file.url
    assert html.fromstring(response.content).xpath("//*[@class='gallery-cover']/img/@src") == [thumbnail]


def test_the_latest_day_comes_first_and_search_needs_no_accents(client, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        AlbumFactory(title="Hội thao", taken_on=date(2024, 5, 1))
        AlbumFactory(title="Hội nghị", taken_on=date(2024, 6, 1), live=False)
        AlbumFactory(title="Hội diễn", taken_on=date(2024, 4, 1))
    found = [row[3] for row in rows(client.get(reverse("albums:index")))]
    assert found == ["01/06/2024", "01/05/2024", "01/04/2024"]
    assert [row[3] for row in rows(client.get(reverse("albums:index"), {"q": "hoi thao"}))] == ["01/05/2024"]


@pytest.mark.parametrize("count", [1, 3])
def test_many_albums_cost_as_many_queries_as_one(client, editor, count, django_assert_num_queries):
    for _ in range(count):
        make_renditions(PhotoFactory().image)
    client.get(reverse("albums:index"))
    with django_assert_num_queries(26):
        client.get(reverse("albums:index"))
