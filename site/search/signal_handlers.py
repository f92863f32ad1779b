"""When the search changes: with every publication, removal, move and restriction, in the same transaction."""

from django.db import connections, transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from events.signals import disciplines_changed, programme_changed
from gallery.signals import album_photos_changed
from news.signals import articles_imported

from . import services
from .index import index_on
from .models import SearchEntry


def index_page(sender, instance, **kwargs):
    """A page was published."""
    services.index_pages([instance])


def index_imported(sender, articles, **kwargs):
    """An old portal's articles were written, many at once."""
    services.index_pages(articles)


def index_album(sender, album, **kwargs):
    """The photos of an album, or their captions, were changed."""
    services.index_pages([album])


def index_festival(sender, festival, **kwargs):
    """A festival's disciplines, by which it is found, were changed."""
    services.index_pages([festival])


def index_event(sender, event, **kwargs):
    """An event's programme, by which it is found, was changed."""
    services.index_pages([event])


def withdraw_page(sender, instance, **kwargs):
    """A page was withdrawn, or is about to be deleted: then Wagtail shows a copy of it that still says it is live."""
    services.forget([instance.pk])


def index_moved_tree(sender, instance, **kwargs):
    """A page was moved, perhaps behind a restriction or out of one, with all that stands below it."""
    services.index_tree(instance)


def forget_entry(sender, instance, **kwargs):
    """An entry goes with its page; the index knows no foreign keys."""
    services.forget([instance.pk])


def hide_tree(sender, instance, **kwargs):
    """A restriction was set: what it hides leaves the search with it."""
    services.index_tree(instance.page)


def show_tree(sender, instance, **kwargs):
    """A restriction was lifted.

    Looked at after the transaction: a restriction also goes with the page that is being deleted, and that page must
    not come back into the search.
    """

    def show():
        for page in Page.objects.filter(pk=instance.page_id):
            services.index_tree(page)

    transaction.on_commit(show)


def empty_with_entries(sender, using, **kwargs):
    """`manage.py flush` empties the tables of models, and the index is none."""
    connection = connections[using]
    tables = {SearchEntry._meta.db_table, "search_index"}
    # After the search's migrations were undone there is nothing to empty.
    if tables <= set(connection.introspection.table_names()) and not SearchEntry.objects.using(using).exists():
        index_on(connection).clear()


def connect(app_config):
    """Connects the handlers; called once, when the app is ready."""
    page_published.connect(index_page, dispatch_uid="search_published")
    articles_imported.connect(index_imported, dispatch_uid="search_imported")
    album_photos_changed.connect(index_album, dispatch_uid="search_album")
    disciplines_changed.connect(index_festival, dispatch_uid="search_festival")
    programme_changed.connect(index_event, dispatch_uid="search_programme")
    page_unpublished.connect(withdraw_page, dispatch_uid="search_unpublished")
    post_page_move.connect(index_moved_tree, dispatch_uid="search_moved")
    pre_delete.connect(forget_entry, sender=SearchEntry, dispatch_uid="search_forgotten")
    post_save.connect(hide_tree, sender=PageViewRestriction, dispatch_uid="search_hidden")
    post_delete.connect(show_tree, sender=PageViewRestriction, dispatch_uid="search_shown")
    post_migrate.connect(empty_with_entries, sender=app_config, dispatch_uid="search_emptied")
