"""Every text that an editor types is stored composed (NFC), as the page, its body and its inline forms take it."""

import unicodedata

import pytest
from django.forms.models import model_to_dict
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import User
from home.models import HomePage
from navigation.models import SiteIdentity
from news.models import ArticlePage, NewsIndexPage
from pages.forms import PageForm
from pages.models import InformationPage
from tests.factories import ArticleFactory, TopicFactory

pytestmark = pytest.mark.django_db

COMPOSED = "Hội nghị Đổi mới"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("quantri@example.vn", full_name="Đỗ Anh"))
    return client


def edit(admin, page, **fields) -> Page:
    """The page as its newest draft holds it, after these fields were typed into its form."""
    form = {
        "title": page.title,
        "slug": page.slug,
        "comments": inline_formset([]),
        "body": streamfield([]),
        "article_topics": inline_formset([]),
        "related_articles": inline_formset([]),
    }
    response = admin.post(f"/quan-tri/pages/{page.pk}/edit/", nested_form_data(form | fields))
    assert response.status_code == 302, response.context["form"].errors
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_home_page(admin):
    saved = edit(admin, HomePage.objects.get(), title=DECOMPOSED, tagline=DECOMPOSED)
    assert (saved.title, saved.tagline) == (COMPOSED, COMPOSED)


def test_a_news_index(admin):
    saved = edit(admin, NewsIndexPage.objects.get(), intro=DECOMPOSED, search_description=DECOMPOSED)
    assert (saved.intro, saved.search_description) == (COMPOSED, COMPOSED)


def test_an_information_page(admin):
    page = HomePage.objects.get().add_child(instance=InformationPage(title="Liên hệ"))
    saved = edit(admin, page, intro=DECOMPOSED, body=streamfield([("heading", {"text": DECOMPOSED, "level": "2"})]))
    assert (saved.intro, saved.body[0].value["text"]) == (COMPOSED, COMPOSED)


def test_an_article_with_its_body(admin):
    blocks = [
        ("paragraph", rich_text(f"<p>{DECOMPOSED} <b>{DECOMPOSED}</b></p>", features=["bold"])),
        ("heading", {"text": DECOMPOSED, "level": "2"}),
        ("quote", {"text": DECOMPOSED, "speaker": DECOMPOSED, "role": ""}),
        ("video", {"url": "https://youtu.be/dQw4w9WgXcQ", "caption": DECOMPOSED}),
    ]
    article = ArticleFactory()
    texts = dict.fromkeys(("title", "lead", "byline", "source", "main_picture_caption", "seo_title"), DECOMPOSED)
    saved = edit(admin, article, body=streamfield(blocks), **texts)
    assert {name: getattr(saved, name) for name in texts} == dict.fromkeys(texts, COMPOSED)
    assert str(saved.body.get_prep_value()).count(COMPOSED) == 6
    assert unicodedata.is_normalized("NFC", str(saved.body.get_prep_value()))


def test_a_character_that_no_feed_could_carry_is_dropped(admin):
    saved = edit(admin, ArticleFactory(), title="Hội\x0bnghị\x00", lead="A\x07\ufffeB")
    assert (saved.title, saved.lead) == ("Hội nghị", "AB")


def test_inline_forms_read_the_cleaned_data_too(admin):
    topic, other = TopicFactory(), ArticleFactory()
    saved = edit(
        admin,
        ArticleFactory(),
        article_topics=inline_formset([{"topic": topic.pk}]),
        related_articles=inline_formset([{"article": other.pk}]),
    )
    assert [link.topic for link in saved.article_topics.all()] == [topic]
    assert [link.article for link in saved.related_articles.all()] == [other]


def test_the_imprint(admin):
    identity = SiteIdentity.for_site(HomePage.objects.get().get_site())
    data = {name: value or "" for name, value in model_to_dict(identity).items()}
    response = admin.post(
        f"/quan-tri/settings/navigation/siteidentity/{identity.site_id}/",
        data | {"name": DECOMPOSED, "address": DECOMPOSED},
    )
    assert response.status_code == 302
    identity.refresh_from_db()
    assert (identity.name, identity.address) == (COMPOSED, COMPOSED)


def test_every_kind_of_page_has_the_form():
    kinds = [kind for kind in get_page_models() if kind is not Page]
    assert {kind for kind in kinds if not issubclass(kind.get_edit_handler().get_form_class(), PageForm)} == set()
    assert ArticlePage in kinds


def test_the_cells_of_a_table_are_composed_as_well():
    """They come as JSON in a field of their own, so the block is asked itself."""
    block = ArticlePage._meta.get_field("body").stream_block.child_blocks["table"]
    cell = f"<p>{DECOMPOSED}\x07</p>"
    columns = [{"type": "rich_text", "heading": "A"}, {"type": "text", "heading": "B"}]
    table = block.to_python({"columns": columns, "rows": [{"values": [cell, "b"]}], "caption": ""})
    assert block.get_prep_value(block.clean(table))["rows"] == [{"values": [f"<p>{COMPOSED}</p>", "b"]}]
