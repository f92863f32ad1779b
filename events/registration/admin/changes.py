"""Requests of units to change what they may no longer change themselves: what differs, and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from events.models import FestivalPage
from events.registration import refusals, services
from events.registration.models import ChangeRequest
from events.registration.queries import difference_of
from vietnamese.forms import CleanTextMixin

from .access import for_festival
from .screen import open_requests, show
from .trail import roster_said

APPROVE, REFUSE = "dong-y", "khong-dong-y"


class AnswerForm(CleanTextMixin, forms.Form):
    """Yes or no; the unit has to know why not."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[(APPROVE, gettext_lazy("Approve")), (REFUSE, gettext_lazy("Refuse"))],
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed where the request is refused. The unit reads it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == REFUSE and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why the request is refused."))
        return cleaned


@dataclass(frozen=True)
class Request:
    """A request with what it would change, in words, and the form that answers it while it waits."""

    asked: ChangeRequest
    said: Sequence[str]
    form: AnswerForm | None

    @property
    def is_open(self) -> bool:
        return self.asked.state == ChangeRequest.State.OPEN


def request_of(asked: ChangeRequest, form: AnswerForm | None = None) -> Request:
    waits = asked.state == ChangeRequest.State.OPEN
    return Request(asked, said(asked), (form or AnswerForm(auto_id=f"request-{asked.pk}-%s")) if waits else None)


def said(asked: ChangeRequest) -> list[str]:
    """What a request would change."""
    wanted = asked.wanted
    sentences = [_("Withdraw the entry")] if wanted.get("withdraw") else []
    sentences += [
        _("Name: %(before)s → %(after)s") % {"before": name["name"], "after": name["wanted"]}
        for name in wanted.get("names", ())
    ]
    return [*sentences, *roster_said(difference_of(asked).as_json())]


def _requests(festival: FestivalPage):
    rows = ChangeRequest.objects.filter(entry__discipline__festival=festival)
    return rows.select_related("entry__discipline", "entry__unit", "asked_by", "decided_by")


@require_safe
@for_festival
def show_changes(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """Those that wait, the oldest first; then the last that were decided."""
    waiting = _requests(festival).filter(pk__in=open_requests(festival)).order_by("asked_at", "pk")
    decided = _requests(festival).exclude(pk__in=open_requests(festival)).order_by("-decided_at", "-pk")[:50]
    context = {
        "waiting": [request_of(asked) for asked in waiting],
        "decided": [request_of(asked) for asked in decided],
        "next": request.get_full_path(),
    }
    return show(request, festival, "changes.html", context, section="registration_changes", title=_("Change requests"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_festival
def answer(request: HttpRequest, festival: FestivalPage, request_id: int) -> HttpResponse:
    """One request with the form that answers it."""
    asked = get_object_or_404(_requests(festival), pk=request_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        approve = form.cleaned_data["answer"] == APPROVE
        try:
            services.decide_change(asked.pk, by=request.user, approve=approve, reason=form.cleaned_data["reason"])
        except services.Refused as refused:
            for problem in refused.problems:
                form.add_error(None, refusals.sentence(problem))
        else:
            done = _("The change is made, and the unit is told.") if approve else _("The unit is told of your refusal.")
            messages.success(request, done)
            return redirect("registration_changes", festival.pk)
    context = {"request_": request_of(asked, form)}
    return show(
        request,
        festival,
        "change.html",
        context,
        section="registration_changes",
        title=str(asked.entry),
        crumbs=((reverse("registration_changes", args=[festival.pk]), _("Change requests")),),
        status=400 if form.errors else 200,
    )
