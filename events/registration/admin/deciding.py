"""Deciding entries: approve, send back, reject; one, or many that were chosen in a table.

GET asks once more and says what for; POST does it, each entry by itself: those that cannot be are told with their
reason, and the others are done. The entries are sent with the revision that was read, so that nobody decides about
what has changed meanwhile; and what is decided already stays so without a word of blame, for that is a button pressed
twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events.models import FestivalPage
from events.registration import refusals, services
from events.registration.models import Entry, State
from events.registration.services import locks
from events.registration.services.guards import REASON_LENGTH

from .access import for_festival
from .choosing import ReasonForm, chosen, way_back
from .entries import entries_of, lines
from .screen import show


@dataclass(frozen=True)
class Decision:
    """Something that an organiser decides. `name` stands in the address."""

    name: str
    label: str
    target: State
    needs_reason: bool
    service: Callable[..., Entry]
    done: Callable[[int], str]
    about: str = ""
    serious: bool = False

    def form(self, data=None, **options) -> ReasonForm | None:
        """Asks for the reason where one is needed."""
        return ReasonForm(data, longest=REASON_LENGTH, **options) if self.needs_reason else None


def _approved(count: int) -> str:
    return ngettext("%(count)d entry is approved.", "%(count)d entries are approved.", count) % {"count": count}


def _sent_back(count: int) -> str:
    return ngettext("%(count)d entry was sent back.", "%(count)d entries were sent back.", count) % {"count": count}


def _rejected(count: int) -> str:
    return ngettext("%(count)d entry was rejected.", "%(count)d entries were rejected.", count) % {"count": count}


def decisions() -> dict[str, Decision]:
    """All that there are, by name."""
    made = (
        Decision(
            "duyet",
            _("Approve"),
            State.APPROVED,
            False,
            services.approve,
            _approved,
            _("The unit is told by e-mail."),
        ),
        Decision(
            "tra-lai",
            _("Send back"),
            State.RETURNED,
            True,
            services.send_back,
            _sent_back,
            _("The unit keeps its place, puts right what you say, and hands the entry in again."),
        ),
        Decision(
            "tu-choi",
            _("Reject"),
            State.REJECTED,
            True,
            services.reject,
            _rejected,
            _("The place becomes free, and the first of the waiting list moves up."),
            serious=True,
        ),
    )
    return {decision.name: decision for decision in made}


@dataclass
class Outcome:
    """What became of the chosen entries. `refused` has each with its reason."""

    done: list[Entry] = field(default_factory=list)
    already: list[Entry] = field(default_factory=list)
    refused: list[tuple[Entry, str]] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@for_festival
def decide(request: HttpRequest, festival: FestivalPage, name: str) -> HttpResponse:
    """The chosen entries with the form that decides about them."""
    decision = decisions().get(name)
    if decision is None:
        raise Http404("no such decision")
    seen = chosen(request)
    entries = list(entries_of(festival).filter(pk__in=seen))
    back = way_back(request, reverse("registration_entries", args=[festival.pk]))
    if not entries:
        messages.error(request, _("Choose at least one entry."))
        return redirect(back)
    form = decision.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        _tell(request, decision, _carry_out(decision, entries, seen, reason, request.user))
        return redirect(back)
    context = {
        "decision": decision,
        "form": form,
        "lines": lines(festival, entries),
        # What was read stays what was read, although the form is shown again.
        "seen": [(entry.pk, seen[entry.pk] or entry.revision) for entry in entries],
        "next": back,
    }
    return show(
        request,
        festival,
        "decide.html",
        context,
        section="registration_entries",
        title=decision.label,
        crumbs=((reverse("registration_entries", args=[festival.pk]), _("Entries")),),
        status=400 if form is not None and form.errors else 200,
    )


def _carry_out(decision: Decision, entries: list[Entry], seen: dict[int, int], reason: str, user) -> Outcome:
    outcome = Outcome()
    for entry in entries:
        if entry.state == decision.target:
            outcome.already.append(entry)
            continue
        try:
            _decide_as_read(decision, entry, seen[entry.pk], reason, user)
        except (services.Changed, Entry.DoesNotExist):
            outcome.refused.append((entry, _("It has changed meanwhile. Look at it again.")))
        except services.Refused as refused:
            outcome.refused.append((entry, " ".join(refusals.sentence(problem) for problem in refused.problems)))
        else:
            outcome.done.append(entry)
    return outcome


def _decide_as_read(decision: Decision, entry: Entry, revision: int, reason: str, user) -> None:
    # Around the service's own transaction, for not every service takes the revision that was read.
    with transaction.atomic():
        current = locks.lock_entry(entry)
        if current.revision != revision:
            raise services.Changed(current)
        extra = {"reason": reason} if decision.needs_reason else {}
        decision.service(entry.pk, by=user, **extra)


def _tell(request: HttpRequest, decision: Decision, outcome: Outcome) -> None:
    if outcome.done:
        messages.success(request, decision.done(len(outcome.done)))
    if outcome.already and not outcome.done:
        messages.success(request, decision.done(len(outcome.already)))
    if outcome.refused:
        items = format_html_join(
            "", "<li>{}, {}: {}</li>", ((entry.discipline, entry.unit, why) for entry, why in outcome.refused)
        )
        count = len(outcome.refused)
        head = ngettext("%(count)d entry stays as it is:", "%(count)d entries stay as they are:", count)
        messages.warning(request, format_html("{}<ul>{}</ul>", head % {"count": count}, items))
