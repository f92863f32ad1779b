"""What somebody says of an address that they make."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vietnamese.forms import CleanTextMixin

from ..models import PersonalFeed


class FeedForm(CleanTextMixin, forms.ModelForm):
    """For which device it is, so that its owner knows which one to revoke."""

    class Meta:
        model = PersonalFeed
        fields = ["name"]
        labels = {"name": _("Name of the device")}
        help_texts = {"name": _("Such as “My phone” or “Office computer”.")}
