"""The pages of the news as readers ask for them, rightly and wrongly."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.models import PageViewRestriction, Site

from accounts.roles import EDITOR
from documents.models import CustomDocument
from home.models import HomePage
from images.models import CustomRendition
from images.tasks import make_renditions
from news import queries
from news.models import ArticlePage, ArticleTopic, NewsIndexPage, RelatedArticle
from pages.blocks import TableBlock
from pages.models import InformationPage
from tests.factories import (
    AlbumFactory,
    ArticleFactory,
    ImageFactory,
    PhotoFactory,
    TopicFactory,
    UserFactory,
    hanoi,
)

pytestmark = pytest.mark.django_db

NOON = hanoi(2024, 1, 17, 12)

PUBLIC = [
    "/",
    "/lien-he/",
    "/tin-tuc/",
    "/tin-tuc/2024/",
    "/tin-tuc/2024/01/",
    "/tin-tuc/2024/01/17/",
    "/tin-tuc/chu-de/thi-dua/",
    "/tin-tuc/hoi-nghi/",
    "/tin-tuc/hoi-nghi/in/",
    "/tin-tuc/rss.xml",
    "/tin-tuc/atom.xml",
    "/thu-vien-anh/",
    "/thu-vien-anh/nam/2024/",
    "/thu-vien-anh/chu-de/thi-dua/",
    "/thu-vien-anh/su-kien/ngay-hoi/",
    "/thu-vien-anh/khai-mac/",
    "/thu-vien-anh/rss.xml",
    "/su-kien/rss.xml",
    "/tim-kiem/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/sitemap-trang.xml",
    "/sitemap-tin-tuc.xml",
    "/sitemap-album.xml",
]
"""Every address of the site that readers and crawlers have."""

MISSING = ["/khong-co/", "/tin-tuc/khong-co/", "/tin-tuc/chu-de/khong-co/", "/sitemap-khong-co.xml"]


ODD_QUERIES = [
    *(f"trang={page}" for page in ("x", "0", "-1", "999999", "9" * 5000, "", "1.5", "%00", "%ff%fe", "1%00")),
    *("q=%00", "q=%ff", "x=%00", "%00", "%ff=%ff", "q=" + "a" * 10_000, "nam=2024", "p=x", "p=999999", "p=%00"),
    "&".join(f"p{number}=1" for number in range(500)),
]
ODD_TAILS = ["%00", "%00/", "x%00y/", "%ff", "%ff/", "%c3%28/", "%ed%a0%80/", "a" * 5000 + "/", "%22%3e/", "x?%00"]


@pytest.fixture
def site():
    """One page of each kind, at the addresses above."""
    topic = TopicFactory(name="Thi đua")
    ArticleFactory(title="Hội nghị", display_at=NOON, topics=[topic], main_picture=ImageFactory())
    HomePage.objects.get().add_child(instance=InformationPage(title="Liên hệ"))
    PhotoFactory(album=AlbumFactory(title="Khai mạc", taken_on=NOON.date(), event_name="Ngày Hội", topics=[topic]))
    return topic


@pytest.fixture
def article(site) -> ArticlePage:
    return ArticlePage.objects.get(slug="hoi-nghi")


@pytest.fixture
def cost(client, empty_cache):
    """cost(address): the queries of a request; unless `keep`, of the first of all, with nothing in the cache."""

    def count(address, keep=False) -> int:
        if not keep:
            empty_cache()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count


def page_of(response) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


def cards(response) -> list[str]:
    return [title.text_content() for title in page_of(response).xpath("//*[contains(@class, 'index-list')]//h3")]


class TestEveryPublicAddress:
    @pytest.mark.parametrize("address", PUBLIC)
    def test_it_is_there(self, site, client, address):
        assert client.get(address).status_code == 200

    @pytest.mark.parametrize("address", PUBLIC + MISSING)
    def test_it_sets_no_cookie_and_is_the_same_for_every_reader(self, site, client, address):
        response = client.get(address)
        assert not response.cookies
        assert "cookie" not in response.headers.get("Vary", "").lower()
        assert b"csrfmiddlewaretoken" not in response.content

    @pytest.mark.parametrize("address", PUBLIC)
    def test_even_for_a_reader_who_sends_some(self, site, client, address):
        plain = client.get(address).content
        client.cookies["messages"] = "rubbish"
        client.force_login(UserFactory(role=EDITOR))
        response = client.get(address)
        assert response.content == plain
        assert "cookie" not in response.headers.get("Vary", "").lower()

    @pytest.mark.parametrize("address", PUBLIC)
    def test_a_query_that_nobody_meant_is_no_error_of_ours(self, site, client, address):
        for query in ODD_QUERIES:
            assert client.get(f"{address}?{query}").status_code in (200, 404), query

    @pytest.mark.parametrize("address", PUBLIC)
    def test_nor_is_an_address_that_no_text_could_be(self, site, client, address):
        for tail in ODD_TAILS:
            assert client.get(address + tail, follow=True).status_code == 404, tail

    @pytest.mark.parametrize("address", PUBLIC)
    def test_head_answers_as_get_does(self, site, client, address):
        assert client.head(address).status_code == 200


class TestNotFound:
    @pytest.mark.parametrize("address", [*MISSING, "/x%00y/"])
    def test_it_is_our_own_page(self, site, client, address):
        response = client.get(address)
        assert response.status_code == 404
        assert page_of(response).xpath("//main//form[@role='search']")

    @pytest.mark.parametrize(
        "address",
        [
            "2024/02/31/",
            "2024/13/",
            "2024/0/",
            "2024/01/0/",
            "2024/01/32/",
            "0/",
            "0/1/",
            "1/01/",
            "9999/",
            "9999/12/",
            "9999/12/31/",
            "99999/",
            "99999999999999999999/01/",
            "-1/",
            "2023/02/29/",
            "2024/1/1/1/",
            "chu-de/",
            "in/",
            "hoi-nghi/x/",
            "rss.xml/",
            "rdf.xml",
        ],
    )
    def test_an_address_of_the_news_that_means_nothing(self, site, client, address):
        assert client.get(f"/tin-tuc/{address}").status_code == 404

    @pytest.mark.parametrize(
        "query",
        [
            *("", "nam=2024", "thang=1", "nam=x&thang=1", "nam=2024&thang=13", "nam=0&thang=1", "nam=1&thang=1"),
            *("nam=9999&thang=12", "nam=99999999999999999999&thang=1", "nam=2024&thang=99999999999999999999"),
            "nam=" + "9" * 5000 + "&thang=1",
        ],
    )
    def test_a_month_that_means_nothing(self, site, client, query):
        assert client.get(f"/tin-tuc/tim-ngay/?{query}").status_code == 404

    @pytest.mark.parametrize("state", ["draft", "unpublished"])
    def test_an_article_that_is_not_published(self, site, client, state):
        page = ArticleFactory(title="Nháp", live=state != "draft")
        if state == "unpublished":
            page.unpublish()
        assert client.get("/tin-tuc/nhap/").status_code == 404
        assert client.get("/tin-tuc/nhap/in/").status_code == 404


class TestClosedToThePublic:
    @pytest.fixture
    def closed(self, site):
        page = ArticleFactory(title="Nội bộ đơn vị", display_at=NOON, topics=[site])
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        return page

    def test_readers_are_sent_to_sign_in(self, closed, client):
        for address in (closed.url, f"{closed.url}in/"):
            assert client.get(address).status_code == 302

    @pytest.mark.parametrize("address", PUBLIC)
    def test_no_page_speaks_of_it(self, closed, client, address):
        content = client.get(address).content.decode()
        assert "Nội bộ" not in content
        assert "noi-bo" not in content

    def test_those_signed_in_may_read_it(self, closed, client):
        client.force_login(UserFactory())
        assert client.get(closed.url).status_code == 200


class TestLists:
    @pytest.fixture
    def thirty(self, site):
        for number in range(29):
            ArticleFactory(title=f"Bài {number:02}", display_at=NOON + timedelta(minutes=number), topics=[site])

    @pytest.mark.parametrize(
        "address", ["/tin-tuc/", "/tin-tuc/2024/", "/tin-tuc/2024/01/17/", "/tin-tuc/chu-de/thi-dua/"]
    )
    def test_pages_follow_each_other_without_gaps_or_doubles(self, thirty, client, address):
        shown = [title for page in (1, 2, 3) for title in cards(client.get(address, {"trang": page}))]
        assert shown == [f"Bài {number:02}" for number in reversed(range(29))] + ["Hội nghị"]
        assert client.get(address, {"trang": 4}).status_code == 404

    @pytest.mark.parametrize(
        ("address", "canonical"),
        [
            ("/tin-tuc/", "/tin-tuc/"),
            ("/tin-tuc/?trang=1", "/tin-tuc/"),
            ("/tin-tuc/?trang=2&utm_source=x", "/tin-tuc/?trang=2"),
            ("/tin-tuc/2024/1/17/", "/tin-tuc/2024/01/17/"),
            ("/tin-tuc/2024/001/", "/tin-tuc/2024/01/"),
            ("/tin-tuc/chu-de/thi-dua/?trang=2", "/tin-tuc/chu-de/thi-dua/?trang=2"),
        ],
    )
    def test_each_names_its_one_address(self, thirty, client, settings, address, canonical):
        for site_url in ("", "https://khoi.example.vn"):
            settings.SITE_URL = site_url
            found = page_of(client.get(address)).xpath("//link[@rel='canonical']/@href")
            assert found == [(site_url or "http://testserver") + canonical]

    def test_titles_of_the_pages_differ(self, thirty, client):
        titles = {page_of(client.get("/tin-tuc/", {"trang": n})).findtext(".//title") for n in (1, 2, 3)}
        assert len(titles) == 3

    @pytest.mark.parametrize("count", [1, 3])
    @pytest.mark.parametrize(
        ("address", "queries"),
        [("/tin-tuc/", 18), ("/tin-tuc/2024/", 22), ("/tin-tuc/2024/01/17/", 20), ("/tin-tuc/chu-de/thi-dua/", 20)],
    )
    def test_they_cost_the_same_for_one_article_and_for_three(self, site, cost, address, queries, count):
        for _ in range(count - 1):
            ArticleFactory(display_at=NOON, topics=[site, TopicFactory()], main_picture=ImageFactory())
        assert cost(address) == queries


class TestDates:
    @pytest.mark.parametrize(
        ("moment", "day"),
        [(hanoi(2024, 2, 1, 0, 30), date(2024, 2, 1)), (hanoi(2024, 1, 31, 23, 30), date(2024, 1, 31))],
    )
    def test_an_article_around_midnight_is_on_its_day_in_hanoi(self, client, moment, day):
        page = ArticleFactory(title="Đêm", display_at=moment)
        assert cards(client.get(f"/tin-tuc/{day:%Y/%m/%d}/")) == ["Đêm"]
        for other in (day - timedelta(days=1), day + timedelta(days=1)):
            assert cards(client.get(f"/tin-tuc/{other:%Y/%m/%d}/")) == []
        assert cards(client.get(f"/tin-tuc/{day:%Y/%m}/")) == ["Đêm"]
        read = client.get(page.url)
        assert read.context["calendar"].first == day.replace(day=1)
        assert f"{day:%d/%m/%Y} {moment:%H:%M} GMT+7" in read.content.decode()

    def test_a_day_without_news_leads_to_the_nearest_with_some(self, client):
        for day in (10, 20):
            ArticleFactory(display_at=hanoi(2024, 1, day, 9))
        links = page_of(client.get("/tin-tuc/2024/01/15/")).xpath("//*[contains(@class, 'empty')]//a/@href")
        assert links == ["/tin-tuc/2024/01/10/", "/tin-tuc/2024/01/20/"]

    def test_the_calendar_links_the_days_with_news(self, site, client):
        links = page_of(client.get("/tin-tuc/2024/01/")).xpath("//table//a/@href")
        assert links == ["/tin-tuc/2024/01/17/"]

    def test_the_form_leads_to_the_months_address(self, site, client):
        response = client.get("/tin-tuc/tim-ngay/", {"nam": "2024", "thang": "1"})
        assert (response.status_code, response.headers["Location"]) == (302, "/tin-tuc/2024/01/")

    def test_an_empty_site_has_empty_lists(self, client):
        for address in ("/", "/tin-tuc/", "/tin-tuc/2024/", "/tin-tuc/2024/01/17/"):
            assert client.get(address).status_code == 200


def shown(picture) -> dict:
    return {"image": picture, "caption": "", "credit": "", "alt_text": ""}


class TestArticle:
    def rich(self, number: int, topics) -> ArticlePage:
        """An article with `number` of everything that could cost a query, every kind of block among them."""
        pictures = [ImageFactory() for _ in range(number)]
        pages = [ArticleFactory(), NewsIndexPage.objects.get(), HomePage.objects.get(), *InformationPage.objects.all()]
        links = "".join(f'<a linktype="page" id="{page.pk}">tin</a>' for page in pages * number)
        file, other_file = (CustomDocument(title=f"Điều lệ {n}") for n in range(2))
        for document in (file, other_file):
            document.file.save("dieu-le.pdf", ContentFile(b"%PDF-1.7"))
        links += f'<a linktype="document" id="{file.pk}">tệp</a><a linktype="document" id="{other_file.pk}">tệp</a>'
        table = {
            "columns": [{"type": "rich_text", "heading": "Cột"}],
            "rows": [{"values": [f"<p>{links}</p>"]}],
            "caption": "",
        }
        page = ArticleFactory(
            title="Đủ thứ",
            main_picture=ImageFactory(),
            social_image=ImageFactory(),
            topics=topics,
            body=[
                *[("heading", {"text": "Phần", "level": "2"})] * number,
                *[("paragraph", f"<p>{links}</p>")] * number,
                *[("picture", shown(picture)) for picture in pictures],
                *[("picture_row", {"pictures": [shown(p) for p in pictures * 2], "caption": ""})] * number,
                *[("album", PhotoFactory().album) for _ in range(number)],
                *[("quote", {"text": "Lời", "speaker": "", "role": ""})] * number,
                *[("table", TableBlock().to_python(table))] * number,
                *[("video", {"url": "https://youtu.be/dQw4w9WgXcQ", "caption": "Phim"})] * number,
                *[("download", {"document": file, "title": ""})] * number,
            ],
        )
        assert {block.block_type for block in page.body} == set(page.body.stream_block.child_blocks)
        for order in range(number):
            other = ArticleFactory(topics=topics, main_picture=ImageFactory())
            RelatedArticle.objects.create(page=page, article=other, sort_order=order)
        return page

    @pytest.mark.parametrize("number", [1, 6])
    def test_it_costs_the_same_whatever_stands_in_it(self, site, cost, number):
        page = self.rich(number, [site, *(TopicFactory() for _ in range(number))])
        assert cost(page.url) == 15
        assert cost(page.url, keep=True) == 1

    @pytest.mark.parametrize("number", [1, 6])
    def test_once_another_page_was_asked_for_it_costs_less(self, site, cost, number):
        page = self.rich(number, [site, *(TopicFactory() for _ in range(number))])
        cost("/lien-he/")
        assert cost(page.url, keep=True) == 12

    def test_a_plain_one_in_an_empty_cache(self, article, cost):
        assert cost(article.url) == 12

    def test_a_reader_never_makes_a_rendition(self, article, client):
        before = CustomRendition.objects.count()
        assert client.get(article.url).status_code == 200
        assert CustomRendition.objects.count() == before == 0

    def test_the_renditions_are_shown_once_they_are_made(self, article, client, django_capture_on_commit_callbacks):
        assert "srcset" not in client.get(article.url).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            make_renditions.func(article.main_picture.pk)
        assert "srcset" in client.get(article.url).content.decode()

    def test_when_all_are_gone_the_original_is_shown(self, article, client):
        CustomRendition.objects.all().delete()
        sources = page_of(client.get(article.url)).xpath("//main//img/@src")
        assert article.main_picture.file.url in sources

    def test_a_change_is_seen_at_once(self, article, client, django_capture_on_commit_callbacks):
        client.get(article.url)
        article.body = [("paragraph", "<p>Đã sửa</p>")]
        with django_capture_on_commit_callbacks(execute=True):
            article.save_revision().publish()
        assert "Đã sửa" in client.get(article.url).content.decode()

    def test_a_reader_who_is_slow_keeps_no_old_text_for_others(
        self, article, client, monkeypatch, django_capture_on_commit_callbacks
    ):
        """The article is published anew after the reader's request has read it, and before its parts are kept."""
        article.save_revision().publish()
        read = queries.article_at

        def slowly(slug):
            page = read(slug)
            monkeypatch.setattr(queries, "article_at", read)
            article.body = [("paragraph", "<p>Đã sửa</p>")]
            with django_capture_on_commit_callbacks(execute=True):
                article.save_revision().publish()
            return page

        monkeypatch.setattr(queries, "article_at", slowly)
        assert "Đã sửa" not in client.get(article.url).content.decode()
        assert "Đã sửa" in client.get(article.url).content.decode()

    def test_so_is_a_new_neighbour(self, article, client, django_capture_on_commit_callbacks):
        client.get(article.url)
        with django_capture_on_commit_callbacks(execute=True):
            ArticleFactory(title="Bài sau", display_at=NOON + timedelta(hours=1)).save_revision().publish()
        assert page_of(client.get(article.url)).xpath("//a[@rel='next']/@href") == ["/tin-tuc/bai-sau/"]

    @time_machine.travel(NOON + timedelta(days=2), tick=False)
    def test_it_says_when_it_appeared_and_when_it_was_edited(self, article, client):
        assert "Thứ tư, 17/01/2024 12:00 GMT+7" in client.get(article.url).content.decode()
        article.save_revision().publish()
        assert "Thứ sáu, 19/01/2024 12:00 GMT+7" in client.get(article.url).content.decode()

    def test_the_print_view_is_for_paper_alone(self, article, client):
        page = page_of(client.get(f"{article.url}in/"))
        assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{article.url}"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//nav") == []

    def test_text_cannot_become_markup(self, site, client):
        evil = '"><script>alert(1)</script>'
        fields = dict.fromkeys(("lead", "byline", "source", "main_picture_caption"), evil)
        page = ArticleFactory(title=evil, main_picture=ImageFactory(description=evil), **fields)
        for address in (page.url, f"{page.url}in/", "/", "/tin-tuc/"):
            tree = page_of(client.get(address))
            assert [s for s in tree.iter("script") if "alert" in s.text_content() and not s.get("type")] == []

    def test_a_draft_can_be_previewed_before_it_is_saved(self, client, site):
        client.force_login(UserFactory(role=EDITOR))
        page = ArticlePage(title="Chưa lưu", lead="Sapo")
        page.article_topics = [ArticleTopic(topic=site)]
        response = page.make_preview_request()
        assert response.status_code == 200
        assert "Chưa lưu" in response.rendered_content

    def test_so_can_a_draft_of_a_published_article(self, article):
        article.title = "Bản nháp mới"
        assert "Bản nháp mới" in article.make_preview_request().rendered_content


class TestHome:
    @pytest.mark.parametrize(("number", "queries"), [(1, 21), (8, 27)])
    def test_it_costs_a_query_a_section_and_no_more(self, cost, number, queries):
        topics = [TopicFactory() for _ in range(number)]
        for topic in topics:
            PhotoFactory()
            for _ in range(number):
                ArticleFactory(topics=[topic], main_picture=ImageFactory())
        NewsIndexPage.objects.update(lead_article=ArticleFactory(main_picture=ImageFactory()))
        assert cost("/") == queries

    def test_it_makes_no_rendition(self, site, client):
        client.get("/")
        assert CustomRendition.objects.count() == 0

    def test_the_lead_story_leads(self, site, client):
        page = page_of(client.get("/"))
        assert page.xpath("//*[contains(@class, 'lead-story__title')]/a/@href") == ["/tin-tuc/hoi-nghi/"]


def test_a_site_of_another_host_answers_too(article):
    """A request for a host that no site names is answered by the default site."""
    assert Site.objects.count() == 1
    assert Client().get(article.url, headers={"host": "khoi.example.vn"}).status_code == 200
