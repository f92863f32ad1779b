"""The lists follow when a page is closed to the public, opened again, moved, or unpublished by the clock."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from pagecache import generation
from topics.models import Topic

from . import services
from .models import ArticlePage, ArticleTopic


def relist_restricted(instance: PageViewRestriction, **kwargs) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:  # when a page is deleted, its restrictions go first
        services.relist_below(page)


def relist_moved(instance: Page, **kwargs) -> None:
    services.relist_below(instance)


def unlist(instance: ArticlePage, **kwargs) -> None:
    # What has expired is unpublished as a bare Page, whose save() knows nothing of the article's lists.
    services.unlist(instance.pk)


def connect() -> None:
    page_unpublished.connect(unlist, sender=ArticlePage, dispatch_uid="news.unlist")
    post_save.connect(relist_restricted, sender=PageViewRestriction, dispatch_uid="news.relist_restricted")
    post_delete.connect(relist_restricted, sender=PageViewRestriction, dispatch_uid="news.relist_restricted")
    post_page_move.connect(relist_moved, dispatch_uid="news.relist_moved")
    for model in (ArticlePage, ArticleTopic, Topic):
        post_save.connect(generation.renew, sender=model, dispatch_uid=f"news.renew.{model.__name__}")
        post_delete.connect(generation.renew, sender=model, dispatch_uid=f"news.renew.{model.__name__}")
