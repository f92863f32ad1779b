"""An event for which units have registered cannot be deleted. Wagtail would end in an error."""

from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from events.models import ConferencePage, EventPage, FestivalPage


def refuse_one(request: HttpRequest, page) -> HttpResponse | None:
    """For the hook before_delete_page."""
    kept = _kept([page])
    if kept is None:
        return None
    _say(request, kept)
    return redirect("wagtailadmin_pages:edit", kept.pk)


def refuse_many(request: HttpRequest, action_type: str, pages) -> HttpResponse | None:
    """For the hook before_bulk_action, which Wagtail calls for pictures, files and users, too."""
    kept = _kept([page for page in pages if isinstance(page, Page)]) if action_type == "delete" else None
    if kept is None:
        return None
    _say(request, kept)
    return redirect("wagtailadmin_explore", kept.get_parent().pk)


def _say(request: HttpRequest, event: EventPage) -> None:
    if isinstance(event, FestivalPage):
        sentence = _(
            "“%(title)s” cannot be deleted: units have registered for it, and their entries and its results stand on "
            "it. Unpublish it, so that readers do not see it any more."
        )
    else:
        sentence = _(
            "“%(title)s” cannot be deleted: units have nominated delegates for it. Cancel it, so that they are told, "
            "or unpublish it, so that readers do not see it any more."
        )
    messages.error(request, sentence % {"title": event.title})


def _kept(pages) -> EventPage | None:
    """The first event among these pages and all below them on which something stands that may not be lost."""
    for page in pages:
        for kind in (FestivalPage, ConferencePage):
            for event in kind.objects.descendant_of(page, inclusive=True):
                try:
                    Collector(using=event._state.db, origin=event).collect([event])
                except ProtectedError:
                    return event
    return None
