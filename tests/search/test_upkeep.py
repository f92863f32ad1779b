"""The search follows what happens to pages."""

import copy
from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, PageViewRestriction

from news.models import ArticlePage
from pages.models import InformationPage
from search import queries, services
from search.index import Match, index_on
from search.models import SearchEntry
from search.tokens import KIND
from search.typed import understand


def found(text):
    keys = queries.find(understand(text))
    return list(SearchEntry.objects.filter(key__in=keys).order_by("-key").values_list("title", flat=True))


def indexed_keys():
    """What the index holds, whether or not an entry stands beside it."""
    return index_on(connection).newest(Match((KIND + "news",)), 1_000)


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_a_draft_is_not_found(publish):
    publish("Hội thảo", live=False)

    assert found("hội thảo") == []


def test_an_article_is_found_from_its_publication_to_its_withdrawal(publish):
    article = publish("Hội thảo", live=False)

    article.save_revision().publish()
    assert found("hội thảo") == ["Hội thảo"]

    article.refresh_from_db()
    article.unpublish()
    assert found("hội thảo") == []
    assert indexed_keys() == []


def test_a_change_is_found_when_it_is_published_and_the_old_words_are_forgotten(publish):
    article = publish("Hội thảo")

    article.title = "Đại hội"
    article.save_revision()
    assert found("hội thảo") == ["Hội thảo"]

    article.get_latest_revision().publish()
    assert found("thảo") == []
    assert found("đại hội") == ["Đại hội"]
    assert len(indexed_keys()) == 1


def test_a_new_date_moves_an_article(publish):
    early = publish("Hội thảo A")
    publish("Hội thảo B")
    early.display_at = early.display_at.replace(year=2025)
    early.save_revision().publish()

    assert found("hội thảo") == ["Hội thảo A", "Hội thảo B"]
    assert len(indexed_keys()) == 2


def test_another_topic_is_known_after_publication(publish, topic):
    sport, science = topic("Thể thao", "the-thao"), topic("Khoa học", "khoa-hoc")
    article = publish("Hội thảo", topics=[sport])
    article.article_topics = [type(article.article_topics.first())(topic=science)]
    article.save_revision().publish()

    def by(topic):
        return len(queries.find(understand("hội thảo"), queries.Filters(topic=topic)))

    assert (by(sport), by(science)) == (0, 1)


def test_a_deleted_article_leaves_nothing_behind(publish):
    publish("Hội thảo A")
    article = publish("Hội thảo B")

    article.delete()

    assert found("hội thảo") == ["Hội thảo A"]
    assert len(indexed_keys()) == 1


def test_pages_deleted_with_their_parent_leave_nothing_behind(publish, news_index):
    publish("Hội thảo A")
    publish("Hội thảo B")

    news_index.delete()

    assert indexed_keys() == []
    assert not SearchEntry.objects.filter(kind="news").exists()


def test_a_restriction_hides_a_page_at_once_and_gives_it_back(publish, django_capture_on_commit_callbacks):
    article = publish("Hội thảo")

    restriction = restrict(article)
    assert found("hội thảo") == []

    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert found("hội thảo") == ["Hội thảo"]


def test_a_restriction_hides_everything_below_it(publish, news_index):
    publish("Hội thảo A")
    restrict(news_index)
    publish("Hội thảo B")

    assert found("hội thảo") == []


def test_deleting_a_restricted_page_does_not_bring_it_back(publish, django_capture_on_commit_callbacks):
    article = publish("Hội thảo")
    restrict(article)

    with django_capture_on_commit_callbacks(execute=True):
        article.delete()

    assert indexed_keys() == []


def test_a_page_moved_behind_a_restriction_is_hidden_with_all_below_it(news_index):
    home = news_index.get_parent().specific
    hidden, shown = (
        home.add_child(instance=InformationPage(title=title, slug=slug, live=True))
        for title, slug in (("Nội bộ", "noi-bo"), ("Công khai", "cong-khai"))
    )
    restrict(hidden)
    below = shown.add_child(instance=InformationPage(title="Quy chế thi đua", slug="quy-che"))
    services.index_tree(shown)
    assert found("quy chế") == ["Quy chế thi đua"]

    shown.move(hidden, pos="last-child")
    assert found("quy chế") == []

    Page.objects.get(pk=shown.pk).move(home, pos="last-child")
    assert found("quy chế") == [below.title]


def test_many_pages_take_the_queries_of_one_batch(publish, django_assert_num_queries):
    for number in range(6):
        publish(f"Hội thảo {number}")
    pages = list(ArticlePage.objects.all())
    SearchEntry.objects.all().delete()

    # Savepoint and its release, restrictions, entries known, entries written, index; and for each page its topics.
    with django_assert_num_queries(INDEXING + 6):
        services.index_pages(pages)
    assert len(found("hội thảo")) == 6


INDEXING = 6


def test_indexing_again_changes_nothing(publish):
    publish("Hội thảo")
    before = indexed_keys()

    services.index_pages(ArticlePage.objects.all())

    assert indexed_keys() == before
    assert found("hội thảo") == ["Hội thảo"]


def test_plain_pages_are_indexed_by_their_specific_side(publish):
    publish("Hội thảo", "Toàn văn ở đây")
    SearchEntry.objects.all().delete()

    services.index_pages(Page.objects.all())

    assert found("toàn văn") == ["Hội thảo"]


def test_rebuilding_finds_everything_again_and_forgets_what_is_gone(publish):
    publish("Hội thảo")
    publish("Bản nháp", live=False)
    SearchEntry.objects.all()._raw_delete("default")
    index_on(connection).add([(1, ["ghost", KIND + "news"])])
    out = StringIO()

    call_command("rebuild_search", stdout=out)

    assert found("hội thảo") == ["Hội thảo"]
    assert found("bản nháp") == []
    assert found("ghost") == []
    assert len(indexed_keys()) == 1
    assert str(SearchEntry.objects.count()) in out.getvalue()


@pytest.fixture
def _remembered_content_types():
    """A flush makes content types anew and forgets the old ones, with whose keys the next test gets its rows back."""
    remembered = copy.deepcopy(ContentType.objects._cache)
    yield
    ContentType.objects._cache = remembered


@pytest.mark.usefixtures("_remembered_content_types")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_flushing_the_database_empties_the_index():
    index_on(connection).add([(1, ["ghost", KIND + "news"])])

    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)

    assert indexed_keys() == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_index_comes_and_goes_with_its_migration():
    def tables():
        with connection.cursor() as cursor:
            return {table.name for table in connection.introspection.get_table_list(cursor)}

    assert "search_index" in tables()
    try:
        MigrationExecutor(connection).migrate([("search", "0001_initial")])
        assert not {name for name in tables() if name.startswith("search_index")}
    finally:
        MigrationExecutor(connection).migrate([("search", "0002_index")])
    assert "search_index" in tables()
