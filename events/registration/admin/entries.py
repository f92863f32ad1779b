"""Entries in tables: all of a festival, those of a unit, those of a discipline; to be looked at, chosen and decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from events.models import Branch, Discipline, FestivalPage
from events.registration.checking import ABOUT_NOW
from events.registration.models import Consent, Entry, EntryMember, State
from events.registration.queries import places_left, problems_of_all, waiting_places
from events.registration.rules import COMPETING, OFFICIALS, Problem
from units.models import Unit
from vietnamese.forms import CleanTextMixin
from vietnamese.text import fold

from .access import for_festival
from .marks import OF_ENTRIES, Mark
from .screen import show

SHOWN = 100
"""Entries on a screen of all."""


@dataclass(frozen=True)
class Line:
    """An entry in a table. `problems` is how many rules it breaks now, `waits_as` its place in the waiting list."""

    entry: Entry
    url: str
    mark: Mark
    competing: int
    officials: int
    problems: int = 0
    waits_as: int | None = None


def entries_of(festival: FestivalPage) -> QuerySet[Entry]:
    """The entries of a festival with what a table says of them, in the order of disciplines and units."""
    return (
        Entry.objects.filter(discipline__festival=festival)
        .select_related("discipline", "unit", "registration")
        .order_by("discipline__position", "discipline", "unit__position", "unit__name", "number")
    )


def problems_that_matter(entries: Iterable[Entry]) -> dict[int, list[Problem]]:
    """The problems of entries without those of the moment: an organiser decides after the window has closed, too."""
    found = problems_of_all(entries)
    return {pk: [problem for problem in problems if problem.code not in ABOUT_NOW] for pk, problems in found.items()}


def lines(festival: FestivalPage, entries: Iterable[Entry]) -> list[Line]:
    """The entries as lines, in a number of queries that does not grow with them."""
    entries = list(entries)
    found = problems_that_matter(entries)
    places = waiting_places(festival)
    people = _people(entries)
    return [
        Line(
            entry,
            reverse("registration_entry", args=[festival.pk, entry.pk]),
            OF_ENTRIES.of(entry.state),
            *people.get(entry.pk, (0, 0)),
            problems=len(found.get(entry.pk, ())),
            waits_as=places.get(entry.pk),
        )
        for entry in entries
    ]


def _people(entries: list[Entry]) -> dict[int, tuple[int, int]]:
    """How many compete and how many are officials, by the entry's key."""
    members = EntryMember.objects.filter(entry__in=[entry.pk for entry in entries])
    sums = (
        members.order_by()
        .values_list("entry")
        .annotate(
            competing=Count("pk", filter=Q(role__in=COMPETING)), officials=Count("pk", filter=Q(role__in=OFFICIALS))
        )
    )
    return {pk: (competing, officials) for pk, competing, officials in sums}


class EntriesForm(CleanTextMixin, forms.Form):
    """Which entries are wanted. Field names stand in the address."""

    q = forms.CharField(label=gettext_lazy("Team, act or person"), required=False, max_length=100)
    trang_thai = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    nhanh = forms.ChoiceField(label=gettext_lazy("Branch"), required=False)
    noi_dung = forms.ModelChoiceField(
        Discipline.objects.none(), label=gettext_lazy("Discipline"), required=False, empty_label=gettext_lazy("All")
    )
    don_vi = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("Unit"),
        required=False,
        empty_label=gettext_lazy("All"),
        to_field_name="code",
    )

    def __init__(self, data, festival: FestivalPage):
        super().__init__(data)
        everything = [("", _("All"))]
        self.fields["trang_thai"].choices = everything + State.choices
        self.fields["nhanh"].choices = everything + Branch.choices
        self.fields["noi_dung"].queryset = festival.disciplines.order_by("position", "pk")
        self.fields["don_vi"].queryset = Unit.objects.filter(
            Q(is_active=True) | Q(registrations__festival=festival)
        ).distinct()

    def narrow(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries that were asked for; nothing for a question that makes no sense."""
        if not self.is_valid():
            return entries.none()
        asked = self.cleaned_data
        lookups = {"trang_thai": "state", "nhanh": "discipline__branch", "noi_dung": "discipline", "don_vi": "unit"}
        entries = entries.filter(**{lookup: asked[name] for name, lookup in lookups.items() if asked[name]})
        for word in fold(asked["q"]).split():
            people = EntryMember.objects.filter(participant__folded_name__contains=word).values("entry")
            # Names of teams are stored with their accents alone, so those of people are what is found without.
            entries = entries.filter(
                Q(pk__in=people) | Q(name__icontains=asked["q"].strip()) | Q(title__icontains=asked["q"].strip())
            )
        return entries


@require_safe
@for_festival
def show_entries(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """All entries, narrowed as asked."""
    form = EntriesForm(request.GET, festival)
    page = Paginator(form.narrow(entries_of(festival)), SHOWN).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "form": form,
        "page_obj": page,
        "lines": lines(festival, page.object_list),
        "query": query.urlencode(),
        "is_narrowed": any(query.values()),
        "next": request.get_full_path(),
    }
    return show(
        request,
        festival,
        "entries.html",
        context,
        section="registration_entries",
        title=_("Entries"),
        status=200 if form.is_valid() else 400,
    )


@require_safe
@for_festival
def show_unit(request: HttpRequest, festival: FestivalPage, code: str) -> HttpResponse:
    """What one unit has entered, whom to ask there, and whether it confirmed that its people agree."""
    unit = get_object_or_404(Unit, code=code)
    entries = list(entries_of(festival).filter(unit=unit))
    consents = Consent.objects.filter(registration__festival=festival, registration__unit=unit)
    people = EntryMember.objects.filter(entry__in=[entry.pk for entry in entries]).values("participant").distinct()
    context = {
        "unit": unit,
        "lines": lines(festival, entries),
        "marks": OF_ENTRIES.counted(entry.state for entry in entries),
        "people": people.count(),
        "consent": consents.select_related("given_by").first(),
        "representatives": unit.memberships.filter(state="active").select_related("user"),
        "next": request.get_full_path(),
    }
    return show(request, festival, "unit.html", context, section="registration_board", title=unit.short_name)


@require_safe
@for_festival
def show_discipline(request: HttpRequest, festival: FestivalPage, discipline_id: int) -> HttpResponse:
    """A discipline: its places, who has them, and who waits, in the order in which they move up."""
    discipline = get_object_or_404(festival.disciplines, pk=discipline_id)
    made = lines(festival, entries_of(festival).filter(discipline=discipline))
    waiting = sorted((line for line in made if line.waits_as), key=lambda line: line.waits_as)
    context = {
        "discipline": discipline,
        "lines": [line for line in made if not line.waits_as],
        "waiting": waiting,
        "marks": OF_ENTRIES.counted(line.entry.state for line in made),
        "places_left": places_left(festival).get(discipline.pk),
        "next": request.get_full_path(),
    }
    return show(request, festival, "discipline.html", context, section="registration_board", title=discipline.name)
