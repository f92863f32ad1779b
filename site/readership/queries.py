"""How often pages were read, and which pages are counted. Nothing here sums up rows of hours while a reader waits."""

from collections.abc import Collection

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from .models import ViewTotal


def view_counts(page_ids: Collection[int]) -> dict[int, int]:
    """How often pages were read in all, the old portal's count included: 0 for one that nobody has read."""
    counted = dict(ViewTotal.objects.filter(page__in=page_ids).values_list("page", "total"))
    return {page_id: counted.get(page_id, 0) for page_id in page_ids}


def counted_types() -> list[ContentType]:
    """The types of pages whose views are counted: those that say so (`counts_views`)."""
    models = [model for model in apps.get_models() if issubclass(model, Page) and getattr(model, "counts_views", False)]
    return list(ContentType.objects.get_for_models(*models).values())


def countable_pages() -> QuerySet[Page]:
    """The pages whose views are counted now: of such a type, published, and readable by everyone."""
    return Page.objects.filter(content_type__in=counted_types()).live().public()


def is_countable(page_id: int) -> bool:
    """Whether a view of this page counts. False for an id that no page has, or could have."""
    return countable_pages().filter(pk=page_id).exists()
