"""Changing disciplines, and making next year's festival."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.roles import EDITOR, ORGANISER
from events import services
from events.models import Discipline, FestivalContact, FestivalPage
from pagecache import generation
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory, UserFactory, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return UserFactory(role=ORGANISER)


@pytest.fixture
def festival():
    return FestivalFactory(
        title="Ngày Hội 2025",
        starts_on=date(2025, 11, 14),
        ends_on=date(2025, 11, 16),
        opens_at=None,
        closes_at=None,
    )


def names(festival) -> list[str]:
    return list(festival.disciplines.order_by("position").values_list("name", flat=True))


class TestDisciplines:
    def test_a_new_one_comes_last_and_gets_an_address(self, festival, organiser):
        DisciplineFactory(festival=festival, name="Múa", position=5)
        made = services.save_discipline(Discipline(festival=festival, name="  Kéo  co đội "), by=organiser)
        assert (made.name, made.slug, made.position) == ("Kéo co đội", "keo-co-doi", 6)

    def test_two_whose_names_differ_in_accents_have_two_addresses(self, festival, organiser):
        slugs = [
            services.save_discipline(Discipline(festival=festival, name=name), by=organiser).slug
            for name in ("Múa", "Mùa")
        ]
        assert slugs == ["mua", "mua-2"]

    def test_two_of_one_name_are_refused(self, festival, organiser):
        DisciplineFactory(festival=festival, name="Múa")
        with pytest.raises(ValidationError, match="Ngày Hội đã có"):
            services.save_discipline(Discipline(festival=festival, name="Múa"), by=organiser)
        assert names(festival) == ["Múa"]

    def test_the_address_stays_when_the_name_changes(self, festival, organiser):
        discipline = DisciplineFactory(festival=festival, name="Múa")
        discipline.name = "Múa dân gian"
        services.save_discipline(discipline, by=organiser)
        discipline.refresh_from_db()
        assert (discipline.name, discipline.slug) == ("Múa dân gian", "mua")

    def test_one_that_was_deleted_meanwhile_does_not_come_back(self, festival, organiser):
        discipline = DisciplineFactory(festival=festival)
        Discipline.objects.all().delete()
        with pytest.raises(services.StrangeDisciplines):
            services.save_discipline(discipline, by=organiser)
        assert not Discipline.objects.exists()

    @pytest.mark.parametrize(("place", "order"), [(0, "CABD"), (1, "ACBD"), (2, "ABCD"), (3, "ABDC"), (99, "ABDC")])
    def test_one_moves_to_a_place(self, festival, organiser, place, order):
        for name in "ABCD":
            DisciplineFactory(festival=festival, name=name, position=0)  # as old rows may stand
        services.move_discipline(festival.disciplines.get(name="C"), to=place, by=organiser)
        assert "".join(names(festival)) == order

    def test_one_that_is_entered_is_kept(self, organiser):
        entry = EntryFactory()
        with pytest.raises(services.HasEntries):
            services.delete_discipline(entry.discipline, by=organiser)
        assert Discipline.objects.filter(pk=entry.discipline_id).exists()

    def test_nobody_else_changes_anything(self, festival):
        editor, discipline = UserFactory(role=EDITOR), DisciplineFactory(festival=festival, name="Múa")
        for change in (
            lambda: services.save_discipline(Discipline(festival=festival, name="Kéo co"), by=editor),
            lambda: services.move_discipline(discipline, to=0, by=editor),
            lambda: services.delete_discipline(discipline, by=editor),
            lambda: services.copy_event(festival, title="Mới", starts_on=date(2026, 11, 13), by=editor),
        ):
            with pytest.raises(PermissionDenied):
                change()
        assert names(festival) == ["Múa"]
        assert FestivalPage.objects.count() == 1

    @pytest.mark.parametrize(("is_live", "begins"), [(True, True), (False, False)])
    def test_readers_see_a_change_at_once(self, organiser, django_capture_on_commit_callbacks, is_live, begins):
        discipline = DisciplineFactory(festival__live=is_live)
        DisciplineFactory(festival=discipline.festival)
        before = generation.current()
        with django_capture_on_commit_callbacks(execute=True):
            services.move_discipline(discipline, to=1, by=organiser)
        assert (generation.current() > before) == begins


class TestCopy:
    @pytest.fixture
    def whole(self, festival):
        festival.opens_at, festival.closes_at = hanoi(2025, 9, 15, 8), hanoi(2025, 10, 10, 17)
        festival.freezes_at, festival.units_shown_from = hanoi(2025, 10, 17, 17), hanoi(2025, 10, 24)
        festival.body = [("heading", {"text": "Khai mạc", "level": "2"})]
        festival.contacts = [FestivalContact(name="Phạm Quốc Bảo", phone="024 0000 0021")]
        festival.save()
        DisciplineFactory(
            festival=festival, name="Kéo co", slug="keo-co", position=1, quota=12, age_on=date(2025, 12, 31)
        )
        DisciplineFactory(festival=festival, name="Múa", slug="mua", position=0, closes_at=hanoi(2025, 10, 8, 17))
        return festival

    @pytest.fixture
    def copy(self, whole, organiser):
        return services.copy_event(whole, title="Ngày Hội 2026", starts_on=date(2026, 12, 18), by=organiser)

    def test_it_is_a_draft_beside_the_old_one(self, whole, copy):
        assert (copy.live, copy.title, copy.slug) == (False, "Ngày Hội 2026", "ngay-hoi-2026")
        assert copy.get_parent().pk == whole.get_parent().pk
        assert copy.get_latest_revision_as_object().title == "Ngày Hội 2026"

    def test_every_date_keeps_its_distance_from_the_first_day(self, whole, copy):
        copy.refresh_from_db()
        away = timedelta(days=399)
        assert (copy.starts_on, copy.ends_on) == (date(2026, 12, 18), date(2026, 12, 20))
        for name in ("opens_at", "closes_at", "freezes_at", "units_shown_from"):
            assert getattr(copy, name) == getattr(whole, name) + away
        assert copy.names_shown_from is None
        assert copy.disciplines.get(name="Múa").closes_at == hanoi(2026, 11, 11, 17)

    def test_an_age_is_told_on_the_same_day_of_the_new_year(self, copy):
        assert copy.disciplines.get(name="Kéo co").age_on == date(2026, 12, 31)

    def test_the_disciplines_come_along_and_the_old_ones_stay(self, whole, copy):
        rows = [
            list(one.disciplines.order_by("position").values_list("name", "slug", "quota")) for one in (whole, copy)
        ]
        assert rows[0] == rows[1] == [("Múa", "mua", None), ("Kéo co", "keo-co", 12)]
        assert Discipline.objects.count() == 4

    def test_texts_and_contacts_come_along_and_the_rulebook_does_not(self, whole, organiser):
        copy = services.copy_event(whole, title="Ngày Hội 2026", starts_on=date(2026, 12, 18), by=organiser)
        assert [contact.name for contact in copy.contacts.all()] == ["Phạm Quốc Bảo"]
        assert copy.body[0].value["text"] == "Khai mạc"
        assert copy.regulations is None

    def test_it_is_made_wholly_or_not_at_all(self, whole, organiser, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError("half-way")

        monkeypatch.setattr(Discipline, "save", fail)
        with pytest.raises(RuntimeError):
            services.copy_event(whole, title="Ngày Hội 2026", starts_on=date(2026, 12, 18), by=organiser)
        assert FestivalPage.objects.count() == 1

    def test_a_second_copy_of_the_same_title_has_an_address_of_its_own(self, whole, organiser):
        slugs = [
            services.copy_event(whole, title="Ngày Hội 2026", starts_on=date(2026, 12, 18), by=organiser).slug
            for _ in range(2)
        ]
        assert slugs == ["ngay-hoi-2026", "ngay-hoi-2026-2"]

    def test_29_february(self, festival, organiser):
        festival.starts_on, festival.ends_on = date(2024, 3, 8), date(2024, 3, 8)
        festival.save()
        DisciplineFactory(festival=festival, age_on=date(2024, 2, 29))
        copy = services.copy_event(festival, title="Ngày Hội 2025", starts_on=date(2025, 3, 8), by=organiser)
        assert copy.disciplines.get().age_on == date(2025, 2, 28)
