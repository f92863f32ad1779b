"""The albums as an item of the menu: cover, date, number of photos, views. What a row shows besides the album itself
is fetched for the whole page at once."""

from django.core.files.storage import default_storage
from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from gallery.models import AlbumPage, GalleryIndexPage, Photo
from images.models import CustomRendition
from images.presets import PRESETS
from pages.permissions import works_below
from readership.queries import view_counts
from vietnamese.numbers import format_number
from vietnamese.text import fold

THUMBNAIL = PRESETS["card"].spec(240, "jpeg")


def day(album: AlbumPage) -> str:
    """The day that the pictures show."""
    return date_format(album.taken_on, "SHORT_DATE_FORMAT")


def photo_count(album: AlbumPage) -> str:
    """How many photos readers see, and how many are left out, if any: 38 (+2)."""
    shown = format_number(album.shown_count)
    return f"{shown} (+{format_number(album.left_out_count)})" if album.left_out_count else shown


def view_count(album: AlbumPage) -> str:
    """How often it was looked at in all; nothing for a draft, which nobody can have seen."""
    return format_number(album.views) if album.views or album.live else ""


class CoverColumn(Column):
    """The cover, beside the title that says what it is."""

    cell_template_name = "gallery/admin/cover_cell.html"


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    CoverColumn("thumbnail", label=_("Cover"), width="6rem", classname="gallery-beside"),
    PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    Column("taken_on", label=_("Date"), accessor=day, sort_key="taken_on", width="12%"),
    Column("photos", label=_("Photos"), accessor=photo_count, width="9%", classname="gallery-figure"),
    Column("views", label=_("Views"), accessor=view_count, width="9%", classname="gallery-figure gallery-beside"),
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="11%"),
]


class AlbumIndexView(IndexView):
    """All albums that the user may work on, the latest day first."""

    base_columns = COLUMNS
    page_title = _("Photo albums")
    default_ordering = "-taken_on"

    def order_queryset(self, queryset):
        if self.ordering in ("taken_on", "-taken_on") and not self.is_searching:
            return queryset.order_by(self.ordering, "-pk")
        return super().order_queryset(queryset)

    def search_queryset(self, queryset):
        if not self.is_searching:
            return super().search_queryset(queryset)
        # The index holds each title folded as well. Asked without accents, it finds what is typed either way.
        return queryset.autocomplete(fold(self.search_query), order_by_relevance=not self.is_explicitly_ordered)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        albums = context["object_list"]
        attach_covers(albums)
        attach_counts(albums)
        return context


def attach_covers(albums) -> None:
    """Gives each album the colour and the thumbnail of its cover: two queries for all."""
    covers = Photo.objects.filter(album__in=[album.pk for album in albums], is_cover=True)
    found = {album: (image, colour) for album, image, colour in covers.values_list("album", "image", "image__colour")}
    made = CustomRendition.objects.filter(filter_spec=THUMBNAIL, image__in=[image for image, _ in found.values()])
    files = dict(made.values_list("image", "file"))
    for album in albums:
        image, album.cover_colour = found.get(album.pk, (None, ""))
        album.thumbnail = default_storage.url(files[image]) if image in files else ""


def attach_counts(albums) -> None:
    """Gives each album its numbers of photos and its views: a query each for all."""
    keys = [album.pk for album in albums]
    sums = {"shown": Count("pk", filter=Q(is_left_out=False)), "left_out": Count("pk", filter=Q(is_left_out=True))}
    rows = Photo.objects.filter(album__in=keys).order_by().values_list("album").annotate(**sums)
    counts = {album: (shown, left_out) for album, shown, left_out in rows}
    views = view_counts(keys)
    for album in albums:
        album.shown_count, album.left_out_count = counts.get(album.pk, (0, 0))
        album.views = views[album.pk]


class AlbumMenuItem(MenuItem):
    """Shown to those who write."""

    def is_shown(self, request) -> bool:
        return works_below(request.user, GalleryIndexPage)


class AlbumListingViewSet(PageListingViewSet):
    """'Photo albums' in the menu."""

    name = "albums"
    url_prefix = "album-anh"
    model = AlbumPage
    icon = "image"
    menu_label = _("Photo albums")
    menu_name = "albums"
    menu_order = 55
    menu_item_class = AlbumMenuItem
    add_to_admin_menu = True
    index_view_class = AlbumIndexView
    columns = COLUMNS
    ordering = "-taken_on"
