"""All conferences; the delegates of one, narrowed as asked; and what they come to."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from events.models import ConferencePage
from events.registration.delegates import queries
from events.registration.delegates.models import Delegate
from units.models import Unit
from vietnamese.forms import CleanTextMixin
from vietnamese.text import fold

from ..access import for_conference, for_organisers
from .marks import OF_DELEGATES
from .screen import show

SHOWN = 100
"""Delegates on a screen."""


@require_safe
@for_organisers
def conferences(request: HttpRequest) -> HttpResponse:
    """All conferences, the latest first, each with how many wait and how many are confirmed."""
    context = {
        "conferences": queries.with_waiting(ConferencePage.objects.defer("body")).order_by("-starts_on", "-pk"),
        "breadcrumbs": [{"url": None, "label": _("Conferences")}],
    }
    return TemplateResponse(request, "registration/admin/conferences/conferences.html", context)


def delegates_of(conference: ConferencePage) -> QuerySet[Delegate]:
    """The delegates with what a table says of them, by unit and name."""
    return (
        Delegate.objects.filter(conference=conference)
        .select_related("unit")
        .prefetch_related("sessions")
        .order_by("unit__position", "unit__name", "sort_key", "pk")
    )


class DelegatesForm(CleanTextMixin, forms.Form):
    """Which delegates are wanted. Field names stand in the address."""

    q = forms.CharField(label=gettext_lazy("Name, post or e-mail"), required=False, max_length=100)
    trang_thai = forms.ChoiceField(label=pgettext_lazy("delegate", "State"), required=False)
    don_vi = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("Unit"),
        required=False,
        empty_label=gettext_lazy("All"),
        to_field_name="code",
    )

    def __init__(self, data, conference: ConferencePage):
        super().__init__(data)
        self.fields["trang_thai"].choices = [("", _("All")), *Delegate.State.choices]
        of_conference = Delegate.objects.filter(conference=conference).values("unit")
        self.fields["don_vi"].queryset = Unit.objects.filter(Q(is_active=True) | Q(pk__in=of_conference))

    def narrow(self, delegates: QuerySet[Delegate]) -> QuerySet[Delegate]:
        """The delegates that were asked for; nothing for a question that makes no sense."""
        if not self.is_valid():
            return delegates.none()
        asked = self.cleaned_data
        if asked["trang_thai"]:
            delegates = delegates.filter(state=asked["trang_thai"])
        if asked["don_vi"]:
            delegates = delegates.filter(unit=asked["don_vi"])
        named = Q()
        for word in fold(asked["q"]).split():
            named &= Q(folded_name__contains=word)
        words = asked["q"].strip()
        return delegates.filter(named | Q(post__icontains=words) | Q(email__icontains=words)) if words else delegates


def lines(delegates) -> list[dict]:
    """The delegates, each with the mark of their state."""
    return [{"delegate": delegate, "mark": OF_DELEGATES.of(delegate.state)} for delegate in delegates]


@require_safe
@for_conference
def delegates(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """Whom the units have nominated, to be looked at, chosen and decided."""
    form = DelegatesForm(request.GET, conference)
    page = Paginator(form.narrow(delegates_of(conference)), SHOWN).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    states = Delegate.objects.filter(conference=conference).order_by().values_list("state", flat=True)
    context = {
        "form": form,
        "page_obj": page,
        "lines": lines(page.object_list),
        "marks": OF_DELEGATES.counted(states),
        "query": query.urlencode(),
        "is_narrowed": any(query.values()),
        "next": request.get_full_path(),
    }
    return show(
        request,
        conference,
        "delegates.html",
        context,
        section="registration_delegates",
        title=_("Delegates"),
        status=200 if form.is_valid() else 400,
    )


@require_safe
@for_conference
def sums(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """How many come to each session, and how many each unit sends: for the hall, the caterer, and who is reminded."""
    units = queries.by_unit(conference)
    context = {
        "attendance": queries.attendance(conference),
        "units": units,
        "coming": sum(row.nominated for row in units),
        "confirmed": sum(row.confirmed for row in units),
        "vegetarians": queries.standing(conference).filter(diet=Delegate.Diet.VEGETARIAN).count(),
        "silent": sum(row.nominated == 0 and row.quota != 0 for row in units),
    }
    return show(request, conference, "sums.html", context, section="registration_delegate_sums", title=_("Sums"))
