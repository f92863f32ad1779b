"""What the pages of an account say in their own way."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from accounts.devices import describe

register = template.Library()

register.filter("browser", describe)


@register.filter
def without_placeholder(field: BoundField) -> SafeString:
    """The input of a field. allauth's fields repeat their label as a placeholder, which helps nobody."""
    return field.as_widget(attrs={"placeholder": False})
