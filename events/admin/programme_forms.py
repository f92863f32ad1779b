"""What organisers write of a session, of those who speak there, and of a day that begins later."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from events.models import EventPage, FestivalPage, Session, Speaker, is_too_far
from events.services import Speaking
from vietnamese.dates import VIETNAM, in_vietnam, midnight
from vietnamese.forms import CleanTextMixin
from vietnamese.text import clean_line

from .fields import HandoutsField

MOST_SPEAKERS = 40
BLANK_SPEAKERS = 2
MOST_MINUTES = 12 * 60
TIMES = {"starts_at": "begins", "ends_at": "ends"}
"""The fields beside which it is said what is wrong with a moment."""


class SessionForm(CleanTextMixin, forms.ModelForm):
    """A session on a day, from and to, on Vietnamese clocks. `seen` is what it said when the form was opened."""

    day = forms.DateField(label=_("Day"), widget=AdminDateInput)
    begins = forms.TimeField(label=pgettext_lazy("time of day", "From"), widget=AdminTimeInput)
    ends = forms.TimeField(label=pgettext_lazy("time of day", "To"), widget=AdminTimeInput)
    last_day = forms.DateField(
        label=_("Ends on another day"),
        widget=AdminDateInput,
        required=False,
        help_text=_("Empty: on the same day. 00:00 means midnight at the end of the day."),
    )
    papers = HandoutsField(
        label=_("Add papers"),
        required=False,
        help_text=_("PDF, Word, Excel or PowerPoint, at most 50 MB each; several at once. Delegates may read them."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Session
        fields = ["title", "kind", "hall", "discipline", "description", "asks_delegates"]
        labels = {"kind": pgettext_lazy("programme", "Kind")}
        widgets = {
            "hall": forms.TextInput(attrs={"list": "halls", "autocomplete": "off"}),
            "description": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, event: EventPage, **kwargs):
        super().__init__(*args, **kwargs)
        if isinstance(event, FestivalPage):
            self.fields["discipline"].queryset = event.disciplines.order_by("position", "pk")
            self.fields["discipline"].empty_label = _("Everyone")
        else:
            del self.fields["discipline"]
        if self.instance.pk:
            self.initial |= times_of(self.instance)

    def clean(self):
        said = super().clean()
        for name in ("day", "last_day"):
            if is_too_far(said.get(name)):
                self.add_error(name, _("This year is too far away."))
        if self.errors.keys() & {"day", "begins", "ends", "last_day"}:
            return said
        day, last_day = said["day"], said.get("last_day") or said["day"]
        self.instance.starts_at = datetime.combine(day, said["begins"], VIETNAM)
        self.instance.ends_at = datetime.combine(last_day, said["ends"], VIETNAM)
        if not said.get("last_day") and self.instance.ends_at == midnight(day) < self.instance.starts_at:
            self.instance.ends_at += timedelta(days=1)
        if last_day < day:
            self.add_error("last_day", _("The last day lies before the first day."))
        elif self.instance.ends_at <= self.instance.starts_at:
            self.add_error("ends", _("It ends before it begins."))
        return said

    def _get_validation_exclusions(self):
        # The day and the hours make these; what is wrong with them is said there.
        return super()._get_validation_exclusions() | {"starts_at", "ends_at"}

    def _post_clean(self):
        # Session.clean would say of the moments what stands beside the hours already.
        if not self.errors.keys() & {"day", "begins", "ends", "last_day"}:
            super()._post_clean()

    def take(self, error: ValidationError) -> None:
        """Shows what the service found, beside the fields."""
        for name, errors in error.update_error_dict({}).items():
            field = TIMES.get(name, name)
            self.add_error(field if field in self.fields else None, errors)


class SpeakerForm(CleanTextMixin, forms.ModelForm):
    """Somebody who speaks. Whoever has no name is nobody."""

    class Meta:
        model = Speaker
        fields = ["name", "post", "topic"]
        labels = {"name": pgettext_lazy("speaker", "Full name"), "topic": pgettext_lazy("speaker", "About what")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False

    def clean(self):
        said = super().clean()
        if (said.get("post") or said.get("topic")) and not said.get("name") and "name" not in self.errors:
            self.add_error("name", _("Say who speaks, or leave the line empty."))
        return said


class BaseSpeakers(forms.BaseFormSet):
    """Those who speak, in order: the numbers in their boxes, and among equal numbers as they stand."""

    def speaking(self) -> list[Speaking]:
        said = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        kept = [data for data in said if not data.get("DELETE")]
        kept.sort(key=lambda data: data["ORDER"] if data.get("ORDER") is not None else len(said) + MOST_SPEAKERS)
        return [Speaking(*(clean_line(data[name]) for name in ("name", "post", "topic"))) for data in kept]

    def get_ordering_widget(self):
        return forms.NumberInput(attrs={"min": 0, "max": 999, "inputmode": "numeric"})


SpeakersForm = forms.formset_factory(
    SpeakerForm,
    formset=BaseSpeakers,
    extra=BLANK_SPEAKERS,
    can_order=True,
    can_delete=True,
    max_num=MOST_SPEAKERS,
    validate_max=True,
    absolute_max=MOST_SPEAKERS + 10,
)


class ReasonForm(CleanTextMixin, forms.Form):
    """Why a session is cancelled."""

    reason = forms.CharField(
        label=_("Reason"), max_length=Session._meta.get_field("reason").max_length, help_text=_("Readers see it.")
    )


class ShiftForm(forms.Form):
    """By how much all sessions of a day move."""

    LATER, EARLIER = "later", "earlier"

    day = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    minutes = forms.IntegerField(
        label=pgettext_lazy("number", "Minutes"), min_value=1, max_value=MOST_MINUTES, initial=15
    )
    direction = forms.ChoiceField(
        label=pgettext_lazy("time", "Direction"),
        choices=[(LATER, pgettext_lazy("shift", "later")), (EARLIER, pgettext_lazy("shift", "earlier"))],
    )

    @property
    def by_minutes(self) -> int:
        minutes = self.cleaned_data["minutes"]
        return minutes if self.cleaned_data["direction"] == self.LATER else -minutes


def times_of(session: Session) -> dict:
    """What stands in the form of a session's times."""
    begin, end = in_vietnam(session.starts_at), in_vietnam(session.ends_at)
    is_midnight = end == midnight(begin.date() + timedelta(days=1))
    is_same_day = begin.date() == end.date() or is_midnight
    return {
        "day": begin.date(),
        "begins": begin.time(),
        "ends": end.time(),
        "last_day": None if is_same_day else end.date(),
    }
