"""Deciding delegates: confirm or decline one, those chosen in a table, or all of a unit who wait.

GET asks once more and says what for; POST does it. The delegates are sent with the revision that was read, so that
nobody decides about what has changed meanwhile; who is decided already stays so without a word of blame, for that is a
button pressed twice.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from events.models import ConferencePage
from events.registration.delegates import queries, services
from events.registration.delegates.models import Delegate
from events.registration.delegates.sentences import sentence
from events.registration.delegates.services.deciding import Outcome
from events.registration.delegates.services.nominating import REASON_LENGTH

from ..access import for_conference
from ..choosing import MOST, ReasonForm, chosen, way_back
from .listing import delegates_of, lines
from .screen import show

CONFIRM, DECLINE = "xac-nhan", "tu-choi"

State = Delegate.State


@dataclass(frozen=True)
class Decision:
    """Something that an organiser decides of delegates in one of the states `before`. `name` stands in the address."""

    name: str
    label: str
    before: Sequence[State]
    done: Callable[[int], str]
    about: str
    needs_reason: bool = False
    serious: bool = False

    def form(self, data=None, **options) -> ReasonForm | None:
        """Asks for the reason where one is needed."""
        return ReasonForm(data, longest=REASON_LENGTH, **options) if self.needs_reason else None


def decisions() -> list[Decision]:
    """All that there are."""
    return [
        Decision(
            CONFIRM,
            _("Confirm"),
            (State.NOMINATED,),
            _confirmed,
            _("The unit is told by e-mail, and so are delegates whose address is known."),
        ),
        Decision(
            DECLINE,
            pgettext("delegate", "Decline"),
            queries.STANDING,
            _declined,
            _("The unit is told by e-mail. While nomination is open it can nominate somebody else."),
            needs_reason=True,
            serious=True,
        ),
    ]


def _confirmed(count: int) -> str:
    return ngettext("%(count)d delegate is confirmed.", "%(count)d delegates are confirmed.", count) % {"count": count}


def _declined(count: int) -> str:
    return ngettext("%(count)d delegate is declined.", "%(count)d delegates are declined.", count) % {"count": count}


@require_http_methods(["GET", "HEAD", "POST"])
@for_conference
def decide(request: HttpRequest, conference: ConferencePage, name: str) -> HttpResponse:
    """The chosen delegates with the form that decides about them."""
    decision = next((one for one in decisions() if one.name == name), None)
    if decision is None:
        raise Http404("no such decision")
    seen = _chosen(request, conference)
    delegates = list(delegates_of(conference).filter(pk__in=seen))
    back = way_back(request, reverse("registration_delegates", args=[conference.pk]))
    if not delegates:
        messages.error(request, _("Choose at least one delegate."))
        return redirect(back)
    form = decision.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (form is None or form.is_valid()):
        _carry_out(request, conference, decision, seen, form)
        return redirect(back)
    context = {
        "decision": decision,
        "form": form,
        "lines": lines(delegates),
        # What was read stays what was read, although the form is shown again.
        "seen": [(delegate.pk, seen[delegate.pk] or delegate.revision) for delegate in delegates],
        "next": back,
    }
    return show(
        request,
        conference,
        "decide.html",
        context,
        section="registration_delegates",
        title=decision.label,
        status=400 if form is not None and form.errors else 200,
    )


def _chosen(request: HttpRequest, conference: ConferencePage) -> dict[int, int]:
    """The revision that was read of each chosen delegate, by the key. `don_vi` chooses all of a unit who wait."""
    if request.method != "POST" and (code := request.GET.get("don_vi")):
        waiting = Delegate.objects.filter(conference=conference, unit__code=code, state=State.NOMINATED)
        return dict(waiting.order_by("pk").values_list("pk", "revision")[:MOST])
    return chosen(request)


def _carry_out(request: HttpRequest, conference: ConferencePage, decision: Decision, seen, form) -> None:
    try:
        if decision.name == CONFIRM:
            outcome = services.confirm(conference, seen, by=request.user)
        else:
            outcome = services.decline(conference, seen, by=request.user, reason=form.cleaned_data["reason"])
    except services.Refused as refused:
        messages.error(request, " ".join(sentence(problem) for problem in refused.problems))
    else:
        _tell(request, decision, outcome)


def _tell(request: HttpRequest, decision: Decision, outcome: Outcome) -> None:
    if count := len(outcome.done) or len(outcome.already):
        messages.success(request, decision.done(count))
    for delegates, why in (
        (outcome.changed, _("These have changed meanwhile. Look at them again:")),
        (outcome.refused, _("Of these it cannot be decided any more:")),
    ):
        if delegates:
            messages.warning(request, format_html("{}<ul>{}</ul>", why, _items(delegates)))


def _items(delegates: Iterable[Delegate]) -> str:
    return format_html_join("", "<li>{}, {}</li>", ((one.full_name, one.unit.short_name) for one in delegates))


@require_POST
@for_conference
def reopen(request: HttpRequest, conference: ConferencePage, delegate_id: int) -> HttpResponse:
    """Brings one who was declined back among those who wait."""
    delegate = delegates_of(conference).filter(pk=delegate_id).first()
    if delegate is None:
        raise Http404("no such delegate")
    try:
        services.reopen(delegate, by=request.user)
    except services.Refused as refused:
        messages.error(request, " ".join(sentence(problem) for problem in refused.problems))
    else:
        messages.success(request, _("%(name)s waits for confirmation again.") % {"name": delegate.full_name})
    return redirect("registration_delegate", conference.pk, delegate.pk)
