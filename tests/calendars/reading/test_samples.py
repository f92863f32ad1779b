"""Files as Google, Outlook and Apple write them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from events.calendars.reading import Code, FoundEvent, read
from vietnamese.dates import VIETNAM

SAMPLES = Path(__file__).with_name("samples")


def hanoi(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=VIETNAM)


def of(name: str) -> tuple[list[FoundEvent], list[Code]]:
    result = read((SAMPLES / f"{name}.ics").read_bytes())
    return result.events, [problem.code for problem in result.problems]


def test_google():
    events, problems = of("google")

    assert problems == []
    assert events[0] == FoundEvent(
        uid="3k1v9q2m8d@google.com",
        title="Hội nghị sơ kết quý I",
        starts=hanoi(2026, 3, 12, 8, 30),
        ends=hanoi(2026, 3, 12, 11, 30),
        location="Hội trường tầng 3, 10 Nguyễn Trãi, Hà Nội",
        description="Thành phần: lãnh đạo các đơn vị\nTrang phục: áo dài, comple",
        cancelled=False,
        line=18,
    )
    assert [(event.title, event.starts, event.uid) for event in events[1:]] == [
        ("Tập văn nghệ", hanoi(2026, 4, 1, 17), "7weekly@google.com#20260401T100000Z"),
        ("Tập văn nghệ", hanoi(2026, 4, 8, 17), "7weekly@google.com#20260408T100000Z"),
        ("Tổng duyệt văn nghệ", hanoi(2026, 4, 23, 18), "7weekly@google.com#20260422T100000Z"),
        ("Tập văn nghệ", hanoi(2026, 4, 29, 17), "7weekly@google.com#20260429T100000Z"),
        ("Nghỉ lễ", date(2026, 4, 30), "holiday@google.com"),
    ]
    assert events[-1].ends == date(2026, 5, 2)


def test_outlook():
    events, problems = of("outlook")

    assert problems == [Code.OTHER_COMPONENT]
    assert [(event.title, event.starts, event.ends) for event in events] == [
        ("Họp trực tuyến mùa hè", hanoi(2026, 1, 15, 5), hanoi(2026, 1, 15, 6)),
        ("Họp Ban Tổ chức", hanoi(2026, 3, 12, 8, 30), hanoi(2026, 3, 12, 11, 30)),
        ("Họp trực tuyến mùa đông", hanoi(2026, 6, 15, 6), hanoi(2026, 6, 15, 7)),
    ]
    assert events[1].location == "Phòng họp A; tầng 2"
    assert events[1].description == ""


def test_apple():
    events, problems = of("apple")

    assert problems == [Code.SERIES_CUT]
    assert [event.starts for event in events] == [
        date(2026, 9, 2),
        hanoi(2026, 11, 18, 7, 30),
        date(2027, 9, 2),
        date(2028, 9, 2),
    ]
    festival = events[1]
    assert festival.cancelled
    assert festival.title == "Ngày Hội giao lưu văn nghệ, thể thao"
    assert festival.location == "Cung Văn hóa Lao động, 91 Trần Hưng Đạo, Hà Nội"
    assert festival.description == "Phần 1\nPhần 2"


@pytest.mark.parametrize("name", ["google", "outlook", "apple"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n"])
def test_any_line_end_will_do(name, end):
    data = (SAMPLES / f"{name}.ics").read_bytes()

    events = read(data.replace(b"\n", end.encode())).events

    assert [event.uid for event in events] == [event.uid for event in read(data).events]
