"""The image and its renditions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from vietnamese.text import file_name, fold


class CustomImage(AbstractImage):
    """A picture with what a newsroom says of it. Wagtail's `description` is the text for those who cannot see it."""

    caption = models.CharField(
        _("caption"), max_length=500, blank=True, help_text=_("Printed below the picture unless a page says otherwise.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("The photographer or the source."))
    # The bytes that came in, before they were turned upright and stripped. Two people who upload the same file
    # get the same record, which is why the constraint below is in the database; NULL for a picture from before.
    source_hash = models.CharField(max_length=64, null=True, blank=True, editable=False)

    # Which sizes are made of it: those that pages cut it to, those in which albums show it whole, or both. An album of
    # three hundred photographs would else take a forenoon.
    is_cut_for_pages = models.BooleanField(default=True, editable=False)
    is_cut_for_albums = models.BooleanField(default=False, editable=False)
    # '#rrggbb', which stands in the picture's place until it has loaded; '' for a picture from before.
    colour = models.CharField(max_length=7, blank=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    search_fields = [
        *WagtailImage.search_fields,
        index.SearchField("caption"),
        index.SearchField("folded"),
        index.AutocompleteField("folded"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [models.UniqueConstraint("source_hash", name="images_image_source_once")]

    @property
    def file_name(self) -> str:
        """The file's name in the storage."""
        return self.file.name

    def folded(self) -> str:
        """What the search reads for those who type without accents."""
        return fold(f"{self.title} {self.description} {self.caption}")

    def get_upload_to(self, filename: str) -> str:
        return super().get_upload_to(file_name(filename))


class CustomRendition(AbstractRendition):
    """One size of an image, made by a task."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="images_rendition_once")
        ]


class Withdrawal(models.Model):
    """That a picture was taken off the site because somebody in it asked for that, and must not come back.

    The record outlives the picture: it is the evidence that the request was met (Law 91/2025/QH15 on personal data),
    and its hash refuses the same file when a camera card is emptied a second time.
    """

    source_hash = models.CharField(max_length=64, unique=True, null=True)
    title = models.CharField(_("title"), max_length=255)
    reason = models.TextField(_("reason"), max_length=1000)
    shown_on = models.JSONField(_("was shown on"), default=list)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("withdrawn by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    # Else Wagtail would say of whoever signed a record that they are in use here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("withdrawn picture")
        verbose_name_plural = _("withdrawn pictures")
        ordering = ["-withdrawn_at"]
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return self.title
