"""The limits of a discipline as people read them."""

from datetime import date

import pytest

from events import words
from events.models import Branch, Discipline
from tests.factories import DisciplineFactory, FestivalFactory, hanoi

pytestmark = pytest.mark.django_db

Format, Gender = Discipline.Format, Discipline.GenderRule


def said(**fields) -> dict[str, str]:
    festival = FestivalFactory.build(starts_on=date(2026, 12, 18))
    discipline = DisciplineFactory.build(festival=festival, **fields)
    return {limit.label: limit.text for limit in words.limits(discipline)}


def test_a_team_says_all_that_limits_it():
    assert said(
        squad_min=7,
        squad_max=10,
        reserves_max=4,
        officials_max=2,
        gender_rule=Gender.MEN,
        age_min=18,
        age_max=45,
        quota=12,
    ) == {
        "Đội hình": "7 đến 10 người",
        "Ngoài ra": "tối đa 4 dự bị, tối đa 2 huấn luyện viên, lãnh đội",
        "Nam, nữ": "Nam",
        "Tuổi": "Từ 18 đến 45 tuổi, tính đến ngày 18/12/2026",
        "Mỗi đơn vị": "Tối đa 1 đội",
        "Toàn giải": "Tối đa 12 đội; đăng ký sau được xếp vào danh sách chờ theo thứ tự",
    }


def test_what_is_not_limited_is_not_mentioned():
    assert said(format=Format.INDIVIDUAL, squad_max=1, most_entries=2) == {
        "Đội hình": "Một người",
        "Mỗi đơn vị": "Tối đa 2 người",
    }


def test_an_act_says_how_long_it_lasts_and_that_it_brings_music():
    act = said(branch=Branch.ART, squad_min=4, squad_max=16, most_seconds=450, takes_music=True)
    assert act == {
        "Đội hình": "4 đến 16 người",
        "Mỗi đơn vị": "Tối đa 1 tiết mục",
        "Thời lượng": "Tối đa 7 phút 30 giây",
        "Âm nhạc": "Nộp nhạc nền dưới dạng tệp.",
    }


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"format": Format.PAIR, "squad_min": 2, "squad_max": 2, "men_min": 1, "women_min": 1}, "Một nam, một nữ"),
        ({"women_min": 3}, "Nam và nữ, ít nhất 3 nữ"),
        ({"men_min": 2, "women_min": 1}, "Nam và nữ, ít nhất 2 nam và 1 nữ"),
    ],
)
def test_mixed_squads(fields, text):
    assert said(gender_rule=Gender.MIXED, **fields)["Nam, nữ"] == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"age_min": 18}, "Từ 18 tuổi, tính đến ngày 18/12/2026"),
        ({"age_max": 50, "age_on": date(2026, 12, 31)}, "Đến 50 tuổi, tính đến ngày 31/12/2026"),
        ({"age_min": 0}, "Từ 0 tuổi, tính đến ngày 18/12/2026"),
    ],
)
def test_ages(fields, text):
    assert said(**fields)["Tuổi"] == text


def test_without_a_waiting_list_late_ones_are_refused():
    assert said(quota=28, has_waiting_list=False)["Toàn giải"] == "Tối đa 28 đội; đăng ký sau không được nhận"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"closes_at": hanoi(2026, 12, 2, 17)}, "Chỉ đến 17:00 02/12/2026"),
        ({"opens_at": hanoi(2026, 11, 16, 8)}, "Chỉ từ 08:00 16/11/2026"),
        (
            {"opens_at": hanoi(2026, 11, 16, 8), "closes_at": hanoi(2026, 12, 2, 17)},
            "Chỉ từ 08:00 16/11/2026 đến 17:00 02/12/2026",
        ),
    ],
)
def test_a_window_of_its_own(fields, text):
    assert said(**fields)["Đăng ký"] == text
