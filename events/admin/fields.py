"""Fields of the organisers' forms."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from events.handout_files import RefusedHandout, kind_of

from .handout_sentences import sentence_of

ACCEPTED = ".pdf,.docx,.xlsx,.pptx"


class FilesInput(forms.FileInput):
    """Chooses several files at once: a list."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else []


class HandoutField(forms.FileField):
    """One file that can be a handout; its content decides."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            check(upload)
        return upload


class HandoutsField(forms.FileField):
    """Several of them: a list. All that are wrong are told, each by its name."""

    widget = FilesInput(attrs={"accept": ACCEPTED})

    def clean(self, data, initial=None) -> list[UploadedFile]:
        uploads = [upload for upload in (data or []) if upload]
        if not uploads and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        good, errors = sorted_out(uploads)
        if errors:
            raise ValidationError(errors)
        return good


def sorted_out(uploads: list[UploadedFile]) -> tuple[list[UploadedFile], list[ValidationError]]:
    """The files that can be taken, and what is wrong with the others."""
    good, errors = [], []
    for upload in uploads:
        try:
            check(upload)
        except ValidationError as error:
            errors.append(error)
        else:
            good.append(upload)
    return good, errors


def check(upload: UploadedFile) -> None:
    """Raises ValidationError for what cannot be a handout."""
    try:
        kind_of(upload.file)
    except RefusedHandout as refusal:
        raise ValidationError(sentence_of(refusal, upload.name), code=refusal.code) from refusal
