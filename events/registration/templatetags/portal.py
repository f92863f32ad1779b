"""Template filters of the portal: `{% load portal %}`."""

from django import template
from django.utils.translation import gettext as _

from ..models import Participant
from ..portal.durations import write_duration

register = template.Library()


@register.filter
def about(person: Participant) -> str:
    """What tells a person from another of the same name: 1990 · Nam · Chuyên viên."""
    facts = (
        str(person.birth_date.year) if person.birth_date else _("date of birth unknown"),
        person.get_gender_display() if person.gender else _("gender unknown"),
        person.post,
    )
    return " · ".join(filter(None, facts))


@register.filter
def duration(seconds: int | None) -> str:
    """3:30"""
    return write_duration(seconds)


@register.filter
def of(found: dict, key):
    """What a dictionary has under a key that a variable holds."""
    return found.get(key, "")
