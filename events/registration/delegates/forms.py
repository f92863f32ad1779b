"""What is said of a delegate, or of several at once. What is wrong with it `rules` says alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from events.models import Session
from vietnamese.dates import in_vietnam
from vietnamese.forms import CleanTextMixin
from vietnamese.numbers import read_number

from ..rules import Problem
from ..sheets.values import NAME_LENGTH
from .models import Delegate
from .rules import EMAIL_LENGTH, MOST_AT_ONCE, POST_LENGTH, Nominee
from .sentences import sentence

UNKNOWN = 0
"""No session has this key."""
ROWS = "so-dong"
"""The field that says how many rows were sent."""


class DelegateForm(CleanTextMixin, forms.Form):
    """A delegate. It takes whatever is sent, so that all problems are found in one place."""

    full_name = forms.CharField(
        label=_("Full name"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "words", "maxlength": NAME_LENGTH}),
    )
    post = forms.CharField(
        label=_("Post"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "maxlength": POST_LENGTH}),
    )
    email = forms.CharField(
        label=_("E-mail (may stay empty)"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off", "maxlength": EMAIL_LENGTH}),
    )
    diet = forms.CharField(label=_("Diet"), required=False, widget=forms.Select)
    sessions = forms.Field(label=_("Attends"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data=None, *, sessions: Sequence[Session] = (), **kwargs):
        super().__init__(data, label_suffix="", **kwargs)
        self.fields["diet"].widget.choices = Delegate.Diet.choices
        self.fields["sessions"].widget.choices = [(session.pk, session_label(session)) for session in sessions]
        if not sessions:
            del self.fields["sessions"]

    @property
    def nominee(self) -> Nominee:
        """What was sent."""
        self.is_valid()
        said = self.cleaned_data
        keys = frozenset(_key(text) for text in said.get("sessions") or ())
        return Nominee(said["full_name"], said["post"], said["email"], said["diet"], keys)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Shows the problems beside the fields that they are about."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, sentence(problem))


def session_label(session: Session) -> str:
    """17/12, 11:30 Ăn trưa"""
    return f"{in_vietnam(session.starts_at):%d/%m, %H:%M} {session.title}"


def form_of(nominee: Nominee, sessions: Sequence[Session], *, prefix: str | None = None) -> DelegateForm:
    """The form as if this had been sent."""
    said = {
        "full_name": nominee.full_name,
        "post": nominee.post,
        "email": nominee.email,
        "diet": nominee.diet,
        "sessions": [str(key) for key in nominee.sessions],
    }
    data = QueryDict(mutable=True)
    for name, value in said.items():
        data.setlist(f"{prefix}-{name}" if prefix else name, value if isinstance(value, list) else [value])
    form = DelegateForm(data, sessions=sessions, prefix=prefix)
    form.is_valid()
    return form


def sent_rows(data: QueryDict, sessions: Sequence[Session]) -> list[Nominee]:
    """The rows of the table that was sent, without those in which nothing was written."""
    count = min(read_number(data.get(ROWS, "")) or 0, MOST_AT_ONCE + 1)
    rows = (DelegateForm(data, sessions=sessions, prefix=prefix(place)).nominee for place in range(count))
    return [row for row in rows if row.full_name or row.post or row.email]


def prefix(place: int) -> str:
    return f"dong-{place}"


def tell_all(forms_: Sequence[DelegateForm], problems: Iterable[Problem]) -> list[str]:
    """Shows each problem in the row that it is about; the sentences of those that are about all."""
    whole = []
    for problem in problems:
        if problem.member is None:
            whole.append(sentence(problem))
        else:
            forms_[problem.member].tell([problem])
    return whole


def said_of(delegate: Delegate, sessions: Iterable[Session]) -> Nominee:
    """What was said of a delegate, with those of the sessions that they attend."""
    attends = {session.pk for session in delegate.sessions.all()}
    chosen = frozenset(session.pk for session in sessions if session.pk in attends)
    return Nominee(delegate.full_name, delegate.post, delegate.email, delegate.diet, chosen)


def meanwhile(delegate: Delegate, typed: Nominee) -> list[tuple[str, Any]]:
    """What stands there now where something else was typed: the field's name and its value."""
    labels: Mapping[str, Any] = {name: field.label for name, field in DelegateForm.base_fields.items()}
    values = {
        "full_name": delegate.full_name,
        "post": delegate.post,
        "email": delegate.email,
        "diet": delegate.get_diet_display(),
    }
    raw = {"diet": delegate.diet}
    return [
        (labels[name], value or "–") for name, value in values.items() if raw.get(name, value) != getattr(typed, name)
    ]


def _key(text: Any) -> int:
    return read_number(str(text)) or UNKNOWN
