"""Read and write dates the Vietnamese way, in Vietnamese time.

What is written here is Vietnamese whatever language the reader has chosen, and so are the words in it.
"""

import calendar
import datetime as dt
import re
import unicodedata
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

WEEKDAY_NAMES = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")

_WEEKDAY = r"(?:(?:thứ\s+\w+|chủ\s+nhật)\s*,?\s*)?"
# The separator is the same both times: '17/01-2024' is a slip, not a date. Years have four digits:
# '17/01/68' could be a birthday or a plan.
_DATE_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_WEEKDAY}(?:ngày\s+)?(?P<day>[0-9]{{1,2}})\s*(?P<separator>[/.-])\s*(?P<month>[0-9]{{1,2}})"
        r"\s*(?P=separator)\s*(?P<year>[0-9]{4})",
        rf"{_WEEKDAY}(?:ngày\s+)?(?P<day>[0-9]{{1,2}})\s+tháng\s+(?P<month>[0-9]{{1,2}})"
        r"(?:\s+năm\s+|\s*,\s*)(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
    )
)

_CLOCK = r"(?P<hour>[0-9]{1,2})\s*[:hg]\s*(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
_DATE_THEN_CLOCK = re.compile(rf"(?P<date>.+?)(?:\s*,?\s+|t|\s*-\s*){_CLOCK}")
_CLOCK_THEN_DATE = re.compile(rf"{_CLOCK}\s*[,-]?\s*(?P<date>.+)")
_ZONE = re.compile(r"\s*(?:\(?gmt|utc)\s*\+\s*0?7(?::?00)?\)?$")


class InvalidDate(ValueError):
    """A text or a number that is no date.

    `code` says why: `unknown_form` (not written as a date), `no_such_day` (31/02), `no_such_time` (25:00) or
    `no_such_month` (the 13th month, year 0).
    """

    def __init__(self, code: str, text: object):
        super().__init__(f"{code}: {text!r}")
        self.code = code


def parse_date(text: str) -> dt.date:
    """The date in '17/01/2024', '17-1-2024', '17.01.2024', '2024-01-17' or 'ngày 17 tháng 1 năm 2024'.

    The day comes first. A weekday before it is passed over. Raises `InvalidDate`.
    """
    written = unicodedata.normalize("NFC", text).strip().lower()
    for form in _DATE_FORMS:
        if match := form.fullmatch(written):
            try:
                return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                raise InvalidDate("no_such_day", text) from None
    raise InvalidDate("unknown_form", text)


def parse_datetime(text: str) -> dt.datetime:
    """The moment in 'Thứ tư, 17/01/2024 15:02 GMT+7', '15h02, 17/01/2024' or an ISO text; aware.

    A text that names no zone means Vietnamese time. Raises `InvalidDate`.
    """
    written = unicodedata.normalize("NFC", text).strip().lower()
    if iso := _parse_iso_moment(written):
        return iso
    written = _ZONE.sub("", written)
    match = _DATE_THEN_CLOCK.fullmatch(written) or _CLOCK_THEN_DATE.fullmatch(written)
    if not match:
        raise InvalidDate("unknown_form", text)
    day = parse_date(match["date"])
    try:
        clock = dt.time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise InvalidDate("no_such_time", text) from None
    return dt.datetime.combine(day, clock, tzinfo=VIETNAM)


def _parse_iso_moment(written: str) -> dt.datetime | None:
    # A bare date is an ISO text too, but says nothing about the time.
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ]", written):
        return None
    try:
        moment = dt.datetime.fromisoformat(written.upper())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def in_vietnam(moment: dt.datetime) -> dt.datetime:
    """The moment on Vietnamese clocks. Refuses a naive one: nobody could say which moment it is."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no time zone.")
    return moment.astimezone(VIETNAM)


def midnight(day: dt.date) -> dt.datetime:
    """The first moment of a day in Vietnam."""
    return dt.datetime.combine(day, dt.time(), VIETNAM)


def _day_of(value: dt.date | dt.datetime) -> dt.date:
    return in_vietnam(value).date() if isinstance(value, dt.datetime) else value


def weekday_name(value: dt.date | dt.datetime) -> str:
    """The day of the week: 'Thứ tư'."""
    return WEEKDAY_NAMES[_day_of(value).weekday()]


def format_date(value: dt.date | dt.datetime) -> str:
    """17/01/2024. Of a moment, the day that it falls on in Vietnam."""
    day = _day_of(value)
    # Not strftime: it leaves out the leading zeros of the year on some systems.
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_weekday_date(value: dt.date | dt.datetime) -> str:
    """Thứ tư, 17/01/2024."""
    return f"{weekday_name(value)}, {format_date(value)}"


def format_month(value: dt.date | dt.datetime) -> str:
    """Tháng 1/2024."""
    day = _day_of(value)
    return f"Tháng {day.month}/{day.year}"


def format_datetime(moment: dt.datetime) -> str:
    """Thứ tư, 17/01/2024 15:02 GMT+7: the date line of an article."""
    local = in_vietnam(moment)
    return f"{format_weekday_date(local)} {local.hour:02}:{local.minute:02} {_zone_name(local)}"


def _zone_name(local: dt.datetime) -> str:
    # Not always GMT+7: until 1975 Saigon, after which the zone is named, kept GMT+8.
    minutes = round(local.utcoffset().total_seconds() / 60)
    hours, minutes = divmod(minutes, 60)
    return f"GMT+{hours}" + (f":{minutes:02}" if minutes else "")


def month_grid(year: int, month: int) -> list[list[dt.date]]:
    """The weeks of a calendar page, Monday first, filled up with the days of the months beside it.

    Raises `InvalidDate` for what is no month, or a month whose page would leave the calendar (January of
    year 1).
    """
    try:
        return calendar.Calendar(firstweekday=calendar.MONDAY).monthdatescalendar(year, month)
    except (ValueError, OverflowError, IndexError):
        raise InvalidDate("no_such_month", (year, month)) from None
