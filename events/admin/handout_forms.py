"""What organisers write of a handout."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import ConferencePage, EventPage, Handout, Session
from vietnamese.dates import in_vietnam
from vietnamese.forms import CleanTextMixin

from .fields import HandoutField, HandoutsField, sorted_out

AFTERWARDS = (Handout.Kind.MINUTES, Handout.Kind.RESOLUTION)
"""What is written when the event is over."""


class SessionChoice(forms.ModelChoiceField):
    """The sessions of an event, each with its day and hour."""

    def label_from_instance(self, session: Session) -> str:
        return f"{in_vietnam(session.starts_at):%d/%m %H:%M} · {session.title}"


class UploadForm(forms.Form):
    """Several files of one kind, for the same readers."""

    files = HandoutsField(
        label=_("Files"), help_text=_("PDF, Word, Excel or PowerPoint, at most 50 MB each; several at once.")
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("handout", "Kind"), choices=Handout.Kind.choices, initial=Handout.Kind.PAPER
    )
    session = SessionChoice(
        label=pgettext_lazy("programme", "Session"), queryset=Session.objects.none(), required=False, empty_label="—"
    )
    audience = forms.ChoiceField(label=_("Who may read it"), choices=Handout.Audience.choices)

    def __init__(self, *args, event: EventPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = event.sessions.all()
        is_conference = isinstance(event, ConferencePage)
        self.fields["audience"].initial = Handout.Audience.DELEGATES if is_conference else Handout.Audience.EVERYONE

    def good_files(self) -> list:
        """Those that can be taken though others cannot."""
        return sorted_out(self.files.getlist("files"))[0]


class HandoutForm(CleanTextMixin, forms.ModelForm):
    """All that is said of a handout. `seen` is what it said when the form was opened."""

    session = SessionChoice(
        label=pgettext_lazy("programme", "Session"), queryset=Session.objects.none(), required=False, empty_label="—"
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Handout
        fields = ["title", "author", "kind", "session", "audience"]
        labels = {"kind": pgettext_lazy("handout", "Kind")}

    def __init__(self, *args, sessions: QuerySet[Session], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions

    def take(self, error: ValidationError) -> None:
        """Shows what the service found, beside the fields."""
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, errors)


class ReplacingForm(HandoutForm):
    """The same, with a place in the list and a file that takes the place of the one there is."""

    place = forms.TypedChoiceField(label=_("Place in the list"), coerce=int, required=False, empty_value=None)
    replacement = HandoutField(
        label=_("Another file in its place"), required=False, help_text=_("Empty: the file stays as it is.")
    )

    class Meta(HandoutForm.Meta):
        fields = HandoutForm.Meta.fields

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        same = Handout.objects.filter(event=self.instance.event_id, kind=self.instance.kind)
        keys = list(same.values_list("pk", flat=True))
        self.here = keys.index(self.instance.pk) if self.instance.pk in keys else 0
        self.fields["place"].choices = [(number, str(number + 1)) for number in range(len(keys))]
        self.initial["place"] = self.here
