"""RSS of the events as feed readers get it."""

from datetime import date, time

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from events import feeds
from events.models import EventsIndexPage
from tests.factories import ConferenceFactory, FestivalFactory, events_index, hanoi

pytestmark = pytest.mark.django_db

EARLIER, LATER = hanoi(2026, 10, 1, 9), hanoi(2026, 11, 1, 9)
NO_WINDOW = {"opens_at": None, "closes_at": None}


@pytest.fixture(autouse=True)
def _in_november(time_machine):
    time_machine.move_to(hanoi(2026, 11, 26, 12), tick=False)


def get(client, **headers):
    return client.get("/su-kien/rss.xml", headers=headers)


def read(client):
    feed = feedparser.parse(get(client).content)
    assert not feed.bozo, feed.bozo_exception
    return feed


def conference(**fields):
    return ConferenceFactory(**{"starts_on": date(2026, 12, 18), "last_published_at": LATER, **NO_WINDOW, **fields})


def festival(**fields):
    return FestivalFactory(
        **{
            "starts_on": date(2026, 12, 18),
            "ends_on": date(2026, 12, 20),
            "last_published_at": EARLIER,
            **NO_WINDOW,
            **fields,
        }
    )


def test_an_item_says_what_it_is_when_where_and_whether(client):
    event = conference(
        title="Hội nghị <A> & B",
        start_time=time(8),
        end_time=time(11),
        place="Hội trường",
        address="Hà Nội",
        state="moved",
        moved_from=date(2026, 12, 8),
        state_reason="Trùng lịch",
    )
    (item,) = read(client).entries
    assert item.title.endswith(": Hội nghị <A> & B")
    assert (item.link, item.id) == (f"http://testserver{event.url}",) * 2
    text = item.description.replace("\xa0", " ")
    for part in ("Thứ sáu, 18/12/2026, 8 giờ 00 – 11 giờ 00", "Hội trường, Hà Nội", "08/12/2026", "Trùng lịch"):
        assert f"{part}" in text
    assert item.published_parsed[:5] == (2026, 11, 1, 2, 0)


def test_both_kinds_stand_in_it_the_last_published_first(client):
    festival(title="Hội")
    conference(title="Hội nghị")
    assert [item.title for item in read(client).entries] == ["Hội nghị", "Hội"]


def test_what_is_cancelled_says_so_in_its_title(client):
    festival(title="Hội", state="cancelled", state_reason="Bão")
    (item,) = read(client).entries
    assert item.title != "Hội"
    assert "Bão" in item.description


def test_what_comes_stands_before_what_was_when_there_is_no_room(client, monkeypatch):
    monkeypatch.setattr(feeds, "ITEMS", 1)
    festival(title="Sắp tới")
    conference(title="Đã qua", starts_on=date(2026, 6, 1))
    assert [item.title for item in read(client).entries] == ["Sắp tới"]


def test_drafts_and_closed_pages_are_not_in_it(client):
    conference(live=False)
    PageViewRestriction.objects.create(page=festival(), restriction_type=PageViewRestriction.LOGIN)
    assert read(client).entries == []


def test_what_xml_cannot_hold_is_left_out(client):
    conference(title="Hội\x0bnghị", intro="a\x01b")
    assert len(read(client).entries) == 1


def test_it_is_the_same_until_something_changes(client):
    event = conference()
    first = get(client)
    assert first.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert get(client, if_none_match=first.headers["ETag"]).status_code == 304
    event.state, event.state_reason = "cancelled", "Bão"
    event.save_revision().publish()
    assert get(client, if_none_match=first.headers["ETag"]).status_code == 200


def test_every_page_leads_to_it(page_at):
    events_index()
    assert "/su-kien/rss.xml" in page_at("/").xpath("//link[@type='application/rss+xml']/@href")
    assert "/su-kien/rss.xml" in page_at("/su-kien/").xpath("//main//a/@href")


def test_without_an_index_there_is_none(client):
    EventsIndexPage.objects.update(live=False)
    assert get(client).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_its_cost(client, empty_cache, count):
    for _ in range(count):
        conference()
        festival()
    get(client)
    empty_cache()
    with CaptureQueriesContext(connection) as asked:
        get(client)
    assert len(asked) == 7
