"""RSS and Atom as feed readers get them."""

from datetime import timedelta

import feedparser
import pytest
from lxml import etree

from images.services import make_renditions
from navigation.models import SiteIdentity
from news.models import ArticlePage, NewsIndexPage
from tests.factories import ArticleFactory, ImageFactory, TopicFactory, hanoi
from topics.models import Topic

pytestmark = pytest.mark.django_db

NOON = hanoi(2024, 1, 17, 12)
KINDS = pytest.mark.parametrize("kind", ["rss", "atom"])


def get(client, kind, **headers):
    return client.get(f"/tin-tuc/{kind}.xml", headers=headers)


def read(client, kind):
    feed = feedparser.parse(get(client, kind).content)
    assert not feed.bozo, feed.bozo_exception
    return feed


@pytest.fixture
def article():
    picture = ImageFactory(description="Trong hội trường")
    body = [
        (
            "paragraph",
            f'<p>Toàn <b>văn</b>, xem <a linktype="page" id="{ArticleFactory(title="Khác").pk}">bài</a>.</p>',
        ),
        ("picture", {"image": picture, "caption": "Chú thích", "credit": "", "alt_text": ""}),
        ("paragraph", '<p><a href="https://khac.example/x">ngoài</a> và <a href="//cdn.example/x">cdn</a></p>'),
    ]
    return ArticleFactory(
        title="Hội nghị <tổng kết> & trao cờ",
        lead="Sapo của bài",
        byline="Lê Thu Hà",
        display_at=NOON,
        main_picture=ImageFactory(),
        topics=[TopicFactory(name="Thi đua"), TopicFactory(name="Hội nghị")],
        body=body,
    )


@KINDS
class TestContent:
    def test_an_article_stands_in_it_whole(self, client, article, kind):
        entry = next(e for e in read(client, kind).entries if "tổng kết" in e.title)
        assert entry.summary == "Sapo của bài"
        titles = etree.fromstring(get(client, kind).content).xpath("//*[local-name()='title']/text()")
        assert article.title in titles
        assert entry.link == entry.id == f"http://testserver{article.url}"
        assert [tag.term for tag in entry.tags] == ["Thi đua", "Hội nghị"]
        assert entry.published_parsed[:6] == (2024, 1, 17, 5, 0, 0)
        text = entry.content[0].value
        assert "Toàn <b>văn</b>" in text
        assert "Chú thích" in text
        assert "Sapo của bài" in text

    def test_every_address_is_whole(self, client, article, kind, settings):
        for site_url in ("", "https://khoi.example.vn"):
            settings.SITE_URL = site_url
            home = site_url or "http://testserver"
            feed = read(client, kind)
            entry = next(e for e in feed.entries if "tổng kết" in e.title)
            addresses = etree.HTML(entry.content[0].value).xpath("//@src | //@href")
            assert {a for a in addresses if not a.startswith(home)} == {"https://khac.example/x", "//cdn.example/x"}
            assert len(addresses) == 5
            assert feed.feed.link == f"{home}/tin-tuc/"
            assert all(e.link.startswith(home) for e in feed.entries)
            assert next(link.href for link in entry.links if link.rel == "enclosure").startswith(home)

    def test_pictures_are_plain_ones(self, client, article, kind):
        for image in (article.main_picture, article.body[1].value["image"]):
            make_renditions(image)
        content = next(e for e in read(client, kind).entries if "tổng kết" in e.title).content[0].value
        tree = etree.HTML(content)
        assert tree.xpath("//source | //@srcset | //@sizes | //@loading") == []
        assert len(tree.xpath("//img[@src]")) == 2
        assert all(source.endswith(".jpg") for source in tree.xpath("//img/@src"))

    def test_control_characters_cannot_break_it(self, client, kind):
        ArticleFactory(
            title="Chuông\x07 reo",
            lead="\x1e\x0b sapo \ufffe",
            byline="H\x01à",
            body=[("paragraph", "<p>một\x08 hai\x1eba</p>"), ("heading", {"text": "bốn\x02", "level": "2"})],
        )
        entry = read(client, kind).entries[0]
        assert entry.title == "Chuông reo"
        assert "một hai ba" in entry.content[0].value

    def test_it_holds_the_thirty_newest_newest_first(self, client, kind):
        for number in range(32):
            ArticleFactory(title=f"Bài {number:02}", display_at=NOON + timedelta(minutes=number))
        titles = [entry.title for entry in read(client, kind).entries]
        assert titles == [f"Bài {number:02}" for number in range(31, 1, -1)]

    def test_an_empty_site_has_an_empty_one(self, client, kind):
        assert read(client, kind).entries == []

    @pytest.mark.parametrize("count", [1, 5])
    def test_it_costs_the_same_whatever_stands_in_it(self, client, kind, count, django_assert_num_queries):
        for _ in range(count):
            picture = {"image": ImageFactory(), "caption": "", "credit": "", "alt_text": ""}
            body = [
                ("paragraph", f'<p><a linktype="page" id="{ArticleFactory().pk}">tin</a></p>'),
                ("picture", picture),
            ]
            pictures = {"main_picture": ImageFactory(), "social_image": ImageFactory()}
            ArticleFactory(topics=[TopicFactory(), TopicFactory()], body=body, **pictures)
        get(client, kind)
        with django_assert_num_queries(8):
            get(client, kind)


@KINDS
class TestAskedAgain:
    def test_the_same_articles_give_the_same_bytes(self, client, article, kind):
        first, second = get(client, kind), get(client, kind)
        assert (first.content, first.headers["ETag"]) == (second.content, second.headers["ETag"])
        assert first.headers["ETag"].startswith('"')
        assert first.headers["Cache-Control"] == "public, max-age=300"

    @pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other" , W/{} ,"more"', "*"])
    def test_who_has_it_is_told_so(self, client, article, kind, form):
        tag = get(client, kind).headers["ETag"]
        response = get(client, kind, if_none_match=form.format(tag))
        assert (response.status_code, response.content, response.headers["ETag"]) == (304, b"", tag)

    @pytest.mark.parametrize("form", ['"other"', "other", "W/", '""', "{unquoted}"])
    def test_who_has_another_gets_this_one(self, client, article, kind, form):
        tag = get(client, kind).headers["ETag"]
        assert get(client, kind, if_none_match=form.replace("{unquoted}", tag.strip('"'))).status_code == 200

    def test_a_date_alone_is_no_proof(self, client, article, kind):
        """An article may have been taken down since, which no date tells."""
        dated = get(client, kind).headers["Last-Modified"]
        assert get(client, kind, if_modified_since=dated).status_code == 200

    def test_head(self, client, article, kind):
        response = client.head(f"/tin-tuc/{kind}.xml")
        assert (response.status_code, response.content) == (200, b"")
        assert response.headers["ETag"] == get(client, kind).headers["ETag"]

    def test_the_two_kinds_have_different_tags(self, client, article, kind):
        other = "atom" if kind == "rss" else "rss"
        assert get(client, other, if_none_match=get(client, kind).headers["ETag"]).status_code == 200


def changed_title(article):
    article.title = "Tên mới"
    article.save_revision().publish()


def withdrawn_while_an_older_one_takes_its_place(article):
    ArticlePage.objects.get(title="Bài 05").unpublish()


def renamed_topic(article):
    Topic.objects.filter(name="Thi đua").update(name="Phong trào")


def other_main_picture(article):
    ArticlePage.objects.filter(pk=article.pk).update(main_picture=ImageFactory())


def other_imprint(article):
    SiteIdentity.objects.update_or_create(site=NewsIndexPage.objects.get().get_site(), defaults={"name": "Khối 7"})


@KINDS
@pytest.mark.parametrize(
    "change",
    [
        changed_title,
        withdrawn_while_an_older_one_takes_its_place,
        renamed_topic,
        other_main_picture,
        other_imprint,
        ArticlePage.delete,
    ],
)
def test_whatever_changes_in_it_changes_its_tag(client, article, kind, change, django_capture_on_commit_callbacks):
    for number in range(31):
        ArticleFactory(title=f"Bài {number:02}", display_at=NOON - timedelta(minutes=31 - number))
    before = get(client, kind)
    with django_capture_on_commit_callbacks(execute=True):
        change(article)
    after = get(client, kind, if_none_match=before.headers["ETag"])
    assert after.status_code == 200
    assert after.content != before.content
