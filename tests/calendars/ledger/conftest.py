import pytest

from events.calendars import ledger
from events.calendars.models import CalendarItem


@pytest.fixture
def row():
    """row(source): what stands in the ledger now; None for what never did."""
    return lambda source: CalendarItem.objects.filter(source=source).first()


@pytest.fixture
def change():
    """change(page, place="…"): an editor changes a page and publishes it."""

    def go(page, **values):
        for name, value in values.items():
            setattr(page, name, value)
        page.save_revision().publish()
        page.refresh_from_db()

    return go


@pytest.fixture
def written():
    """written(page): the page as the ledger has it; its row."""

    def go(page):
        ledger.refresh(page.pk)
        return CalendarItem.objects.get(source=f"event-{page.pk}")

    return go
