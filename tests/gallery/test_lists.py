"""The lists of albums as readers ask for them, rightly and wrongly."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.models import PageViewRestriction

from gallery.models import GalleryIndexPage
from images.models import CustomRendition
from images.services import make_renditions
from tests.factories import AlbumFactory, PhotoFactory, TopicFactory

pytestmark = pytest.mark.django_db

LISTS = [
    "/thu-vien-anh/",
    "/thu-vien-anh/nam/2024/",
    "/thu-vien-anh/chu-de/thi-dua/",
    "/thu-vien-anh/su-kien/ngay-hoi/",
]


def page_of(response) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


def cards(response) -> list[str]:
    return [title.text_content() for title in page_of(response).xpath("//*[contains(@class, 'index-list')]//h3")]


def text(element) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def topic():
    return TopicFactory(name="Thi đua")


@pytest.fixture
def thirty(topic):
    for number in range(30):
        day = date(2024, 1, 1) + timedelta(days=number)
        AlbumFactory(title=f"Album {number:02}", taken_on=day, topics=[topic], event_name="Ngày Hội")


@pytest.fixture
def cost(client, empty_cache):
    """cost(address): the queries of a request with nothing in the cache."""

    def count(address) -> int:
        client.get(address)  # Django remembers the kinds of content for as long as the process lives
        empty_cache()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count


@pytest.mark.parametrize("address", LISTS)
class TestPages:
    def test_they_follow_each_other_without_gaps_or_doubles(self, thirty, client, address):
        shown = [title for number in (1, 2, 3) for title in cards(client.get(address, {"trang": number}))]
        assert shown == [f"Album {number:02}" for number in reversed(range(30))]

    @pytest.mark.parametrize("number", ["x", "0", "-1", "4", "999999", "1.5", "", "9" * 5000, "\x00"])
    def test_one_that_is_not_there_is_not_found(self, thirty, client, address, number):
        assert client.get(address, {"trang": number}).status_code == 404

    def test_each_names_its_one_address_and_has_its_own_title(self, thirty, client, settings, address):
        settings.SITE_URL = "https://khoi.example.vn"
        pages = [page_of(client.get(address, {"trang": number, "utm_source": "x"})) for number in (1, 2)]
        assert [page.xpath("//link[@rel='canonical']/@href") for page in pages] == [
            [f"https://khoi.example.vn{address}"],
            [f"https://khoi.example.vn{address}?trang=2"],
        ]
        assert len({page.findtext(".//title") for page in pages}) == 2

    def test_it_sets_no_cookie_and_leads_to_the_feed(self, thirty, client, address):
        response = client.get(address)
        assert not response.cookies
        assert b"csrfmiddlewaretoken" not in response.content
        feeds = page_of(response).xpath("//link[@rel='alternate'][@type='application/rss+xml']/@href")
        assert feeds == ["/tin-tuc/rss.xml", "/thu-vien-anh/rss.xml", "/su-kien/rss.xml"]
        assert [client.get(feed).status_code for feed in feeds] == [200, 200, 200]

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_for_one_album_and_for_three(self, topic, cost, address, count):
        for _ in range(count):
            album = AlbumFactory(
                taken_on=date(2024, 1, 17), topics=[topic, TopicFactory()], event_name="Ngày Hội", place="Hà Nội"
            )
            for _ in range(count):
                make_renditions(PhotoFactory(album=album).image)
        queries = {LISTS[0]: 13, LISTS[1]: 14, LISTS[2]: 15, LISTS[3]: 14}
        assert cost(address) == queries[address]

    def test_it_makes_no_rendition(self, topic, client, address):
        PhotoFactory(album=AlbumFactory(taken_on=date(2024, 1, 17), topics=[topic], event_name="Ngày Hội"))
        assert client.get(address).status_code == 200
        assert CustomRendition.objects.count() == 0


def test_titles_of_the_lists_differ(thirty, client):
    pages = [page_of(client.get(address)) for address in LISTS]
    assert [page.findtext(".//h1") for page in pages] == ["Thư viện ảnh", "Năm 2024", "Thi đua", "Ngày Hội"]
    assert [page.findtext(".//title") for page in pages] == [
        "Thư viện ảnh – Khối thi đua",
        "Năm 2024 – Thư viện ảnh – Khối thi đua",
        "Thi đua – Thư viện ảnh – Khối thi đua",
        "Ngày Hội – Thư viện ảnh – Khối thi đua",
    ]


def test_a_list_is_shared_with_the_cover_of_its_first_album(client):
    photo = PhotoFactory()
    shared = page_of(client.get("/thu-vien-anh/")).xpath("//meta[@property='og:image']/@content")
    assert shared == [f"http://testserver{photo.image.file.url}"]


def test_a_card_says_when_where_and_how_many(client):
    album = AlbumFactory(title="Khai mạc", taken_on=date(2024, 1, 17), place="Hà Nội")
    for _ in range(2):
        PhotoFactory(album=album)
    (card,) = page_of(client.get("/thu-vien-anh/")).find_class("album-card")
    assert card.xpath(".//a/@href") == ["/thu-vien-anh/khai-mac/"]
    assert [text(part) for part in card.xpath(".//time | .//*[@class='album-card__count']")][1:] == ["17/01/2024"]
    assert "Hà Nội" in text(card)
    assert text(card.find_class("album-card__count")[0]).startswith("2 ")


class TestWaysThrough:
    def test_years_topics_and_events_are_offered_and_the_chosen_one_is_marked(self, thirty, client):
        AlbumFactory(taken_on=date(2022, 5, 1), topics=[TopicFactory(name="Hội nghị")], event_name="Hội nghị tổng kết")
        for address in LISTS:
            nav = page_of(client.get(address)).find_class("narrow")[0]
            assert nav.xpath(".//a/@href") == [
                "/thu-vien-anh/",
                "/thu-vien-anh/chu-de/hoi-nghi/",
                "/thu-vien-anh/chu-de/thi-dua/",
                "/thu-vien-anh/nam/2024/",
                "/thu-vien-anh/nam/2022/",
                "/thu-vien-anh/su-kien/ngay-hoi/",
                "/thu-vien-anh/su-kien/hoi-nghi-tong-ket/",
            ]
            assert nav.xpath(".//a[@aria-current]/@href") == [address]

    def test_of_many_events_the_latest_stand_on_top_and_all_below(self, client):
        for number in range(6):
            AlbumFactory(event_name=f"Hội thao {number}")
        page = page_of(client.get("/thu-vien-anh/"))
        links = "starts-with(@href, '/thu-vien-anh/su-kien/')"
        assert len(page.find_class("narrow")[0].xpath(f".//a[{links}]")) == 4
        assert len(page.find_class("all-events")[0].xpath(f".//a[{links}]")) == 6


class TestEmpty:
    def test_the_index_of_a_new_site(self, client):
        page = page_of(client.get("/thu-vien-anh/"))
        assert (len(page.find_class("empty")), page.find_class("narrow")) == (1, [])

    def test_a_year_between_two_that_have_albums(self, client):
        for year in (2022, 2024):
            AlbumFactory(taken_on=date(year, 5, 1))
        page = page_of(client.get("/thu-vien-anh/nam/2023/"))
        assert page.find_class("empty")[0].xpath(".//a/@href") == ["/thu-vien-anh/"]

    def test_a_topic_of_articles_alone(self, topic, client):
        page = page_of(client.get("/thu-vien-anh/chu-de/thi-dua/"))
        assert page.find_class("empty")[0].xpath(".//a/@href") == ["/thu-vien-anh/"]


@pytest.mark.parametrize(
    "address",
    [
        *(f"nam/{year}/" for year in ("0", "2021", "2025", "9999", "99999999999999999999", "-1", "x", "")),
        *("chu-de/khong-co/", "chu-de/", "su-kien/khong-co/", "su-kien/nhap/", "su-kien/kin/", "su-kien/"),
        *("rss.xml/", "atom.xml", "khong-co/", "chu-de/%00/", "su-kien/%ff/"),
    ],
)
def test_an_address_that_means_nothing(client, address):
    for year in (2022, 2024):
        AlbumFactory(taken_on=date(year, 5, 1))
    AlbumFactory(taken_on=date(2025, 5, 1), event_name="Nháp", live=False)
    closed = AlbumFactory(taken_on=date(2025, 5, 1), event_name="Kín")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/thu-vien-anh/{address}").status_code == 404


def test_a_year_with_leading_zeros_names_its_own_address(client):
    AlbumFactory(taken_on=date(2024, 5, 1))
    page = page_of(client.get("/thu-vien-anh/nam/02024/"))
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://testserver/thu-vien-anh/nam/2024/"]


@pytest.mark.parametrize("address", [*LISTS, "/", "/thu-vien-anh/rss.xml", "/sitemap-album.xml"])
def test_a_closed_album_is_spoken_of_nowhere(topic, client, address):
    PhotoFactory(album=AlbumFactory(taken_on=date(2024, 1, 17), topics=[topic], event_name="Ngày Hội"))
    closed = AlbumFactory(title="Nội bộ", taken_on=date(2024, 1, 18), topics=[topic], event_name="Ngày Hội")
    PhotoFactory(album=closed)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    content = client.get(address).content.decode()
    assert ("Nội bộ" in content, "noi-bo" in content) == (False, False)


def test_text_cannot_become_markup(client):
    evil = '"><script>alert(1)</script>'
    topic = TopicFactory(name="Thi đua", description=evil)
    AlbumFactory(title=evil, place=evil, event_name=evil, taken_on=date(2024, 1, 17), topics=[topic])
    GalleryIndexPage.objects.update(intro=evil)
    for address in ("/thu-vien-anh/", "/thu-vien-anh/chu-de/thi-dua/", "/thu-vien-anh/su-kien/script-alert-1-script/"):
        tree = page_of(client.get(address))
        assert [s for s in tree.iter("script") if "alert" in s.text_content()] == []
