"""What people are told of a sheet: why it was refused, what its columns mean, what is wrong with a row."""

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Gender
from .sheets.columns import Meaning
from .sheets.opening import RefusedSheet
from .sheets.problems import Problem

_REFUSALS = {
    "empty": gettext_lazy("The file is empty. Save it in Excel again and choose it anew."),
    "too_large": gettext_lazy(
        "The file is larger than %(size)s. Copy the list alone into a new Excel file, without pictures, and choose "
        "that one."
    ),
    "not_excel": gettext_lazy("This is not an Excel file. Choose a file that Excel saved as .xlsx."),
    "old_excel": gettext_lazy(
        "This file is in the old .xls format. Open it in Excel, save it as Excel Workbook (.xlsx), and choose that one."
    ),
    "csv": gettext_lazy(
        "This is a CSV or text file, in which dates and accents are easily lost. Open it in Excel, save it as Excel "
        "Workbook (.xlsx), and choose that one."
    ),
    "open_document": gettext_lazy(
        "This file is in the OpenDocument format. Save it as Excel Workbook (.xlsx) and choose that one."
    ),
    "binary_excel": gettext_lazy(
        "This file is in the binary .xlsb format. Open it in Excel, save it as Excel Workbook (.xlsx), and choose that "
        "one."
    ),
    "macros": gettext_lazy(
        "The file contains macros, so it was not opened. Save it in Excel as Excel Workbook (.xlsx), which keeps no "
        "macros, and choose that one."
    ),
    "password_protected": gettext_lazy(
        "The file is protected by a password. Take the password out in Excel (File, Info, Protect Workbook), save, and "
        "choose it anew."
    ),
    "damaged": gettext_lazy(
        "The file is damaged or was not copied completely. Open it in Excel, save it under another name, and choose "
        "that one."
    ),
    "unpacks_too_large": gettext_lazy(
        "The file unpacks to far more than a list of people holds, so it was not opened. Copy the list alone into a "
        "new Excel file and choose that one."
    ),
    "dangerous_xml": gettext_lazy(
        "The file holds instructions that Excel does not write, so it was not opened. Copy the list alone into a new "
        "Excel file and choose that one."
    ),
    "too_long": gettext_lazy(
        "The file has far more rows and cells than a list of people, even if many of them are empty. Copy the list "
        "alone into a new Excel file and choose that one."
    ),
    "too_many_rows": gettext_lazy(
        "The file has more than %(limit)s rows. Copy the list alone into a new Excel file and choose that one."
    ),
    "too_many_sheets": gettext_lazy(
        "The file has more than %(limit)s sheets. Copy the list alone into a new Excel file and choose that one."
    ),
    "too_slow": gettext_lazy(
        "Reading the file takes too long. Copy the list alone into a new Excel file and choose that one."
    ),
    "nothing_inside": gettext_lazy("The file holds nothing: all its sheets are empty."),
}

MEANINGS = {
    Meaning.NOTHING: gettext_lazy("(not used)"),
    Meaning.NUMBER: gettext_lazy("Running number"),
    Meaning.NAME: gettext_lazy("Full name"),
    Meaning.FAMILY_NAME: gettext_lazy("Family and middle names"),
    Meaning.GIVEN_NAME: gettext_lazy("Given name"),
    Meaning.BIRTH: gettext_lazy("Date of birth"),
    Meaning.BIRTH_DAY: gettext_lazy("Day of birth"),
    Meaning.BIRTH_MONTH: gettext_lazy("Month of birth"),
    Meaning.BIRTH_YEAR: gettext_lazy("Year of birth"),
    Meaning.GENDER: gettext_lazy("Gender"),
    Meaning.MAN: gettext_lazy("Man (mark or date of birth)"),
    Meaning.WOMAN: gettext_lazy("Woman (mark or date of birth)"),
    Meaning.POST: gettext_lazy("Post"),
    Meaning.DEPARTMENT: gettext_lazy("Department"),
    Meaning.DISCIPLINES: gettext_lazy("Disciplines"),
    Meaning.CAPTAIN: gettext_lazy("Captain (mark)"),
    Meaning.ROLE: gettext_lazy("Role in the team"),
}

FIELDS = {
    "full_name": gettext_lazy("Full name"),
    "birth_date": gettext_lazy("Date of birth"),
    "gender": gettext_lazy("Gender"),
    "post": gettext_lazy("Post"),
    "is_active": gettext_lazy("In the unit"),
}

_PROBLEMS = {
    "name_missing": gettext_lazy("The name is missing."),
    "name_too_long": gettext_lazy("The name is longer than %(limit)s characters."),
    "name_in_old_font": gettext_lazy(
        "“%(name)s” is written in an old font (.VnTime or VNI). Convert the file to Unicode, or type the name anew."
    ),
    "name_not_a_name": gettext_lazy("“%(name)s” holds figures or signs that no name has."),
    "name_one_word": gettext_lazy("“%(name)s” is one word only: is the name complete?"),
    "name_remark": gettext_lazy("“%(remark)s” beside the name was left out."),
    "birth_missing": gettext_lazy("The date of birth is missing."),
    "birth_year_only": gettext_lazy("There is only the year %(year)s: day and month of birth are missing."),
    "birth_month_only": gettext_lazy("“%(text)s” lacks the day of birth."),
    "birth_unknown_form": gettext_lazy("“%(text)s” is no date. Write day/month/year, as 05/03/1990."),
    "birth_no_such_day": gettext_lazy("There is no day %(text)s. Write day/month/year, as 05/03/1990."),
    "birth_in_future": gettext_lazy("The date of birth %(date)s lies in the future."),
    "birth_too_young": gettext_lazy("Born on %(date)s, this person is %(age)s years old: too young for this list."),
    "birth_too_old": gettext_lazy("Born on %(date)s, this person would be %(age)s years old. Check the year."),
    "birth_short_year": gettext_lazy("“%(text)s” is understood as %(date)s."),
    "gender_missing": gettext_lazy("The gender is missing; many disciplines ask for it."),
    "gender_unknown": gettext_lazy("“%(text)s” is no gender. Write Nam or Nữ."),
    "gender_both": gettext_lazy("The columns for men and for women are both filled in."),
    "post_shortened": gettext_lazy("The post is longer than %(limit)s characters and was shortened."),
    "discipline_understood": gettext_lazy("“%(text)s” is understood as “%(discipline)s”."),
    "discipline_ambiguous": gettext_lazy("It is not certain which discipline “%(text)s” is. Perhaps: %(suggestions)s."),
    "discipline_unknown": gettext_lazy("The festival has no discipline “%(text)s”."),
    "role_unknown": gettext_lazy("“%(text)s” is no role in a team; it was left out."),
    "hidden_row": gettext_lazy("The row is hidden in Excel. Choose it if the person is meant."),
    "formula": gettext_lazy(
        "The cell holds a formula without a result. Open the file in Excel, save it, and upload it again; or type the "
        "value."
    ),
    "formula_aside": gettext_lazy("A cell holds a formula without a result and was passed over."),
    "repeats_row": gettext_lazy("The same person stands in row %(row)s; both rows are taken together."),
    "repeats_row_differently": gettext_lazy(
        "The same name and date of birth stand in row %(row)s, with another gender. Check both rows."
    ),
    "twice_by_name": gettext_lazy("The name stands in row %(row)s as well: is it the same person?"),
    "accents_differ": gettext_lazy("In your list the name is “%(name)s”. Choose the row to change it there."),
    "gender_differs": gettext_lazy("In your list the gender is “%(gender)s”. Choose the row to change it there."),
    "birth_differs": gettext_lazy(
        "Your list has a person of this name, born on %(date)s. Choose the row if this is another person; otherwise "
        "correct the date there or in the file."
    ),
    "several_of_that_name": gettext_lazy(
        "Your list has several people of this name. Fill in the date of birth, so that it is clear who is meant."
    ),
    "known_by_name_alone": gettext_lazy(
        "Without a whole date of birth, taken for the person of this name in your list, born on %(date)s."
    ),
    "is_locked": gettext_lazy(
        "This person stands on a roster that was approved or is frozen. Name, date of birth and gender stay as they "
        "are; ask for a change of the entry."
    ),
    "too_many_people": gettext_lazy(
        "The list has %(count)s people, and at most %(most)s are taken at a time: those below stand there. Bring the "
        "others in a sheet of their own."
    ),
    "dates_swapped": gettext_lazy(
        "Day and month may be swapped in %(count)s dates of birth: an Excel set to American dates does so. Compare the "
        "dates below with the file before you confirm."
    ),
}


def refusal_sentence(refusal: RefusedSheet) -> str:
    """Why a file was not read, and what to do."""
    limit = refusal.params.get("limit", 0)
    return _REFUSALS[refusal.code] % {"size": filesizeformat(limit), "limit": limit}


def problem_sentence(problem: Problem, disciplines: Mapping[int, Any]) -> str:
    """What is wrong, or was supposed. `disciplines` are those of the festival by their keys."""
    params = {**problem.params, **_named(problem.params, disciplines)}
    if problem.code == "birth_differs" and not params["date"]:
        return _("Your list has a person of this name without a date of birth. Choose the row if this is another one.")
    return _PROBLEMS[problem.code] % params


def _named(params: Mapping[str, Any], disciplines: Mapping[int, Any]) -> dict[str, str]:
    named = {}
    if "gender" in params:
        named["gender"] = str(Gender(params["gender"]).label)
    if "suggestions" in params:
        names = [str(disciplines[pk]) for pk in params["suggestions"] if pk in disciplines]
        named["suggestions"] = ", ".join(names)
        named["discipline"] = str(disciplines.get(params.get("pk"), ""))
    return named


def value_sentence(code: str, params: Mapping[str, Any]) -> str:
    """What is wrong with a name or a birth date that was typed; see sheets.values."""
    return _PROBLEMS[code] % dict(params)
