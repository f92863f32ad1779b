"""The public pages of the units. They stand in this room, which may ask all others what they have of a unit."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.calendars.views import following
from events.registration import public as registration
from gallery import queries as gallery
from images.templatetags.images import shared_picture
from navigation.queries import site_identity, site_of
from news import queries as news
from pages.addresses import absolute, base_url
from pages.metadata import Metadata, json_ld
from units import queries
from units.models import Unit

ARTICLES = 6
ALBUMS = 4


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """/don-vi/: who leads the bloc, then all units, then those that have left it."""
    known = list(queries.with_honours())
    units = [unit for unit in known if unit.is_active]
    queries.attach_logos(units)
    title = _("Units")
    meta = Metadata(
        title=title,
        description=_("The units of the bloc, who leads it this year, and the emulation flags that they have won."),
        canonical_url=absolute(request, reverse("units")),
        structured_data=json_ld({"@context": "https://schema.org", **_crumbs(request, (title, reverse("units")))}),
    )
    former = [unit for unit in known if not unit.is_active]
    head = queries.head_of(units)
    return render(request, "units/list.html", {"units": units, "head": head, "former": former, "meta": meta})


@require_safe
def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """/don-vi/<code>/: a unit with what the site tells of it. A code in capitals leads to the one in small letters."""
    unit = queries.with_honours().filter(code=code.lower()).first()
    if unit is None:
        raise Http404("no such unit")
    if code != unit.code:
        return redirect(unit, permanent=True)
    queries.attach_logos([unit])
    return render(
        request,
        "units/unit.html",
        {
            "unit": unit,
            "flags": queries.flags_by_year(unit),
            "articles": news.latest_of(unit, ARTICLES),
            "albums": gallery.newest_of(unit, ALBUMS),
            "seasons": registration.of_unit(unit, timezone.now()),
            "follow": following.offer_of_unit(unit, base_url(request)) if unit.is_active else "",
            "meta": Metadata(
                title=unit.name,
                description=_description(unit),
                canonical_url=absolute(request, unit.get_absolute_url()),
                image_url=absolute(request, shared_picture(unit.logo, "1x1")),
                image_alt=unit.logo.description if unit.logo else "",
                structured_data=_organisation(unit, request),
            ),
        },
    )


def _description(unit: Unit) -> str:
    said = " ".join(unit.introduction.split())
    return (
        Truncator(said).chars(300) if said else _("%(unit)s: news, pictures and emulation flags.") % {"unit": unit.name}
    )


def _organisation(unit: Unit, request: HttpRequest) -> SafeString:
    """The unit for search engines, in the words of schema.org; what is not known is left out."""
    bloc = site_identity(site_of(request))
    contact = {"name": unit.contact_name, "email": unit.contact_email, "telephone": unit.contact_phone}
    said = {
        "@type": "Organization",
        "name": unit.name,
        "alternateName": unit.short_name,
        "description": unit.introduction,
        "url": absolute(request, unit.get_absolute_url()),
        "sameAs": unit.website,
        "logo": absolute(request, shared_picture(unit.logo, "1x1")),
        "address": unit.address,
        "memberOf": {"@type": "Organization", "name": bloc.name} if unit.is_active else None,
        "award": [f"{award.title} {award.year}" for award in unit.awards.all()],
    }
    if any(contact.values()):
        said["contactPoint"] = {"@type": "ContactPoint"} | {key: value for key, value in contact.items() if value}
    way = _crumbs(request, (_("Units"), reverse("units")), (unit.name, unit.get_absolute_url()))
    graph = [{key: value for key, value in said.items() if value}, way]
    return json_ld({"@context": "https://schema.org", "@graph": graph})


def _crumbs(request: HttpRequest, *way: tuple[str, str]) -> dict:
    """The way from the front page to this one."""
    steps = enumerate([(_("Home"), "/"), *way], 1)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(request, path)}
            for place, (name, path) in steps
        ],
    }
