"""Which rules of repetition are followed: those that calendar programs write.

RFC 5545, section 3.3.10, allows far more, and what follows rules for us (dateutil) looks for the next day until it
finds one or the year 9999 is over: `FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30` takes it seconds, and `FREQ=SECONDLY` fills the
memory. All rules that pass here have a next day within some years, and no two in one day.
"""

import re
from datetime import UTC, date, datetime, time

_DAY = re.compile(r"([+-]?[1-4])?(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WHOLE = re.compile(r"[+-]?0?[1-9]\d{0,2}")
_COUNT = re.compile(r"[1-9]\d{0,8}")
_UNTIL = re.compile(r"(?:19|2\d)\d{6}(?:T\d{6}Z?)?")
_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}
_MOST_LETTERS = 400
_BY_DAYS = {"DAILY", "WEEKLY"}
_BY_MONTHS = {"MONTHLY", "YEARLY"}


class OddRule(ValueError):
    """A rule that is not followed."""


def read_rule(text: str) -> dict[str, str]:
    """The parts of a rule that is followed, in capitals. Raises OddRule."""
    if len(text) > _MOST_LETTERS:
        raise OddRule(text[:_MOST_LETTERS])
    pairs = [pair.partition("=") for pair in text.strip().upper().split(";") if pair]
    rule = {name: value for name, _, value in pairs}
    if len(rule) != len(pairs) or not rule.keys() <= _PARTS or not _is_followed(rule):
        raise OddRule(text)
    return rule


def _is_followed(rule: dict[str, str]) -> bool:
    frequency = rule.get("FREQ")
    every = rule.get("INTERVAL", "1")
    if not _WHOLE.fullmatch(every) or int(every) < 1 or rule.get("WKST", "MO") not in _WEEKDAYS:
        return False
    if "COUNT" in rule and ("UNTIL" in rule or not _COUNT.fullmatch(rule["COUNT"])):
        return False
    if "UNTIL" in rule and not _UNTIL.fullmatch(rule["UNTIL"]):
        return False
    if frequency in _BY_DAYS:
        return _follows_days(rule, int(every))
    return frequency in _BY_MONTHS and _follows_months(rule, int(every))


def _follows_days(rule: dict[str, str], every: int) -> bool:
    """Weekdays without a number. `Every other day, if it is a Monday` is not followed."""
    if rule.keys() & {"BYMONTHDAY", "BYMONTH", "BYSETPOS"}:
        return False
    if "BYDAY" not in rule:
        return True
    return all(day in _WEEKDAYS for day in rule["BYDAY"].split(",")) and (rule["FREQ"] == "WEEKLY" or every == 1)


def _follows_months(rule: dict[str, str], every: int) -> bool:
    """A day by its number or by its weekday, not both; and only days that come round."""
    if "BYMONTH" in rule and (rule["FREQ"] != "YEARLY" or not _numbers(rule["BYMONTH"], 12, positive=True)):
        return False
    if "BYMONTHDAY" in rule:
        # The 29th to 31st are not in all months: in those of the rule perhaps never.
        last = 28 if "BYMONTH" in rule or every >= 12 else 31
        return not rule.keys() & {"BYDAY", "BYSETPOS"} and _numbers(rule["BYMONTHDAY"], last)
    if "BYDAY" not in rule:
        return "BYSETPOS" not in rule
    days = [_DAY.fullmatch(day) for day in rule["BYDAY"].split(",")]
    if not all(days):
        return False
    if "BYSETPOS" in rule:
        return not any(day[1] for day in days) and _numbers(rule["BYSETPOS"], 4)
    return True


def _numbers(text: str, most: int, *, positive: bool = False) -> bool:
    numbers = text.split(",")
    return all(
        _WHOLE.fullmatch(number) and abs(int(number)) <= most and (int(number) > 0 or not positive)
        for number in numbers
    )


def rule_from(rule: dict[str, str], starts: date | datetime) -> str:
    """The rule for a series with this beginning, with an UNTIL of the kind that it needs: a day for days, and for
    moments what the clock shows in the zone of the beginning. A day counts to its end: programs mean that, whatever the
    RFC says. Raises OddRule for a day that there is not."""
    told = dict(rule)
    if "UNTIL" in rule:
        told["UNTIL"] = _until(rule["UNTIL"], starts)
    return ";".join(f"{name}={value}" for name, value in told.items())


def _until(text: str, starts: date | datetime) -> str:
    try:
        day = datetime.strptime(text[:8], "%Y%m%d").date()
        at = datetime.strptime(text[9:15], "%H%M%S").time() if len(text) > 8 else time(23, 59, 59)
    except ValueError as error:
        raise OddRule(text) from error
    if not isinstance(starts, datetime):
        return text[:8]
    last = datetime.combine(day, at)
    if text.endswith("Z"):
        last = last.replace(tzinfo=UTC).astimezone(starts.tzinfo)
    return f"{last:%Y%m%dT%H%M%S}"
