"""What readers see of an album, and what it costs."""

import re
from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from gallery import services
from gallery.models import AlbumPage, AlbumTopic, Downloads, GalleryIndexPage
from gallery.tiles import tiles
from images.services import make_renditions
from tests.factories import AlbumFactory, PhotoFactory, TopicFactory

pytestmark = pytest.mark.django_db

QUERIES = 14
"""Of an album with an event, two topics and neighbours on both sides, that nothing is kept of."""


def html_of(client, album) -> str:
    response = client.get(album.url)
    assert response.status_code == 200
    return response.content.decode()


def shown_links(album, html) -> list[int]:
    return [int(pk) for pk in re.findall(rf'class="tile__link" href="{album.url}anh/(\d+)/"', html)]


class TestCost:
    @pytest.mark.parametrize("count", [3, 30])
    def test_an_album_costs_the_same_whatever_its_length(self, client, empty_cache, django_assert_num_queries, count):
        before, album, after = AlbumFactory(), AlbumFactory(topics=[TopicFactory(), TopicFactory()]), AlbumFactory()
        for beside in (before, after):
            PhotoFactory(album=beside)
        for _ in range(count):
            PhotoFactory(album=album, caption="Khai mạc")
        AlbumPage.objects.filter(pk=album.pk).update(event_name="Ngày Hội", event_slug="ngay-hoi")
        client.get("/gioi-thieu-khong-co/")  # what a process asks once in its life
        empty_cache()
        with django_assert_num_queries(QUERIES):
            html = html_of(client, album)
        assert len(shown_links(album, html)) == count


class TestContent:
    def test_the_facts(self, client):
        album = AlbumFactory(
            title="Lễ khai mạc",
            taken_on=date(2024, 1, 17),
            place="Hà Nội",
            event_name="Ngày Hội 2024",
            intro="Mười lăm đơn vị về dự.",
            credit="Minh Đức",
            topics=[TopicFactory(name="Thể thao", slug="the-thao")],
        )
        PhotoFactory(album=album)
        html = html_of(client, album)
        index = GalleryIndexPage.objects.get().url
        for wanted in (
            '<h1 class="album__title">Lễ khai mạc</h1>',
            '<time datetime="2024-01-17">Thứ tư, 17/01/2024</time>',
            "<dd>Hà Nội</dd>",
            f'<a href="{index}su-kien/ngay-hoi-2024/">Ngày Hội 2024</a>',
            '<p class="album__intro">Mười lăm đơn vị về dự.</p>',
            "<dd>Minh Đức</dd>",
            f'<a class="tag" href="{index}chu-de/the-thao/">Thể thao</a>',
            "<b data-views>0</b>",
            f'action="/danh-gia/{album.pk}/"',
            f'href="{album.url}tai-ve/"',
        ):
            assert html.count(wanted) == 1, wanted

    def test_photos_stand_in_order_without_those_left_out(self, client):
        album = AlbumFactory()
        first, second, third = (PhotoFactory(album=album) for _ in range(3))
        services.write(album, [second], is_left_out=True)
        services.arrange(album, [third.pk, first.pk, second.pk])
        assert shown_links(album, html_of(client, album)) == [third.pk, first.pk]

    def test_captions_are_in_the_page_and_hidden_names_are_not(self, client):
        album = AlbumFactory()
        PhotoFactory(album=album, caption="Trao giải", people="Trần Thị Bình")
        PhotoFactory(album=album, caption="Đội tuyển", people="Nguyễn Văn An", hides_people=True)
        html = html_of(client, album)
        assert html.count("Trần Thị Bình") >= 1
        assert "Nguyễn Văn An" not in html

    def test_the_place_of_a_picture_is_known_before_it_comes(self, client):
        album = AlbumFactory()
        photo = PhotoFactory(album=album, size=(90, 60))
        panorama = PhotoFactory(album=album, size=(900, 60))
        html = html_of(client, album)
        styles = re.findall(r'class="tile" style="([^"]*)"', html)
        assert styles == [
            f"--ratio:1.5;--colour:{photo.image.colour}",
            f"--ratio:2.6;--colour:{panorama.image.colour}",
        ]

    def test_the_first_photos_come_at_once_and_the_others_when_they_are_near(self, client):
        album = AlbumFactory()
        for _ in range(6):
            PhotoFactory(album=album)
        pictures = re.findall(r'class="tile__link".*?(<img [^>]*>)', html_of(client, album))
        assert [('loading="lazy"' in tag, 'fetchpriority="high"' in tag) for tag in pictures] == [
            (False, True), (False, False), (False, False), (False, False), (True, False), (True, False),
        ]  # fmt: skip

    def test_a_photo_of_which_nothing_is_said_has_a_name(self, client):
        album = AlbumFactory()
        PhotoFactory(album=album)
        assert tiles(list(album.photos.select_related("image")))[0].alt in html_of(client, album)

    def test_an_album_without_photos(self, client):
        album = AlbumFactory()
        html = html_of(client, album)
        assert shown_links(album, html) == []
        assert html.count('class="empty__title"') == 1
        assert "tai-ve" not in html
        assert "album.js" not in html

    def test_no_download_is_offered_where_the_editor_gives_none(self, client):
        album = AlbumFactory(downloads=Downloads.NONE)
        PhotoFactory(album=album)
        assert "tai-ve" not in html_of(client, album)


class TestNeighbours:
    def beside(self, client, album) -> list[tuple[str, str]]:
        return re.findall(r'rel="(prev|next)" href="([^"]*)"', html_of(client, album))

    def test_albums_of_the_days_around(self, client):
        third = AlbumFactory(taken_on=date(2024, 1, 19))
        first, second = AlbumFactory(taken_on=date(2024, 1, 17)), AlbumFactory(taken_on=date(2024, 1, 18))
        assert self.beside(client, second) == [("prev", first.url), ("next", third.url)]
        assert self.beside(client, first) == [("next", second.url)]
        assert self.beside(client, third) == [("prev", second.url)]

    def test_of_one_day_each_is_passed_once(self, client):
        albums = [AlbumFactory(taken_on=date(2024, 1, 17)) for _ in range(3)]
        assert self.beside(client, albums[1]) == [("prev", albums[0].url), ("next", albums[2].url)]

    def test_drafts_and_closed_albums_are_passed_over(self, client):
        first = AlbumFactory()
        AlbumFactory(live=False)
        closed, last = AlbumFactory(), AlbumFactory()
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        assert self.beside(client, first) == [("next", last.url)]


class TestPreview:
    def preview(self, album) -> str:
        return album.make_preview_request().rendered_content

    def test_of_a_draft(self):
        album = AlbumFactory(live=False)
        photo = PhotoFactory(album=album)
        album.title = "Tên mới"
        html = self.preview(album)
        assert '<h1 class="album__title">Tên mới</h1>' in html
        assert f"anh/{photo.pk}/" in html
        assert "views.js" not in html

    def test_of_an_album_that_was_never_saved(self):
        topic = TopicFactory()
        album = AlbumPage(title="Album mới", slug="album-moi", album_topics=[AlbumTopic(topic=topic)])
        index = GalleryIndexPage.objects.get()
        # As Wagtail's form for a new page sets it up.
        album.depth, album.path = index.depth + 1, index.path + "9999"
        album.set_url_path(index)
        html = self.preview(album)
        assert '<h1 class="album__title">Album mới</h1>' in html
        assert html.count('class="empty__title"') == 1
        assert topic.name in html


class TestBadAddresses:
    @pytest.mark.parametrize(
        "path",
        ["?trang=2", "?trang=x", "anh/", "anh/0/", "anh/x/", "anh/999999999999999999999/", "anh/-1/", "khong-co/"],
    )
    def test_are_not_found(self, client, path):
        album = AlbumFactory()
        PhotoFactory(album=album)
        assert client.get(album.url + path).status_code == 404

    def test_a_draft_is_not_found(self, client):
        album = AlbumFactory(live=False)
        photo = PhotoFactory(album=album)
        url = GalleryIndexPage.objects.get().url + album.slug + "/"
        paths = ["", f"anh/{photo.pk}/", "tai-ve/", f"anh/{photo.pk}/tai-ve/"]
        assert [client.get(url + path).status_code for path in paths] == [404] * 4

    def test_what_needs_a_password_shows_nothing(self, client):
        album = AlbumFactory()
        photo = PhotoFactory(album=album, caption="Họp kín")
        PageViewRestriction.objects.create(page=album, restriction_type=PageViewRestriction.LOGIN)
        paths = ["", f"anh/{photo.pk}/", "tai-ve/", f"anh/{photo.pk}/tai-ve/"]
        assert [client.get(album.url + path).status_code for path in paths] == [302] * 4


def test_pictures_come_in_the_sizes_that_were_made(client):
    album = AlbumFactory()
    photo = PhotoFactory(album=album, size=(1800, 1200))
    make_renditions(photo.image)
    html = html_of(client, album)
    assert len(re.findall(r' 400w, [^"]* 800w, [^"]* 1600w"', html)) == 3
