"""Views reach the sums once, whatever happens on the way; and the most read pages are known ahead."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, connections
from wagtail.models import PageViewRestriction

from news.models import ArticlePage
from readership import services
from readership.buffers import buffer
from readership.models import DrainedBatch, HourlyViews, MostRead, Period, ViewTotal
from readership.queries import view_counts
from readership.reports import most_read
from tests.factories import ArticleFactory, hanoi

NOON = hanoi(2026, 11, 24, 12)
HOUR = timedelta(hours=1)


def read(page, times: int = 1, at: datetime = NOON) -> None:
    """Lets that many readers come, each of them for the first time."""
    for _ in range(times):
        read.readers += 1
        assert buffer().count(read.readers, page.pk, at.timestamp(), 1800)


read.readers = 0


def hours() -> list[tuple[int, datetime, int]]:
    return list(HourlyViews.objects.order_by("page", "hour").values_list("page", "hour", "views"))


class Crash(Exception):
    """What stands for a process that ends in the middle."""


def crash(*args, **kwargs):
    raise Crash


@pytest.mark.django_db
class TestDrain:
    def test_views_become_hours_and_totals(self):
        one, other = ArticleFactory(), ArticleFactory()
        read(one, 3)
        read(one, 2, NOON + 59 * timedelta(minutes=1))
        read(one, 1, NOON + HOUR)
        read(other, 1)
        assert services.drain() == 7
        noon = NOON.astimezone(UTC)
        assert hours() == [(one.pk, noon, 5), (one.pk, noon + HOUR, 1), (other.pk, noon, 1)]
        assert view_counts([one.pk, other.pk]) == {one.pk: 6, other.pk: 1}
        assert buffer().is_empty()

    def test_they_are_added_to_what_is_there(self):
        article = ArticleFactory()
        services.set_imported({article.pk: 1000})
        for _ in range(2):
            read(article, 2)
            services.drain()
        assert hours() == [(article.pk, NOON.astimezone(UTC), 4)]
        assert view_counts([article.pk])[article.pk] == 1004

    def test_a_view_stays_in_the_hour_of_its_arrival(self):
        article = ArticleFactory()
        read(article, 1, NOON)
        with time_machine.travel(NOON + 30 * HOUR):
            services.drain()
        assert hours() == [(article.pk, NOON.astimezone(UTC), 1)]

    def test_pages_that_were_withdrawn_meanwhile_do_not_count(self):
        kept, deleted, unpublished, hidden = (ArticleFactory() for _ in range(4))
        for article in (kept, deleted, unpublished, hidden):
            read(article)
        deleted.delete()
        unpublished.unpublish()
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        assert services.drain() == 1
        assert hours() == [(kept.pk, NOON.astimezone(UTC), 1)]
        assert buffer().is_empty()

    def test_nothing_waits(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert services.drain() == 0

    @pytest.mark.parametrize("pages", [1, 4])
    def test_it_costs_the_same_whatever_waits(self, pages, django_assert_num_queries):
        for _ in range(pages):
            read(ArticleFactory(), 2)
        services.counted_types()
        # The name: look, savepoint, insert, release. Restrictions, pages, hours, totals. Around it a savepoint here.
        with django_assert_num_queries(10):
            services.drain()

    def test_a_page_that_is_deleted_takes_its_sums_along(self):
        article = ArticleFactory()
        read(article)
        services.drain()
        article.delete()
        assert (HourlyViews.objects.count(), ViewTotal.objects.count()) == (0, 0)

    def test_names_of_batches_are_forgotten_after_a_week(self):
        article = ArticleFactory()
        with time_machine.travel(NOON, tick=False) as clock:
            read(article)
            services.drain()
            clock.shift(timedelta(days=4))
            read(article)
            services.drain()
            clock.shift(timedelta(days=4))
            services.prune()
        assert DrainedBatch.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestADrainerThatEnds:
    """At each step, and the next one finds everything once."""

    @pytest.fixture
    def article(self):
        article = ArticleFactory()
        read(article, 5)
        return article

    def drain_again(self, article) -> None:
        services.drain()
        assert buffer().is_empty()
        assert view_counts([article.pk])[article.pk] == 5
        assert [views for _, _, views in hours()] == [5]

    def test_after_naming_the_batch(self, article, monkeypatch):
        monkeypatch.setattr(services, "_add", crash)
        with pytest.raises(Crash):
            services.drain()
        monkeypatch.undo()
        self.drain_again(article)

    @pytest.mark.parametrize("step", ["ADD_TO_HOUR", "ADD_TO_TOTAL"])
    def test_between_two_writes(self, article, monkeypatch, step):
        monkeypatch.setattr(services, step, "INSERT INTO no_such_table VALUES (%s, %s, %s)")
        with pytest.raises(Exception):  # noqa: B017  (each database has its own)
            services.drain()
        assert (hours(), DrainedBatch.objects.count()) == ([], 0)
        monkeypatch.undo()
        self.drain_again(article)

    def test_after_the_commit(self, article, monkeypatch):
        monkeypatch.setattr(type(buffer()), "drop", crash)
        with pytest.raises(Crash):
            services.drain()
        assert view_counts([article.pk])[article.pk] == 5
        monkeypatch.undo()
        self.drain_again(article)

    def test_it_is_the_name_of_the_batch_that_holds(self, article, monkeypatch):
        """The control: without it the views of the batch are counted twice."""
        monkeypatch.setattr(type(buffer()), "drop", crash)
        with pytest.raises(Crash):
            services.drain()
        monkeypatch.undo()
        DrainedBatch.objects.all().delete()
        services.drain()
        assert view_counts([article.pk])[article.pk] == 10

    def test_what_arrived_since_is_counted_beside_it(self, article, monkeypatch):
        monkeypatch.setattr(type(buffer()), "drop", crash)
        with pytest.raises(Crash):
            services.drain()
        monkeypatch.undo()
        read(article, 2)
        assert services.drain() == 2
        assert view_counts([article.pk])[article.pk] == 7


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestTwoDrainers:
    def run(self, drain) -> None:
        """Two threads that drain at the same moment."""
        ready = threading.Barrier(2, timeout=20)

        def work():
            try:
                ready.wait()
                drain()
            finally:
                connections.close_all()

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

    def test_what_waits_is_counted_once(self):
        articles = [ArticleFactory() for _ in range(5)]
        for turn in range(1, 5):
            for article in articles:
                read(article, 3)
            self.run(services.drain)
            assert view_counts([article.pk for article in articles]) == {article.pk: 3 * turn for article in articles}

    def test_so_is_a_batch_that_both_have_in_hand(self):
        article = ArticleFactory()
        read(article, 3)
        [batch] = buffer().batches()
        self.run(lambda: services._add(batch, NOON))
        assert view_counts([article.pk])[article.pk] == 3

    def test_a_batch_is_added_while_readers_come(self):
        article = ArticleFactory()
        reading = threading.Thread(target=lambda: read(article, 200))
        reading.start()
        while reading.is_alive():
            services.drain()
        services.drain()
        assert [views for _, _, views in hours()] == [200]


@pytest.mark.django_db
class TestImported:
    def test_it_stands_beside_what_is_counted_here(self):
        article, other = ArticleFactory(), ArticleFactory()
        read(article, 2)
        services.drain()
        services.set_imported({article.pk: 1079, other.pk: 5})
        assert view_counts([article.pk, other.pk]) == {article.pk: 1081, other.pk: 5}
        services.set_imported({article.pk: 0})
        assert view_counts([article.pk])[article.pk] == 2

    def test_a_page_without_views_has_no_row(self):
        article = ArticleFactory()
        services.set_imported({article.pk: 0})
        assert ViewTotal.objects.count() == 0
        assert (view_counts([article.pk])[article.pk], view_counts([article.pk]), view_counts([])) == (
            0,
            {article.pk: 0},
            {},
        )

    def test_a_total_is_what_its_parts_are(self):
        row = ViewTotal.objects.create(page=ArticleFactory(), imported=1000, counted=79)
        row.refresh_from_db()
        assert row.total == 1079
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("UPDATE readership_viewtotal SET total = 5")

    @pytest.mark.parametrize("count", [1, 3])
    def test_one_query_for_many(self, count, django_assert_num_queries):
        pks = [ArticleFactory().pk for _ in range(count)]
        with django_assert_num_queries(1):
            view_counts(pks)


@pytest.mark.django_db
class TestMostRead:
    @pytest.fixture(autouse=True)
    def _at_noon(self):
        with time_machine.travel(NOON + timedelta(minutes=30), tick=False):
            yield

    def read_at(self, page, views: int, hours_ago: int) -> None:
        HourlyViews.objects.create(page=page, hour=NOON - hours_ago * HOUR, views=views)

    def test_each_period_has_its_own_leaders(self):
        today, this_week, this_month, long_ago = (ArticleFactory() for _ in range(4))
        for page, views, hours_ago in (
            (today, 1, 23),
            (this_week, 5, 24),
            (this_week, 5, 7 * 24 - 1),
            (this_month, 100, 30 * 24 - 1),
            (long_ago, 1000, 30 * 24),
        ):
            self.read_at(page, views, hours_ago)
        services.compute_most_read()
        assert list(most_read(ArticlePage, "day", 10)) == [today.pk]
        assert list(most_read(ArticlePage, "week", 10)) == [this_week.pk, today.pk]
        assert list(most_read(ArticlePage, "month", 10)) == [this_month.pk, this_week.pk, today.pk]
        assert list(most_read(ArticlePage, Period.MONTH, 2)) == [this_month.pk, this_week.pk]

    def test_there_are_ten_places_and_the_younger_page_wins_a_tie(self):
        articles = [ArticleFactory() for _ in range(12)]
        for article in articles:
            self.read_at(article, 3, 0)
        services.compute_most_read()
        assert list(most_read(ArticlePage, "day", 50)) == [article.pk for article in reversed(articles)][:10]
        assert list(MostRead.objects.filter(period="day").values_list("rank", "views")) == [
            (n, 3) for n in range(1, 11)
        ]

    def test_only_what_everyone_may_read(self):
        draft, shown = ArticleFactory(live=False), ArticleFactory()
        for article in (draft, shown):
            self.read_at(article, 3, 0)
        services.compute_most_read()
        assert list(most_read(ArticlePage, "day", 10)) == [shown.pk]
        PageViewRestriction.objects.create(page=shown, restriction_type="login")
        services.compute_most_read()
        assert MostRead.objects.count() == 0

    def test_pages_of_another_type_are_not_among_them(self):
        article = ArticleFactory()
        self.read_at(article, 3, 0)
        self.read_at(article.get_parent(), 300, 0)
        services.compute_most_read()
        assert list(most_read(ArticlePage, "day", 10)) == [article.pk]
        assert set(MostRead.objects.values_list("content_type", flat=True)) == {
            ContentType.objects.get_for_model(ArticlePage).pk
        }

    def test_what_has_not_changed_is_not_written(self):
        self.read_at(ArticleFactory(), 3, 0)
        services.compute_most_read()
        before = list(MostRead.objects.values_list("pk", flat=True))
        services.compute_most_read()
        assert list(MostRead.objects.values_list("pk", flat=True)) == before
        HourlyViews.objects.update(views=4)
        services.compute_most_read()
        assert set(MostRead.objects.values_list("views", flat=True)) == {4}

    def test_asking_is_one_query(self, django_assert_num_queries):
        ContentType.objects.get_for_model(ArticlePage)
        with django_assert_num_queries(1):
            list(most_read(ArticlePage, "week", 5))
