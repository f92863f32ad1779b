"""Numbers written the Vietnamese way, a point between thousands and a comma before decimals; and read as browsers send
them."""

from decimal import ROUND_HALF_UP, Decimal

_SWAPPED = str.maketrans(",.", ".,")

MOST_DIGITS = 18
"""More might be a number that no database takes for a key."""


def format_number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """1079 becomes '1.079', 4.6 becomes '4,6'; with `decimals` the number is rounded to so many, half up.

    Not `django.utils.formats`: that follows the language of the reader, and a number on this site does not.
    """
    # By way of str a float keeps the digits that a person sees: 4.6, not 4.5999999999999996447.
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a number that can be written out.")
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{number:,f}".translate(_SWAPPED)


def read_number(text: str, digits: int = MOST_DIGITS) -> int | None:
    """The whole number that a form or an address says; None for all else, and for more than so many digits.

    Digits of other scripts, which `int` takes, are none here.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None
