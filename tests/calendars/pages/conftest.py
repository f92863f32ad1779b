"""A ledger that tests fill by hand: the pages read nothing else."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from lxml import html

from events.calendars.models import CalendarItem
from tests.factories import CalendarItemFactory
from vietnamese.dates import midnight

Kind, Status = CalendarItem.Kind, CalendarItem.Status


@pytest.fixture
def page_at(client) -> Callable[[str], html.HtmlElement]:
    """page_at(address): what stands there, as a tree."""

    def get(address: str) -> html.HtmlElement:
        response = client.get(address)
        assert response.status_code == 200, address
        return html.fromstring(response.content.decode())

    return get


def days(title: str, first: date, last: date | None = None, **fields) -> CalendarItem:
    """Something that takes whole days."""
    ends_at = midnight((last or first) + timedelta(days=1))
    fields = {"kind": Kind.FESTIVAL, "event_title": title} | fields
    return CalendarItemFactory(summary=title, starts_at=midnight(first), ends_at=ends_at, is_all_day=True, **fields)


def hours(title: str, starts_at: datetime, ends_at: datetime | None = None, **fields) -> CalendarItem:
    """Something of an hour, or until `ends_at`."""
    fields = {"event_title": title} | fields
    return CalendarItemFactory(
        summary=title, starts_at=starts_at, ends_at=ends_at or starts_at + timedelta(hours=1), **fields
    )


def session(title: str, starts_at: datetime, **fields) -> CalendarItem:
    return hours(title, starts_at, kind=Kind.SESSION, **fields)


def deadline(title: str, at: datetime, **fields) -> CalendarItem:
    return hours(title, at, at, kind=Kind.DEADLINE, **fields)


def text(element) -> str:
    return " ".join(element.text_content().split())


def listed(page: html.HtmlElement) -> dict[str, list[str]]:
    """What stands under each day of a page: the titles by the day's id."""
    return {
        day.get("id"): [text(title) for title in day.xpath(".//h4/a | .//*[@class='programme__title']")]
        for day in page.find_class("agenda-day")
    }


def cells(page: html.HtmlElement) -> dict[int, html.HtmlElement]:
    """The days of the month in the grid."""
    inside = page.xpath("//table[contains(@class, 'month-grid')]//td[not(contains(@class, 'day--outside'))]")
    return dict(enumerate(inside, 1))
