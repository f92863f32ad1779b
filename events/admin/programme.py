"""The programme of an event: its sessions by day and hall, to be added, changed, shifted, cancelled and deleted."""

from contextlib import suppress
from datetime import time

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from events import services
from events.models import EventPage, Handout, Session
from vietnamese.dates import InvalidDate, format_date, in_vietnam, parse_date

from . import agenda, breadcrumbs, links
from .access import own_event, own_session, refusal, visible_event
from .programme_forms import ReasonForm, SessionForm, ShiftForm, SpeakersForm
from .uploads import FORM_BYTES, bounded

ONE_MORE = "them-nua"
"""The button that leads to the next session at once."""


@require_safe
def screen(request: HttpRequest, event_id: int) -> HttpResponse:
    """All sessions of an event, to be arranged or, with the reason why, only to be looked at."""
    event = visible_event(request.user, event_id)
    return _screen(request, event)


@require_POST
def shift(request: HttpRequest, event_id: int) -> HttpResponse:
    """Moves all sessions of a day; those whom it concerns get one mail for all of them."""
    event = own_event(request.user, event_id)
    form = ShiftForm(request.POST)
    if not form.is_valid():
        return _screen(request, event, shifting=form)
    day = form.cleaned_data["day"]
    count = services.shift_day(event, day, by_minutes=form.by_minutes, by=request.user)
    said = ngettext("%(count)s session of %(day)s is moved.", "%(count)s sessions of %(day)s are moved.", count)
    messages.success(request, said % {"count": count, "day": format_date(day)})
    return redirect("events_programme", event.pk)


@bounded(FORM_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, event_id: int) -> HttpResponse:
    """A new session; the address may say its day, its hall and when it begins."""
    event = own_event(request.user, event_id)
    return _form(request, event, Session(event=event), heading=_("New session"), initial=_asked(request, event))


@bounded(FORM_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, session_id: int) -> HttpResponse:
    """All that a session says, who speaks there, and its papers."""
    event, session = own_session(request.user, session_id)
    return _form(request, event, session, heading=session.title)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, session_id: int) -> HttpResponse:
    """Asks why, and cancels."""
    event, session = own_session(request.user, session_id)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"reason": session.reason})
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_session(session, event, reason=form.cleaned_data["reason"], by=request.user)
        except services.Stale:
            return _gone(request, event)
        messages.success(request, _("“%(name)s” is cancelled.") % {"name": session.title})
        return redirect(_place_of(session))
    context = _context(event, session, _("Cancel"))
    context |= {"form": form, "delegate_count": services.delegates_of(session)}
    return render(request, "events/admin/cancel_session.html", context, status=422 if form.errors else 200)


@require_POST
def restore(request: HttpRequest, session_id: int) -> HttpResponse:
    """Takes a cancellation back."""
    event, session = own_session(request.user, session_id)
    try:
        services.restore_session(session, event, by=request.user)
    except services.Stale:
        return _gone(request, event)
    messages.success(request, _("“%(name)s” takes place after all.") % {"name": session.title})
    return redirect(_place_of(session))


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, session_id: int) -> HttpResponse:
    """Asks, and deletes a session that no delegate has chosen."""
    event, session = own_session(request.user, session_id)
    delegate_count = services.delegates_of(session)
    if request.method == "POST":
        try:
            services.delete_session(session, event, by=request.user)
        except services.HasDelegates as chosen:
            delegate_count = chosen.count
        else:
            messages.success(request, _("“%(name)s” is deleted.") % {"name": session.title})
            return redirect("events_programme", event.pk)
    context = _context(event, session, _("Delete"))
    context |= {"delegate_count": delegate_count, "handout_count": session.handouts.count()}
    status = 409 if request.method == "POST" else 200
    return render(request, "events/admin/delete_session.html", context, status=status)


def _gone(request: HttpRequest, event: EventPage) -> HttpResponse:
    messages.error(request, _("Somebody has deleted this session meanwhile."))
    return redirect("events_programme", event.pk)


def _screen(request: HttpRequest, event: EventPage, *, shifting: ShiftForm | None = None) -> HttpResponse:
    sessions = list(agenda.sessions_of(event))
    closed = refusal(request.user, event)
    context = {
        "event": event,
        "days": agenda.days_of(event, sessions),
        "warnings": agenda.warnings_of(event, sessions),
        "closed": closed,
        "shifting": shifting or ShiftForm(),
        "shifted_day": shifting.cleaned_data.get("day") if shifting else None,
        "links": [] if closed else links.of_programme(event),
        "breadcrumbs": breadcrumbs.of(event, screen=_("Programme")),
        "buttons": links.screen_buttons(request.user, event, besides="events_programme"),
    }
    return render(request, "events/admin/programme.html", context, status=422 if shifting else 200)


def _form(
    request: HttpRequest, event: EventPage, session: Session, *, heading: str, initial: dict | None = None
) -> HttpResponse:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    seen = services.version(session) if session.pk else ""
    form = SessionForm(data, files, instance=session, event=event, initial={"seen": seen, **(initial or {})})
    speakers = SpeakersForm(data, prefix="speakers", initial=_speaking(session))
    is_stale = False
    if data is not None and all([form.is_valid(), speakers.is_valid()]):
        try:
            return _saved(request, event, form, speakers)
        except ValidationError as error:
            form.take(error)
        except services.Stale:
            is_stale = True
    current = Session.objects.filter(pk=session.pk).first() if is_stale else None
    context = _context(event, session, heading)
    context |= {
        "heading": heading,
        "form": form,
        "speakers": speakers,
        "is_stale": is_stale,
        "current": current,
        "current_hours": agenda.hours(current) if current else "",
        "seen": services.version(current) if current else form["seen"].value(),
        "papers": session.handouts.all() if session.pk else [],
        "halls": sorted(set(event.sessions.exclude(hall="").values_list("hall", flat=True))),
    }
    status = 409 if is_stale else 422 if form.errors or not _is_right(speakers) else 200
    return render(request, "events/admin/session.html", context, status=status)


def _saved(request: HttpRequest, event: EventPage, form: SessionForm, speakers) -> HttpResponse:
    """Writes the session down, then its papers: their content has been looked at by the form."""
    said = form.cleaned_data
    session = form.instance
    services.save_session(session, event, speakers=speakers.speaking(), seen=said["seen"], by=request.user)
    for upload in said["papers"]:
        paper = Handout(session=session, kind=Handout.Kind.PAPER)
        services.add_handout(paper, event, upload, by=request.user)
    messages.success(request, _("“%(name)s” is saved.") % {"name": session.title})
    for odd in agenda.warnings_of(event, list(event.sessions.all())):
        if odd.session.pk == session.pk:
            messages.warning(request, odd.sentence)
    if ONE_MORE in request.POST:
        return redirect(_address_of_next(event, session))
    return redirect(_place_of(session))


def _is_right(speakers) -> bool:
    return not speakers.is_bound or speakers.is_valid()


def _speaking(session: Session) -> list[dict]:
    if not session.pk:
        return []
    return [{"name": row.name, "post": row.post, "topic": row.topic} for row in session.speakers.all()]


def _asked(request: HttpRequest, event: EventPage) -> dict:
    """What the address says; otherwise the first day of the event."""
    asked = {"day": event.starts_on, "hall": request.GET.get(agenda.HALL, "")[:150]}
    with suppress(InvalidDate):
        asked["day"] = parse_date(request.GET.get(agenda.DAY, ""))
    with suppress(ValueError):
        asked["begins"] = time.fromisoformat(request.GET.get(agenda.FROM, ""))
    return asked


def _address_of_next(event: EventPage, session: Session) -> str:
    return agenda.address_of_new(event, agenda.day_of(session), session.hall, f"{in_vietnam(session.ends_at):%H:%M}")


def _place_of(session: Session) -> str:
    return f"{reverse('events_programme', args=[session.event_id])}#phien-{session.pk}"


def _context(event: EventPage, session: Session, here: str) -> dict:
    screen_url = reverse("events_programme", args=[event.pk])
    return {
        "event": event,
        "session": session,
        "back": _place_of(session) if session.pk else screen_url,
        "breadcrumbs": breadcrumbs.of(event, (screen_url, _("Programme")), ("", here)),
    }
