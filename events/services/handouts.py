"""The files of an event: taken in by what stands in them, changed, put in order, deleted.

Each function owns its transaction, and holds the event's row in it. A file goes when its row does, or when another one
takes its place, and not before that is certain (events/signal_handlers.py).
"""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.log_actions import log

from images.services import delete_unless_committed
from vietnamese.text import clean_line

from ..handout_files import kind_of, title_from
from ..models import EventPage, Handout
from . import order
from .locks import lock, renew_pages
from .versions import Stale, version

LONGEST_NAME = Handout._meta.get_field("name").max_length


def add_handout(handout: Handout, event: EventPage, upload: UploadedFile, *, by) -> Handout:
    """Takes a file in, at the end of those of its kind. Without a title it gets one from the file's name.

    Raises RefusedHandout for what is no such file, and ValidationError.
    """
    kind = kind_of(upload.file)
    with transaction.atomic():
        event = lock(event, by)
        handout.event_id = event.pk
        handout.title = clean_line(handout.title) or title_from(upload.name or "")
        handout.uploaded_by = by
        handout.position = order.end(event.handouts.filter(kind=handout.kind))
        _keep_file(handout, upload, kind)
        handout.full_clean(exclude=["file"])
        handout.save()
        _settle(event, "events.handout.add", handout, by)
    return handout


def save_handout(handout: Handout, event: EventPage, *, upload: UploadedFile | None = None, seen: str, by) -> Handout:
    """Writes a changed handout down, with another file when one is given.

    `seen` is the version of the handout that was changed. Raises RefusedHandout, ValidationError, and Stale.
    """
    kind = kind_of(upload.file) if upload else ""
    with transaction.atomic():
        event = lock(event, by)
        former = event.handouts.filter(pk=handout.pk).first()
        if former is None or version(former) != seen:
            raise Stale(handout.pk)
        handout.title = clean_line(handout.title)
        if handout.kind != former.kind:
            handout.position = order.end(event.handouts.filter(kind=handout.kind))
        if upload:
            handout.uploaded_by = by
            _keep_file(handout, upload, kind)
            _delete_afterwards(former)
        handout.full_clean(exclude=["file"])
        handout.save()
        _settle(event, "events.handout.change", handout, by)
    return handout


def move_handout(handout: Handout, event: EventPage, *, to: int, by) -> None:
    """Puts a handout at another place among those of its kind, counted from 0; one behind the end means the end."""
    with transaction.atomic():
        event = lock(event, by)
        keys = list(event.handouts.filter(kind=handout.kind).values_list("pk", flat=True))
        if handout.pk not in keys:
            raise Stale(handout.pk)
        order.number(Handout, order.moved(keys, handout.pk, to))
        renew_pages(event)


def delete_handout(handout: Handout, event: EventPage, *, by) -> None:
    """Deletes a handout; its file goes after the commit."""
    with transaction.atomic():
        event = lock(event, by)
        if found := event.handouts.filter(pk=handout.pk).first():
            found.delete()
            _settle(event, "events.handout.delete", found, by)


def _keep_file(handout: Handout, upload: UploadedFile, kind: str) -> None:
    handout.kind_of_file, handout.size = kind, upload.size
    handout.name = clean_line(upload.name or "")[-LONGEST_NAME:]
    handout.file.save(handout.name, upload, save=False)
    delete_unless_committed(handout.file)


def _delete_afterwards(former: Handout) -> None:
    storage, name = former.file.storage, former.file.name
    transaction.on_commit(lambda: storage.delete(name))


def _settle(event: EventPage, action: str, handout: Handout, by) -> None:
    renew_pages(event)
    log(event, action, user=by, data={"title": handout.title})
