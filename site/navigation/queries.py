"""Reading the site, its menu and its imprint. They stand on every page and change a few times a year, so they are kept
until something of the site changes."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left, Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, pgettext
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
    calendar stands behind the events; the units, once there are any, before the first page of plain information."""
    menu = kept(f"menu.{site.pk}", lambda: _menu(site))
    items = [(title, url) for title, url, _ in menu.pages]
    rooms = [room for *_, room in menu.pages]
    if menu.has_units:
        place = rooms.index("pages") if "pages" in rooms else len(rooms)
        items.insert(place, (gettext("Units"), reverse("units")))
    if "events" in rooms:
        items.insert(rooms.index("events") + 1, (pgettext("site", "Calendar"), reverse("calendar")))
    return [MenuItem(title, url, path.startswith(url)) for title, url in items]


@dataclass(frozen=True)
class Menu:
    """What the database has for the menu: title, address and room of each page, and whether there are units."""

    pages: list[tuple[str, str, str]]
    has_units: bool


def _menu(site: Site) -> Menu:
    # Wagtail's .public() asks for all restrictions of the site first.
    above = Left(OuterRef("path"), Length("page__path"))
    restricted = Exists(PageViewRestriction.objects.filter(page__path=above))
    pages = Page.objects.child_of(site.root_page).live().in_menu().exclude(restricted).order_by("path")
    units_exist = Exists(Unit.objects.filter(is_active=True))
    found = list(pages.annotate(units_exist=units_exist, room=F("content_type__app_label")))
    return Menu(
        pages=[(page.title, page.get_url(current_site=site), page.room) for page in found],
        has_units=any(page.units_exist for page in found),
    )


def site_identity(site: Site) -> SiteIdentity:
    """The imprint of the site; its defaults while nobody has written one."""
    return kept(
        f"identity.{site.pk}", lambda: SiteIdentity.objects.filter(site=site).first() or SiteIdentity(site=site)
    )
