"""An album as search engines are told of it."""

import json
from datetime import date

import pytest
from lxml import html
from wagtail.models import Site

from gallery import queries, structured_data
from images.queries import attach_renditions
from images.services import make_renditions
from navigation.models import SiteIdentity
from tests.factories import AlbumFactory, PhotoFactory, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(rf, settings):
    """say(album): what is said of it, as a machine reads it."""
    settings.SITE_URL = "https://khoi.example.vn"

    def parsed(album) -> dict:
        photos = list(queries.shown(album))
        attach_renditions(photo.image for photo in photos)
        script = str(structured_data.image_gallery(album, photos, rf.get(album.url)))
        return json.loads(html.fragment_fromstring(script).text)

    return parsed


@pytest.fixture
def album():
    SiteIdentity.objects.create(site=Site.objects.get(), name="Khối thi đua", organisation="Trung tâm truyền thông")
    return AlbumFactory(
        title="Khai mạc Ngày Hội",
        intro="Buổi sáng khai mạc",
        taken_on=date(2024, 1, 17),
        place="Hà Nội",
        credit="Ảnh: Lê Thu Hà",
        first_published_at=hanoi(2024, 1, 17, 15),
        last_published_at=hanoi(2024, 1, 18, 9),
    )


def test_it_says_what_the_album_is(say, album):
    assert say(album) == {
        "@context": "https://schema.org",
        "@type": "ImageGallery",
        "name": "Khai mạc Ngày Hội",
        "description": "Buổi sáng khai mạc",
        "inLanguage": "vi",
        "url": "https://khoi.example.vn/thu-vien-anh/khai-mac-ngay-hoi/",
        "dateCreated": "2024-01-17",
        "datePublished": "2024-01-17T15:00:00+07:00",
        "dateModified": "2024-01-18T09:00:00+07:00",
        "contentLocation": {"@type": "Place", "name": "Hà Nội"},
        "publisher": {"@type": "Organization", "name": "Trung tâm truyền thông"},
    }


def test_it_says_whose_photo_shows_what(say, album, django_capture_on_commit_callbacks):
    photo = PhotoFactory(
        album=album, size=(900, 600), caption="Trao cờ thi đua.", people="Lan, Hùng", taken_at=hanoi(2024, 1, 17, 8)
    )
    make_renditions(photo.image)
    (image,) = say(album)["hasPart"]
    files = {name: image.pop(name).rpartition("/")[2].split(".", 1)[1] for name in ("contentUrl", "thumbnailUrl")}
    assert files == {"contentUrl": "width-1600.format-jpeg.jpg", "thumbnailUrl": "width-400.format-jpeg.jpg"}
    assert image == {
        "@type": "ImageObject",
        "url": f"https://khoi.example.vn/thu-vien-anh/khai-mac-ngay-hoi/anh/{photo.pk}/",
        "width": 900,
        "height": 600,
        "caption": "Trao cờ thi đua. Lan, Hùng",
        "description": "Trao cờ thi đua.",
        "creditText": "Ảnh: Lê Thu Hà",
        "creator": {"@type": "Person", "name": "Lê Thu Hà"},
        "dateCreated": "2024-01-17T08:00:00+07:00",
    }


def test_a_photo_that_is_not_ready_is_the_file_itself(say, album):
    photo = PhotoFactory(album=album)
    (image,) = say(album)["hasPart"]
    assert image["contentUrl"] == image["thumbnailUrl"] == f"https://khoi.example.vn{photo.image.file.url}"
    assert (image["width"], image["height"]) == (90, 60)


def test_nobody_is_named_who_asked_not_to_be(say, album):
    PhotoFactory(album=album, caption="Trao cờ", people="Nguyễn Thị Lan", hides_people=True)
    (image,) = say(album)["hasPart"]
    assert image["caption"] == "Trao cờ"


def test_a_photo_without_a_credit_is_the_organisations(say, album):
    album.credit = ""
    PhotoFactory(album=album)
    (image,) = say(album)["hasPart"]
    assert image["creditText"] == "Trung tâm truyền thông"
    assert image["creator"] == {"@type": "Organization", "name": "Trung tâm truyền thông"}


def test_of_many_it_says_the_first_and_asks_nothing(say, album, rf, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(structured_data, "MOST_IMAGES", 2)
    names = [PhotoFactory(album=album, caption=f"Ảnh {number}").caption for number in range(3)]
    assert [image["caption"] for image in say(album)["hasPart"]] == names[:2]
    photos = list(queries.shown(album))
    attach_renditions(photo.image for photo in photos)
    request = rf.get(album.url)
    structured_data.image_gallery(album, photos, request)  # the site and its imprint are kept from now on
    with django_assert_num_queries(0):
        structured_data.image_gallery(album, photos, request)


def test_no_caption_can_end_the_script(say, album):
    PhotoFactory(album=album, caption="</script><script>alert(1)</script>")
    (image,) = say(album)["hasPart"]
    assert image["caption"] == "</script><script>alert(1)</script>"
