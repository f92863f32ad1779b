"""17/01/2024 is the 17th of January in every form, in both languages, and in Wagtail's pickers."""

import datetime as dt

import pytest
from django import forms
from django.conf import settings
from django.db import models
from django.test import override_settings
from django.utils import formats, translation
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

HANOI = dt.timezone(dt.timedelta(hours=7))


@pytest.fixture(autouse=True, params=["vi", "en"])
def language(request):
    """Every test here runs in Vietnamese and in English: an editor's language must not move a date."""
    with translation.override(request.param):
        yield request.param


class MeetingForm(forms.Form):
    day = forms.DateField(required=False)
    moment = forms.DateTimeField(required=False)
    time = forms.TimeField(required=False)


def read(**data):
    form = MeetingForm(data)
    assert form.is_valid(), form.errors
    return form.cleaned_data


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17/01/2024", dt.date(2024, 1, 17)),
        ("05/03/2024", dt.date(2024, 3, 5)),
        ("5/3/2024", dt.date(2024, 3, 5)),
        ("17-01-2024", dt.date(2024, 1, 17)),
        ("17.01.2024", dt.date(2024, 1, 17)),
        ("2024-01-17", dt.date(2024, 1, 17)),
        ("ngày 17 tháng 1 năm 2024", dt.date(2024, 1, 17)),
    ],
)
def test_a_date_field_reads_the_day_first(text, day):
    assert read(day=text)["day"] == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("17/01/2024 15:02", dt.datetime(2024, 1, 17, 15, 2, tzinfo=HANOI)),
        ("05/03/2024 00:30", dt.datetime(2024, 3, 5, 0, 30, tzinfo=HANOI)),
        ("05-03-2024 15:02:09", dt.datetime(2024, 3, 5, 15, 2, 9, tzinfo=HANOI)),
        ("05.03.2024", dt.datetime(2024, 3, 5, tzinfo=HANOI)),
        ("2024-03-05T15:02", dt.datetime(2024, 3, 5, 15, 2, tzinfo=HANOI)),
    ],
)
def test_a_datetime_field_reads_the_day_first_in_vietnamese_time(text, moment):
    assert read(moment=text)["moment"] == moment


@pytest.mark.parametrize("text", ["15:02", "15:02:00", "15h02"])
def test_a_time_field_reads_24_hours(text):
    assert read(time=text)["time"] == dt.time(15, 2)


@pytest.mark.parametrize("text", ["31/02/2024", "01/17/2024", "17/01/24", "hôm nay", "17/01/2024\x00"])
def test_what_is_no_date_is_refused(text):
    form = MeetingForm({"day": text, "moment": text})

    assert not form.is_valid()
    assert set(form.errors) == {"day", "moment"}


def test_a_form_shows_the_date_as_it_reads_it():
    form = MeetingForm(initial={"day": dt.date(2024, 3, 5), "moment": dt.datetime(2024, 3, 5, 15, 2)})

    assert 'value="05/03/2024"' in str(form["day"])
    assert 'value="05/03/2024 15:02' in str(form["moment"])


def test_the_week_starts_on_monday():
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
    assert AdminDateInput().get_config()["dayOfWeekStart"] == 1


def test_templates_write_the_day_first():
    assert formats.date_format(dt.date(2024, 3, 5)) == "05/03/2024"
    assert formats.date_format(dt.datetime(2024, 3, 5, 15, 2), "DATETIME_FORMAT") == "05/03/2024 15:02"
    assert formats.date_format(dt.date(2024, 3, 5), "SHORT_DATE_FORMAT") == "05/03/2024"


def test_the_month_of_a_year_in_words(language):
    written = formats.date_format(dt.date(2024, 3, 5), "YEAR_MONTH_FORMAT")

    assert written == {"vi": "Tháng 3/2024", "en": "March 2024"}[language]


@pytest.mark.parametrize(
    ("widget", "field", "value", "shown"),
    [
        (AdminDateInput, forms.DateField, dt.date(2024, 3, 5), "05/03/2024"),
        (AdminDateTimeInput, forms.DateTimeField, dt.datetime(2024, 3, 5, 15, 2), "05/03/2024 15:02"),
        (AdminTimeInput, forms.TimeField, dt.time(15, 2), "15:02"),
    ],
)
def test_a_picker_shows_what_its_field_reads(widget, field, value, shown):
    assert f'value="{shown}"' in widget().render("when", value)

    read_back = field(widget=widget).clean(shown)
    assert read_back == (value.replace(tzinfo=HANOI) if isinstance(value, dt.datetime) else value)


@pytest.mark.parametrize("db_field", [models.DateField(), models.DateTimeField(), models.TimeField()])
def test_the_fields_of_wagtails_forms_read_what_their_pickers_write(db_field):
    field = formfield_for_dbfield(db_field)

    shown = field.widget.format_value(dt.datetime(2024, 3, 5, 15, 2))

    assert field.widget.format in formats.get_format(
        {"DateField": "DATE", "DateTimeField": "DATETIME", "TimeField": "TIME"}[type(field).__name__] + "_INPUT_FORMATS"
    )
    assert field.clean(shown)


@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES])
def test_every_language_of_the_site_takes_the_format_of_wagtails_pickers(code):
    assert formats.get_format("DATE_INPUT_FORMATS", lang=code)[0] == settings.WAGTAIL_DATE_FORMAT
    assert formats.get_format("DATETIME_INPUT_FORMATS", lang=code)[0] == settings.WAGTAIL_DATETIME_FORMAT
    assert formats.get_format("TIME_INPUT_FORMATS", lang=code)[0] == settings.WAGTAIL_TIME_FORMAT


def test_without_our_formats_the_day_and_the_month_change_places():
    """The control: Django alone reads 05/03/2024 the American way, so the tests above do test something."""
    with override_settings(FORMAT_MODULE_PATH=None):
        formats.reset_format_cache()
        try:
            assert read(day="05/03/2024")["day"] == dt.date(2024, 5, 3)
        finally:
            formats.reset_format_cache()
