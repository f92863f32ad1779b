"""Reading the site, its menu and its imprint. They stand on every page and change a few times a year, so they are kept
until something of the site changes."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left, Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Site

from pagecache.generation import kept
from units.models import Unit

from .models import SiteIdentity


@dataclass(frozen=True)
class MenuItem:
    """An entry of the main menu; `active` when the reader is on that page or below it."""

    title: str
    url: str
    active: bool = False


def site_of(request: HttpRequest) -> Site | None:
    """The site that a request is for. Wagtail asks the database each time; the answer is put where Wagtail looks."""
    if not hasattr(request, "_wagtail_site"):
        request._wagtail_site = kept(f"site.{request.get_host()}", lambda: Site.find_for_request(request))
    return request._wagtail_site


def main_menu(site: Site, path: str) -> list[MenuItem]:
    """The pages right below the home page that are live, public and marked for the menu, in the tree's order. The
    units, once there are any, stand before the first page of plain information."""
    pages, place_of_units = kept(f"main_menu.{site.pk}", lambda: _menu_pages(site))
    items = list(pages)
    if place_of_units is not None:
        items.insert(place_of_units, (_("Units"), reverse("units")))
    return [MenuItem(title, url, path.startswith(url)) for title, url in items]


def _menu_pages(site: Site) -> tuple[list[tuple[str, str]], int | None]:
    """The pages, and which of them the units stand before; None while there are no units."""
    # Wagtail's .public() asks for all restrictions of the site first.
    above = Left(OuterRef("path"), Length("page__path"))
    restricted = Exists(PageViewRestriction.objects.filter(page__path=above))
    pages = Page.objects.child_of(site.root_page).live().in_menu().exclude(restricted).order_by("path")
    units_exist = Exists(Unit.objects.filter(is_active=True))
    found = list(pages.annotate(units_exist=units_exist, room=F("content_type__app_label")))
    rooms = [page.room for page in found]
    place = rooms.index("pages") if "pages" in rooms else len(rooms)
    has_units = any(page.units_exist for page in found)
    return [(page.title, page.get_url(current_site=site)) for page in found], place if has_units else None


def site_identity(site: Site) -> SiteIdentity:
    """The imprint of the site; its defaults while nobody has written one."""
    return kept(
        f"identity.{site.pk}", lambda: SiteIdentity.objects.filter(site=site).first() or SiteIdentity(site=site)
    )
