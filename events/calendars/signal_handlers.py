"""When the ledger is looked at again: with every publication, removal, move and restriction of an event, and with every
change of its programme and its disciplines, in the same transaction. A draft changes nothing that the sources read."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from events.models import EventPage
from events.signals import disciplines_changed, programme_changed
from navigation.models import SiteIdentity

from . import ledger
from .sources import KINDS


def on_page(sender, instance: Page, **kwargs) -> None:
    """An event was published, withdrawn, or is gone. Withdrawing a page also says so before it is deleted, when it
    still stands there; its deletion follows."""
    if issubclass(sender, EventPage):
        ledger.refresh(instance.pk)


def on_tree(sender, instance: Page, **kwargs) -> None:
    """A page has another address, or another place in the tree, with all that stands below it."""
    ledger.refresh_below(instance)


def on_programme(sender, event: EventPage, **kwargs) -> None:
    ledger.refresh(event.pk)


def on_disciplines(sender, festival: EventPage, **kwargs) -> None:
    ledger.refresh(festival.pk)


def on_restriction(sender, instance: PageViewRestriction, raw: bool = False, **kwargs) -> None:
    if not raw:
        ledger.refresh_below(instance.page)


def on_restriction_lifted(sender, instance: PageViewRestriction, **kwargs) -> None:
    """Looked at after the transaction: a restriction also goes with the page that is being deleted, and that page must
    not come back."""
    number = instance.page_id

    def look() -> None:
        for page in Page.objects.filter(pk=number):
            ledger.refresh_below(page)

    transaction.on_commit(look)


def on_identity(sender, raw: bool = False, **kwargs) -> None:
    """The site's name or address stands in every item of an event that names nobody."""
    if not raw:
        ledger.refresh_all()


def connect() -> None:
    page_published.connect(on_page, dispatch_uid="calendars.published")
    page_unpublished.connect(on_page, dispatch_uid="calendars.unpublished")
    page_slug_changed.connect(on_tree, dispatch_uid="calendars.slug_changed")
    post_page_move.connect(on_tree, dispatch_uid="calendars.moved")
    for kind in KINDS:
        post_delete.connect(on_page, sender=kind, dispatch_uid=f"calendars.deleted.{kind.__name__}")
    programme_changed.connect(on_programme, dispatch_uid="calendars.programme")
    disciplines_changed.connect(on_disciplines, dispatch_uid="calendars.disciplines")
    post_save.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="calendars.restricted")
    post_delete.connect(on_restriction_lifted, sender=PageViewRestriction, dispatch_uid="calendars.unrestricted")
    post_save.connect(on_identity, sender=SiteIdentity, dispatch_uid="calendars.identity")
