"""What an article and the other pages tell search engines and those who share them."""

import json

import pytest
from lxml import html

from images.services import make_renditions
from navigation.models import SiteIdentity
from news.models import NewsIndexPage
from tests.factories import ArticleFactory, ImageFactory, TopicFactory, hanoi

pytestmark = pytest.mark.django_db

NOON = hanoi(2024, 1, 17, 12)


def head_of(client, address) -> html.HtmlElement:
    return html.fromstring(client.get(address).content.decode()).find("head")


def data_of(client, address) -> dict:
    (script,) = head_of(client, address).xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


def meta(head, name) -> list[str]:
    return head.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")


class TestLinkedData:
    def test_it_says_what_the_page_says(self, client):
        page = ArticleFactory(
            title="Hội nghị", lead="Sapo", byline="Lê Hà", display_at=NOON, topics=[TopicFactory(name="Thi đua")]
        )
        data = data_of(client, page.url)
        assert data["@type"] == "NewsArticle"
        assert (data["headline"], data["description"], data["inLanguage"]) == ("Hội nghị", "Sapo", "vi")
        assert data["author"] == {"@type": "Person", "name": "Lê Hà"}
        assert data["articleSection"] == ["Thi đua"]
        assert data["mainEntityOfPage"] == f"http://testserver{page.url}"
        assert data["datePublished"] in ("2024-01-17T05:00:00+00:00", "2024-01-17T12:00:00+07:00")

    def test_without_a_byline_the_publisher_wrote_it(self, client):
        SiteIdentity.objects.create(site=NewsIndexPage.objects.get().get_site(), organisation="Trung tâm")
        data = data_of(client, ArticleFactory().url)
        assert data["author"] == data["publisher"] == {"@type": "Organization", "name": "Trung tâm"}

    def test_the_picture_comes_in_three_shapes(self, client):
        image = ImageFactory(size=(1300, 1300))
        page = ArticleFactory(main_picture=image)
        for spec in ("fill-1200x1200", "fill-1200x900", "fill-1200x675"):
            image.get_rendition(f"{spec}|format-jpeg")
        pictures = data_of(client, page.url)["image"]
        assert len(set(pictures)) == 3
        assert all(p.startswith("http://testserver/media/images/") and p.endswith(".jpg") for p in pictures)

    @pytest.mark.parametrize(
        "title",
        ["</script><script>alert(1)</script>", "<!--<script>", "]]>", '"\\', "Tiếng Việt\u2028\u2029", "a&amp;b"],
    )
    def test_no_text_can_end_the_element(self, client, title):
        page = ArticleFactory(title=title, lead=title, slug="x")
        data = data_of(client, page.url)
        assert (data["headline"], data["description"]) == (title, title)
        assert "<" not in client.get(page.url).content.decode().partition('ld+json">')[2].partition("</script>")[0]


class TestSharing:
    @pytest.fixture
    def page(self):
        return ArticleFactory(
            title='Hội nghị "tổng kết" & trao cờ',
            lead="Sapo\ncủa bài",
            display_at=NOON,
            main_picture=ImageFactory(description="Trong hội trường"),
        )

    def test_open_graph(self, client, page):
        make_renditions(page.main_picture)
        head = head_of(client, page.url)
        assert meta(head, "og:title") == [page.title]
        assert meta(head, "og:type") == ["article"]
        assert meta(head, "og:url") == head.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{page.url}"]
        assert meta(head, "og:description") == meta(head, "description") == ["Sapo của bài"]
        assert meta(head, "og:image:alt") == ["Trong hội trường"]
        assert meta(head, "article:published_time") == ["2024-01-17T12:00:00+07:00"]
        (picture,) = meta(head, "og:image")
        assert client.get(picture.removeprefix("http://testserver")).status_code == 200

    def test_the_address_of_the_site_stands_in_front(self, client, page, settings):
        settings.SITE_URL = "https://khoi.example.vn"
        head = head_of(client, page.url)
        for name in ("og:url", "og:image"):
            assert meta(head, name)[0].startswith("https://khoi.example.vn/")
        assert data_of(client, page.url)["mainEntityOfPage"] == f"https://khoi.example.vn{page.url}"

    def test_a_picture_for_sharing_goes_first(self, client, page):
        page.social_image = ImageFactory(description="Để chia sẻ")
        page.save()
        assert meta(head_of(client, page.url), "og:image:alt") == ["Để chia sẻ"]

    def test_what_an_editor_wrote_for_search_engines_goes_first(self, client, page):
        page.seo_title, page.search_description = "Ngắn", "Mô tả"
        page.save()
        head = head_of(client, page.url)
        assert (meta(head, "og:title"), meta(head, "description")) == (["Ngắn"], ["Mô tả"])

    def test_a_page_without_picture_names_none(self, client):
        assert meta(head_of(client, ArticleFactory().url), "og:image") == []

    def test_other_pages_are_websites(self, client):
        for address in ("/", "/tin-tuc/"):
            assert meta(head_of(client, address), "og:type") == ["website"]
