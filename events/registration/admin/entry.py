"""One entry: its roster, what breaks the rules, what was done to it, and what is to be decided."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import FestivalPage
from events.registration.models import ChangeRequest, Entry, State
from events.registration.queries import waits_as
from events.registration.refusals import sentence
from events.registration.services import transitions

from .access import for_festival
from .changes import Request, request_of
from .deciding import decisions
from .entries import entries_of, problems_that_matter
from .marks import OF_ENTRIES
from .screen import show
from .trail import trail

ACTIONS = {"duyet": transitions.APPROVE, "tra-lai": transitions.SEND_BACK, "tu-choi": transitions.REJECT}
"""What the state of an entry must allow before a decision is offered."""


@require_safe
@for_festival
def show_entry(request: HttpRequest, festival: FestivalPage, entry_id: int) -> HttpResponse:
    """Everything about one entry."""
    entry = get_object_or_404(entries_of(festival), pk=entry_id)
    problems = problems_that_matter([entry]).get(entry.pk, [])
    context = {
        "entry": entry,
        "mark": OF_ENTRIES.of(entry.state),
        "waits_as": waits_as(entry),
        "members": entry.members.select_related("participant"),
        "problems": list(dict.fromkeys(sentence(problem) for problem in problems)),
        "wrong": {problem.member for problem in problems if problem.member is not None},
        "decisions": _offered(entry),
        "requests": _requests(entry),
        "trail": trail(entry),
        "late_url": reverse("registration_late_entry", args=[festival.pk, entry.pk])
        if entry.state in (State.DRAFT, State.RETURNED)
        else "",
        "next": request.get_full_path(),
    }
    return show(
        request,
        festival,
        "entry.html",
        context,
        section="registration_entries",
        title=str(entry),
        crumbs=((reverse("registration_discipline", args=[festival.pk, entry.discipline_id]), entry.discipline.name),),
    )


def _offered(entry: Entry) -> list[dict]:
    """The decisions that the entry's state allows, each with a form of its own where a reason is needed."""
    return [
        {"decision": decision, "form": decision.form(auto_id=f"{name}_%s")}
        for name, decision in decisions().items()
        if entry.state in transitions.ALLOWED[ACTIONS[name]][0]
    ]


def _requests(entry: Entry) -> list[Request]:
    """What its unit has asked to change; what waits comes first."""
    asked = list(entry.change_requests.select_related("asked_by", "decided_by"))
    asked.sort(key=lambda request: request.state != ChangeRequest.State.OPEN)
    return [request_of(request) for request in asked]
