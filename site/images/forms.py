"""The upload form: whatever comes in through the admin is taken in like everything else."""

from io import BytesIO
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from vietnamese.forms import CleanTextMixin

from .apart import take_in
from .intake import MAX_BYTES, Intake, RefusedPicture
from .models import CustomImage, Withdrawal
from .refusals import sentence
from .services import delete_unless_committed


class TakenPicture(InMemoryUploadedFile):
    """A picture that was taken in, in the place of the file that was sent."""

    def __init__(self, taken: Intake, name: str):
        file_name = PurePath(name).stem + taken.extension
        media_type = f"image/{taken.format.lower()}"
        super().__init__(BytesIO(taken.data), "file", file_name, media_type, len(taken.data), None)
        self.source_hash = taken.sha256
        self.colour = taken.colour


class PictureField(WagtailImageField):
    """Takes the picture in before anything else looks at it: Wagtail's own checks fail on a pixel flood and go
    through every frame of an animation. What a picture is, its content says, whatever the file is called."""

    def to_python(self, data) -> TakenPicture | None:
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        try:
            if upload.size > MAX_BYTES:
                raise RefusedPicture("too_large", limit=MAX_BYTES)
            upload.seek(0)
            return TakenPicture(take_in(upload.read()), upload.name)
        except RefusedPicture as refusal:
            raise ValidationError(sentence(refusal), code=refusal.code) from refusal


class ImageForm(CleanTextMixin, BaseImageForm):
    """Wagtail's form, with the picture checked, turned upright and stripped before it is kept, and kept once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if theirs := self.fields.get("file"):  # the form below a picture that was just uploaded has none
            self.fields["file"] = PictureField(
                label=theirs.label, required=theirs.required, widget=theirs.widget, help_text=theirs.help_text
            )

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, TakenPicture):
            return upload
        twin = CustomImage.objects.filter(source_hash=upload.source_hash).exclude(pk=self.instance.pk).first()
        if twin:
            raise ValidationError(
                _("This picture is in the library already, as “%(title)s”."), code="known", params={"title": twin.title}
            )
        if Withdrawal.objects.filter(source_hash=upload.source_hash).exists():
            raise ValidationError(sentence(RefusedPicture("withdrawn")), code="withdrawn")
        self.instance.source_hash = upload.source_hash
        self.instance.colour = upload.colour
        return upload

    def save(self, commit=True) -> CustomImage:
        """Stores the picture, or returns the record of somebody else who has stored it since clean_file looked."""
        is_new = self.instance._state.adding
        try:
            # The task that makes renditions is queued with the commit: after Wagtail has dropped those of a replaced
            # file, and not before, when a quick worker would see the new ones dropped as well.
            with transaction.atomic():
                try:
                    return super().save(commit)
                finally:
                    if is_new or "file" in self.changed_data:
                        delete_unless_committed(self.instance.file)
        except IntegrityError:
            twin = CustomImage.objects.filter(source_hash=self.instance.source_hash).first() if is_new else None
            if twin is None:
                raise
            return twin
