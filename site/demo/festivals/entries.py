"""What the units have entered in the example festivals."""

from events.models import FestivalPage


def enter(*, this_years: FestivalPage, last_years: FestivalPage, organiser) -> None:
    """Entries in all states for this year's festival, and approved ones for last year's, by the services of
    events.registration, as representatives and organisers would make them."""
