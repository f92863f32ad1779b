"""A new generation begins when the tree of pages, a site, the imprint or a redirect changes: menu and addresses follow,
and so does the page that says there is nothing at an address."""

from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from pagecache import generation

from .models import SiteIdentity


def renew_for_deleted_page(instance, **kwargs) -> None:
    if isinstance(instance, Page):
        generation.renew()


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(generation.renew, dispatch_uid="navigation.renew")
    post_delete.connect(renew_for_deleted_page, dispatch_uid="navigation.renew_for_deleted_page")
    for model in (SiteIdentity, Site, PageViewRestriction, Redirect):
        post_save.connect(generation.renew, sender=model, dispatch_uid="navigation.renew")
        post_delete.connect(generation.renew, sender=model, dispatch_uid="navigation.renew")
