"""What is installed works together."""

import pytest
from wagtail.models import Page

from accounts.roles import CHIEF_EDITOR
from tests.factories import ArticleFactory, ImageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client):
    client.force_login(UserFactory(role=CHIEF_EDITOR))
    return client


@pytest.mark.parametrize("typed", ["hội nghị", "hoi nghi", "HOI NGHI"])
def test_the_admins_search_finds_a_page_with_accents_and_without(admin_client, typed):
    page = ArticleFactory(title="Hội nghị tổng kết")
    ArticleFactory(title="Giải bóng đá")
    found = admin_client.get("/quan-tri/pages/search/", {"q": typed}).context["pages"]
    assert [Page.objects.get(pk=found_page.pk) for found_page in found] == [page.page_ptr]


@pytest.mark.parametrize("typed", ["đội kéo co", "doi keo co"])
def test_and_a_picture_by_what_it_shows(admin_client, typed):
    image = ImageFactory(title="IMG 0001", description="Đội kéo co")
    ImageFactory()
    assert list(admin_client.get("/quan-tri/images/", {"q": typed}).context["images"]) == [image]
