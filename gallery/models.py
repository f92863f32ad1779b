"""Albums, their photos, and the index below which they stand.

The routes import `views` where they use it: it reads these models.
"""

from collections.abc import Iterable
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable, Page, PageViewRestriction
from wagtail.search import index

from figures.queries import TOTALS
from images.models import CustomImage
from pages.models import BasePage
from pages.permissions import LeafPermissionTester
from pages.search import SearchDocument
from topics.models import Topic
from units.models import Unit
from vietnamese.dates import VIETNAM
from vietnamese.text import file_name, fold, slug

from .panels import PhotosPanel

RESERVED_SLUGS = {"nam", "chu-de", "su-kien"}


class GalleryIndexPage(RoutablePageMixin, BasePage):
    """All albums: by page, by year, by topic, by event."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["gallery.AlbumPage"]
    max_count = 1
    template = "gallery/gallery_index_page.html"

    class Meta:
        verbose_name = _("album index")
        verbose_name_plural = _("album indexes")

    def description(self) -> str:
        return self.search_description or self.intro

    def find_child(self, slug: str, passing: bool):
        """An album whole, with its sums and with the answer to whether any page is restricted, in one query."""
        albums = AlbumPage.objects.child_of(self).filter(slug=slug)
        anywhere = Exists(PageViewRestriction.objects.all())
        return albums.select_related("social_image", "event", *TOTALS).annotate(restrictions_exist=anywhere).first()

    @path("")
    def newest(self, request):
        from .views import lists

        return lists.newest(request, self)

    @path("nam/<int:year>/")
    def by_year(self, request, year: int):
        from .views import lists

        return lists.by_year(request, self, year)

    @path("chu-de/<slug:slug>/")
    def by_topic(self, request, slug: str):
        from .views import lists

        return lists.by_topic(request, self, slug)

    @path("su-kien/<slug:slug>/")
    def by_event(self, request, slug: str):
        from .views import lists

        return lists.by_event(request, self, slug)


class Downloads(models.TextChoices):
    """What readers may take home."""

    NONE = "none", _("No download")
    SHOWN = "shown", _("Pictures as shown, up to 2560 pixels")
    ORIGINAL = "original", _("The camera's own files, without place and serial number")


class AlbumPage(RoutablePageMixin, BasePage):
    """One album."""

    counts_views = True
    is_rated = True

    taken_on = models.DateField(_("date"), default=timezone.localdate, help_text=_("The day the pictures show."))
    place = models.CharField(_("place"), max_length=150, blank=True)
    event_name = models.CharField(
        _("event"),
        max_length=150,
        blank=True,
        help_text=_("Albums that name the same event stand together, as those of the days of a festival."),
    )
    event_slug = models.SlugField(max_length=150, blank=True, editable=False)
    intro = models.TextField(_("introduction"), max_length=1000, blank=True)
    credit = models.CharField(
        _("photographer"), max_length=200, blank=True, help_text=_("Of every photo that does not name another.")
    )
    downloads = models.CharField(
        _("download"),
        max_length=10,
        choices=Downloads.choices,
        default=Downloads.SHOWN,
        help_text=_("Camera files are kept only of photos that are uploaded while this is chosen."),
    )
    units = ParentalManyToManyField(
        Unit,
        verbose_name=_("units"),
        blank=True,
        related_name="albums",
        help_text=_("Whom it shows: it stands on the page of each of these units."),
    )

    event = models.ForeignKey(
        Page,
        verbose_name=_("page of the event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whose album it is: it stands on the event's page."),
    )

    content_panels = [
        PhotosPanel(),
        *Page.content_panels,
        FieldRowPanel([FieldPanel("taken_on"), FieldPanel("place")]),
        FieldPanel("event_name"),
        PageChooserPanel("event", ["events.FestivalPage", "events.ConferencePage"]),
        FieldPanel("intro"),
        InlinePanel("album_topics", heading=_("Topics"), label=_("Topic"), max_num=5),
        FieldPanel("units", widget=CheckboxSelectMultiple),
        MultiFieldPanel([FieldPanel("credit"), FieldPanel("downloads")], heading=_("Rights")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.FilterField("taken_on")]
    parent_page_types = ["gallery.GalleryIndexPage"]
    subpage_types: list[str] = []
    template = "gallery/album_page.html"
    page_description = _("Photographs of a day, with captions; readers leaf through them.")

    class Meta:
        verbose_name = _("album")
        verbose_name_plural = _("albums")
        indexes = [
            models.Index(fields=["-taken_on", "-page_ptr"], name="gallery_album_day"),
            models.Index(fields=["event_slug", "-taken_on"], name="gallery_album_event"),
        ]

    def clean(self):
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This slug is an address of the index. Choose another.")})

    def save(self, *args, update_fields=None, **kwargs):
        self.event_slug = slug(self.event_name, 150) if self.event_name.strip() else ""
        if update_fields is not None and "event_name" in update_fields:
            update_fields = {*update_fields, "event_slug"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics, in the order that the editor gave them."""
        return [link.topic for link in self.album_topics.select_related("topic").order_by("sort_order", "pk")]

    @cached_property
    def cover(self) -> CustomImage | None:
        """The picture that stands for the album in lists."""
        photo = self.photos.filter(is_cover=True).select_related("image").first()
        return photo.image if photo else None

    def description(self) -> str:
        return self.search_description or self.intro

    def permissions_for_user(self, user) -> LeafPermissionTester:
        return LeafPermissionTester(user, self)

    def picture(self):
        return self.social_image or self.cover

    @classmethod
    def fetch_pictures(cls, pages: list["AlbumPage"]) -> None:
        super().fetch_pictures(pages)
        covers = Photo.objects.filter(album__in=pages, is_cover=True).select_related("image")
        by_album = {photo.album_id: photo.image for photo in covers}
        for page in pages:
            page.cover = by_album.get(page.pk)

    @classmethod
    def with_strips(cls, keys: Iterable[int]) -> dict[int, "AlbumPage"]:
        from . import strips

        return strips.with_strips(keys)

    def search_document(self) -> SearchDocument:
        photos = self.photos.filter(is_left_out=False)
        return SearchDocument(
            kind="album",
            title=self.title,
            lead=self.intro,
            # Set apart, for the page of results shows a piece of it.
            text=" · ".join(filter(None, (self.event_name, self.place, *(photo.searched_text() for photo in photos)))),
            date=datetime.combine(self.taken_on, time(), VIETNAM),
            topic_ids=tuple(AlbumTopic.objects.filter(page=self).values_list("topic_id", flat=True)),
        )

    @path("")
    def look(self, request):
        from .views import albums

        return albums.album(request, self)

    @path("anh/<int:photo_id>/", name="photo")
    def look_at_photo(self, request, photo_id: int):
        from .views import albums

        return albums.photo(request, self, photo_id)

    # The end of both addresses stands in PAGE_CACHE_EXEMPT_ENDS: what is streamed is not kept.
    @path("tai-ve/", name="download")
    def download(self, request):
        from .views import downloads

        return downloads.album(request, self)

    @path("anh/<int:photo_id>/tai-ve/", name="photo_download")
    def download_photo(self, request, photo_id: int):
        from .views import downloads

        return downloads.photo(request, self, photo_id)


class AlbumTopic(Orderable):
    """That an album is about a topic."""

    page = ParentalKey(AlbumPage, on_delete=models.CASCADE, related_name="album_topics")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="album_links")

    panels = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        verbose_name = _("topic of an album")
        verbose_name_plural = _("topics of an album")
        constraints = [models.UniqueConstraint(fields=["page", "topic"], name="gallery_topic_once_an_album")]


def _original_name(photo: "Photo", name: str) -> str:
    return f"album_originals/{photo.album_id}/{file_name(name)}"


class Photo(models.Model):
    """A picture in an album, and what the album says of it.

    Not a child of the page's drafts (see the room's own text): what is changed here is public at once, which is why
    only those may change a published album who may publish.
    """

    album = models.ForeignKey(AlbumPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveIntegerField(_("position"), default=0)
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    people = models.CharField(
        _("people shown"), max_length=500, blank=True, help_text=_("Names, from the left; shown below the caption.")
    )
    hides_people = models.BooleanField(
        _("names hidden"), default=False, help_text=_("Somebody shown has asked not to be named.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    alt_text = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for readers who do not see it."),
    )
    is_left_out = models.BooleanField(_("left out"), default=False)
    is_cover = models.BooleanField(_("cover"), default=False)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    # As it came from the camera: the files of a card sort by it, and a reader's download is called so.
    file_name = models.CharField(max_length=150, blank=True)
    # The camera's own pixels, stripped of all else, where the album offers them.
    original = models.FileField(upload_to=_original_name, max_length=255, blank=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["album", "image"], name="gallery_photo_once_an_album"),
            models.UniqueConstraint(
                fields=["album"], condition=models.Q(is_cover=True), name="gallery_one_cover_an_album"
            ),
        ]
        indexes = [models.Index(fields=["album", "position"], name="gallery_photo_position")]

    def __str__(self) -> str:
        return self.caption or self.file_name or str(self.pk)

    @property
    def shown_people(self) -> str:
        """The names to print: none when somebody has asked for it."""
        return "" if self.hides_people else self.people

    @property
    def shown_alt(self) -> str:
        """What screen readers say of it."""
        return self.alt_text or self.caption or self.image.description

    @property
    def description(self) -> str:
        """Caption and names in one line, for those who print no markup."""
        return ". ".join(filter(None, (self.caption.rstrip(" ."), self.shown_people)))

    def searched_text(self) -> str:
        """What the site's search finds it by."""
        return f"{self.caption} {self.shown_people}".strip()

    def folded(self) -> str:
        """The same without accents, as readers may type it."""
        return fold(self.searched_text())
