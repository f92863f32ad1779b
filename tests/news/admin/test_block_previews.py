"""Every block says what it is for and shows an example, also while the libraries are empty."""

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from lxml import html

from accounts.roles import EDITOR
from images.models import CustomImage
from news.models import ArticlePage
from tests.factories import UserFactory

BLOCKS = ArticlePage.body.field.stream_block.child_blocks

SHOWN = {
    "paragraph": "Hội nghị đã thống nhất",
    "heading": "Kết quả nổi bật",
    "picture": "Toàn cảnh hội nghị",
    "picture_row": "Hai tiết mục mở màn",
    "album": "Khai mạc Ngày Hội",
    "quote": "Thi đua phải bắt đầu",
    "table": "Kết quả toàn đoàn",
    "video": "Phóng sự về Ngày Hội",
    "download": "Kế hoạch công tác thi đua",
}


def test_each_block_of_the_body_has_an_example():
    assert set(SHOWN) == set(BLOCKS)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_says_what_it_is_for(name):
    assert str(BLOCKS[name].get_description())


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_shows_an_example_without_any_picture_in_the_library(client, name):
    client.force_login(UserFactory(role=EDITOR))

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": BLOCKS[name].definition_prefix})

    assert response.status_code == 200
    page = html.fromstring(response.content)
    assert SHOWN[name] in page.find("body").text_content()
    assert page.xpath("//link[contains(@href, 'css/site.css')]")
    assert not CustomImage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "drawings"), [("picture", 1), ("picture_row", 2), ("album", 3), ("video", 1)])
def test_an_example_with_pictures_shows_drawings_that_are_there(client, name, drawings):
    client.force_login(UserFactory(role=EDITOR))

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": BLOCKS[name].definition_prefix})

    sources = html.fromstring(response.content).xpath("//img/@src")
    assert len(sources) == drawings
    assert all(finders.find(source.removeprefix(settings.STATIC_URL)) for source in sources)
