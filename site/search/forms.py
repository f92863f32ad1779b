"""The search form. Its field names stand in addresses, so they are Vietnamese."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from topics.models import Topic
from vietnamese.forms import CleanTextMixin

from .kinds import KINDS
from .queries import Filters


class SearchForm(CleanTextMixin, forms.Form):
    """Words and filters, all of them optional. Gives `filters`."""

    q = forms.CharField(label=_("Search for"), required=False)
    loai = forms.ChoiceField(label=_("Kind"), required=False)
    chu_de = forms.ChoiceField(label=_("Topic"), required=False)
    tu = forms.DateField(label=_("From"), required=False, help_text=_("Day/month/year, as 17/01/2024."))
    den = forms.DateField(label=_("To"), required=False, help_text=_("Day/month/year, as 17/01/2024."))

    def __init__(self, data, topics: Iterable[Topic]):
        super().__init__(data)
        self.topics = {topic.slug: topic for topic in topics}
        self.fields["loai"].choices = [("", _("All kinds")), *KINDS.items()]
        self.fields["chu_de"].choices = [
            ("", _("All topics")),
            *((topic.slug, topic.name) for topic in self.topics.values()),
        ]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("tu"), cleaned.get("den")
        if first and last and first > last:
            self.add_error("den", _("The last day lies before the first."))
        return cleaned

    def filters(self) -> Filters:
        """What the search is to be narrowed down to."""
        return Filters(
            kind=self.cleaned_data["loai"],
            topic=self.topics.get(self.cleaned_data["chu_de"]),
            first=self.cleaned_data["tu"],
            last=self.cleaned_data["den"],
        )
