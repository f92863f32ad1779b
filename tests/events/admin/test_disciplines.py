"""The screen of a festival's disciplines, and their form."""

import pytest
from django.urls import reverse
from lxml import html
from wagtail.models import PageLogEntry

from events.admin.presets import PRESETS
from events.models import Branch, Discipline, FestivalPage
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory, ImageFactory

SCREEN = 15
"""Queries of the screen, whatever stands on it."""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def sent(**fields) -> dict:
    """What the form sends for a team, but for what a test says."""
    team = {"name": "Kéo co", "branch": "sport", "format": "team", "gender_rule": "any", "squad_min": 8, "squad_max": 8}
    return team | {"has_waiting_list": "on"} | fields


def page_of(response) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


def values(response) -> dict[str, str]:
    """What stands in the form."""
    form = page_of(response).xpath("//form[contains(@class, 'events-form')]")[0]
    return {name: value for name, value in form.form_values() if value and name != "csrfmiddlewaretoken"}


def complaints(response) -> set[str]:
    """The fields beside which something is said."""
    return set(response.context["form"].errors)


class TestScreen:
    def test_it_shows_all_in_order_with_their_limits(self, client):
        festival = FestivalFactory()
        for name in ("Múa", "Cờ tướng"):
            DisciplineFactory(festival=festival, name=name, quota=12)
        page = page_of(client.get(reverse("events_disciplines", args=[festival.pk])))
        assert [cell.text_content().strip() for cell in page.xpath("//td[contains(@class, 'title')]//a")] == [
            "Múa",
            "Cờ tướng",
        ]
        assert "12" in page.xpath("//dl")[0].text_content()

    def test_an_empty_one_says_so(self, client):
        page = page_of(client.get(reverse("events_disciplines", args=[FestivalFactory().pk])))
        assert page.find_class("events-empty")

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_for_one_and_for_three(self, client, django_assert_num_queries, count):
        festival = FestivalFactory()
        DisciplineFactory.create_batch(count, festival=festival)
        url = reverse("events_disciplines", args=[festival.pk])
        client.get(url)
        with django_assert_num_queries(SCREEN):
            client.get(url)


class TestForm:
    def test_a_team_is_added(self, client):
        festival = FestivalFactory()
        url = reverse("events_discipline_add", args=[festival.pk])
        assert client.post(url, sent(quota="12")).status_code == 302
        made = festival.disciplines.get()
        assert (made.name, made.slug, made.squad_min, made.squad_max) == ("Kéo co", "keo-co", 8, 8)
        assert (made.quota, made.has_waiting_list, made.most_entries, made.reserves_max) == (12, True, 1, 0)
        assert PageLogEntry.objects.get(action="events.discipline.add").data == {"name": "Kéo co"}

    @pytest.mark.parametrize(("format_", "size"), [("individual", 1), ("pair", 2)])
    def test_nobody_need_say_how_large_a_pair_is(self, client, format_, size):
        festival = FestivalFactory()
        data = sent(format=format_, squad_min="", squad_max="7")
        assert client.post(reverse("events_discipline_add", args=[festival.pk]), data).status_code == 302
        made = festival.disciplines.get()
        assert (made.squad_min, made.squad_max) == (size, size)

    @pytest.mark.parametrize("wrong", ["-1", "1.5", "ba"])
    def test_a_wrong_number_of_a_mixed_pair_is_said_beside_it(self, client, wrong):
        url = reverse("events_discipline_add", args=[FestivalFactory().pk])
        response = client.post(url, sent(format="pair", gender_rule="mixed", men_min=wrong))
        assert response.status_code == 422
        assert "men_min" in response.context["form"].errors

    def test_a_mixed_pair_is_a_man_and_a_woman(self, client):
        festival = FestivalFactory()
        data = sent(format="pair", gender_rule="mixed")
        assert client.post(reverse("events_discipline_add", args=[festival.pk]), data).status_code == 302
        made = festival.disciplines.get()
        assert (made.men_min, made.women_min) == (1, 1)

    @pytest.mark.parametrize(
        ("wrong", "fields"),
        [
            ({"name": ""}, {"name"}),
            ({"name": "x" * 151}, {"name"}),
            ({"squad_min": "9"}, {"squad_max"}),
            ({"squad_max": "mười"}, {"squad_max"}),
            ({"squad_max": "99999999999999999999"}, {"squad_max"}),
            ({"quota": "0"}, {"quota"}),
            ({"gender_rule": "mixed"}, {"women_min"}),
            ({"age_min": "40", "age_max": "30"}, {"age_max"}),
            ({"most_seconds": "480"}, {"most_seconds"}),
            ({"closes_at": "31/02/2026 17:00"}, {"closes_at"}),
            ({"opens_at": "01/01/2035 08:00"}, {"opens_at"}),
            ({"branch": "chess"}, {"branch"}),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(self, client, wrong, fields):
        festival = FestivalFactory()
        data = sent(notes="Mang găng", **wrong)
        response = client.post(reverse("events_discipline_add", args=[festival.pk]), data)
        assert response.status_code == 422
        assert complaints(response) == fields
        assert values(response)["notes"].strip() == "Mang găng"
        assert not festival.disciplines.exists()

    def test_a_name_that_is_taken_is_said(self, client):
        taken = DisciplineFactory(name="Kéo co")
        response = client.post(reverse("events_discipline_add", args=[taken.festival_id]), sent())
        assert response.status_code == 422
        assert Discipline.objects.count() == 1
        assert client.post(reverse("events_discipline_add", args=[FestivalFactory().pk]), sent()).status_code == 302

    def test_text_is_stored_composed(self, client):
        festival = FestivalFactory()
        client.post(reverse("events_discipline_add", args=[festival.pk]), sent(name="Ke\u0301o co"))
        assert festival.disciplines.get().name == "Kéo co"

    def test_one_is_changed(self, client):
        discipline = DisciplineFactory(name="Múa")
        url = reverse("events_discipline_change", args=[discipline.pk])
        assert values(client.get(url))["name"] == "Múa"
        assert client.post(url, sent(name="Múa dân gian")).status_code == 302
        discipline.refresh_from_db()
        assert (discipline.name, discipline.slug) == ("Múa dân gian", "mua")

    def test_one_that_is_entered_may_still_change(self, client):
        entry = EntryFactory()
        url = reverse("events_discipline_change", args=[entry.discipline_id])
        assert page_of(client.get(url)).find_class("help-warning")
        assert client.post(url, sent(name="Kéo co nam")).status_code == 302

    def test_a_copy_begins_with_all_that_the_other_says(self, client):
        source = DisciplineFactory(name="Cầu lông đôi nam", squad_min=2, squad_max=2, format="pair", most_entries=2)
        url = reverse("events_discipline_copy", args=[source.pk])
        filled = values(client.get(url))
        assert (filled["format"], filled["most_entries"]) == ("pair", "2")
        assert filled["name"] != source.name
        assert client.post(url, filled | {"name": "Cầu lông đôi nữ"}).status_code == 302
        assert set(source.festival.disciplines.values_list("slug", flat=True)) == {source.slug, "cau-long-doi-nu"}

    @pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.code)
    def test_every_preset_can_be_saved_as_it_is(self, client, preset):
        festival = FestivalFactory()
        url = reverse("events_discipline_add", args=[festival.pk])
        filled = values(client.get(url, {"mau": preset.code}))
        assert client.post(url, filled).status_code == 302
        assert festival.disciplines.get().branch == preset.branch

    def test_a_preset_that_is_not_there_gives_an_empty_form(self, client):
        url = reverse("events_discipline_add", args=[FestivalFactory().pk])
        assert "name" not in values(client.get(url, {"mau": "khong-co"}))

    def test_presets_are_told_apart_by_their_codes(self):
        assert len({preset.code for preset in PRESETS}) == len(PRESETS)
        assert {preset.branch for preset in PRESETS} == set(Branch)


class TestOrder:
    def test_a_row_is_dropped_at_another_place(self, client):
        festival = FestivalFactory()
        rows = [DisciplineFactory(festival=festival, name=name) for name in "ABC"]
        url = reverse("events_discipline_move", args=[rows[2].pk])
        assert client.post(f"{url}?position=0").json() == {"success": True}
        assert "".join(festival.disciplines.order_by("position").values_list("name", flat=True)) == "CAB"

    @pytest.mark.parametrize("place", ["", "x", "-1", "1.5", "²", "9" * 30])
    def test_what_is_no_place_changes_nothing(self, client, place):
        row = DisciplineFactory()
        response = client.post(f"{reverse('events_discipline_move', args=[row.pk])}?position={place}")
        assert response.status_code == 422


class TestDeletion:
    def test_it_asks_first(self, client):
        discipline = DisciplineFactory()
        url = reverse("events_discipline_delete", args=[discipline.pk])
        assert client.get(url).status_code == 200
        assert Discipline.objects.exists()
        assert client.post(url).status_code == 302
        assert not Discipline.objects.exists()

    def test_one_that_is_entered_stays_and_the_reason_is_said(self, client):
        discipline = EntryFactory().discipline
        url = reverse("events_discipline_delete", args=[discipline.pk])
        for response, status in ((client.get(url), 200), (client.post(url), 409)):
            assert response.status_code == status
            page = page_of(response)
            assert page.find_class("help-warning")
            assert not page.xpath("//button[contains(@class, 'serious')]")
        assert Discipline.objects.filter(pk=discipline.pk).exists()

    def test_a_festival_that_units_have_entered_stays(self, client):
        festival = EntryFactory().discipline.festival
        response = client.post(reverse("wagtailadmin_pages:delete", args=[festival.pk]), follow=True)
        assert response.status_code == 200
        assert [message.level_tag for message in response.context["messages"]] == ["error"]
        assert FestivalPage.objects.filter(pk=festival.pk).exists()

    def test_many_at_once_stay_too(self, client):
        kept, other = EntryFactory().discipline.festival, FestivalFactory()
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client.post(f"{url}?id={kept.pk}&id={other.pk}&next=/quan-tri/")
        assert FestivalPage.objects.count() == 2

    def test_pictures_still_go_many_at_once(self, client):
        pictures = [ImageFactory() for _ in range(2)]
        url = reverse("wagtail_bulk_action", args=["images", "customimage", "delete"])
        keys = "&".join(f"id={picture.pk}" for picture in pictures)
        assert client.post(f"{url}?{keys}&next=/quan-tri/").status_code == 302

    def test_an_empty_festival_goes_with_its_disciplines(self, client):
        festival = DisciplineFactory().festival
        client.post(reverse("wagtailadmin_pages:delete", args=[festival.pk]))
        assert (FestivalPage.objects.count(), Discipline.objects.count()) == (0, 0)
