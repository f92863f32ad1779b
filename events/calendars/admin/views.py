"""A calendar file into a programme: upload, look at what would happen, confirm. Before that nothing is written."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from documents.packages import MEGABYTE
from events.admin import breadcrumbs
from events.admin.access import own_event
from events.admin.uploads import bounded
from events.models import EventPage
from vietnamese.dates import format_date, format_weekday_date, in_vietnam

from ..importing import carrying, programme
from ..importing.programme import Fate, Plan, Row
from ..reading import Code, Found, Problem, Weight, read
from ..reading.found import MOST_BYTES
from .sentences import FIELDS, NOTES, sentence_of

FILE, CARRIED, DIGEST, ITEM = "tep", "da-doc", "ban", "muc"
"""The fields: the file; what was read of it; which plan somebody saw; the items that they take."""
FORM_BYTES = 5 * MEGABYTE
GROUPS = {
    Fate.NEW: gettext_lazy("New in the programme"),
    Fate.CHANGED: gettext_lazy("In the programme already, with changes"),
    Fate.LEFT_OUT: pgettext_lazy("calendar import", "Left out"),
    Fate.SAME: gettext_lazy("In the programme already, unchanged"),
}


@dataclass(frozen=True)
class Shown:
    """A row as it is shown."""

    row: Row
    when: str
    is_ticked: bool
    notes: list[str]
    changes: list[tuple[str, str, str]]


@bounded(FORM_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, event_id: int) -> HttpResponse:
    """Takes a file and shows what would happen."""
    event = own_event(request.user, event_id)
    if request.method != "POST":
        return _upload_page(request, event)
    file = request.FILES.get(FILE)
    if file is None:
        return _upload_page(request, event, [_("Choose a calendar file first.")])
    if file.size > MOST_BYTES:
        return _upload_page(request, event, [sentence_of(Problem(0, Code.TOO_LARGE, {"limit": MOST_BYTES}))])
    found = read(file.read())
    if not found.events:
        return _upload_page(request, event, [sentence_of(problem) for problem in found.problems])
    return _preview_page(request, event, found)


@require_POST
def confirm(request: HttpRequest, event_id: int) -> HttpResponse:
    """Takes over what was shown. When that is no longer what would happen, it is shown again."""
    event = own_event(request.user, event_id)
    try:
        found = carrying.unpack(request.POST.get(CARRIED, ""), event, request.user)
    except carrying.Unreadable:
        return _upload_page(request, event, [_("What was read of the file is too old. Choose the file again.")])
    uids = set(request.POST.getlist(ITEM))
    digest = request.POST.get(DIGEST, "")
    try:
        taken = programme.take_over(event, found.events, uids=uids, digest=digest, by=request.user)
    except programme.Outdated:
        said = _("The programme has changed meanwhile. Look over what is shown now, then confirm.")
        return _preview_page(request, event, found, uids=uids, error=said, status=409)
    if not any(vars(taken).values()):
        return _preview_page(request, event, found, uids=uids, error=_("Tick what is to be taken over."), status=422)
    said = _("Sessions added: %(added)s, changed: %(changed)s, cancelled: %(cancelled)s.")
    messages.success(request, said % vars(taken))
    return redirect("events_programme", event.pk)


def _upload_page(request: HttpRequest, event: EventPage, errors: list[str] | None = None) -> HttpResponse:
    context = {
        "event": event,
        "errors": errors,
        "file_field": FILE,
        "breadcrumbs": _breadcrumbs(event),
        "kilobytes": MOST_BYTES // 1000,
    }
    return render(request, "calendars/admin/import.html", context, status=422 if errors else 200)


def _preview_page(
    request: HttpRequest,
    event: EventPage,
    found: Found,
    *,
    uids: set[str] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    carried = carrying.pack(found, event, request.user)
    # Of what comes back with the confirmation: from the file itself, which is longer, something else could follow.
    planned = programme.plan(event, carrying.unpack(carried, event, request.user).events)
    context = {
        "event": event,
        "error": error,
        "groups": _groups(planned, uids, _remarks_by_uid(found)),
        "count": sum(row.may_be_taken for row in planned.rows),
        "lost": [sentence_of(problem) for problem in found.problems if problem.weight != Weight.NOTE],
        "remarks": [sentence_of(problem) for problem in found.problems if problem.weight == Weight.NOTE],
        "carried": carried,
        "digest": planned.digest,
        "fields": {"carried": CARRIED, "digest": DIGEST, "item": ITEM},
        "breadcrumbs": _breadcrumbs(event),
    }
    return render(request, "calendars/admin/preview.html", context, status=status)


def _groups(
    planned: Plan, uids: set[str] | None, remarks: Mapping[str, Sequence[str]]
) -> list[tuple[str, list[Shown]]]:
    """The rows by what becomes of them; with the ticks that were set, or those that are proposed."""
    shown = {
        fate: [
            _shown(row, row.is_proposed if uids is None else row.found.uid in uids, remarks.get(row.found.uid, ()))
            for row in planned.of(fate)
        ]
        for fate in GROUPS
    }
    return [(str(GROUPS[fate]), rows) for fate, rows in shown.items() if rows]


def _remarks_by_uid(found: Found) -> dict[str, list[str]]:
    """What is to be known of an item beside it: the notes between its first line and that of the next item. What comes
    of one item has one line; the first of a series stands for all."""
    first = {item.line: item.uid for item in reversed(found.events)}
    lines, remarks = sorted(first), {}
    for problem in found.problems:
        place = bisect_right(lines, problem.line)
        if problem.weight == Weight.NOTE and place:
            remarks.setdefault(first[lines[place - 1]], []).append(sentence_of(problem))
    return remarks


def _shown(row: Row, is_ticked: bool, remarks: Iterable[str]) -> Shown:
    changes = row.changes if row.fate == Fate.CHANGED else ()
    return Shown(
        row=row,
        when=_when(row.found.starts, row.found.ends),
        is_ticked=is_ticked and row.may_be_taken,
        notes=[*(str(NOTES[note]) for note in row.notes), *remarks, *_meeting(row)],
        changes=[(str(FIELDS[one.field]), _written(one.before), _written(one.after)) for one in changes],
    )


def _meeting(row: Row) -> list[str]:
    return [_("“%(title)s” takes place in the same hall at that time.") % {"title": row.meets}] if row.meets else []


def _when(starts: date | datetime, ends: date | datetime | None) -> str:
    if not isinstance(starts, datetime):
        return format_weekday_date(starts)
    begin = in_vietnam(starts)
    said = f"{begin:%H:%M}"
    if isinstance(ends, datetime):
        end = in_vietnam(ends)
        said += f"–{end:%H:%M}" if end.date() == begin.date() else f" – {end:%H:%M} {format_date(end)}"
    return f"{format_weekday_date(begin)}, {said}"


def _written(value: object) -> str:
    if isinstance(value, datetime):
        local = in_vietnam(value)
        return f"{local:%H:%M} {format_date(local)}"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value or "—")


def _breadcrumbs(event: EventPage) -> list[dict]:
    way_back = (reverse("events_programme", args=[event.pk]), _("Programme"))
    return breadcrumbs.of(event, way_back, ("", _("Import a calendar")))
