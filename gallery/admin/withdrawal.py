"""A picture leaves the site because somebody in it asked for that; and the list of those that did."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from gallery import services
from gallery.models import Photo
from gallery.permissions import may_withdraw
from images.models import CustomImage, Withdrawal
from vietnamese.spreadsheets import ExcelMixin, as_text

from .cards import attach_thumbnails
from .forms import WithdrawalForm


@dataclass(frozen=True)
class Place:
    """Where a picture is shown: the title, what kind of thing it is, and where to edit it ('' for what has no form)."""

    title: str
    kind: str
    url: str = ""


def places(image: CustomImage) -> list[Place]:
    """Everywhere that a picture is shown, albums first."""
    photos = image.photos.select_related("album").order_by("album__title")
    albums = [
        Place(photo.album.title, _("Album"), reverse("gallery_photos", args=[photo.album_id])) for photo in photos
    ]
    others = (source for source, _references in image.get_usage() if not isinstance(source, Photo))
    return albums + [_place(source) for source in others]


def _place(source) -> Place:
    kind = str(source._meta.verbose_name).capitalize()
    if isinstance(source, Page):
        return Place(source.title, kind, reverse("wagtailadmin_pages:edit", args=[source.pk]))
    return Place(str(source), kind)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, photo_id: int) -> HttpResponse:
    """Asks for the reason, says what will happen, and does it."""
    if not may_withdraw(request.user):
        raise PermissionDenied
    photo = get_object_or_404(Photo.objects.select_related("image", "album"), pk=photo_id)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        record = services.withdraw(photo, reason=form.cleaned_data["reason"], user=request.user)
        messages.success(
            request, _("“%(title)s” was withdrawn from the site and cannot come back.") % {"title": record.title}
        )
        return redirect("gallery_photos", photo.album_id)
    attach_thumbnails([photo])
    context = {
        "photo": photo,
        "form": form,
        "places": places(photo.image),
        "back": reverse("gallery_photos", args=[photo.album_id]),
        "breadcrumbs": [
            {"url": reverse("albums:index"), "label": _("Photo albums")},
            {"url": reverse("gallery_photos", args=[photo.album_id]), "label": photo.album.get_admin_display_title()},
            {"url": None, "label": _("Withdraw a photo")},
        ],
    }
    return render(request, "gallery/admin/withdraw.html", context, status=422 if form.errors else 200)


def moment(record: Withdrawal) -> str:
    """To the minute: it is evidence."""
    return date_format(timezone.localtime(record.withdrawn_at), "SHORT_DATETIME_FORMAT")


def shown_on(record: Withdrawal) -> str:
    """Where it was shown, in one line."""
    return ", ".join(record.shown_on)


def person(record: Withdrawal) -> str:
    """Who did it; '' when the account is there no more."""
    return name_of(record.withdrawn_by)


def name_of(user) -> str:
    return as_text(str(user)) if user else ""


class WithdrawalsReport(ExcelMixin, ReportView):
    """Who withdrew which picture, when and why. Nothing here can be changed: it is evidence."""

    page_title = gettext_lazy("Withdrawn photos")
    header_icon = "cross"
    index_url_name = "gallery_withdrawals"
    index_results_url_name = "gallery_withdrawals_results"
    permission_policy = ModelPermissionPolicy(Withdrawal)
    permission_required = "view"
    default_ordering = "-withdrawn_at"
    is_searchable = True
    search_backend_name = None
    search_fields = ["title", "reason"]
    columns = [
        Column(
            "withdrawn_at",
            label=gettext_lazy("Withdrawn at"),
            accessor=moment,
            sort_key="withdrawn_at",
            width="14%",
        ),
        Column("title", label=gettext_lazy("Title"), sort_key="title"),
        Column("reason", label=gettext_lazy("Reason"), width="30%"),
        Column("shown_on", label=gettext_lazy("Was shown on"), accessor=shown_on, width="22%"),
        Column("withdrawn_by", label=gettext_lazy("Withdrawn by"), accessor=person, width="14%"),
    ]
    list_export = ["withdrawn_at", "title", "reason", "withdrawn_by"]
    export_headings = {
        "withdrawn_at": gettext_lazy("Withdrawn at"),
        "title": gettext_lazy("Title"),
        "reason": gettext_lazy("Reason"),
        "withdrawn_by": gettext_lazy("Withdrawn by"),
    }
    custom_field_preprocess = {
        "title": {ReportView.FORMAT_CSV: as_text},
        "reason": {ReportView.FORMAT_CSV: as_text},
        "withdrawn_by": dict.fromkeys(ReportView.FORMATS, name_of),
    }

    def get_base_queryset(self):
        return Withdrawal.objects.select_related("withdrawn_by")

    def get_filename(self) -> str:
        return "anh-da-go"
