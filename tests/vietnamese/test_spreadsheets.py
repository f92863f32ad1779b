"""What a spreadsheet takes for a formula is text."""

import pytest

from vietnamese.spreadsheets import as_text


@pytest.mark.parametrize("formula", ["=1+1", "+84", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_becomes_text(formula):
    assert as_text(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "Hội nghị", "17/01/2024", "1.079", "a=b"])
def test_other_texts_stay_as_they_are(text):
    assert as_text(text) == text
