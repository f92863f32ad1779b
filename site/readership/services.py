"""Everything that writes sums of views. Each function owns its transactions."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connections, router, transaction
from django.db.models import Sum
from django.utils import timezone

from visitors import salt

from .buffers import Batch, buffer
from .models import DrainedBatch, HourlyViews, MostRead, Period, ViewTotal
from .queries import countable_pages, counted_types

REMEMBERED = timedelta(days=7)
"""How long the name of a drained batch is kept: much longer than any drainer could be held up."""
PLACES = 10
"""How many pages 'most read' has for each type and period."""
HOURS = {Period.DAY: 24, Period.WEEK: 7 * 24, Period.MONTH: 30 * 24}


# Django's bulk_create replaces what conflicts; these add to it. Both databases read them alike.
ADD_TO_HOUR = """
INSERT INTO readership_hourlyviews (page_id, hour, views) VALUES (%s, %s, %s)
ON CONFLICT (page_id, hour) DO UPDATE SET views = readership_hourlyviews.views + excluded.views
"""
ADD_TO_TOTAL = """
INSERT INTO readership_viewtotal (page_id, imported, counted) VALUES (%s, 0, %s)
ON CONFLICT (page_id) DO UPDATE SET counted = readership_viewtotal.counted + excluded.counted
"""


def drain() -> int:
    """Moves what waits in the buffer into the sums; returns how many views that were.

    Each batch is one transaction, which also notes the batch's name, and only then is it dropped from the buffer. So a
    batch whose drainer ended half-way is either not in the sums at all or known to be, whoever comes next. The
    database is left alone while nothing waits. Any number of processes may drain at once.
    """
    waiting = buffer()
    now = timezone.now()
    waiting.forget_readers(now.timestamp())
    salt.forget_old(now)
    if waiting.is_empty():
        return 0
    drained = 0
    for batch in waiting.batches():
        drained += _add(batch, now)
        waiting.drop(batch.name)
    return drained


def _add(batch: Batch, now: datetime) -> int:
    """Adds a batch to the sums unless it is there. Pages that were withdrawn since do not count."""
    with transaction.atomic():
        # Whoever adds the same batch at the same time waits here for the other's commit, and then finds the name.
        _, is_new = DrainedBatch.objects.get_or_create(id=batch.name, defaults={"drained_at": now})
        if not is_new:
            return 0
        pages = set(countable_pages().filter(pk__in={page for page, _ in batch.views}).values_list("pk", flat=True))
        # In order of pages, so that two drainers never wait for each other's rows.
        hours = sorted((page, hour, views) for (page, hour), views in batch.views.items() if page in pages)
        totals: dict[int, int] = defaultdict(int)
        for page, _, views in hours:
            totals[page] += views
        connection = connections[router.db_for_write(HourlyViews)]
        moment_of = connection.ops.adapt_datetimefield_value
        with connection.cursor() as cursor:
            rows = [(page, moment_of(datetime.fromtimestamp(hour, UTC)), views) for page, hour, views in hours]
            cursor.executemany(ADD_TO_HOUR, rows)
            cursor.executemany(ADD_TO_TOTAL, list(totals.items()))
        return sum(totals.values())


def prune() -> None:
    """Forgets the names of batches that nobody can still be busy with."""
    DrainedBatch.objects.filter(drained_at__lt=timezone.now() - REMEMBERED).delete()


def set_imported(views: Mapping[int, int]) -> None:
    """Sets how often pages were read at the old portal, by the pages' ids. What was counted here stays."""
    ViewTotal.objects.bulk_create(
        [ViewTotal(page_id=page_id, imported=count) for page_id, count in sorted(views.items()) if count],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["imported"],
    )
    # A page without any views needs no row, but may have one.
    unread = [page_id for page_id, count in views.items() if not count]
    ViewTotal.objects.filter(page__in=unread).exclude(imported=0).update(imported=0)


def compute_most_read() -> None:
    """Works out which pages were read most in the last 24 hours, 7 and 30 days, those of each type by themselves.

    An hour counts whole, the one that has just begun too. What has not changed is not written again.
    """
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    places = [
        MostRead(content_type=content_type, period=period, rank=rank, page_id=page_id, views=views)
        for content_type in counted_types()
        for period, hours in HOURS.items()
        for rank, (page_id, views) in enumerate(_leaders(content_type, this_hour - timedelta(hours=hours - 1)), start=1)
    ]
    known = set(MostRead.objects.values_list("content_type", "period", "rank", "page", "views"))
    if known == {(place.content_type_id, place.period, place.rank, place.page_id, place.views) for place in places}:
        return
    with transaction.atomic():
        MostRead.objects.all().delete()
        MostRead.objects.bulk_create(places)


def _leaders(content_type: ContentType, since: datetime) -> list[tuple[int, int]]:
    views = HourlyViews.objects.filter(hour__gte=since, page__in=countable_pages().filter(content_type=content_type))
    return list(
        views.values("page")
        .annotate(total=Sum("views"))
        .order_by("-total", "-page")
        .values_list("page", "total")[:PLACES]
    )
