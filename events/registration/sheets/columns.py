"""What a column means, by its heading in the many wordings of people's lists."""

import re
from enum import StrEnum

from vietnamese.text import clean_line, fold

LONGEST_HEADING = 60


class Meaning(StrEnum):
    NUMBER = "number"
    NAME = "name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    BIRTH = "birth"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    GENDER = "gender"
    MAN = "man"
    WOMAN = "woman"
    POST = "post"
    DEPARTMENT = "department"
    DISCIPLINES = "disciplines"
    CAPTAIN = "captain"
    ROLE = "role"
    NOTHING = ""


SEVERAL = {Meaning.DISCIPLINES, Meaning.NOTHING}
"""What more than one column may mean."""

_HEADINGS = tuple(
    (meaning, re.compile(pattern))
    for meaning, pattern in (
        (Meaning.NUMBER, r"stt|tt|so tt|so thu tu|thu tu|no"),
        (Meaning.FAMILY_NAME, r"ho|ho (va )?(ten )?(chu )?(dem|lot)"),
        (Meaning.NAME, r"ho (va )?(chu |ten )?(dem |lot )?(va )?ten( .*)?|hoten|full ?name|name"),
        (Meaning.NAME, r"(ten )?(vdv|van dong vien|dien vien|thanh vien|can bo|nhan vien|cong chuc)( .*)?"),
        (Meaning.GIVEN_NAME, r"ten"),
        (Meaning.BIRTH, r"(ngay|nam) ?(thang ?)?(nam ?)?sinh( .*)?|sinh (ngay|nam)( .*)?|ntns|ngay thang nam"),
        (Meaning.BIRTH, r"date of birth|birth ?date|birthday|dob"),
        (Meaning.GENDER, r"gioi tinh( .*)?|gioi|phai|nam (hay |hoac )?nu( .*)?|gt|gender|sex"),
        (Meaning.MAN, r"nam|nam gioi|male"),
        (Meaning.WOMAN, r"nu|nu gioi|female"),
        (Meaning.CAPTAIN, r"doi truong( .*)?|captain"),
        (Meaning.ROLE, r"vai tro( .*)?|nhiem vu( .*)?|vi tri (thi dau|trong doi)|role"),
        (Meaning.POST, r"chuc (vu|danh)( .*)?|vi tri( cong tac| viec lam)?|cong viec|nghe nghiep|ngach( .*)?|position"),
        (Meaning.DEPARTMENT, r"(don vi|phong|bo phan)( .*)?|noi (cong tac|lam viec)|co quan"),
        (Meaning.DISCIPLINES, r"(noi dung|mon|tiet muc|dang ky)( .*)?|events?|disciplines?"),
        (Meaning.NOTHING, r"ghi chu|notes?"),
    )
)
_IN_BIRTH = {"ngay": Meaning.BIRTH_DAY, "thang": Meaning.BIRTH_MONTH}


def meaning_of(heading: str, group: str = "") -> Meaning | None:
    """What a heading says, below a `group` heading if it has one; None when it is none that is known."""
    written = clean_line(heading)
    if not written or len(written) > LONGEST_HEADING:
        return None
    key = _key(written)
    if written.lower() == "năm":  # without its accent it would be the men's column
        return Meaning.BIRTH_YEAR if group else Meaning.BIRTH
    if group and meaning_of(group) is Meaning.BIRTH and key in _IN_BIRTH:
        return _IN_BIRTH[key]
    return next((meaning for meaning, pattern in _HEADINGS if pattern.fullmatch(key)), None)


def _key(heading: str) -> str:
    without_brackets = re.sub(r"[(\[].*?[)\]]", " ", heading)
    return " ".join(re.findall(r"\w+", fold(without_brackets))) or " ".join(re.findall(r"\w+", fold(heading)))
