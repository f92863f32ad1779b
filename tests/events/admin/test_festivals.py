"""The form of a festival, the list of festivals, and next year's."""

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from events.models import FestivalPage
from tests.factories import DisciplineFactory, FestivalFactory, events_index, hanoi

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def sent(**fields) -> dict:
    """What the form of a festival sends, but for what a test says."""
    empty = {
        f"{prefix}-{name}": "0" for prefix in ("contacts", "comments") for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    whole = {
        "title": "Ngày Hội 2026",
        "slug": "ngay-hoi-2026",
        "starts_on": "18/12/2026",
        "ends_on": "20/12/2026",
        "opens_at": "02/11/2026 08:00",
        "closes_at": "04/12/2026 17:00",
        "body-count": "0",
    }
    return empty | whole | fields


def create(client, **fields):
    url = reverse("wagtailadmin_pages:add", args=["events", "festivalpage", events_index().pk])
    return client.post(url, sent(**fields))


class TestForm:
    def test_a_festival_is_made_and_the_way_goes_on_to_its_disciplines(self, client):
        response = create(client)
        festival = FestivalPage.objects.get()
        assert response.url == reverse("events_disciplines", args=[festival.pk])
        assert (festival.starts_on, festival.closes_at) == (date(2026, 12, 18), hanoi(2026, 12, 4, 17))

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"ends_on": "17/12/2026"}, "ends_on"),
            ({"closes_at": "01/11/2026 17:00"}, "closes_at"),
            ({"freezes_at": "03/12/2026 17:00"}, "freezes_at"),
            ({"colour": "xanh"}, "colour"),
            ({"starts_on": "31/02/2026"}, "starts_on"),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(self, client, wrong, field):
        response = create(client, **wrong)
        assert set(response.context["form"].errors) == {field}
        assert not FestivalPage.objects.exists()

    def test_a_slug_is_made_of_vietnamese(self):
        festival = events_index().add_child(
            instance=FestivalPage(title="Đại hội Thể thao", starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 1))
        )
        assert festival.slug == "dai-hoi-the-thao"

    def test_it_leads_to_the_disciplines(self, client):
        festival = DisciplineFactory().festival
        page = html.fromstring(client.get(reverse("wagtailadmin_pages:edit", args=[festival.pk])).content)
        ways = page.xpath(f"//a[@href='{reverse('events_disciplines', args=[festival.pk])}']")
        assert len(ways) >= 2  # in the head and above the form
        assert page.xpath(f"//a[@href='{reverse('events_copy', args=[festival.pk])}']")


class TestList:
    def test_it_shows_days_and_how_many_disciplines(self, client):
        festival = FestivalFactory(
            title="Ngày Hội", starts_on=date(2026, 12, 18), ends_on=date(2026, 12, 20), opens_at=None, closes_at=None
        )
        DisciplineFactory.create_batch(3, festival=festival)
        page = html.fromstring(client.get(reverse("festivals:index")).content)
        cells = [" ".join(cell.text_content().split()) for cell in page.xpath("//table//td")]
        assert {"18–20/12/2026", "3"} <= set(cells)

    def test_it_is_searched_without_accents(self, client):
        FestivalFactory(title="Ngày Hội giao lưu")
        FestivalFactory(title="Đại hội thể thao")
        page = client.get(reverse("festivals:index"), {"q": "dai hoi"}).content.decode()
        assert ("Đại hội thể thao" in page, "Ngày Hội giao lưu" in page) == (True, False)


class TestCopy:
    def test_the_form_proposes_next_years_title_and_the_same_weekday(self, client):
        festival = FestivalFactory(title="Ngày Hội 2025", starts_on=date(2025, 11, 14), opens_at=None, closes_at=None)
        form = client.get(reverse("events_copy", args=[festival.pk])).context["form"]
        assert form.initial == {"title": "Ngày Hội 2026", "starts_on": date(2026, 11, 13)}

    def test_it_makes_the_draft(self, client):
        festival = DisciplineFactory(
            festival__starts_on=date(2025, 11, 14), festival__opens_at=None, festival__closes_at=None
        ).festival
        data = {"title": "Ngày Hội 2026", "starts_on": "18/12/2026"}
        response = client.post(reverse("events_copy", args=[festival.pk]), data)
        made = FestivalPage.objects.exclude(pk=festival.pk).get()
        assert response.url == reverse("wagtailadmin_pages:edit", args=[made.pk])
        assert (made.live, made.starts_on, made.disciplines.count()) == (False, date(2026, 12, 18), 1)
        assert client.get(response.url).status_code == 200

    @pytest.mark.parametrize("day", ["", "31/02/2026", "14/11/2025", "99/99/9999", "01/01/2020"])
    def test_a_day_that_cannot_be_is_said(self, client, day):
        festival = FestivalFactory(starts_on=date(2025, 11, 14), opens_at=None, closes_at=None)
        response = client.post(reverse("events_copy", args=[festival.pk]), {"title": "Ngày Hội 2026", "starts_on": day})
        assert response.status_code == 422
        assert set(response.context["form"].errors) == {"starts_on"}
        assert FestivalPage.objects.count() == 1
