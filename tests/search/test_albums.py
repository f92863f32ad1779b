"""Albums are found by their captions, and show the photos that were meant."""

import pytest
from lxml import html

from gallery import services
from search import queries
from search.models import SearchEntry
from search.typed import understand
from tests.factories import AlbumFactory, PhotoFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def album():
    album = AlbumFactory(title="Khai mạc", live=False)
    album.save_revision().publish()
    return album


def found(text) -> list[str]:
    keys = queries.find(understand(text))
    return list(SearchEntry.objects.filter(key__in=keys).values_list("title", flat=True))


def photos(client, text) -> list[list[str]]:
    """The captions of the photos that each result shows."""
    results = client.get("/tim-kiem/", {"q": text}).context["results"]
    return [[photo.caption_html for photo in result.photos] for result in results]


class TestFollowing:
    def test_an_album_is_found_from_its_publication_to_its_withdrawal(self):
        album = AlbumFactory(title="Khai mạc", live=False)
        PhotoFactory(album=album, caption="")
        assert found("khai mac") == []
        album.save_revision().publish()
        assert found("khai mac") == ["Khai mạc"]
        album.refresh_from_db()
        album.unpublish()
        assert found("khai mac") == []

    def test_deleting_it_leaves_nothing(self, album):
        services.write(album, [PhotoFactory(album=album)], caption="Trao cờ")
        album.delete()
        assert (found("trao co"), SearchEntry.objects.filter(kind="album").count()) == ([], 0)

    def test_a_caption_is_found_when_it_is_written_and_not_after_it_was_changed(self, album):
        photo = PhotoFactory(album=album)
        services.write(album, [photo], caption="Trao cờ thi đua", people="Nguyễn Thị Lan")
        assert (found("trao co"), found("thi lan")) == (["Khai mạc"], ["Khai mạc"])
        services.write(album, [photo], caption="Đồng diễn")
        assert (found("trao co"), found("dong dien")) == ([], ["Khai mạc"])

    @pytest.mark.parametrize(
        "go",
        [
            lambda album, photo: services.write(album, [photo], hides_people=True),
            lambda album, photo: services.write(album, [photo], is_left_out=True),
            lambda album, photo: services.remove(album, [photo], user=UserFactory()),
            lambda album, photo: services.withdraw(photo, reason="Người trong ảnh đề nghị gỡ", user=UserFactory()),
        ],
        ids=["names hidden", "left out", "removed", "withdrawn"],
    )
    def test_a_name_that_is_gone_finds_nothing(self, album, client, go):
        photo = PhotoFactory(album=album)
        services.write(album, [photo], people="Nguyễn Thị Lan")
        assert found("nguyen thi lan") == ["Khai mạc"]
        go(album, photo)
        assert found("nguyen thi lan") == []
        assert photos(client, "khai mạc") == [[]]

    def test_the_photos_of_a_draft_find_nothing(self):
        album = AlbumFactory(live=False)
        services.write(album, [PhotoFactory(album=album)], caption="Trao cờ")
        assert found("trao co") == []


class TestPhotosOfAResult:
    @pytest.mark.parametrize("typed", ["trao cờ", "trao co", "TRAO CO", '"trao cờ"', "co trao", "khai mac trao co"])
    def test_they_have_the_words_with_accents_or_without(self, album, client, typed):
        for caption in ("Đồng diễn", "Trao cờ thi đua", "Trao quà"):
            services.write(album, [PhotoFactory(album=album)], caption=caption)
        services.write(album, [PhotoFactory(album=album)], caption="Khai mạc")
        shown = photos(client, typed)[0]
        assert [caption.replace("<mark>", "").replace("</mark>", "") for caption in shown] == ["Trao cờ thi đua"]

    def test_each_leads_to_its_own_page_and_marks_what_was_found(self, album, client):
        photo = PhotoFactory(album=album)
        services.write(album, [photo], caption="Trao cờ & <hoa>")
        page = html.fromstring(client.get("/tim-kiem/", {"q": "trao co"}).content.decode())
        (link,) = page.find_class("found-photos__link")
        assert link.get("href") == f"/thu-vien-anh/khai-mac/anh/{photo.pk}/"
        assert (link.text_content(), link.xpath(".//mark/text()")) == ("Trao cờ & <hoa>", ["Trao cờ"])

    def test_at_most_four_those_with_the_accents_as_typed_first(self, album, client):
        for caption in ("Má", "Mã", "Mà", "Ma", "Mạ", "Mả"):
            services.write(album, [PhotoFactory(album=album)], caption=caption)
        shown = [caption.removeprefix("<mark>").removesuffix("</mark>") for caption in photos(client, "mạ")[0]]
        assert shown == ["Mạ", "Má", "Mã", "Mà"]

    def test_hidden_names_and_photos_left_out_are_not_shown(self, album, client):
        hidden, left_out, shown = (PhotoFactory(album=album) for _ in range(3))
        services.write(album, [hidden], people="Nguyễn Thị Lan", hides_people=True)
        services.write(album, [left_out], people="Nguyễn Thị Lan", is_left_out=True)
        services.write(album, [shown], people="Nguyễn Thị Lan")
        assert photos(client, "nguyen thi lan") == [["<mark>Nguyễn Thị Lan</mark>"]]
        page = client.get("/tim-kiem/", {"q": "nguyen thi lan"}).content.decode()
        assert [f"/anh/{photo.pk}/" in page for photo in (hidden, left_out, shown)] == [False, False, True]

    def test_an_album_found_by_its_title_shows_none(self, album, client):
        services.write(album, [PhotoFactory(album=album)], caption="Đồng diễn")
        assert photos(client, "khai mac") == [[]]

    @pytest.mark.parametrize("count", [1, 5])
    def test_they_cost_two_queries_however_many(self, client, count, django_assert_num_queries):
        for number in range(count):
            album = AlbumFactory(title=f"Hội thao {number}", live=False)
            album.save_revision().publish()
            for _ in range(count):
                services.write(album, [PhotoFactory(album=album)], caption="Kéo co")
        client.get("/tim-kiem/", {"q": "hoi thao"})
        # Topics; two tiers in the title and two in the text; entries; captions; pages, albums, covers and sizes.
        with django_assert_num_queries(11):
            client.get("/tim-kiem/", {"q": "hoi thao"})
        with django_assert_num_queries(12):
            client.get("/tim-kiem/", {"q": "keo co"})
