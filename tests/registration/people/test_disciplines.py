"""A discipline is known by what people write, and never guessed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.registration.people.lists import DISCIPLINES, disciplines


def read(written, **how):
    return [wish.pk for wish in disciplines(**how).read(written)]


@pytest.mark.parametrize(
    ("written", "pks"),
    [
        ("Cầu lông đơn nam", [2]),
        ("CẦU LÔNG ĐƠN NAM", [2]),
        ("cau long don nam", [2]),
        (unicodedata.normalize("NFD", "Cầu lông đơn nữ"), [3]),
        ("Cầu lông: đơn nam", [2]),
        ("Môn cầu lông - đơn nam", [2]),
        ("Đơn nam cầu lông", [2]),
        ("Cầu lôg đơn nam", [2]),
        ("Bóng đá nam", [1]),
        ("Kéo co", [7]),
        ("Cờ tướng; Tốp ca", [8, 9]),
        ("Cờ tướng, Tốp ca", [8, 9]),
        ("Cờ tướng / Tốp ca + Kéo co", [8, 9, 7]),
        ("- Cờ tướng\n- Tốp ca\n", [8, 9]),
        ("1. Cờ tướng\n2. Tốp ca", [8, 9]),
        ("Cờ tướng; cờ tướng", [8]),
        ("Cầu lông đôi nam/nữ", [4]),
        ("Cầu lông đôi nam + nữ, Cờ tướng", [4, 8]),
        ("", []),
        (" ; , ", []),
    ],
)
def test_what_is_understood(written, pks):
    assert read(written) == pks


@pytest.mark.parametrize(
    "written", ["Cầu lông", "Cầu lông đơn", "Cầu lông đôi nam", "Cầu lông đôi nữ", "Bóng bàn nam nữ"]
)
def test_what_could_be_several_or_another_is_a_question(written):
    [wish] = disciplines().read(written)
    assert (wish.pk, wish.how) == (None, "ambiguous")
    assert wish.suggestions


def test_a_discipline_that_does_not_exist():
    [wish] = disciplines().read("Nhảy dù")
    assert (wish.pk, wish.how, wish.suggestions) == (None, "unknown", ())


def test_what_somebody_said_is_meant_counts():
    assert read("Cầu lông đôi nam", told={"cau long doi nam": 4}) == [4]
    assert read("Nhảy dù; Cờ tướng", told={"nhay du": None}) == [8]
    assert read("Nhảy dù", told={"nhay du": 99}) == [None]  # another festival's


def test_men_and_women_are_never_taken_for_each_other():
    only_men = disciplines(["Bóng bàn đơn nam", "Kéo co nam"])
    assert [wish.pk for wish in only_men.read("Bóng bàn đơn nữ; Kéo co nữ")] == [None, None]


def test_a_name_with_separators_in_it():
    names = ["Hát đơn ca, song ca", "Múa", "Chạy 100 m/200 m"]
    assert read("Múa, Hát đơn ca, song ca; Chạy 100m/200m", names=names) == [2, 1, 3]


@given(st.lists(st.sampled_from(DISCIPLINES), max_size=5, unique=True), st.sampled_from(["; ", ", ", "/", " + ", "\n"]))
def test_every_discipline_in_every_list(names, separator):
    assert read(separator.join(names)) == [DISCIPLINES.index(name) + 1 for name in names]


@given(st.text(max_size=60))
def test_any_text_names_some_or_none(written):
    for wish in disciplines().read(written):
        assert (wish.pk is None) == (wish.how in ("ambiguous", "unknown"))
