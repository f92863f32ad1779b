"""Nominating delegates, changing and withdrawing them."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.models import ConferencePage
from units.models import Unit
from vietnamese.numbers import read_number

from .. import windows
from ..delegates import consents, pasting, queries, rules, services
from ..delegates.forms import ROWS, DelegateForm, form_of, meanwhile, prefix, said_of, sent_rows, tell_all
from ..delegates.models import Delegate
from ..delegates.rules import Nominee
from ..delegates.sentences import sentence
from ..delegates.services.nominating import REASON_LENGTH, problems_of
from ..models import Participant
from ..rules import Problem
from .access import for_unit
from .delegates import conference_of, delegate_of, may_be_withdrawn

PASTE, PASTED, MORE_ROWS = "doc", "danh-sach", "them-dong"
"""The button that reads the field PASTED into the table, and the one that adds rows; they work without a script."""
AGREED = "dong-y"
FIRST_ROWS, ROWS_MORE = 3, 5
SUGGESTED = 500
CONSENT = "consent"
"""The field of a problem that is said beside the tick and not in a row."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def nominate(request: HttpRequest, unit: Unit, conference_id: int) -> HttpResponse:
    """A table with a row a delegate, and a field for a list that was copied from a sheet."""
    conference = conference_of(conference_id)
    sessions = queries.asked_sessions(conference)
    if request.method != "POST":
        card = queries.cards([conference], unit, timezone.now())[0]
        if not card.is_open or card.is_full:
            return _closed(request, unit, conference, card)
        return _table(request, unit, conference, sessions, [], blank=_first_rows(card))
    rows = sent_rows(request.POST, sessions)
    if PASTE in request.POST:
        return _pasted(request, unit, conference, sessions, rows)
    if MORE_ROWS in request.POST:
        return _table(request, unit, conference, sessions, rows, blank=ROWS_MORE)
    try:
        done = services.nominate(conference, unit, rows, by=request.user, has_consent=AGREED in request.POST)
    except services.Refused as refused:
        return _table(request, unit, conference, sessions, rows, problems=refused.problems, status=422)
    said = ngettext("%(number)d delegate is nominated.", "%(number)d delegates are nominated.", len(done))
    messages.success(request, said % {"number": len(done)})
    return redirect("portal_conference", unit.code, conference.pk)


def _closed(request: HttpRequest, unit: Unit, conference: ConferencePage, card: queries.Card) -> HttpResponse:
    """Why nobody can be nominated now, in place of a table that would be filled in for nothing."""
    context = {
        "unit": unit,
        "tab": "conferences",
        "conference": conference,
        "card": card,
        "window": card.window,
        "is_over": timezone.now() >= conference.ends_at,
        "is_closed": True,
    }
    return render(request, "registration/portal/delegates/nominate.html", context)


def _first_rows(card: queries.Card) -> int:
    """As many as the unit may still send, and not so many that they frighten."""
    left = FIRST_ROWS if card.quota is None else card.quota - card.nominated
    return max(1, min(FIRST_ROWS, left))


def _pasted(request: HttpRequest, unit: Unit, conference: ConferencePage, sessions, rows) -> HttpResponse:
    """The lines as rows of the table, with what is wrong with them; nothing is stored before somebody confirms it."""
    text = request.POST.get(PASTED, "")
    names = (unit.name, unit.short_name)
    read = pasting.read(text, sessions=queries.for_everybody(sessions), unit_names=names)
    if len(rows) + len(read) > rules.MOST_AT_ONCE:
        problems = [Problem("too_many_at_once", {"most": rules.MOST_AT_ONCE})]
        return _table(request, unit, conference, sessions, rows, problems=problems, text=text, status=422)
    rows = [*rows, *read]
    problems = problems_of(conference, unit, rows, timezone.now())
    return _table(request, unit, conference, sessions, rows, problems=problems, read=len(read), status=200)


def _table(
    request: HttpRequest,
    unit: Unit,
    conference: ConferencePage,
    sessions: Sequence,
    rows: Sequence[Nominee],
    *,
    blank: int = 0,
    problems: Sequence[Problem] = (),
    text: str = "",
    read: int = 0,
    status: int = 200,
) -> HttpResponse:
    empty = [Nominee("", "", sessions=queries.for_everybody(sessions))] * max(blank, 0 if rows else 1)
    shown = [*rows, *empty][: max(rules.MOST_AT_ONCE, len(rows))]
    forms = [form_of(row, sessions, prefix=prefix(place)) for place, row in enumerate(shown)]
    context = {
        "unit": unit,
        "tab": "conferences",
        "conference": conference,
        "card": queries.cards([conference], unit, timezone.now())[0],
        "forms": forms,
        "whole": tell_all(forms, [problem for problem in problems if problem.field != CONSENT]),
        "consent_error": _consent_error(problems),
        "wrong": sum(bool(form.errors) for form in forms),
        "rows_field": ROWS,
        "has_more": len(forms) < rules.MOST_AT_ONCE,
        "text": text,
        "read": read,
        "consent": consents.current_text(),
        "agreed": AGREED in request.POST,
        "people": Participant.objects.filter(unit=unit, is_active=True, anonymised_at=None)[:SUGGESTED],
    }
    return render(request, "registration/portal/delegates/nominate.html", context, status=status)


def _consent_error(problems: Sequence[Problem]) -> str:
    return next((sentence(problem) for problem in problems if problem.field == CONSENT), "")


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def edit(request: HttpRequest, unit: Unit, conference_id: int, delegate_id: int) -> HttpResponse:
    """One delegate, while they may be changed; else what was said of them."""
    conference = conference_of(conference_id)
    delegate = delegate_of(unit, conference, delegate_id)
    sessions = queries.asked_sessions(conference)
    if request.method != "POST":
        return _page(request, delegate, form_of(said_of(delegate, sessions), sessions), delegate.revision)
    form = DelegateForm(request.POST, sessions=sessions)
    typed, revision = form.nominee, read_number(request.POST.get("phien-ban", "")) or 0
    try:
        changed = services.change(
            delegate, typed, by=request.user, revision=revision, has_consent=AGREED in request.POST
        )
    except services.Changed as other:
        # What was typed stays, and saving it again is meant for what stands there now.
        now = other.delegate
        return _page(request, now, form, now.revision, status=409, is_clash=True, meanwhile=meanwhile(now, typed))
    except services.Refused as refused:
        form.tell(problem for problem in refused.problems if problem.field != CONSENT)
        error = _consent_error(refused.problems)
        return _page(request, delegate, form, revision, status=422, consent_error=error)
    is_confirmed_anew = changed.state != delegate.state
    messages.success(
        request, _("Saved. The organisers confirm this delegate anew.") if is_confirmed_anew else _("Saved.")
    )
    return redirect("portal_conference", unit.code, conference.pk)


def _page(
    request: HttpRequest, delegate: Delegate, form: DelegateForm, revision: int, *, status: int = 200, **more
) -> HttpResponse:
    conference, now = delegate.conference, timezone.now()
    may_change = (
        not request.looks_only
        and not conference.is_cancelled
        and delegate.state in queries.STANDING
        and windows.conference_window(conference, now).state == windows.OPEN
    )
    context = {
        "unit": delegate.unit,
        "tab": "conferences",
        "conference": conference,
        "delegate": delegate,
        "form": form,
        "revision": revision,
        "may_change": may_change,
        "may_withdraw": not request.looks_only and may_be_withdrawn(delegate, now),
        "consent": consents.current_text(),
        "agreed": AGREED in request.POST,
    }
    return render(request, "registration/portal/delegates/delegate.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def withdraw(request: HttpRequest, unit: Unit, conference_id: int, delegate_id: int) -> HttpResponse:
    """Asks, and withdraws. Of one who is withdrawn already it says so again."""
    conference = conference_of(conference_id)
    delegate = delegate_of(unit, conference, delegate_id)
    context = {
        "unit": unit,
        "tab": "conferences",
        "conference": conference,
        "delegate": delegate,
        "reason": request.POST.get("ly-do", ""),
        "most": REASON_LENGTH,
    }
    if request.method != "POST":
        if not may_be_withdrawn(delegate, timezone.now()):
            return redirect("portal_conference", unit.code, conference.pk)
        return render(request, "registration/portal/delegates/withdraw.html", context)
    try:
        services.withdraw(delegate, by=request.user, reason=context["reason"])
    except services.Refused as refused:
        context["error"] = " ".join(sentence(problem) for problem in refused.problems)
        return render(request, "registration/portal/delegates/withdraw.html", context, status=422)
    messages.success(request, _("%(name)s is withdrawn.") % {"name": delegate.full_name})
    return redirect("portal_conference", unit.code, conference.pk)
