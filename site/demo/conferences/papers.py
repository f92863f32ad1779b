"""The papers, minutes and resolutions of the example conferences as PDFs, set by Typst: sheets to look at."""

import json
from datetime import timedelta
from pathlib import Path

import typst
from django.core.files.base import ContentFile
from django.utils import timezone

from events.models import ConferencePage, Handout, Session
from events.registration.paper.engine import FONTS
from events.templatetags.events import days
from images.services import delete_unless_committed
from vietnamese.text import slug

SOURCE = Path(__file__).with_name("paper.typ")
AFTERWARDS = (Handout.Kind.MINUTES, Handout.Kind.RESOLUTION)


def attach(conference: ConferencePage, entries: list[dict], sessions: dict[str, Session], organiser) -> None:
    """Writes the files of a conference; minutes and resolutions the day after it, the others a week before."""
    handouts = [_handout(conference, entry, sessions, place) for place, entry in enumerate(entries)]
    for handout in handouts:
        handout.uploaded_by = organiser
        handout.clean_fields(exclude=["event", "session", "file"])
    Handout.objects.bulk_create(handouts)
    for handout in handouts:
        is_after = handout.kind in AFTERWARDS
        at = conference.ends_at + timedelta(days=1) if is_after else conference.begins_at - timedelta(days=7)
        handout.uploaded_at = min(at, timezone.now())  # which creating a row sets to now
    Handout.objects.bulk_update(handouts, ["uploaded_at"])


def _handout(conference: ConferencePage, entry: dict, sessions: dict[str, Session], place: int) -> Handout:
    handout = Handout(
        event=conference,
        session=sessions[entry["session"]] if "session" in entry else None,
        kind=entry["kind"],
        title=entry["title"],
        author=entry["author"],
        audience=entry.get("audience", Handout.Audience.DELEGATES),
        name=f"{slug(entry['title'])}.pdf",
        kind_of_file="pdf",
        position=place,
    )
    data = _pdf(conference, handout, entry["text"])
    handout.size = len(data)
    handout.file.save(handout.name, ContentFile(data), save=False)
    delete_unless_committed(handout.file)
    return handout


def _pdf(conference: ConferencePage, handout: Handout, text: list[str]) -> bytes:
    data = {
        "kind": handout.get_kind_display(),
        "title": handout.title,
        "author": handout.author,
        "event": conference.title,
        "days": days(conference),
        "organiser": conference.organiser,
        "text": text,
    }
    return typst.compile(
        SOURCE,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
    )
