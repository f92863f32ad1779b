"""`{% main_menu as menu %}` and `{% site_identity as identity %}`."""

from django import template

from navigation import queries
from navigation.models import SiteIdentity

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context) -> list[queries.MenuItem]:
    request = context.get("request")
    site = queries.site_of(request) if request else None
    return queries.main_menu(site, request.path) if site else []


@register.simple_tag(takes_context=True)
def site_identity(context) -> SiteIdentity:
    request = context.get("request")
    site = queries.site_of(request) if request else None
    return queries.site_identity(site) if site else SiteIdentity()
