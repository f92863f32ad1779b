"""The way from an album's form to its photos."""

from django.urls import reverse
from wagtail.admin.panels import Panel


class PhotosPanel(Panel):
    """Says how many photos the album has and leads to the screen where they are uploaded and arranged."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "gallery/admin/photos_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if self.instance.pk:
                context["photo_count"] = self.instance.photos.count()
                context["photos_url"] = reverse("gallery_photos", args=[self.instance.pk])
            return context
