"""What is said of a row or of a whole sheet: by a code, so that whoever shows it finds the words."""

from dataclasses import dataclass, field
from enum import IntEnum


class Weight(IntEnum):
    """What a problem means for its row."""

    NOTICE = 1  # understood so; look at it
    DOUBT = 2  # taken over only when somebody says so
    REFUSAL = 3  # cannot be taken over


WEIGHTS = {
    # of names
    "name_missing": Weight.REFUSAL,
    "name_too_long": Weight.REFUSAL,
    "name_in_old_font": Weight.REFUSAL,
    "name_not_a_name": Weight.REFUSAL,
    "name_one_word": Weight.DOUBT,
    "name_remark": Weight.NOTICE,
    # of birth dates
    "birth_missing": Weight.REFUSAL,
    "birth_year_only": Weight.REFUSAL,
    "birth_month_only": Weight.REFUSAL,
    "birth_unknown_form": Weight.REFUSAL,
    "birth_no_such_day": Weight.REFUSAL,
    "birth_in_future": Weight.REFUSAL,
    "birth_too_young": Weight.REFUSAL,
    "birth_too_old": Weight.REFUSAL,
    "birth_short_year": Weight.NOTICE,
    # of genders and posts
    "gender_missing": Weight.NOTICE,
    "gender_unknown": Weight.NOTICE,
    "gender_both": Weight.NOTICE,
    "post_shortened": Weight.NOTICE,
    # of what they enter
    "discipline_understood": Weight.NOTICE,
    "discipline_ambiguous": Weight.NOTICE,
    "discipline_unknown": Weight.NOTICE,
    "role_unknown": Weight.NOTICE,
    # of rows
    "hidden_row": Weight.DOUBT,
    "formula": Weight.REFUSAL,
    "formula_aside": Weight.NOTICE,
    "repeats_row": Weight.NOTICE,
    "repeats_row_differently": Weight.DOUBT,
    "twice_by_name": Weight.DOUBT,
    # of rows beside the people whom the unit has
    "accents_differ": Weight.DOUBT,
    "gender_differs": Weight.DOUBT,
    "birth_differs": Weight.DOUBT,
    "several_of_that_name": Weight.REFUSAL,
    "known_by_name_alone": Weight.NOTICE,
    "is_locked": Weight.NOTICE,
    # of the sheet
    "too_many_people": Weight.DOUBT,
    "dates_swapped": Weight.DOUBT,
}


@dataclass(frozen=True)
class Problem:
    """Something that somebody should know of a row. `column` is the sheet's, from 0; None says the row as a whole."""

    code: str
    column: int | None = None
    params: dict = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        return WEIGHTS[self.code]
