"""Template filters for dates and numbers: `{% load vietnamese %}`.

Each gives an empty text for a missing value (None, or the '' of an unknown variable), so that a template
need not ask first.
"""

from django import template

from vietnamese import dates, numbers

register = template.Library()


def _is_missing(value) -> bool:
    return value is None or value == ""


@register.filter
def vn_datetime(moment):
    """Thứ tư, 17/01/2024 15:02 GMT+7"""
    return "" if _is_missing(moment) else dates.format_datetime(moment)


@register.filter
def vn_date(value):
    """17/01/2024"""
    return "" if _is_missing(value) else dates.format_date(value)


@register.filter
def vn_weekday_date(value):
    """Thứ tư, 17/01/2024"""
    return "" if _is_missing(value) else dates.format_weekday_date(value)


@register.filter
def vn_weekday(value):
    """Thứ tư"""
    return "" if _is_missing(value) else dates.weekday_name(value)


@register.filter
def vn_month(value):
    """Tháng 1/2024"""
    return "" if _is_missing(value) else dates.format_month(value)


@register.filter
def vn_number(value, decimals=None):
    """1.079; with an argument, so many decimals: `{{ rating|vn_number:1 }}` gives 4,6"""
    return "" if _is_missing(value) else numbers.format_number(value, decimals)
