"""A picture leaves the site at a person's request, and the list of those that did."""

import csv
import io

import pytest
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from gallery import services
from gallery.models import Photo
from images.models import CustomImage, Withdrawal
from tests.factories import AlbumFactory, ArticleFactory, PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(chief):
    return PhotoFactory(album=AlbumFactory(title="Ngày Hội"), caption="Trận chung kết")


def test_the_page_names_every_place_where_it_is_shown(client, photo, django_capture_on_commit_callbacks):
    data = picture_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        shared, _ = services.add_photo(photo.album, data, file_name="a.jpg")
        services.add_photo(AlbumFactory(title="Hội thao"), data, file_name="b.jpg")
        ArticleFactory(title="Bài về trận đấu", main_picture=shared.image)
    page = html.fromstring(client.get(reverse("gallery_withdraw", args=[shared.pk])).content)
    places = page.xpath("//*[@class='withdrawal__places']/li/a")
    assert [place.text_content() for place in places] == ["Hội thao", "Ngày Hội", "Bài về trận đấu"]


def test_without_a_reason_nothing_happens_and_the_field_says_so(client, photo):
    response = client.post(reverse("gallery_withdraw", args=[photo.pk]), {"reason": "  "})
    (field,) = html.fromstring(response.content).xpath("//textarea[@name='reason']")
    assert response.status_code == 422
    assert field.get("aria-invalid") == "true"
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_with_a_reason_it_is_gone_and_the_list_says_who_when_and_why(client, photo, chief):
    reason = "Phụ huynh đề nghị ngày 17/1"
    response = client.post(reverse("gallery_withdraw", args=[photo.pk]), {"reason": reason}, follow=True)
    assert response.redirect_chain == [(reverse("gallery_photos", args=[photo.album_id]), 302)]
    assert not CustomImage.objects.filter(pk=photo.image_id).exists()
    record = Withdrawal.objects.get()
    report = html.fromstring(client.get(reverse("gallery_withdrawals")).content)
    rows = report.xpath("//table[contains(@class, 'listing')]/tbody/tr")
    ((_, title, why, _shown, who),) = [[cell.text_content().strip() for cell in row.findall("td")] for row in rows]
    assert (title, why, who) == (record.title, reason, str(chief))


def test_twice_is_not_found(client, photo):
    url = reverse("gallery_withdraw", args=[photo.pk])
    client.post(url, {"reason": "Theo yêu cầu"})
    assert client.post(url, {"reason": "Theo yêu cầu"}).status_code == 404
    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_the_list_goes_into_a_spreadsheet_without_formulas(client, photo, chief, export):
    client.post(reverse("gallery_withdraw", args=[photo.pk]), {"reason": "=HYPERLINK()"})
    content = client.get(reverse("gallery_withdrawals"), {"export": export}).getvalue()
    if export == "csv":
        _head, (_at, _title, reason, who) = csv.reader(content.decode("utf-8-sig").splitlines())
        assert (reason, who) == ("'=HYPERLINK()", str(chief))
    else:
        cell = load_workbook(io.BytesIO(content)).active["C2"]
        assert (cell.value, cell.data_type) == ("=HYPERLINK()", "s")
