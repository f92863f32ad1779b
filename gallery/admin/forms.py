"""What is written about photos, checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gallery.models import Photo
from gallery.services import WRITTEN
from images.models import Withdrawal
from vietnamese.forms import CleanTextMixin
from vietnamese.text import clean_line


class PhotoForm(CleanTextMixin, forms.ModelForm):
    """Any of the fields of a photo: those that were sent. The others are left as they are."""

    class Meta:
        model = Photo
        fields = WRITTEN

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        for name in self.fields.keys() - data.keys():
            del self.fields[name]

    def clean(self):
        said = super().clean()
        # Text from a Word file brings its line breaks along; readers see one line.
        return {name: clean_line(value) if isinstance(value, str) else value for name, value in said.items()}


class WithdrawalForm(CleanTextMixin, forms.Form):
    """Why a picture leaves the site. The record of it is the evidence that a person's request was met."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=Withdrawal._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who asked for it, when and how. It is kept; readers do not see it."),
        error_messages={"required": _("Say why: the record is the evidence that the request was met.")},
    )
