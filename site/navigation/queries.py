"""Reading the site, its menu and its imprint. They stand on every page and change a few times a year, so they are kept
until something of the site changes."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left, Length
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site

from pagecache.generation import kept

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
    """The pages right below the home page that are live, public and marked for the menu, in the tree's order."""
    items = kept(f"menu.{site.pk}", lambda: _menu_pages(site))
    return [MenuItem(title, url, path.startswith(url)) for title, url in items]


def _menu_pages(site: Site) -> list[tuple[str, str]]:
    # Wagtail's .public() asks for all restrictions of the site first.
    above = Left(OuterRef("path"), Length("page__path"))
    restricted = Exists(PageViewRestriction.objects.filter(page__path=above))
    pages = Page.objects.child_of(site.root_page).live().in_menu().exclude(restricted).order_by("path")
    return [(page.title, page.get_url(current_site=site)) for page in pages]


def site_identity(site: Site) -> SiteIdentity:
    """The imprint of the site; its defaults while nobody has written one."""
    return kept(
        f"identity.{site.pk}", lambda: SiteIdentity.objects.filter(site=site).first() or SiteIdentity(site=site)
    )
