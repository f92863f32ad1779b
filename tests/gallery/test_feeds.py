"""RSS of the albums as feed readers get it."""

from datetime import date, timedelta

import feedparser
import pytest
from lxml import etree
from wagtail.models import PageViewRestriction

from gallery import feeds, services
from gallery.models import AlbumPage, GalleryIndexPage
from images.services import make_renditions
from tests.factories import AlbumFactory, PhotoFactory, TopicFactory, UserFactory, hanoi
from topics.models import Topic

pytestmark = pytest.mark.django_db

NOON = hanoi(2024, 1, 17, 12)
MEDIA = {"media": "http://search.yahoo.com/mrss/"}


def get(client, **headers):
    return client.get("/thu-vien-anh/rss.xml", headers=headers)


def read(client):
    feed = feedparser.parse(get(client).content)
    assert not feed.bozo, feed.bozo_exception
    return feed


def tree(client) -> etree._Element:
    return etree.fromstring(get(client).content)


@pytest.fixture
def album():
    album = AlbumFactory(
        title="Khai mạc <Ngày Hội> & diễu hành",
        slug="khai-mac",
        intro="Buổi sáng khai mạc",
        taken_on=date(2024, 1, 17),
        place="Hà Nội",
        credit="Lê Thu Hà",
        topics=[TopicFactory(name="Thi đua"), TopicFactory(name="Hội nghị")],
        first_published_at=NOON,
        last_published_at=NOON,
    )
    PhotoFactory(album=album, caption="Trao cờ.", people="Lan, Hùng", alt_text="Hai người cầm cờ", size=(900, 600))
    PhotoFactory(album=album, caption="Đồng diễn", credit="Minh Đức", people="Bình", hides_people=True)
    return album


class TestContent:
    def test_an_album_stands_in_it(self, client, album):
        feed = read(client)
        assert (feed.feed.title, feed.feed.link) == (
            "Khối thi đua: Thư viện ảnh",
            "http://testserver/thu-vien-anh/",
        )
        (entry,) = feed.entries
        assert entry.link == entry.id == "http://testserver/thu-vien-anh/khai-mac/"
        assert (entry.summary, entry.author) == ("Buổi sáng khai mạc", "Lê Thu Hà")
        assert [tag.term for tag in entry.tags] == ["Thi đua", "Hội nghị"]
        assert entry.published_parsed[:6] == (2024, 1, 17, 5, 0, 0)
        assert tree(client).xpath("//item/title/text()") == ["Khai mạc <Ngày Hội> & diễu hành"]
        words = " ".join(etree.HTML(entry.content[0].value).xpath("//p//text()"))
        assert words.startswith("Buổi sáng khai mạc 17/01/2024 · Hà Nội · 2 ")

    def test_its_photos_say_who_took_them_and_what_they_show(self, client, album):
        first, second = read(client).entries[0].media_content, tree(client).xpath("//media:content", namespaces=MEDIA)
        assert [photo["medium"] for photo in first] == ["image", "image"]
        said = [
            [(element.tag.rpartition("}")[2], element.text, element.get("role")) for element in photo][1:]
            for photo in second
        ]
        assert said == [
            [
                ("title", "Trao cờ. Lan, Hùng", None),
                ("description", "Hai người cầm cờ", None),
                ("credit", "Lê Thu Hà", "photographer"),
            ],
            [("title", "Đồng diễn", None), ("credit", "Minh Đức", "photographer")],
        ]

    def test_a_photo_comes_in_a_large_and_a_small_size(self, client, album):
        make_renditions(album.photos.first().image)
        photo = tree(client).xpath("//media:content", namespaces=MEDIA)[0]
        (thumbnail,) = photo.xpath("media:thumbnail", namespaces=MEDIA)
        sizes = [
            (file.get("url").rpartition(".width-")[2], file.get("width"), file.get("height"))
            for file in (photo, thumbnail)
        ]
        assert sizes == [("1600.format-jpeg.jpg", "900", "600"), ("400.format-jpeg.jpg", "400", "266")]
        assert photo.get("type") == "image/jpeg"

    def test_one_that_is_not_ready_is_the_file_itself(self, client, album):
        photo = tree(client).xpath("//media:content", namespaces=MEDIA)[1]
        assert photo.get("url") == f"http://testserver{album.photos.last().image.file.url}"

    def test_the_cover_stands_for_the_album(self, client, album):
        cover = album.photos.last()
        services.choose_cover(album, cover)
        (entry,) = read(client).entries
        assert [file.href for file in entry.enclosures] == [f"http://testserver{cover.image.file.url}"]
        assert etree.HTML(entry.content[0].value).xpath("//img/@src") == [f"http://testserver{cover.image.file.url}"]

    def test_every_address_is_whole(self, client, album, settings):
        settings.SITE_URL = "https://khoi.example.vn"
        elements = tree(client).iter()
        addresses = [a for e in elements for a in (e.get("url"), e.get("href"), e.text) if a and a.strip()[:1] == "/"]
        assert addresses == []
        assert read(client).entries[0].link == "https://khoi.example.vn/thu-vien-anh/khai-mac/"

    def test_the_newest_days_come_first_and_no_more_than_they_may(self, client, monkeypatch):
        monkeypatch.setattr(feeds, "ITEMS", 2)
        monkeypatch.setattr(feeds, "PHOTOS", 1)
        for number in range(3):
            album = AlbumFactory(title=f"Album {number}", taken_on=date(2024, 1, 17) + timedelta(days=number))
            for _ in range(2):
                PhotoFactory(album=album)
        entries = read(client).entries
        assert [(entry.title, len(entry.media_content)) for entry in entries] == [("Album 2", 1), ("Album 1", 1)]

    def test_drafts_closed_albums_and_photos_left_out_are_not_in_it(self, client):
        AlbumFactory(live=False)
        PageViewRestriction.objects.create(page=AlbumFactory(), restriction_type=PageViewRestriction.LOGIN)
        album = AlbumFactory(title="Công khai")
        PhotoFactory(album=album, caption="Hiện")
        PhotoFactory(album=album, caption="Không đăng", is_left_out=True)
        assert [entry.title for entry in read(client).entries] == ["Công khai"]
        assert tree(client).xpath("//media:title/text()", namespaces=MEDIA) == ["Hiện"]

    def test_control_characters_cannot_break_it(self, client):
        album = AlbumFactory(title="Chuông\x07 reo", intro="\x1e\x0b lời \ufffe", credit="H\x01à")
        PhotoFactory(album=album, caption="một\x08 hai", credit="\x02")
        (entry,) = read(client).entries
        assert entry.title == "Chuông reo"
        assert tree(client).xpath("//media:title/text()", namespaces=MEDIA) == ["một hai"]

    def test_an_empty_site_has_an_empty_one(self, client):
        assert read(client).entries == []

    def test_a_site_without_the_index_has_none(self, client):
        GalleryIndexPage.objects.get().unpublish()
        assert get(client).status_code == 404

    @pytest.mark.parametrize("count", [1, 4])
    def test_it_costs_the_same_whatever_stands_in_it(self, client, count, django_assert_num_queries):
        for _ in range(count):
            album = AlbumFactory(topics=[TopicFactory() for _ in range(count)])
            for _ in range(count):
                PhotoFactory(album=album)
        get(client)
        with django_assert_num_queries(8):
            get(client)


class TestAskedAgain:
    def test_the_same_albums_give_the_same_bytes(self, client, album):
        first, second = get(client), get(client)
        assert (first.content, first.headers["ETag"]) == (second.content, second.headers["ETag"])
        assert first.headers["ETag"].startswith('"')
        assert first.headers["Cache-Control"] == "public, max-age=300"
        assert first.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert not first.cookies

    @pytest.mark.parametrize("form", ["{}", "W/{}", '"other" , W/{} ,"more"', "*"])
    def test_who_has_it_is_told_so(self, client, album, form):
        tag = get(client).headers["ETag"]
        response = get(client, if_none_match=form.format(tag))
        assert (response.status_code, response.content, response.headers["ETag"]) == (304, b"", tag)

    def test_a_date_alone_is_no_proof(self, client, album):
        """A photo may have been withdrawn since, which no date tells."""
        dated = get(client).headers["Last-Modified"]
        assert get(client, if_modified_since=dated).status_code == 200


def another_caption(album):
    services.write(album, album.photos.all(), caption="Đã sửa")


def names_hidden(album):
    services.write(album, album.photos.all(), hides_people=True)


def another_order(album):
    services.arrange(album, [photo.pk for photo in reversed(album.photos.all())])


def a_photo_withdrawn(album):
    services.withdraw(album.photos.last(), reason="Người trong ảnh đề nghị gỡ", user=UserFactory())


def another_title(album):
    album.title = "Tên mới"
    album.save_revision().publish()


def another_topic(album):
    Topic.objects.filter(name="Thi đua").update(name="Phong trào")


@pytest.mark.parametrize(
    "change",
    [another_caption, names_hidden, another_order, a_photo_withdrawn, another_title, another_topic, AlbumPage.delete],
)
def test_whatever_changes_in_it_changes_its_tag(client, album, change, django_capture_on_commit_callbacks):
    before = get(client)
    with django_capture_on_commit_callbacks(execute=True):
        change(album)
    after = get(client, if_none_match=before.headers["ETag"])
    assert after.status_code == 200
    assert after.content != before.content
