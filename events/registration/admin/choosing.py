"""What was chosen in a table to be decided: which rows, as they were read; why; and the way back to the table."""

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy

from vietnamese.forms import CleanTextMixin
from vietnamese.numbers import read_number

MOST = 500
"""Rows that are decided at once; a table shows a hundred."""
CHOSEN = "muc"
"""The field that names a row, as `key:revision`."""


class ReasonForm(CleanTextMixin, forms.Form):
    """Why; the unit reads it. `longest` is how many letters are kept of it."""

    def __init__(self, data=None, *, longest: int, **options):
        super().__init__(data, **options)
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Reason"),
            help_text=gettext_lazy("The unit reads it in its portal and in the e-mail."),
            max_length=longest,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": gettext_lazy("Say why: the unit has to know what to do.")},
        )


def sent(request: HttpRequest) -> QueryDict:
    """What was chosen stands in the address at first, and then in the form."""
    return request.POST if request.method == "POST" else request.GET


def chosen(request: HttpRequest) -> dict[int, int]:
    """The revision that was read of each chosen row, by its key; 0 where it is not known."""
    pairs = (text.partition(":") for text in sent(request).getlist(CHOSEN)[:MOST])
    keys = ((read_number(key), read_number(revision)) for key, _colon, revision in pairs)
    return {key: revision or 0 for key, revision in keys if key is not None}


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Where the rows were chosen, `next`, if that is an address of this site."""
    wanted = sent(request).get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return otherwise
