"""The way from an album's form to its photos."""

from django.urls import reverse
from wagtail.admin.panels import Panel


def way_to_photos(album) -> dict:
    """How many photos the album has and where they are uploaded and arranged; nothing for one not saved yet."""
    if not album.pk:
        return {}
    return {"photo_count": album.photos.count(), "photos_url": reverse("gallery_photos", args=[album.pk])}


class PhotosPanel(Panel):
    """That way, above the form. When a new album saves itself for the first time, Wagtail's answer brings it anew
    (templates/wagtailadmin/pages/edit_partials.html)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "gallery/admin/photos_panel.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | way_to_photos(self.instance)
