"""What organisers write of a discipline, and of next year's event."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from events.models import Discipline, EventPage, is_too_far
from vietnamese.forms import CleanTextMixin

Format, Gender = Discipline.Format, Discipline.GenderRule

FIXED_SQUADS = {Format.INDIVIDUAL: 1, Format.PAIR: 2}
GROUPS = (
    (_("The discipline"), ["name", "branch", "format", "notes"]),
    (_("Squad"), ["squad_min", "squad_max", "reserves_max", "officials_max"]),
    (_("Who may compete"), ["gender_rule", "men_min", "women_min", "age_min", "age_max", "age_on"]),
    (_("How many enter"), ["most_entries", "quota", "has_waiting_list"]),
    (_("Registration of its own"), ["opens_at", "closes_at"]),
    (_("On stage"), ["most_seconds", "takes_music"]),
)
NUMBERS = ("squad_min", "squad_max", "reserves_max", "officials_max", "men_min", "women_min", "most_entries")
"""Those whose boxes may be left empty: then they say what is usual."""


class DisciplineForm(CleanTextMixin, forms.ModelForm):
    """All limits of a discipline. How large a pair is, nobody need say."""

    class Meta:
        model = Discipline
        fields = [name for _heading, names in GROUPS for name in names]
        widgets = {
            "notes": forms.Textarea(attrs={"rows": 3}),
            "age_on": AdminDateInput,
            "opens_at": AdminDateTimeInput,
            "closes_at": AdminDateTimeInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NUMBERS:
            self.fields[name].required = False
        self.fields["squad_min"].help_text = _(
            "Those who compete, the captain among them. Not asked of pairs and single players."
        )
        self.fields["women_min"].help_text = _("Least numbers count in mixed squads alone.")

    def groups(self):
        """The fields below their headings, for the template."""
        return [(heading, [self[name] for name in names]) for heading, names in GROUPS]

    def clean(self):
        said = super().clean()
        for name in NUMBERS:
            if said.get(name) is None and name not in self.errors:
                said[name] = Discipline._meta.get_field(name).default
        if size := FIXED_SQUADS.get(said.get("format")):
            said["squad_min"] = said["squad_max"] = size
            for name in ("squad_min", "squad_max"):
                self.errors.pop(name, None)
            least = {"men_min", "women_min"}
            is_mixed = size == 2 and said.get("gender_rule") == Gender.MIXED
            if is_mixed and not least & self.errors.keys() and not any(said[name] for name in least):
                said["men_min"] = said["women_min"] = 1
        return said

    def _get_validation_exclusions(self):
        # The festival is no field, but names are told apart within it.
        return super()._get_validation_exclusions() - {"festival"}

    def take(self, error: ValidationError) -> None:
        """Shows what the service found, beside the fields."""
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, errors)


class CopyForm(CleanTextMixin, forms.Form):
    """What differs next year. All other dates follow the first day."""

    title = forms.CharField(label=_("Title"), max_length=EventPage._meta.get_field("title").max_length)
    starts_on = forms.DateField(label=_("First day"), widget=AdminDateInput)

    def __init__(self, data=None, *, event: EventPage, **kwargs):
        super().__init__(data, **kwargs)
        self._event = event

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if day <= self._event.starts_on:
            raise ValidationError(_("The new event begins after the one that is copied."))
        if is_too_far(day):
            raise ValidationError(_("This year is too far away."))
        return day
