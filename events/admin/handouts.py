"""The files of an event: papers and material before, minutes and resolutions afterwards."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import modelformset_factory
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from events import services
from events.handouts import as_file
from events.models import EventPage, Handout
from vietnamese.numbers import read_number

from . import breadcrumbs, links
from .access import own_event, own_handout, refusal, visible_event, visible_handout
from .disciplines import LONGEST_PLACE
from .handout_forms import AFTERWARDS, HandoutForm, ReplacingForm, UploadForm
from .uploads import FORM_BYTES, bounded

MOST_REVIEWED = 60
KEYS = "tai-lieu"
"""The handouts that a review is about."""


@dataclass(frozen=True)
class Group:
    """The handouts of one kind. `move_url` is what Wagtail's script calls when a row is dropped: it puts the row's key
    in the place of this number."""

    kind: str
    label: str
    handouts: list[Handout]
    move_url: str = ""


@bounded(FORM_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest, event_id: int) -> HttpResponse:
    """All handouts of an event; POST takes files in. Those that can be taken are, whatever is wrong with others."""
    if request.method != "POST":
        event = visible_event(request.user, event_id)
        return _screen(request, event, UploadForm(event=event, initial=_asked(request)))
    event = own_event(request.user, event_id)
    form = UploadForm(request.POST, request.FILES, event=event)
    is_whole = form.is_valid()
    files = form.cleaned_data["files"] if is_whole else form.good_files()
    if not files or form.errors.keys() - {"files"}:
        return _screen(request, event, form)
    added = []
    for upload in files:
        said = {name: form.cleaned_data[name] for name in ("kind", "session", "audience")}
        added.append(services.add_handout(Handout(**said), event, upload, by=request.user))
    counted = ngettext("%(count)s file is stored.", "%(count)s files are stored.", len(added)) % {"count": len(added)}
    review = _review_address(event, added)
    if is_whole:
        messages.success(request, _("%(files)s Look over the titles.") % {"files": counted})
        return redirect(review)
    messages.success(request, counted, buttons=[messages.button(review, _("Look over the titles"))])
    return _screen(request, event, form)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, event_id: int) -> HttpResponse:
    """The titles of several handouts at once, as they were proposed from the names of the files."""
    event = own_event(request.user, event_id)
    sent = [read_number(text) for text in request.GET.getlist(KEYS)]
    keys = [key for key in sent if key is not None][:MOST_REVIEWED]
    handouts = event.handouts.filter(pk__in=keys)
    if not handouts:
        return redirect("events_handouts", event.pk)
    forms = modelformset_factory(Handout, form=HandoutForm, extra=0)(
        request.POST if request.method == "POST" else None,
        queryset=handouts,
        form_kwargs={"sessions": event.sessions.all()},
    )
    for form in forms:
        form.initial["seen"] = services.version(form.instance)
    if request.method == "POST" and forms.is_valid() and _all_saved(request, event, forms):
        messages.success(request, _("The handouts are saved."))
        return redirect("events_handouts", event.pk)
    context = {
        "event": event,
        "forms": forms,
        "breadcrumbs": breadcrumbs.of(event, _above(event), ("", _("Look over the titles"))),
    }
    is_wrong = forms.is_bound and (any(form.errors for form in forms) or forms.non_form_errors())
    return render(request, "events/admin/review_handouts.html", context, status=422 if is_wrong else 200)


@bounded(FORM_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, handout_id: int) -> HttpResponse:
    """All that is said of a handout, and the file itself."""
    event, handout = own_handout(request.user, handout_id)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {"seen": services.version(handout)}
    form = ReplacingForm(data, files, instance=handout, initial=initial, sessions=event.sessions.all())
    current = None
    if data is not None and form.is_valid():
        try:
            _save(request, event, form, upload=form.cleaned_data["replacement"])
        except ValidationError as error:
            form.take(error)
        except services.Stale:
            current = event.handouts.filter(pk=handout.pk).first()
            if current is None:
                messages.error(request, _("Somebody has deleted this file meanwhile."))
                return redirect("events_handouts", event.pk)
        else:
            place, kind = form.cleaned_data["place"], form.initial["kind"]
            if place is not None and place != form.here and handout.kind == kind:
                services.move_handout(handout, event, to=place, by=request.user)
            messages.success(request, _("“%(name)s” is saved.") % {"name": handout.title})
            return redirect("events_handouts", event.pk)
    context = {
        "event": event,
        "handout": handout,
        "stored": Handout.objects.get(pk=handout.pk),
        "form": form,
        "current": current,
        "seen": services.version(current) if current else form["seen"].value(),
        "breadcrumbs": breadcrumbs.of(event, _above(event), ("", form.initial["title"])),
    }
    return render(request, "events/admin/handout.html", context, status=409 if current else 422 if form.errors else 200)


@require_safe
def file(request: HttpRequest, handout_id: int) -> HttpResponse:
    """The file itself, whoever else may read it."""
    _event, handout = visible_handout(request.user, handout_id)
    return as_file(handout)


@require_POST
def move(request: HttpRequest, handout_id: int) -> JsonResponse:
    """Takes a handout to the place that Wagtail's list names (`?position=`, counted from 0)."""
    event, handout = own_handout(request.user, handout_id)
    to = read_number(request.GET.get("position", ""), LONGEST_PLACE)
    if to is None:
        return JsonResponse({"error": _("This is no place in the list.")}, status=422)
    services.move_handout(handout, event, to=to, by=request.user)
    return JsonResponse({"success": True})


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, handout_id: int) -> HttpResponse:
    """Asks, and deletes a handout with its file."""
    event, handout = own_handout(request.user, handout_id)
    if request.method == "POST":
        services.delete_handout(handout, event, by=request.user)
        messages.success(request, _("“%(name)s” is deleted.") % {"name": handout.title})
        return redirect("events_handouts", event.pk)
    context = {
        "event": event,
        "handout": handout,
        "breadcrumbs": breadcrumbs.of(event, _above(event), ("", _("Delete"))),
    }
    return render(request, "events/admin/delete_handout.html", context)


def _screen(request: HttpRequest, event: EventPage, form: UploadForm) -> HttpResponse:
    closed = refusal(request.user, event)
    groups = _groups(event, movable=not closed)
    context = {
        "event": event,
        "form": form,
        "before": [group for group in groups if group.kind not in AFTERWARDS],
        "afterwards": [group for group in groups if group.kind in AFTERWARDS],
        "closed": closed,
        "breadcrumbs": breadcrumbs.of(event, screen=_("Handouts")),
        "buttons": links.screen_buttons(request.user, event, besides="events_handouts"),
    }
    return render(request, "events/admin/handouts.html", context, status=422 if form.errors else 200)


def _groups(event: EventPage, *, movable: bool) -> list[Group]:
    """All kinds, those too of which there is nothing yet: one query."""
    found: dict[str, list[Handout]] = {kind: [] for kind in (Handout.Kind.PAPER, Handout.Kind.MATERIAL, *AFTERWARDS)}
    for handout in event.handouts.select_related("session", "uploaded_by"):
        found[handout.kind].append(handout)
    move_url = reverse("events_handout_move", args=[999999]) if movable else ""
    return [Group(kind, Handout.Kind(kind).label, handouts, move_url) for kind, handouts in found.items()]


def _asked(request: HttpRequest) -> dict:
    """Of which kind the files will be, as the address says it."""
    kind = request.GET.get("loai", "")
    return {"kind": kind} if kind in Handout.Kind.values else {}


def _all_saved(request: HttpRequest, event: EventPage, forms) -> bool:
    """Saves what was changed; whether nothing stood in the way."""
    for form in forms:
        if not form.has_changed():
            continue
        try:
            _save(request, event, form)
        except ValidationError as error:
            form.take(error)
        except services.Stale:
            form.add_error(None, _("Somebody else has changed or deleted this file meanwhile. Open it by itself."))
    return not any(form.errors for form in forms)


def _save(request: HttpRequest, event: EventPage, form: HandoutForm, upload=None) -> None:
    services.save_handout(form.instance, event, upload=upload, seen=form.cleaned_data["seen"], by=request.user)


def _review_address(event: EventPage, handouts: list[Handout]) -> str:
    return reverse("events_handouts_review", args=[event.pk], query={KEYS: [handout.pk for handout in handouts]})


def _above(event: EventPage) -> tuple[str, str]:
    return reverse("events_handouts", args=[event.pk]), _("Handouts")
