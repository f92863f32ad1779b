"""The uploader for many pictures. Wagtail's own saves them past the form, so that two people who send the same new
picture at once would meet in the database, and a file that waits for more to be said of it would be kept as it came."""

from pathlib import PurePath

from wagtail.images.views import multiple

from .apart import take_in
from .forms import TakenPicture


class AddView(multiple.AddView):
    def save_object(self, form):
        form.instance.uploaded_by_user = self.request.user
        return form.save()


class CreateFromUploadedImageView(multiple.CreateFromUploadedImageView):
    """For a picture that was good, while its title or collection was not."""

    def save_object(self, form):
        picture = TakenPicture(take_in(self.upload.file.read()), PurePath(self.upload.file.name).name)
        self.object.file = picture
        self.object.source_hash = picture.source_hash
        self.object.colour = picture.colour
        self.object.uploaded_by_user = self.request.user
        self.object._set_image_file_metadata()
        self.object = form.save()
