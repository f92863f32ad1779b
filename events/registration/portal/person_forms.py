"""What a unit says of one of its people."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vietnamese.forms import CleanTextMixin
from vietnamese.templatetags.vietnamese import vn_date

from ..models import Gender, Participant
from ..people_sentences import value_sentence
from ..sheets import values


class PersonForm(CleanTextMixin, forms.Form):
    """Name, birth date, gender and post. Of somebody whose data is `fixed` only the post may change."""

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=values.NAME_LENGTH,
        help_text=_("With all accents, as on papers. Capitals throughout become Nguyễn Văn An."),
        error_messages={"required": _("Fill in the name.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "words"}),
    )
    birth_date = forms.CharField(
        label=_("Date of birth"),
        max_length=40,
        help_text=_("Day/month/year, as 05/03/1990."),
        error_messages={"required": _("Fill in the date of birth.")},
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[("", "—"), *Gender.choices],
        error_messages={"required": _("Choose the gender; many disciplines ask for it.")},
    )
    post = forms.CharField(
        label=_("Post"),
        max_length=values.POST_LENGTH,
        required=False,
        help_text=_("Such as Chuyên viên, Văn phòng. It may stay empty."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, data=None, *, person: Participant | None = None, is_fixed: bool = False):
        super().__init__(data, initial=_initial(person), label_suffix="")
        if is_fixed:
            for name in ("full_name", "birth_date", "gender"):
                self.fields[name].disabled = True
                self.fields[name].required = False
                self.fields[name].help_text = ""

    def clean_full_name(self) -> str:
        name = self.cleaned_data["full_name"]
        if self.fields["full_name"].disabled:
            return name
        read = values.read_name(name)
        for code, params in read.problems:
            if code == "name_remark":  # here nothing is left out in silence
                code, params = "name_not_a_name", {"name": name[:60]}
            if code != "name_one_word":
                raise forms.ValidationError(value_sentence(code, params), code=code)
        return read.text

    def clean_birth_date(self) -> date | None:
        written = self.cleaned_data["birth_date"]
        birth = values.read_birth(written, timezone.localdate())
        if birth.day is None and not self.fields["birth_date"].disabled:
            raise forms.ValidationError(value_sentence(birth.code, dict(birth.params)), code=birth.code)
        return birth.day

    @property
    def said(self) -> dict[str, Any]:
        """What was said, without what could not be."""
        return {name: value for name, value in self.cleaned_data.items() if not self.fields[name].disabled}


def _initial(person: Participant | None) -> dict[str, Any]:
    if person is None:
        return {}
    return {
        "full_name": person.full_name,
        "birth_date": vn_date(person.birth_date),
        "gender": person.gender,
        "post": person.post,
    }
