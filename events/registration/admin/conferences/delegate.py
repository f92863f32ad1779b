"""The screen of one delegate: what was said of them, what can be decided, what was done; and correcting them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from events.models import ConferencePage
from events.registration.delegates import queries, services
from events.registration.delegates.forms import DelegateForm, form_of, said_of
from events.registration.delegates.models import Delegate
from events.registration.delegates.sentences import sentence
from units.models import Unit
from vietnamese.forms import CleanTextMixin
from vietnamese.numbers import read_number

from ..access import for_conference
from .deciding import decisions
from .listing import delegates_of
from .marks import OF_DELEGATES
from .screen import show
from .trail import trail

SECTION = "registration_delegates"
AT_THE_DOOR = "diem-danh"
"""In the question of an address: whoever is added stands at the door, and the organiser goes back to it."""


def delegate_of(conference: ConferencePage, delegate_id: int) -> Delegate:
    delegate = get_object_or_404(delegates_of(conference), pk=delegate_id)
    delegate.conference = conference
    return delegate


@require_safe
@for_conference
def show_delegate(request: HttpRequest, conference: ConferencePage, delegate_id: int) -> HttpResponse:
    """Everything about one delegate."""
    delegate = delegate_of(conference, delegate_id)
    context = {
        "delegate": delegate,
        "mark": OF_DELEGATES.of(delegate.state),
        "decisions": [
            {"decision": decision, "form": decision.form(auto_id=f"{decision.name}_%s")}
            for decision in decisions()
            if delegate.state in decision.before and not delegate.anonymised_at
        ],
        "may_reopen": delegate.state == Delegate.State.DECLINED and not delegate.anonymised_at,
        "may_correct": delegate.state in queries.STANDING and not delegate.anonymised_at,
        "trail": trail(delegate),
        "next": request.get_full_path(),
    }
    return show(request, conference, "delegate.html", context, section=SECTION, title=delegate.full_name)


@require_http_methods(["GET", "HEAD", "POST"])
@for_conference
def correct(request: HttpRequest, conference: ConferencePage, delegate_id: int) -> HttpResponse:
    """Says something else of a delegate, at any time."""
    delegate = delegate_of(conference, delegate_id)
    sessions = queries.asked_sessions(conference)
    revision, status = delegate.revision, 200
    if request.method == "POST":
        form = DelegateForm(request.POST, sessions=sessions)
        revision = read_number(request.POST.get("revision", "")) or 0
        try:
            services.correct(delegate, form.nominee, by=request.user, revision=revision)
        except services.Changed as other:
            # What was typed stays, and saving it again is meant for what stands there now.
            revision, status = other.delegate.revision, 409
            said = _("Somebody else has changed this delegate: %(name)s, %(post)s. Save again if yours is to count.")
            form.add_error(None, said % {"name": other.delegate.full_name, "post": other.delegate.post})
        except services.Refused as refused:
            form.tell(refused.problems)
            status = 422
        else:
            messages.success(request, _("Saved."))
            return redirect("registration_delegate", conference.pk, delegate.pk)
    else:
        form = form_of(said_of(delegate, sessions), sessions)
    crumb = (reverse("registration_delegate", args=[conference.pk, delegate.pk]), delegate.full_name)
    context = {"delegate": delegate, "form": form, "revision": revision}
    return show(
        request,
        conference,
        "correct.html",
        context,
        section=SECTION,
        title=_("Correct"),
        crumbs=(crumb,),
        status=status,
    )


class LateForm(CleanTextMixin, forms.Form):
    """For which unit, and why."""

    unit = forms.ModelChoiceField(
        Unit.objects.filter(is_active=True), label=gettext_lazy("Unit"), to_field_name="code", empty_label=""
    )
    reason = forms.CharField(
        label=gettext_lazy("Who asked for it, and why"),
        help_text=gettext_lazy("Kept in the delegate's history with your name."),
        required=False,
        widget=forms.TextInput({"maxlength": 300}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_conference
def add(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """A delegate whom the organisers add for a unit, also after nomination has closed; confirmed at once."""
    sessions = queries.asked_sessions(conference)
    status = 200
    if request.method == "POST":
        late, form = LateForm(request.POST), DelegateForm(request.POST, sessions=sessions)
        nominee = form.nominee
        if late.is_valid() and (done := _added(request, conference, late, form, nominee)):
            messages.success(request, _("%(name)s is added and confirmed.") % {"name": done.full_name})
            if AT_THE_DOOR in request.GET:
                door = reverse("registration_delegate_checkin", args=[conference.pk])
                return redirect(f"{door}?q={done.token}")
            return redirect("registration_delegates", conference.pk)
        status = 422
    else:
        late = LateForm(initial={"unit": request.GET.get("don_vi")})
        form = DelegateForm(sessions=sessions, initial={"sessions": [session.pk for session in sessions]})
    context = {"late": late, "form": form}
    return show(request, conference, "add.html", context, section=SECTION, title=_("Add a delegate"), status=status)


def _added(request: HttpRequest, conference: ConferencePage, late: LateForm, form: DelegateForm, nominee):
    """The delegate, or None when something is wrong, which then stands in the forms."""
    said = late.cleaned_data
    try:
        return services.add_late(conference, said["unit"], nominee, by=request.user, reason=said["reason"])
    except services.Refused as refused:
        of_reason = [problem for problem in refused.problems if problem.field == "reason"]
        for problem in of_reason:
            late.add_error("reason", sentence(problem))
        form.tell(problem for problem in refused.problems if problem not in of_reason)
    return None
