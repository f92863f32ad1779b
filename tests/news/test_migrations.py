"""The migrations that carry data over carry all of it, and back again."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from news.models import ArticlePage
from readership.models import ViewTotal
from readership.services import set_imported
from tests.factories import ArticleFactory

BEFORE = [("news", "0002_archivedarticle")]


def migrate(target):
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return executor.loader.project_state(target).apps


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_views_of_the_old_portal_move_and_move_back():
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()  # rooms above the news go back with it
    read, counted, unread = (ArticleFactory().pk for _ in range(3))
    set_imported({read: 1079, counted: 5})
    ViewTotal.objects.filter(page=counted).update(counted=3)
    try:
        old = migrate(BEFORE).get_model("news", "ArticlePage")
        views = dict(old.objects.values_list("pk", "imported_views"))
        totals = list(ViewTotal.objects.values_list("page", "imported", "counted"))
    finally:
        migrate(latest)
    assert views == {read: 1079, counted: 5, unread: 0}
    assert totals == [(counted, 0, 3)]
    assert set(ViewTotal.objects.values_list("page", "total")) == {(read, 1079), (counted, 8)}
    assert ArticlePage.objects.count() == 3
