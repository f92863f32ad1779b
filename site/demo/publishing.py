"""What all example events have in common when they are published: since when, by whom, and what is told of them."""

from datetime import datetime

from django.utils import timezone
from wagtail.models import Page, Revision

from events.models import EventPage
from gallery.models import AlbumPage
from news.models import ArticlePage
from readership.services import set_imported


def publish(event: EventPage, *, views: int, since: datetime, by) -> None:
    """Publishes an event with all that stands below it; the calendar takes it over now."""
    event.full_clean()
    event.save_revision(user=by).publish()
    shown_at = min(since, timezone.now())
    Page.objects.filter(pk=event.pk).update(first_published_at=shown_at, last_published_at=shown_at)
    set_imported({event.pk: views})
    event.refresh_from_db()


def tie(pages: list[ArticlePage] | list[AlbumPage], event: EventPage) -> None:
    """Says of pages that they are about an event, in what readers see and in what editors go on from."""
    for page in pages:
        type(page).objects.filter(pk=page.pk).update(event=event.pk)
        for revision in Revision.page_revisions.filter(object_id=str(page.pk)):
            revision.content["event"] = event.pk
            revision.save(update_fields=["content"])
