"""The door of a festival: everybody of an approved entry comes in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from events.models import FestivalPage
from events.registration.checkin import queries, services
from events.registration.checkin.counts import UnitCount
from events.registration.models import Arrival, Participant
from vietnamese.dates import format_date

from .access import for_festival
from .door import Guest, let_in, looked_for, took_back
from .screen import show


class FestivalDoor:
    """Expects those on rosters, and keeps who has come as rows of their own."""

    walk_in = None
    remark = ""

    def __init__(self, festival: FestivalPage):
        self.festival = festival
        self.url = reverse("registration_checkin", args=[festival.pk])
        self.arrive_url = reverse("registration_arrive", args=[festival.pk])
        self.none_expected = _("No entry is approved yet, so nobody is expected.")

    def find(self, typed: str) -> list[Guest]:
        return [self._guest(person) for person in queries.find(self.festival, typed)]

    def nobody(self, typed: str) -> str:
        return _("Nobody of an approved entry is found by “%(typed)s”.") % {"typed": typed}

    def one(self, key: int) -> Guest | None:
        person = queries.one(self.festival, key)
        return person and self._guest(person)

    def counts(self) -> list[UnitCount]:
        return queries.arrivals_by_unit(self.festival)

    def arrive(self, guest: Guest, *, by: User) -> bool:
        _arrival, is_news = services.arrive(self.festival, Participant(pk=guest.key), by=by)
        return is_news

    def _guest(self, person: queries.Expected) -> Guest:
        arrival = person.arrival
        refusal = _("%(name)s is on no approved roster any more.") % {"name": person.name}
        return Guest(
            key=person.pk,
            name=person.name,
            unit=person.unit,
            about=tuple(filter(None, [person.birth_date and format_date(person.birth_date), person.post])),
            duties=person.duties,
            arrived_at=person.arrived_at,
            arrived_by=arrival and arrival.by,
            undo_url=reverse("registration_undo_arrival", args=[self.festival.pk, arrival.pk]) if arrival else "",
            obstacle="" if person.duties else _("On no approved roster any more"),
            refusal="" if person.duties else refusal,
        )


@require_safe
@for_festival
def show_checkin(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """The field, and whom it found."""
    context = looked_for(request, FestivalDoor(festival))
    return show(request, festival, "checkin.html", context, section="registration_checkin", title=_("Check-in"))


@require_POST
@for_festival
def arrive(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """Keeps that somebody has come."""
    return let_in(request, FestivalDoor(festival))


@require_POST
@for_festival
def undo(request: HttpRequest, festival: FestivalPage, arrival_id: int) -> HttpResponse:
    """Takes back an arrival that was a mistake."""
    arrival = get_object_or_404(Arrival.objects.select_related("participant"), pk=arrival_id, festival=festival)
    was_standing = services.undo_arrival(arrival.pk, by=request.user)
    return took_back(request, FestivalDoor(festival), str(arrival.participant), was_standing=was_standing)
