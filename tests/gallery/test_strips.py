"""An album in the text of another page: its first photos, for those who may see them."""

import feedparser
import pytest
from lxml import html
from wagtail.models import PageViewRestriction

from gallery import services
from gallery.models import AlbumPage
from home.models import HomePage
from news.models import ArticlePage
from pages import body as bodies
from pages.models import InformationPage
from tests.factories import AlbumFactory, ArticleFactory, PhotoFactory

pytestmark = pytest.mark.django_db


def stored(*albums):
    """A body as it comes from the database: nothing of it is fetched yet."""
    blocks = [{"type": "album", "value": album if isinstance(album, int) else album.pk} for album in albums]
    return ArticlePage._meta.get_field("body").to_python(blocks)


def rendered(*albums, **options) -> html.HtmlElement:
    (markup,) = bodies.render_all([stored(*albums)], **options)
    return html.fragment_fromstring(markup, create_parent="div")


def text(element) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def album():
    return AlbumFactory(title="Khai mạc", slug="khai-mac", taken_on="2024-01-17", place="Hà Nội")


def test_it_leads_to_the_album_and_to_each_photo_that_it_shows(album):
    photos = [PhotoFactory(album=album, caption=f"Ảnh {number}") for number in range(3)]
    PhotoFactory(album=album, is_left_out=True)
    tree = rendered(album)
    assert tree.xpath("//a/@href") == [
        "/thu-vien-anh/khai-mac/",
        *(f"/thu-vien-anh/khai-mac/anh/{photo.pk}/" for photo in photos),
    ]
    assert tree.xpath("//img/@alt") == ["Ảnh 0", "Ảnh 1", "Ảnh 2"]
    assert text(tree.find_class("album-strip__about")[0]).startswith("17/01/2024 Hà Nội 3 ")


@pytest.mark.parametrize(("photos", "shown", "more"), [(1, 1, ""), (4, 4, ""), (5, 4, "+1"), (6, 6, ""), (9, 6, "+3")])
def test_of_many_the_last_leads_to_all(album, photos, shown, more):
    for _ in range(photos):
        PhotoFactory(album=album)
    tree = rendered(album)
    assert len(tree.xpath("//img")) == shown
    assert "".join(tree.xpath("//*[@class='album-strip__more']/text()")) == more
    last = tree.xpath("(//a)[last()]/@href")[0]
    assert (last == "/thu-vien-anh/khai-mac/") is bool(more)


def test_every_link_says_where_it_leads(album):
    for _ in range(2):
        PhotoFactory(album=album)
    alts = rendered(album).xpath("//img/@alt")
    assert (len(set(alts)), "" in alts) == (2, False)


def draft(album):
    album.unpublish()


def closed(album):
    PageViewRestriction.objects.create(page=album, restriction_type=PageViewRestriction.LOGIN)


def all_left_out(album):
    services.write(album, album.photos.all(), is_left_out=True)


@pytest.mark.parametrize("hide", [draft, closed, all_left_out, AlbumPage.delete])
def test_what_readers_may_not_see_leaves_nothing(album, hide):
    PhotoFactory(album=album)
    other = PhotoFactory().album
    pk = album.pk
    hide(album)
    assert rendered(pk, other).xpath("//*[@class='album-strip__title']//text()") == [other.title]
    assert text(rendered(pk, is_plain=True)) == ""


def test_nothing_is_shown_while_the_index_is_closed(album):
    PhotoFactory(album=album)
    closed(album.get_parent())
    assert text(rendered(album)) == ""


def test_a_page_that_is_no_album_leaves_nothing():
    assert text(rendered(ArticleFactory().pk)) == ""


@pytest.mark.parametrize("count", [1, 5])
def test_many_cost_what_one_costs(count, django_assert_num_queries):
    albums = []
    for _ in range(count):
        albums.append(AlbumFactory())
        for _ in range(count):
            PhotoFactory(album=albums[-1])
    body = stored(*albums, *albums)
    with django_assert_num_queries(2):  # photos with their albums, renditions
        assert bodies.render(body).count("<aside") == 2 * count


def test_a_body_that_is_not_stored_yet_shows_it_too(album):
    PhotoFactory(album=album)
    assert "album-strip" in bodies.render(ArticlePage(body=[("album", album)]).body)


def test_an_information_page_shows_it(album, client):
    PhotoFactory(album=album)
    page = HomePage.objects.get().add_child(instance=InformationPage(title="Giới thiệu", body=[("album", album)]))
    assert "album-strip" in client.get(page.url).content.decode()


def test_an_article_follows_the_album(album, client, django_capture_on_commit_callbacks):
    photo = PhotoFactory(album=album)
    article = ArticleFactory(body=[("album", album)])
    assert "album-strip" in client.get(article.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        services.write(album, [photo], caption="Đã chú thích")
    assert "Đã chú thích" in client.get(article.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        album.unpublish()
    assert "album-strip" not in client.get(article.url).content.decode()


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_has_a_link_and_no_strip(album, client, kind):
    PhotoFactory(album=album)
    ArticleFactory(body=[("album", album)])
    (entry,) = feedparser.parse(client.get(f"/tin-tuc/{kind}.xml").content).entries
    tree = html.fragment_fromstring(entry.content[0].value, create_parent="div")
    assert tree.xpath("//a/@href") == ["http://testserver/thu-vien-anh/khai-mac/"]
    assert tree.xpath("//img") == []


def test_the_search_is_told_no_numbers(album):
    assert ArticleFactory(body=[("album", album)]).search_document().text == ""


def test_no_title_or_caption_can_become_markup(album):
    evil = '"><script>alert(1)</script>'
    AlbumPage.objects.filter(pk=album.pk).update(title=evil, place=evil)
    PhotoFactory(album=album, caption=evil)
    for tree in (rendered(album), rendered(album, is_plain=True)):
        assert (tree.xpath("//script"), evil in tree.text_content()) == ([], True)
