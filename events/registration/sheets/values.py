"""What stands in a cell: a name, a birth date, a gender, a mark, a role, in the many ways of writing them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from vietnamese.dates import InvalidDate, parse_date
from vietnamese.names import name_capitals
from vietnamese.text import clean_line, fold

from .grid import Cell, as_written
from .problems import Problem

NAME_LENGTH = 150
POST_LENGTH = 150
YOUNGEST, OLDEST = 15, 100

MALE, FEMALE = "male", "female"
CAPTAIN, PLAYER, RESERVE, COACH, LEADER = "captain", "player", "reserve", "coach", "leader"

_MALE = {"nam", "nam gioi", "m", "male", "ong", "anh", "trai", "n am", "man", "gioi nam", "be trai"}
_FEMALE = {"nu", "nu gioi", "f", "female", "ba", "chi", "co", "gai", "woman", "gioi nu", "nu.", "n u"}
_MARKS = {"x", "v", "co", "yes", "1", "✓", "✔", "√", "*", "☑", "☒", "true", "ok", "dk"}
_ROLES = {
    CAPTAIN: ("doi truong", "dt", "captain", "c"),
    RESERVE: ("du bi", "db", "reserve"),
    COACH: ("huan luyen vien", "hlv", "coach", "bien dao", "dao dien"),
    LEADER: ("truong doan", "lanh doi", "pho doan", "leader", "phu trach"),
    PLAYER: (
        "van dong vien",
        "vdv",
        "dien vien",
        "cau thu",
        "thanh vien",
        "thi dau",
        "chinh thuc",
        "player",
        "doi vien",
    ),
}
_HONORIFIC = re.compile(r"^(?:(?:đ/?c|đồng chí|ô|b)\s*[.:/]?\s+|(?:ông|bà|anh|chị|cô)\s*[.:]\s*)", re.IGNORECASE)
_TITLE = re.compile(r"^(ông|bà|anh|chị)\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"^[0-9]{1,4}\s*[.)/-]\s*")
_REMARK = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$|\s+[-–]\s+(.*)$")
_NOT_IN_NAMES = re.compile(r"[^\w\s'’ʼ.\-]|[0-9_]")
# Letters of TCVN3 and VNI fonts, seen without those fonts: NguyÔn V¨n An.
_OLD_FONT = re.compile(r"[¡-¿×÷]|[a-zđ][À-Þ][a-zà-ÿ]|[a-z][Ø-Þ]\b")


# --- Names ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Name:
    """A name as the site writes it; a role or a gender that stood beside it; what to tell."""

    text: str
    role: str = ""
    gender: str = ""
    problems: tuple[tuple[str, dict], ...] = ()


def read_name(written: str, *, titled: bool = False) -> Name:
    """`titled`: the names of this sheet have Ông or Bà before them. Otherwise Ông is a family name."""
    told: list[tuple[str, dict]] = []
    text = _HONORIFIC.sub("", _ORDINAL.sub("", clean_line(written).lstrip("'")))
    gender = role = ""
    if titled and (title := _TITLE.match(text)):
        gender = read_gender(title[1])
        text = text[title.end() :]
    if remark := _REMARK.search(text):
        said = clean_line(remark[1] or remark[2] or "")
        text = text[: remark.start()]
        role = read_role(said) or ""
        if said and not role:
            told.append(("name_remark", {"remark": said[:100]}))
    text = text.strip(" .,;:-")
    if not text:
        return Name("", role, gender, (("name_missing", {}),))
    if _OLD_FONT.search(text):
        return Name(text[:NAME_LENGTH], role, gender, (("name_in_old_font", {"name": text[:60]}),))
    if _NOT_IN_NAMES.search(text) or not any(character.isalpha() for character in text):
        return Name(text[:NAME_LENGTH], role, gender, (("name_not_a_name", {"name": text[:60]}),))
    if max(len(text), len(fold(text))) > NAME_LENGTH:  # ß folds to two letters
        return Name(text[:NAME_LENGTH], role, gender, (("name_too_long", {"limit": NAME_LENGTH}),))
    if " " not in text:
        told.append(("name_one_word", {"name": text}))
    return Name(name_capitals(text), role, gender, tuple(told))


def have_titles(names: list[str]) -> bool:
    """Whether the names of a sheet stand with Ông and Bà before them."""
    titled = [name for name in names if _TITLE.match(clean_line(name))]
    return len(titled) >= 2 and len(titled) * 10 >= len(names) * 8


# --- Birth dates ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Birth:
    """A birth date, or the year when no more is known; `code` and `params` say what is wrong or was supposed."""

    day: date | None = None
    year: int | None = None
    code: str = ""
    params: tuple[tuple[str, object], ...] = ()


def read_birth(cell: Cell, today: date) -> Birth:
    """The birth date in a cell of any kind: a date, a text, a year, a number that Excel shows as a date."""
    if cell is None or as_written(cell).strip() in ("", "-", "'"):
        return Birth(code="birth_missing")
    if isinstance(cell, date):
        return checked_birth(cell, today)
    if isinstance(cell, int | float):
        return _birth_in_number(cell, today)
    return _birth_in_text(cell, today)


def checked_birth(day: date, today: date) -> Birth:
    """The date when somebody born then may be in a unit's list."""
    if day > today:
        return Birth(code="birth_in_future", params=(("date", as_written(day)),))
    age = age_on(day, today)
    if age < YOUNGEST:
        return Birth(code="birth_too_young", params=(("age", age), ("date", as_written(day))))
    if age > OLDEST:
        return Birth(code="birth_too_old", params=(("age", age), ("date", as_written(day))))
    return Birth(day=day, year=day.year)


def age_on(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def birth_of_parts(day: Cell, month: Cell, year: Cell, today: date) -> Birth:
    """Where day, month and year have a column each."""
    parts = [as_written(part).strip() for part in (day, month, year)]
    if not any(parts):
        return Birth(code="birth_missing")
    if not parts[0] and not parts[1]:
        return read_birth(year, today)
    return read_birth("/".join(parts), today)


def _birth_in_number(number: int | float, today: date) -> Birth:
    if 1900 <= number <= today.year and number == int(number):
        return Birth(year=int(number), code="birth_year_only", params=(("year", int(number)),))
    if 5000 <= number <= 60000:  # a date in a cell that lost its format: days since 30/12/1899
        return checked_birth(date(1899, 12, 30) + timedelta(days=int(number)), today)
    return _birth_in_text(str(number), today)


def _birth_in_text(text: str, today: date) -> Birth:
    written = clean_line(text).strip("'\"`.,; ").replace("\\", "/")
    written = re.sub(r"\s*[T ]00:00(?::00)?$", "", written)
    if re.fullmatch(r"(?:sinh\s+)?(?:năm\s+)?(19|20)[0-9]{2}", written, re.IGNORECASE):
        year = int(written[-4:])
        return Birth(year=year, code="birth_year_only", params=(("year", year),))
    if month := re.fullmatch(r"(0?[1-9]|1[0-2])\s*[/.-]\s*((?:19|20)[0-9]{2})", written):
        return Birth(year=int(month[2]), code="birth_month_only", params=(("text", written),))
    if run := re.fullmatch(r"([0-9]{1,2}?)([0-9]{2})((?:19|20)[0-9]{2})", written):
        written = "/".join(run.groups())
    if short := re.fullmatch(r"([0-9]{1,2})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{2})", written):
        return _birth_with_short_year(*(int(short[group]) for group in (1, 3, 4)), written, today)
    try:
        return checked_birth(parse_date(written), today)
    except InvalidDate as invalid:
        code = "birth_no_such_day" if invalid.code == "no_such_day" else "birth_unknown_form"
        return Birth(code=code, params=(("text", written[:40]),))


def _birth_with_short_year(day: int, month: int, year: int, written: str, today: date) -> Birth:
    """5/3/90: one century alone makes a person of an age to be in the list, or none does."""
    for century in (1900, 2000):
        try:
            birth = checked_birth(date(century + year, month, day), today)
        except ValueError:
            return Birth(code="birth_no_such_day", params=(("text", written),))
        if birth.day:
            said = (("text", written), ("date", as_written(birth.day)))
            return Birth(birth.day, birth.year, "birth_short_year", said)
    return Birth(code="birth_unknown_form", params=(("text", written),))


# --- The rest ---------------------------------------------------------------------------------


def read_gender(written: str) -> str | None:
    """ "male", "female", "" for an empty cell, None for what nobody knows."""
    folded = fold(written).strip(" .,:;'")
    if not folded:
        return ""
    return MALE if folded in _MALE else FEMALE if folded in _FEMALE else None


def is_mark(written: str) -> bool:
    """x, v, có, ✓: that something holds."""
    return fold(written).strip(" .'()") in _MARKS


def read_role(written: str) -> str | None:
    """The role in a team; "" for an empty cell, None for what is none."""
    folded = fold(written).strip(" .,:;'")
    if not folded:
        return ""
    return next((role for role, words in _ROLES.items() if folded in words), None)


def read_post(*written: str) -> tuple[str, bool]:
    """A post, and whether it had to be shortened."""
    post = ", ".join(filter(None, (clean_line(text).lstrip("'") for text in written)))
    return post[:POST_LENGTH].strip(), len(post) > POST_LENGTH


def problems_of(told: tuple[tuple[str, dict], ...], column: int | None) -> list[Problem]:
    return [Problem(code, column, params) for code, params in told]
