"""Entering for a unit after registration has closed: a draft is begun, filled with its people, and handed in with the
reason why it came late. The rules of the roster hold as for everybody; only the window does not."""

from copy import copy

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events.models import FestivalPage
from events.registration import refusals, services
from events.registration.models import Entry, EntryMember, Participant, State
from events.registration.rosters import Seat
from units.models import Unit
from vietnamese.forms import CleanTextMixin

from .access import for_festival
from .entries import entries_of
from .screen import show

ACT_TEXTS = ("title", "genre", "author", "seconds", "stage_needs")


class BeginForm(CleanTextMixin, forms.Form):
    """For whom, and where."""

    unit = forms.ModelChoiceField(
        Unit.objects.filter(is_active=True), label=gettext_lazy("Unit"), to_field_name="code", empty_label=""
    )
    discipline = forms.ModelChoiceField(None, label=gettext_lazy("Discipline"), empty_label="")

    def __init__(self, festival: FestivalPage, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["discipline"].queryset = festival.disciplines.order_by("position", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
@for_festival
def begin(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """Chooses the unit and the discipline, and begins a draft there."""
    initial = {"unit": request.GET.get("don_vi"), "discipline": request.GET.get("noi_dung")}
    form = BeginForm(festival, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            entry = services.begin_entry(chosen["discipline"], chosen["unit"], by=request.user)
        except services.Refused as refused:
            for problem in refused.problems:
                form.add_error(None, refusals.sentence(problem))
        else:
            return redirect("registration_late_entry", festival.pk, entry.pk)
    return show(
        request,
        festival,
        "late_begin.html",
        {"form": form},
        section="registration_entries",
        title=_("Late entry"),
        crumbs=((reverse("registration_entries", args=[festival.pk]), _("Entries")),),
        status=400 if form.errors else 200,
    )


class TextsForm(CleanTextMixin, forms.ModelForm):
    """What is said of the entry beside its roster."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Entry
        fields = ["name", *ACT_TEXTS]
        widgets = {"stage_needs": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # As it was read, and not as the row stands when the form is sent.
        self.initial["revision"] = self.instance.revision
        if not self.instance.discipline.is_act:
            for name in ACT_TEXTS:
                del self.fields[name]

    def texts(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name in self._meta.fields}


class RosterForm(CleanTextMixin, forms.Form):
    """The people of the unit, and what each is in this entry: two fields a person, named by the person's key."""

    def __init__(self, entry: Entry, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, seated = people_of(entry)
        for person in self.people:
            seat = seated.get(person.pk)
            self.fields[f"role_{person.pk}"] = forms.ChoiceField(
                label=gettext_lazy("Role"),
                choices=[("", gettext_lazy("Not in this entry")), *EntryMember.Role.choices],
                initial=seat and seat.role,
                required=False,
            )
            self.fields[f"shirt_{person.pk}"] = forms.IntegerField(
                label=gettext_lazy("Shirt number"),
                initial=seat and seat.shirt,
                required=False,
                min_value=1,
                max_value=99,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def rows(self) -> list[tuple[Participant, forms.BoundField, forms.BoundField]]:
        return [(person, self[f"role_{person.pk}"], self[f"shirt_{person.pk}"]) for person in self.people]

    def seats(self) -> list[Seat]:
        """Those who have a role, in the order of the list."""
        chosen = [(person.pk, self.cleaned_data[f"role_{person.pk}"]) for person in self.people]
        return [Seat(key, role, self.cleaned_data[f"shirt_{key}"]) for key, role in chosen if role]


class LateForm(CleanTextMixin, forms.Form):
    """Why it comes late."""

    late_reason = forms.CharField(
        label=gettext_lazy("Why it comes late"),
        help_text=gettext_lazy("Kept in the entry's history with your name."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why it is taken late: it stands in the entry's history.")},
    )


def people_of(entry: Entry) -> tuple[list[Participant], dict[int, EntryMember]]:
    """The people of the entry's unit, those on its roster first and in its order; and their places on it."""
    seated = {member.participant_id: member for member in entry.members.select_related("participant")}
    others = Participant.objects.filter(unit=entry.unit_id, is_active=True, anonymised_at=None)
    rest = [person for person in others if person.pk not in seated]
    return [*(member.participant for member in seated.values()), *rest], seated


@require_http_methods(["GET", "HEAD", "POST"])
@for_festival
def edit(request: HttpRequest, festival: FestivalPage, entry_id: int) -> HttpResponse:
    """Fills a draft for its unit; with the other button, hands it in."""
    entry = get_object_or_404(entries_of(festival), pk=entry_id)
    if entry.state not in (State.DRAFT, State.RETURNED):
        messages.warning(request, _("This entry was handed in already."))
        return redirect("registration_entry", festival.pk, entry.pk)
    is_handed_in = "submit" in request.POST
    data = request.POST if request.method == "POST" else None
    # A copy: a form that is checked writes into its row.
    texts, roster = TextsForm(data, instance=copy(entry)), RosterForm(entry, data)
    late = LateForm(data if is_handed_in else None)
    status = 200
    if request.method == "POST":
        sent = [texts, roster, *([late] if is_handed_in else [])]
        # All of them are asked, so that all that is wrong is told at once.
        if not [form for form in sent if not form.is_valid()] and _save(request, entry, texts, roster, late):
            return redirect("registration_entry", festival.pk, entry.pk)
        status = 400
    context = {"entry": entry, "texts": texts, "roster": roster, "late": late}
    return show(
        request,
        festival,
        "late_entry.html",
        context,
        section="registration_entries",
        title=_("Enter for %(unit)s") % {"unit": entry.unit},
        crumbs=((reverse("registration_entry", args=[festival.pk, entry.pk]), str(entry)),),
        status=status,
    )


def _save(request: HttpRequest, entry: Entry, texts: TextsForm, roster: RosterForm, late: LateForm) -> bool:
    """Stores what was sent, and hands it in if that was asked; whether all went well. What did not is in `texts`."""
    revision = texts.cleaned_data["revision"]
    try:
        saved = services.save_entry(
            entry.pk, revision=revision, by=request.user, texts=texts.texts(), members=roster.seats()
        )
        if "submit" not in request.POST:
            messages.success(request, _("The draft is kept."))
            return True
        # What is kept is what was read from now on, whether or not it can be handed in.
        texts.data = texts.data.copy()
        texts.data["revision"] = saved.revision
        done = services.submit(
            entry.pk, revision=saved.revision, by=request.user, late_reason=late.cleaned_data["late_reason"]
        )
    except services.Changed:
        texts.add_error(None, _("Somebody else has changed this entry meanwhile. Open it again; nothing was saved."))
    except services.Refused as refused:
        for problem in refused.problems:
            texts.add_error(None, refusals.sentence(problem))
    else:
        if done.state == State.WAITING:
            messages.warning(request, _("All places are taken: the entry is on the waiting list."))
        else:
            messages.success(request, _("The entry is handed in."))
        return True
    return False
