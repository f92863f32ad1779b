"""What a unit may be called, who may lead when, and the initials of one without a logo."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import UnitFactory
from units.models import Unit, UnitAward, UnitTerm
from units.monograms import TINTS, monogram, tint

LEADER, DEPUTY = UnitTerm.Role.LEADER, UnitTerm.Role.DEPUTY


def faults_of(instance) -> set[str]:
    try:
        instance.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


@pytest.mark.django_db
class TestNames:
    @pytest.fixture(autouse=True)
    def known(self):
        UnitFactory(name="Cục Sở hữu trí tuệ", short_name="Cục SHTT", code="shtt")

    @pytest.mark.parametrize(
        "name",
        ["Cục Sở hữu trí tuệ", "CỤC SỞ HỮU TRÍ TUỆ", "Cuc So huu tri tue", "Cục Sở hữu  trí tuệ", "Cục SHTT"],
    )
    def test_one_that_stands_already_is_refused_however_it_is_written(self, name):
        assert faults_of(Unit(name=name, short_name="Khác", code="khac")) == {"name"}
        assert faults_of(Unit(name="Khác", short_name=name, code="khac")) == {"short_name"}

    def test_a_unit_may_keep_its_own_and_have_one_name_for_both(self):
        assert faults_of(Unit.objects.get()) == set()
        assert faults_of(Unit(name="Quỹ Đổi mới", short_name="Quỹ Đổi mới", code="quy")) == set()

    @pytest.mark.parametrize("code", ["SHTT", "sở-hữu", "a b", "-a", "a--b", "a_b", "x" * 21, "", "shtt"])
    def test_codes_that_are_no_address(self, code):
        assert faults_of(Unit(name="Khác", short_name="Khác", code=code)) == {"code"}


@pytest.mark.django_db
class TestTerms:
    def test_a_second_leader_of_a_year_is_refused_beside_the_year(self):
        first = UnitFactory(short_name="Cục SHTT")
        UnitTerm.objects.create(unit=first, year=2025, role=LEADER)
        second = UnitTerm(unit=UnitFactory(), year=2025, role=LEADER)
        with pytest.raises(ValidationError) as refused:
            second.full_clean()
        assert "2025" in refused.value.message_dict["year"][0]
        assert "Cục SHTT" in refused.value.message_dict["year"][0]
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save()

    def test_several_deputies_and_another_year_are_not(self):
        UnitTerm.objects.create(unit=UnitFactory(), year=2025, role=LEADER)
        for year, role in ((2025, DEPUTY), (2025, DEPUTY), (2026, LEADER)):
            term = UnitTerm(unit=UnitFactory(), year=year, role=role)
            assert faults_of(term) == set()
            term.save()

    @pytest.mark.parametrize("year", [1944, 2101])
    def test_years_that_are_none(self, year):
        assert faults_of(UnitTerm(unit=UnitFactory(), year=year, role=LEADER)) == {"year"}

    def test_the_same_flag_twice_a_year(self):
        unit = UnitFactory()
        UnitAward.objects.create(unit=unit, year=2025, title="Cờ thi đua")
        assert faults_of(UnitAward(unit=unit, year=2025, title="Cờ thi đua")) == {"__all__"}


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Cục Sở hữu trí tuệ", "SHT"),
        ("Trung tâm CNTT", "CNT"),
        ("Tổng cục TĐC", "TĐC"),
        ("Ban Chương trình", "CT"),
        ("Cục An toàn bức xạ và hạt nhân", "ATB"),
        ("Quỹ", "Q"),
        ("Văn phòng Bộ", "B"),
        ("đội", "Đ"),
        ("!!!", "–"),
    ],
)
def test_initials(name, letters):
    assert monogram(name) == letters


def test_the_ground_of_initials_is_always_the_same_one():
    assert [tint(code) for code in ("shtt", "quy-doi-moi")] == [tint(code) for code in ("shtt", "quy-doi-moi")]
    assert {tint(f"don-vi-{number}") for number in range(100)} == set(range(1, TINTS + 1))
