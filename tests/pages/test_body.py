"""A body as HTML, in a number of queries that does not grow with it."""

import pytest
from django.core.files.base import ContentFile
from lxml import html
from wagtail.models import Site

from documents.models import CustomDocument
from home.models import HomePage
from images.models import CustomImage
from news.models import ArticlePage, NewsIndexPage
from pages import body as bodies
from pages.models import InformationPage
from tests.factories import ArticleFactory, ImageFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site_is_known(db):
    Site.get_site_root_paths()  # which Wagtail keeps in the cache


def document(title="Điều lệ") -> CustomDocument:
    made = CustomDocument(title=title)
    made.file.save("dieu-le.pdf", ContentFile(b"%PDF-1.7"))
    return made


def stored(*blocks):
    """A body as it comes from the database: nothing of it is fetched yet."""
    return ArticlePage._meta.get_field("body").to_python([{"type": kind, "value": value} for kind, value in blocks])


def rendered(*blocks) -> html.HtmlElement:
    return html.fragment_fromstring(bodies.render(stored(*blocks)), create_parent="div")


def paragraph(page=None, file=None) -> tuple:
    links = f'<a linktype="page" id="{page.pk}">tin</a>' if page else ""
    links += f'<a linktype="document" id="{file.pk}">tệp</a>' if file else ""
    return "paragraph", f"<p>Xem {links}.</p>"


def picture(image) -> dict:
    return {"image": image.pk, "caption": "", "credit": "", "alt_text": ""}


def everything(count: int) -> list[tuple]:
    """A body with `count` of everything that could ask the database."""
    blocks = []
    for _ in range(count):
        cell = f'<p><a linktype="page" id="{ArticleFactory().pk}">tin</a></p>'
        table = {"columns": [{"type": "rich_text", "heading": "Cột"}], "rows": [{"values": [cell]}], "caption": ""}
        row = [{"type": "item", "id": str(n), "value": picture(ImageFactory())} for n in range(2)]
        blocks += [
            paragraph(ArticleFactory(), document()),
            ("picture", picture(ImageFactory())),
            ("picture_row", {"pictures": row, "caption": ""}),
            ("table", table),
            ("album", PhotoFactory().album_id),
            ("download", {"document": document().pk, "title": ""}),
        ]
    return blocks


@pytest.mark.parametrize("count", [1, 10])
def test_a_body_of_any_length_costs_the_same(count, django_assert_num_queries):
    blocks = everything(count)
    with django_assert_num_queries(5):  # pictures, files, albums with their photos, renditions, pages linked to
        tree = rendered(*blocks)
    assert len(tree.xpath("//img")) == 4 * count
    assert len(tree.xpath("//a[starts-with(@href, '/tin-tuc/')]")) == 2 * count
    assert len(tree.xpath("//a[starts-with(@href, '/tai-lieu/')]")) == 2 * count


@pytest.mark.parametrize("count", [1, 30])
def test_so_do_many_paragraphs(count, django_assert_num_queries):
    blocks = [paragraph(ArticleFactory(), document()) for _ in range(count)]
    with django_assert_num_queries(2):
        assert len(rendered(*blocks).xpath("//a[@href]")) == 2 * count


@pytest.mark.parametrize("count", [1, 20])
def test_and_many_pictures(count, django_assert_num_queries):
    blocks = [("picture", picture(ImageFactory())) for _ in range(count)]
    with django_assert_num_queries(2):
        assert len(rendered(*blocks).xpath("//img")) == count


def test_pages_of_every_kind_are_found_together(django_assert_num_queries):
    pages = [HomePage.objects.get(), NewsIndexPage.objects.get(), ArticleFactory()]
    pages.append(pages[0].add_child(instance=InformationPage(title="Liên hệ")))
    with django_assert_num_queries(1):
        links = rendered(*map(paragraph, pages)).xpath("//a/@href")
    assert links == [page.url for page in pages]


def test_a_link_to_what_is_gone_is_no_link():
    page, file = ArticleFactory(), document()
    block, download = paragraph(page, file), ("download", {"document": file.pk, "title": ""})
    page.delete()
    file.delete()
    assert rendered(block, download).xpath("//a/@href") == []


@pytest.mark.parametrize("key", ["1", "x", "", "-1", "9" * 30])
def test_a_link_to_what_never_was_is_no_link(key):
    links = f'<a linktype="page" id="{key}">tin</a><a linktype="document" id="{key}">tệp</a>'
    assert rendered(("paragraph", f"<p>{links}</p>")).xpath("//a/@href") == []


def test_what_was_at_hand_for_one_body_is_forgotten_for_the_next():
    image = ImageFactory(description="Trước")
    assert rendered(("picture", picture(image))).xpath("//img/@alt") == ["Trước"]
    CustomImage.objects.update(description="Sau")
    assert stored(("picture", picture(image)))[0].value["image"].description == "Sau"
    assert rendered(("picture", picture(image))).xpath("//img/@alt") == ["Sau"]


def test_a_body_that_is_not_stored_yet_is_printed_too(django_assert_num_queries):
    images = ImageFactory(), ImageFactory()
    row = {"pictures": [{**picture(image), "image": image} for image in images], "caption": ""}
    draft = ArticlePage(body=[("picture_row", row), ("download", {"document": document(), "title": ""})])
    tree = html.fragment_fromstring(bodies.render(draft.body), create_parent="div")
    assert (len(tree.xpath("//img")), len(tree.xpath("//a"))) == (2, 1)


def test_images_beside_it_get_their_renditions_in_the_same_query(django_assert_num_queries):
    beside = ImageFactory()
    stream = stored(("picture", picture(ImageFactory())))
    with django_assert_num_queries(2):
        bodies.render(stream, beside=[beside, None])
    assert beside.sizes == {}


def test_a_picture_says_what_the_text_says_of_it_and_else_what_the_library_says():
    image = ImageFactory(caption="Chú thích kho", credit="Kho", description="Mô tả kho")
    own = {"image": image.pk, "caption": "Riêng", "credit": "Hà", "alt_text": "Mô tả riêng"}
    of_library, of_text = rendered(("picture", picture(image))), rendered(("picture", own))
    assert of_library.xpath("//img/@alt") == ["Mô tả kho"]
    assert of_text.xpath("//img/@alt") == ["Mô tả riêng"]
    captions = [" ".join(tree.xpath("string(//figcaption)").split()) for tree in (of_library, of_text)]
    assert ["Chú thích kho" in captions[0], "Riêng" in captions[1], "kho" in captions[1]] == [True, True, False]


def test_a_picture_that_was_deleted_leaves_the_rest_standing():
    image = ImageFactory()
    block = ("picture", picture(image))
    image.delete()
    assert rendered(block, paragraph()).text_content().split() == ["Xem", "."]


def test_plain_texts_cannot_become_markup():
    evil = '<script>alert(1)</script><a linktype="page" id="1">x</a>'
    tree = rendered(
        ("heading", {"text": evil, "level": "2"}),
        ("quote", {"text": evil, "speaker": evil, "role": evil}),
        ("table", {"columns": [{"type": "text", "heading": evil}], "rows": [{"values": [evil]}], "caption": evil}),
        ("video", {"url": "https://youtu.be/dQw4w9WgXcQ", "caption": evil}),
    )
    assert (tree.xpath("//script"), tree.xpath("//a")) == ([], [])
    assert tree.xpath("//h2")[0].text_content() == evil


def test_a_video_that_nobody_recognises_is_left_out():
    assert rendered(("video", {"url": "https://evil.example/x", "caption": "x"})).xpath("//iframe") == []


class TestSeveralAtOnce:
    @pytest.mark.parametrize("count", [1, 5])
    def test_they_cost_what_one_costs(self, count, django_assert_num_queries):
        streams = [stored(*everything(2)) for _ in range(count)]
        with django_assert_num_queries(5):
            assert len(bodies.render_all(streams)) == count

    def test_each_keeps_its_own(self):
        first, second = stored(paragraph()), stored(("heading", {"text": "Hai", "level": "3"}))
        one, two, three = bodies.render_all([first, second, stored()])
        assert ("<h3>" in one, "<h3>" in two, three) == (False, True, "")

    def test_none_gives_none(self):
        assert bodies.render_all([]) == []

    def test_a_text_with_the_separator_of_bodies_stays_in_its_own(self):
        odd = stored(("heading", {"text": f"Một{bodies.BETWEEN}hai", "level": "2"}))
        one, two = bodies.render_all([odd, stored(paragraph())])
        assert ("Một hai" in one, "Xem" in two) == (True, True)
