"""The form that takes the file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .safety import RefusedDocument, check_size
from .sentences import refusal_sentence

# For the browser's file dialog only; what a file is, its bytes say.
ACCEPT = ".docx,.docm,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WordFileForm(forms.Form):
    """One Word file."""

    file = forms.FileField(
        label=_("Word file"),
        allow_empty_file=True,  # our own sentence says what to do about it
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": _("Choose a Word file first."),
            "invalid": _("Choose a Word file first."),
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file)
        except RefusedDocument as refusal:
            raise forms.ValidationError(refusal_sentence(refusal), code=refusal.code) from refusal
        return file
