"""The clock: what is due is done once, whoever looks, and one job's failure is its own."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from news.models import ArticlePage
from operations import clock
from operations.management.commands.run_worker import keep_ticking
from operations.models import PeriodicJob
from readership.buffers import buffer
from readership.queries import view_counts
from readership.reports import most_read
from tests.factories import ArticleFactory, hanoi

NOON = hanoi(2024, 1, 17, 12)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def jobs(monkeypatch):
    """Two jobs that note that they were done, in the place of the real ones."""
    done = []
    real = {name: (MINUTE, lambda name=name: done.append(name)) for name in ("one", "two")}
    monkeypatch.setattr(clock, "JOBS", real)
    monkeypatch.setattr(clock, "AT_EVERY_TICK", {})
    return done


@pytest.mark.django_db
class TestTick:
    def test_a_job_is_done_when_it_is_due_and_not_before(self, jobs):
        with time_machine.travel(NOON, tick=False) as now:
            assert clock.tick() == ["one", "two"]
            now.shift(59)
            assert clock.tick() == []
            now.shift(1)
            assert clock.tick() == ["one", "two"]
        assert jobs == ["one", "two", "one", "two"]

    def test_hours_of_rest_are_not_made_up_for(self, jobs):
        with time_machine.travel(NOON, tick=False) as now:
            clock.tick()
            now.shift(5 * 3600)
            clock.tick()
            assert clock.tick() == []
        assert jobs.count("one") == 2

    def test_one_that_fails_does_not_stop_the_others_and_is_tried_again(self, jobs, monkeypatch, caplog):
        def fail():
            jobs.append("failed")
            raise ValueError("hỏng")

        monkeypatch.setitem(clock.JOBS, "one", (MINUTE, fail))
        with time_machine.travel(NOON, tick=False) as now:
            clock.tick()
            now.shift(60)
            clock.tick()
        assert jobs == ["failed", "two", "failed", "two"]
        assert "periodic job one failed" in caplog.text

    def test_some_jobs_are_done_at_every_look_and_may_fail(self, jobs, monkeypatch, caplog):
        def fail():
            jobs.append("failed")
            raise ValueError("hỏng")

        monkeypatch.setattr(clock, "AT_EVERY_TICK", {"failing": fail, "always": lambda: jobs.append("always")})
        with time_machine.travel(NOON, tick=False):
            assert [clock.tick(), clock.tick()] == [["one", "two"], []]
        assert jobs == ["failed", "always", "one", "two", "failed", "always"]
        assert "periodic job failing failed" in caplog.text

    def test_a_look_when_nothing_is_due_writes_nothing(self, jobs, django_assert_num_queries):
        with time_machine.travel(NOON, tick=False):
            clock.tick()
            with django_assert_num_queries(1):
                clock.tick()


def tick_in_two_threads() -> None:
    """Two workers that look at the clock at the same moment."""
    both_ready = threading.Barrier(2, timeout=20)

    def work():
        try:
            both_ready.wait()
            clock.tick()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def claim_without_condition(name: str, every: timedelta) -> bool:
    """What the claim would be if it looked first and wrote then."""
    job, is_new = PeriodicJob.objects.get_or_create(name=name, defaults={"due_at": timezone.now() + every})
    due = is_new or job.due_at <= timezone.now()
    if due:
        both_have_looked.wait()
        PeriodicJob.objects.filter(name=name).update(due_at=timezone.now() + every)
    return due


both_have_looked = threading.Barrier(2, timeout=20)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestTwoWorkers:
    @pytest.fixture
    def one_due_job(self, jobs, monkeypatch):
        monkeypatch.setattr(clock, "JOBS", {"one": clock.JOBS["one"]})
        PeriodicJob.objects.create(name="one", due_at=timezone.now() - MINUTE)
        return jobs

    def test_a_job_is_done_by_one_of_them(self, one_due_job):
        for _ in range(5):
            one_due_job.clear()
            PeriodicJob.objects.update(due_at=timezone.now() - MINUTE)
            tick_in_two_threads()
            assert one_due_job == ["one"]

    def test_so_is_one_that_was_never_done(self, one_due_job):
        PeriodicJob.objects.all().delete()
        tick_in_two_threads()
        assert one_due_job == ["one"]

    def test_it_is_the_conditional_update_that_holds_them(self, one_due_job, monkeypatch):
        """The control: without it both do the job."""
        monkeypatch.setattr(clock, "_claim", claim_without_condition)
        tick_in_two_threads()
        assert one_due_job == ["one", "one"]


@pytest.mark.django_db
class TestTheRealJobs:
    def test_an_article_publishes_itself_and_goes_again(self, client):
        with time_machine.travel(NOON, tick=False) as now:
            draft = ArticleFactory(title="Hẹn giờ", live=False, display_at=None)
            draft.go_live_at, draft.expire_at = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
            draft.save_revision().publish()
            seen = []
            for _ in range(3):
                clock.tick()
                listed = ArticlePage.objects.filter(listed_at__isnull=False).count()
                seen.append((client.get("/tin-tuc/hen-gio/").status_code, listed))
                now.shift(3600 + 1)
        assert seen == [(404, 0), (200, 1), (404, 0)]

    def test_views_are_drained_and_the_most_read_known(self):
        article = ArticleFactory()
        buffer().count(1, article.pk, timezone.now().timestamp(), 1800)
        PeriodicJob.objects.all().delete()
        assert "most_read" in clock.tick()
        assert view_counts([article.pk])[article.pk] == 1
        assert list(most_read(ArticlePage, "day", 5)) == [article.pk]

    def test_tidying_runs_where_tasks_are_rows(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        clock.tidy()

    def test_the_worker_outlives_a_database_that_is_away_for_a_while(self, monkeypatch):
        stop, ticks = threading.Event(), []

        def tick():
            ticks.append(1)
            if len(ticks) == 3:
                stop.set()
            raise ConnectionError("away")

        monkeypatch.setattr("operations.management.commands.run_worker.TICK", 0.001)
        monkeypatch.setattr("operations.management.commands.run_worker.close_old_connections", lambda: None)
        monkeypatch.setattr("operations.management.commands.run_worker.connection.close", lambda: None)
        monkeypatch.setattr(clock, "tick", tick)
        keep_ticking(stop)
        assert len(ticks) == 3
