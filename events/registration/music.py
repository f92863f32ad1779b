"""The backing music of an act: taken in by its content, kept where only its unit and the organisers reach it."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from images.services import delete_unless_committed
from vietnamese.text import file_name

from . import recordings, windows
from .models import Entry, Music, State
from .rules import Problem
from .services import Refused, locks, transitions
from .services.guards import require_act_for, require_not_frozen

MEGABYTE = 2**20


def keep(entry_id: int, upload: UploadedFile, *, by: User) -> Music:
    """Makes `upload` the music of an act in place of what it had. Raises Refused for what is no recording."""
    known = locks.find(entry_id)
    require_act_for(by, known.unit)
    kind = _kind(upload)
    name = file_name(upload.name or "", 90)
    with transaction.atomic():
        entry = locks.lock_entry(known, with_discipline=False)
        _check_may_change(entry)
        former = Music.objects.filter(entry=entry).first()
        if former:
            former.delete()
        music = Music(entry=entry, name=name, kind=kind.extension, size=upload.size, uploaded_by=by)
        music.file.save(name, upload, save=False)
        delete_unless_committed(music.file)
        music.save()
        transitions.record(entry, "music", by=by, detail={"music": name})
    return music


def remove(entry_id: int, *, by: User) -> None:
    """Takes the music away; an act that has none stays as it is."""
    known = locks.find(entry_id)
    require_act_for(by, known.unit)
    with transaction.atomic():
        entry = locks.lock_entry(known, with_discipline=False)
        _check_may_change(entry)
        music = Music.objects.filter(entry=entry).first()
        if music:
            music.delete()
            transitions.record(entry, "music_removed", by=by, detail={"music": music.name})


def may_change(entry: Entry) -> bool:
    """Music often comes late: it may be brought and changed until rosters freeze, whatever was decided."""
    return (
        entry.discipline.takes_music
        and not entry.is_over
        and not windows.is_discipline_frozen(entry.discipline, timezone.now())
    )


def _check_may_change(entry: Entry) -> None:
    if not entry.discipline.takes_music or entry.is_over:
        transitions.refuse_now(entry)
    if entry.state != State.DRAFT:
        require_not_frozen(entry, timezone.now())


def _kind(upload: UploadedFile) -> recordings.Kind:
    if not upload.size:
        raise Refused([Problem("music_empty", field="music")])
    if upload.size > recordings.LARGEST:
        most = recordings.LARGEST // MEGABYTE
        size = -(-upload.size // MEGABYTE)
        raise Refused([Problem("music_too_large", {"most": most, "size": size}, field="music")])
    kind = recordings.kind_of(upload.file)
    if kind is None:
        raise Refused([Problem("music_unknown", field="music")])
    return kind
