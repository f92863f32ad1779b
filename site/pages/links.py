"""The links of a text, as addresses. Wagtail asks for each page linked to as what it is: a query for each kind."""

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from . import library
from .addresses import path_of


class PageLinks(PageLinkHandler):
    """Links to pages, in one query: where a page stands says its address, whatever kind of page it is."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        keys = [library.number_of(attrs.get("id")) for attrs in attrs_list]
        # What stands above the home page has no address.
        pages = Page.objects.filter(pk__in=set(keys), depth__gt=1).order_by()
        places = dict(pages.values_list("pk", "url_path"))
        return [f'<a href="{escape(path_of(places[key]))}">' if key in places else "<a>" for key in keys]


class DocumentLinks(DocumentLinkHandler):
    """Links to files, which may have been fetched with those of the whole body."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list:
        keys = [library.number_of(attrs.get("id")) for attrs in attrs_list]
        known = library.found(cls.get_model(), keys)
        return super().get_many([{"id": key} for key in keys]) if known is None else known
