"""Units in the admin: what is stored, what is refused and in which words, and what may not be deleted."""

import unicodedata
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from lxml import html

from accounts.models import Membership
from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from tests.factories import ArticleFactory, MembershipFactory, UnitFactory, UserFactory
from units.models import Unit, UnitAward, UnitTerm

pytestmark = pytest.mark.django_db

LIST = "/quan-tri/don-vi/"
NEW = "/quan-tri/don-vi/new/"
LEADER, DEPUTY = "leader", "deputy"


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(role=ORGANISER))
    return client


def form(*, terms=(), awards=(), **fields) -> dict:
    """A unit's form as a browser sends it; a row is (year, role or title)."""
    data = {"name": "Cục Sở hữu trí tuệ", "short_name": "Cục SHTT", "code": "shtt", "kind": "fund", "position": "3"}
    data |= {"is_active": "on"} | fields
    for prefix, field, rows in (("terms", "role", terms), ("awards", "title", awards)):
        data |= {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
        for number, (year, value) in enumerate(rows):
            data |= {f"{prefix}-{number}-year": str(year), f"{prefix}-{number}-{field}": value}
    return data


def said(response) -> str:
    return " ".join(html.fromstring(response.content).text_content().split())


class TestSaving:
    def test_a_unit_with_its_years_and_its_flags_is_stored_at_once(self, organiser):
        response = organiser.post(NEW, form(terms=[(2024, DEPUTY), (2025, LEADER)], awards=[(2025, "Cờ thi đua")]))
        assert response.status_code == 302
        unit = Unit.objects.get(code="shtt")
        assert list(unit.terms.values_list("year", "role")) == [(2025, LEADER), (2024, DEPUTY)]
        assert list(unit.awards.values_list("year", "title")) == [(2025, "Cờ thi đua")]

    def test_readers_see_a_change_at_once(self, organiser, django_capture_on_commit_callbacks):
        unit = UnitFactory(name="Tên cũ")
        assert "Tên cũ" in organiser.get("/don-vi/").content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            organiser.post(f"{LIST}edit/{unit.pk}/", form(name="Tên mới", code=unit.code))
        assert "Tên mới" in organiser.get("/don-vi/").content.decode()

    def test_text_is_stored_composed(self, organiser):
        organiser.post(NEW, form(name=unicodedata.normalize("NFD", "Cục Sở hữu trí tuệ")))
        assert Unit.objects.get().name == "Cục Sở hữu trí tuệ"

    @pytest.mark.parametrize(
        "fields",
        [
            {"name": "CUC SO HUU TRI TUE"},
            {"name": unicodedata.normalize("NFD", "Cục Sở hữu trí tuệ")},
            {"short_name": "cục shtt"},
            {"code": "SHTT"},
            {"code": "sở hữu"},
            {"kind": "khac"},
            {"position": "-1"},
            {"website": "javascript:alert(1)"},
            {"contact_email": "khong"},
            {"name": ""},
        ],
    )
    def test_what_is_wrong_is_refused_and_nothing_typed_is_lost(self, organiser, fields):
        UnitFactory(name="Cục Sở hữu trí tuệ", short_name="Cục SHTT", code="da-co")
        others = {"name": "Đơn vị khác", "short_name": "Khác", "code": "khac", "introduction": "Đã gõ công phu"}
        response = organiser.post(NEW, form(**others | fields))
        assert response.status_code == 200
        assert set(response.context["form"].errors) == set(fields)
        assert "Đã gõ công phu" in response.content.decode()
        assert Unit.objects.count() == 1

    def test_a_second_leader_of_a_year_is_named(self, organiser):
        UnitTerm.objects.create(unit=UnitFactory(short_name="Quỹ Phát triển"), year=2025, role=LEADER)
        response = organiser.post(NEW, form(terms=[(2025, LEADER)]))
        assert response.status_code == 200
        (row,) = response.context["form"].formsets["terms"].errors
        assert "Quỹ Phát triển" in row["year"][0]

    @pytest.mark.parametrize(
        "rows", [{"terms": [(2025, LEADER), (2025, DEPUTY)]}, {"awards": [(2025, "Cờ"), (2025, "Cờ")]}]
    )
    def test_a_row_twice_is_refused_in_words_of_people(self, organiser, rows):
        response = organiser.post(NEW, form(**rows))
        assert response.status_code == 200
        (kind,) = rows
        formset = response.context["form"].formsets[kind]
        assert len(formset.non_form_errors()) == 1
        assert "unit" not in str(formset.errors).lower().replace("đơn vị", "")
        assert not Unit.objects.exists()

    @pytest.mark.parametrize("is_new", [True, False])
    def test_two_people_at_the_same_moment(self, organiser, monkeypatch, is_new):
        """Neither form finds the other's leader, and then the database does."""
        UnitTerm.objects.create(unit=UnitFactory(), year=2025, role=LEADER)
        for check in ("full_clean", "validate_constraints"):
            monkeypatch.setattr(UnitTerm, check, lambda *args, **kwargs: None)
        unit = None if is_new else UnitFactory(name="Tên cũ")
        response = organiser.post(f"{LIST}edit/{unit.pk}/" if unit else NEW, form(terms=[(2025, LEADER)]))
        assert response.status_code == 200
        assert len(response.context["form"].non_field_errors()) == 1
        assert UnitTerm.objects.count() == 1
        assert not Unit.objects.filter(name="Cục Sở hữu trí tuệ").exists()


class TestList:
    def rows(self, response) -> list[str]:
        page = html.fromstring(response.content)
        return [link.text_content().strip() for link in page.xpath("//tbody//*[@class='title-wrapper']/a")]

    @pytest.fixture(autouse=True)
    def units(self):
        UnitFactory(name="Sở", short_name="Sở hữu", code="so-huu", position=2, kind="fund")
        UnitFactory(name="Đổi", short_name="Đổi mới", code="doi-moi", position=1, is_active=False)

    def test_it_stands_in_the_order_of_the_site(self, organiser):
        assert self.rows(organiser.get(LIST)) == ["Đổi", "Sở"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"q": "doi mo"}, ["Đổi"]),
            ({"q": "ĐỔI"}, ["Đổi"]),
            ({"q": "so h"}, ["Sở"]),
            ({"q": "khong"}, []),
            ({"kind": "fund"}, ["Sở"]),
            ({"is_active": "false"}, ["Đổi"]),
        ],
    )
    def test_it_is_searched_and_filtered(self, organiser, query, found):
        assert self.rows(organiser.get(LIST, query)) == found

    @pytest.mark.parametrize("more", [0, 4])
    def test_it_costs_the_same_whatever_it_shows(self, organiser, more, django_assert_num_queries):
        for _ in range(more):
            UnitAward.objects.create(unit=UnitFactory(), year=2025, title="Cờ")
        organiser.get(LIST)
        with django_assert_num_queries(LIST_QUERIES):
            organiser.get(LIST)


LIST_QUERIES = 12
"""Wagtail's own, for session, user and permissions, and one for the units."""


class TestDeleting:
    def test_one_made_by_mistake_goes(self, organiser):
        unit = UnitFactory()
        organiser.post(f"{LIST}delete/{unit.pk}/")
        assert not Unit.objects.exists()

    @pytest.mark.parametrize("kind", ["term", "flag", "representative", "article"])
    def test_one_of_which_something_is_told_stays(self, organiser, kind):
        unit = UnitFactory()
        match kind:
            case "term":
                UnitTerm.objects.create(unit=unit, year=2025, role=LEADER)
            case "flag":
                UnitAward.objects.create(unit=unit, year=2025, title="Cờ")
            case "representative":
                MembershipFactory(unit=unit, state=Membership.State.ENDED)
            case "article":
                article = ArticleFactory(live=False)
                article.units = [unit]
                article.save()
        asked = organiser.get(f"{LIST}delete/{unit.pk}/")
        pressed = organiser.post(f"{LIST}delete/{unit.pk}/")
        for response in (asked, pressed):
            page = html.fromstring(response.content)
            assert page.xpath("//form[contains(@action, '/delete/')]") == []
            (why,) = page.xpath("//*[contains(@class, 'help-warning')]//li")
            assert why.text_content().endswith(": 1")
        assert pressed.status_code == 409
        assert Unit.objects.filter(pk=unit.pk).exists()


class TestRoles:
    WHAT = ("add", "change", "delete", "view")

    def permissions(self, role) -> set[str]:
        group = Group.objects.get(name=role)
        return set(group.permissions.filter(content_type__app_label="units").values_list("codename", flat=True))

    @pytest.mark.parametrize("role", [ORGANISER, ADMINISTRATOR])
    def test_organisers_and_administrators_keep_the_units(self, role):
        assert self.permissions(role) == {f"{action}_unit" for action in self.WHAT}

    @pytest.mark.parametrize("role", [EDITOR, CHIEF_EDITOR])
    def test_the_newsroom_does_not(self, role):
        assert self.permissions(role) == set()

    def test_the_migration_goes_back_and_forth(self):
        migration = import_module("home.migrations.0005_units")
        migration.take(apps, None)
        assert self.permissions(ORGANISER) == self.permissions(ADMINISTRATOR) == set()
        migration.give(apps, None)
        migration.give(apps, None)
        assert self.permissions(ORGANISER) == {f"{action}_unit" for action in self.WHAT}

    @pytest.mark.parametrize("who", ["", EDITOR, CHIEF_EDITOR])
    def test_others_change_nothing(self, client, who):
        unit = UnitFactory(name="Tên cũ")
        client.force_login(UserFactory(role=who))
        assert client.post(NEW, form()).status_code == 302
        assert client.post(f"{LIST}edit/{unit.pk}/", form(name="Tên mới")).status_code == 302
        assert client.post(f"{LIST}delete/{unit.pk}/").status_code == 302
        assert list(Unit.objects.values_list("name", flat=True)) == ["Tên cũ"]
