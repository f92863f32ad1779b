"""What rooms above add to the pages of events and of disciplines."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.safestring import mark_safe

from events import sections
from tests.events.conftest import text
from tests.factories import ConferenceFactory, DisciplineFactory, FestivalFactory, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registered(monkeypatch):
    monkeypatch.setattr(sections, "_added", [])


def section(anchor: str):
    return lambda owner, showing: sections.Section(anchor, anchor, mark_safe(f"<p>{owner}</p>"))


def anchors(page, where: str = "festival__main") -> list[str]:
    """The added sections of a part of the page."""
    parts = page.find_class(where)[0].find_class("event-section")
    own = ("cac-noi-dung", "chuong-trinh")
    return [anchor for anchor in (part.get("aria-labelledby") for part in parts) if anchor not in own]


def test_smaller_places_stand_further_up_and_none_is_left_out(page_at):
    def units(festival, showing):
        return section("don-vi")(festival, showing) if festival.shows_units(showing.now) else None

    sections.add_to_festivals(section("tin"), place=20)
    sections.add_to_festivals(units, place=10)
    now = timezone.now()
    shown = FestivalFactory(units_shown_from=now - timedelta(minutes=1))
    hidden = FestivalFactory(units_shown_from=now + timedelta(minutes=1))
    assert anchors(page_at(shown.url)) == ["don-vi", "tin"]
    assert anchors(page_at(hidden.url)) == ["tin"]


def test_each_kind_gets_what_was_added_to_it(page_at):
    sections.add_to_events(section("moi"), place=1)
    sections.add_to_festivals(section("hoi"), place=2)
    sections.add_to_disciplines(section("noi-dung-thi"), place=4)
    discipline = DisciplineFactory(name="Kéo co")
    assert anchors(page_at(discipline.festival.url)) == ["moi", "hoi"]
    assert anchors(page_at(ConferenceFactory().url)) == ["moi"]
    page = page_at(f"{discipline.festival.url}noi-dung/keo-co/")
    assert anchors(page) == ["noi-dung-thi"]
    assert text(page.find_class("event-section")[0]) == "noi-dung-thi Kéo co"


def test_what_stands_beside_is_not_in_the_main_matter(page_at):
    sections.add_to_events(section("lich"), place=1, aside=True)
    sections.add_to_events(section("tin"), place=2)
    sections.add_to_disciplines(section("lich"), place=1, aside=True)
    discipline = DisciplineFactory(name="Kéo co")
    for url in (discipline.festival.url, ConferenceFactory().url):
        page = page_at(url)
        assert (anchors(page), anchors(page, "festival__aside")) == (["tin"], ["lich"])
    page = page_at(f"{discipline.festival.url}noi-dung/keo-co/")
    (beside,) = page.xpath("//aside//*[@class='event-section']")
    assert (anchors(page), beside.get("aria-labelledby")) == ([], "lich")


def test_a_section_knows_the_moment_and_the_address_of_its_page(client, time_machine):
    now = hanoi(2026, 11, 2, 8)
    time_machine.move_to(now, tick=False)
    seen = []
    sections.add_to_events(lambda owner, showing: seen.append(showing), place=1)
    sections.add_to_disciplines(lambda owner, showing: seen.append(showing), place=1, aside=True)
    discipline = DisciplineFactory(name="Kéo co")
    for url in (discipline.festival.url, f"{discipline.festival.url}noi-dung/keo-co/", ConferenceFactory().url):
        client.get(url)
    assert seen == [sections.Showing(now, "http://testserver")] * 3
