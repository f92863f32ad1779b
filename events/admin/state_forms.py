"""What organisers say of whether an event takes place."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from events.models import EventPage, EventState, is_too_far
from events.services import STATE_FIELDS
from vietnamese.forms import CleanTextMixin


class StateForm(CleanTextMixin, forms.Form):
    """The state, why, and the days and hours that hold from now on."""

    state = forms.ChoiceField(label=_("What holds from now on"), choices=EventState.choices, widget=forms.RadioSelect)
    state_reason = forms.CharField(
        label=_("Reason"),
        max_length=EventPage._meta.get_field("state_reason").max_length,
        required=False,
        help_text=_("Why it was moved or cancelled; readers see it."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=AdminDateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=AdminDateInput)
    start_time = forms.TimeField(label=_("Begins at"), widget=AdminTimeInput, required=False)
    end_time = forms.TimeField(label=_("Ends at"), widget=AdminTimeInput, required=False)
    moves_programme = forms.BooleanField(
        label=_("Move the programme along"),
        required=False,
        initial=True,
        help_text=_("Every session keeps its distance from the beginning. One mail tells of all of them."),
    )

    def __init__(self, data=None, *, event: EventPage):
        super().__init__(data, initial={name: getattr(event, name) for name in STATE_FIELDS})
        self._event = event

    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in STATE_FIELDS}

    def clean(self):
        said = super().clean()
        for name in ("starts_on", "ends_on"):
            if is_too_far(said.get(name)):
                self.add_error(name, _("This year is too far away."))
        if self.errors:
            return said
        state = said["state"]
        times = ("starts_on", "ends_on", "start_time", "end_time")
        is_elsewhen = any(said[name] != getattr(self._event, name) for name in times)
        if state in (EventState.MOVED, EventState.CANCELLED) and not said["state_reason"]:
            self.add_error("state_reason", _("Say why: readers and those who have registered want to know."))
        if state == EventState.MOVED and self._event.state != EventState.MOVED and not is_elsewhen:
            self.add_error("starts_on", _("Say to which day or hour it is moved."))
        return said

    def take(self, error: ValidationError) -> None:
        """Shows what the service found, beside the fields; elsewhere on the page, with the name of what is wrong."""
        for name, errors in error.update_error_dict({}).items():
            if name in self.fields:
                self.add_error(name, errors)
                continue
            label = ""
            if name != "__all__":
                label = f"{self._event._meta.get_field(name).verbose_name}: "
            for one in errors:
                self.add_error(None, label + " ".join(one.messages))
