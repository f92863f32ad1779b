"""A feed of 2,000 events is understood alike by parsers that have nothing to do with each other."""

import random
from datetime import date, timedelta

import pytest

from events.calendars.ical.building import calendar
from events.calendars.ical.occasions import Occasion, Status
from tests.calendars.clients import parsers
from tests.calendars.clients.parsers import meant
from tests.calendars.occasions import occasion

COUNT = 2000
TITLES = [
    "Hội nghị tổng kết phong trào thi đua yêu nước năm 2025; phương hướng, nhiệm vụ năm 2026",
    'Chung kết "Bóng đá nam": Vụ A – Văn phòng',
    r"C:\New\nhà, \\ và \;",
    "Hai dòng\nđây",
    "Cầu lông đôi nam nữ 🏸🇻🇳👨‍👩‍👧",
    "مؤتمر القمة و الاجتماع",
    "Đồng diễn " * 40,
    "100 % đúng giờ ^ ' < > & = : @",
]


def occasions() -> list[Occasion]:
    """Moments, whole days and deadlines, over New Year and for a month, with all that an event may have."""
    chance = random.Random(6)
    made = []
    for number in range(COUNT):
        moment = occasion(number % 700).starts + timedelta(minutes=15 * chance.randrange(96))
        first = date(2026, 1, 1) + timedelta(days=chance.randrange(700))
        starts, ends = chance.choice(
            [
                (moment, moment + timedelta(minutes=chance.choice([45, 90, 60 * 24 * 3]))),
                (moment, None),
                (first, first + timedelta(days=chance.choice([1, 2, 30]))),
            ]
        )
        made.append(
            occasion(
                number,
                summary=f"{chance.choice(TITLES)} {number}",
                starts=starts,
                ends=ends,
                status=chance.choice(list(Status)),
                sequence=chance.randrange(9),
                location=chance.choice(["", "Hội trường A, tầng 3; 10 Nguyễn Trãi"]),
                description=chance.choice(["", "Dòng một\n\nDòng ba, " * 12 + "hết"]),
                categories=chance.choice([(), ("Hội nghị",), ("Phần thi", "Bóng đá, nam")]),
                url="https://khoi.example.vn/su-kien/",
                latitude=21.02,
                longitude=105.85,
                organiser_name='Ban "Tổ chức"; Khối',
                organiser_email="btc@khoi.example.vn",
                alarm=chance.choice([None, timedelta(days=1)]),
            )
        )
    return made


@pytest.mark.parametrize(
    "parse",
    [
        pytest.param(parsers.with_ical_js, marks=pytest.mark.needs_node, id="ical.js"),
        pytest.param(parsers.with_vobject, id="vobject"),
        pytest.param(parsers.with_icalendar, id="icalendar"),
    ],
)
def test_two_thousand_events(parse):
    expected = occasions()

    seen = parse(calendar("Lịch của Khối", expected))

    assert len(seen) == COUNT
    assert {each.uid: each for each in seen} == {each.uid: meant(each) for each in expected}
