"""The filters of `{% load vietnamese %}`."""

import datetime as dt

import pytest
from django.template import Context, Template

MOMENT = dt.datetime(2024, 1, 17, 8, 2, tzinfo=dt.UTC)


def render(expression, **context):
    return Template("{% load vietnamese %}{{ " + expression + " }}").render(Context(context))


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("value|vn_datetime", "Thứ tư, 17/01/2024 15:02 GMT+7"),
        ("value|vn_date", "17/01/2024"),
        ("value|vn_weekday_date", "Thứ tư, 17/01/2024"),
        ("value|vn_month", "Tháng 1/2024"),
    ],
)
def test_a_moment_is_written_in_vietnamese_time(expression, written):
    assert render(expression, value=MOMENT) == written


def test_a_date_is_written_as_it_is():
    assert render("value|vn_weekday_date", value=dt.date(2024, 1, 17)) == "Thứ tư, 17/01/2024"


def test_numbers():
    assert render("value|vn_number", value=1079) == "1.079"
    assert render("value|vn_number", value=0) == "0"
    assert render("value|vn_number:1", value=4.64) == "4,6"


@pytest.mark.parametrize("name", ["vn_datetime", "vn_date", "vn_weekday_date", "vn_month", "vn_number"])
def test_what_is_missing_leaves_a_blank(name):
    assert render(f"value|{name}", value=None) == ""
    assert render(f"unknown|{name}") == ""
