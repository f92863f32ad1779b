"""What every page has."""

import pytest
from django.core.exceptions import ValidationError

from home.models import HomePage
from pages.models import InformationPage
from tests.factories import ArticleFactory, ImageFactory

pytestmark = pytest.mark.django_db


def information(title, **fields) -> InformationPage:
    return HomePage.objects.get().add_child(instance=InformationPage(title=title, **fields))


class TestSlug:
    @pytest.mark.parametrize(
        ("title", "slug"),
        [
            ("Đoàn kết, đổi mới", "doan-ket-doi-moi"),
            ("Giới thiệu", "gioi-thieu"),
            ("Cư M'gar", "cu-mgar"),
            ("Đ\u00f4\u0323i", "doi"),
            ("!!!", "trang"),
        ],
    )
    def test_it_is_made_of_the_title(self, title, slug):
        assert information(title).slug == slug

    def test_it_is_numbered_among_its_sisters_only(self):
        first, second = information("Liên hệ"), information("Liên hệ")
        below = first.add_child(instance=InformationPage(title="Liên hệ"))
        assert [page.slug for page in (first, second, below)] == ["lien-he", "lien-he-2", "lien-he"]

    def test_one_that_was_written_is_left(self):
        assert information("Liên hệ", slug="lh").slug == "lh"

    def test_a_page_without_a_place_yet_can_be_checked(self):
        page = InformationPage(title="Liên hệ")
        page._set_core_field_defaults()
        assert page.slug == ""

    def test_it_fits_into_its_field(self):
        page = information("Đoàn kết " * 28)
        page.full_clean()
        assert len(page.slug) <= 255


def test_the_admins_search_reads_titles_without_accents():
    assert information("Đội kéo CO").folded_title() == "doi keo co"


def test_the_picture_for_sharing_falls_back_to_the_main_picture():
    main, social = ImageFactory(), ImageFactory()
    assert ArticleFactory(main_picture=main).picture() == main
    assert ArticleFactory(main_picture=main, social_image=social).picture() == social
    assert ArticleFactory().picture() is None


def test_only_articles_and_information_pages_are_found_by_readers():
    found = information("Liên hệ", intro="Địa chỉ", body=[("paragraph", "<p>Hà Nội</p>")]).search_document()
    assert (found.kind, found.title, found.lead, found.text) == ("page", "Liên hệ", "Địa chỉ", "Hà Nội")
    assert HomePage.objects.get().search_document() is None


@pytest.mark.parametrize("slug", ["quan-tri", "tim-kiem", "health"])
def test_an_information_page_takes_no_address_of_the_site_itself(slug):
    with pytest.raises(ValidationError) as refused:
        information("Trang", slug=slug)
    assert "slug" in refused.value.message_dict
