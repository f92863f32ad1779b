"""Writing that concerns many articles."""

from django.db import transaction
from wagtail.models import Page

from pagecache import generation

from .models import ArticlePage, ArticleTopic


@transaction.atomic
def relist_below(page: Page) -> int:
    """Brings the lists in step after a page has been closed to the public or opened, or has moved; returns how many
    articles there are at and below it."""
    count = 0
    for pk in list(ArticlePage.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)):
        # Locked and read one by one: what an editor publishes meanwhile is neither missed nor overwritten.
        article = ArticlePage.objects.select_for_update().get(pk=pk)
        article.set_listing()
        ArticlePage.objects.filter(pk=pk).update(listed_at=article.listed_at, listed_on=article.listed_on)
        ArticleTopic.objects.filter(page_id=pk).update(listed_at=article.listed_at)
        count += 1
    generation.renew()
    return count


@transaction.atomic
def unlist(article_id: int) -> None:
    """Takes an article out of the lists, whatever object its unpublication was saved through."""
    ArticlePage.objects.filter(pk=article_id).update(listed_at=None, listed_on=None)
    ArticleTopic.objects.filter(page_id=article_id).update(listed_at=None)
    generation.renew()
