"""Files as browsers send them."""

from django.core.files.uploadedfile import SimpleUploadedFile


def upload(data: bytes, name: str = "IMG_0001.JPG") -> dict:
    """The form of one file."""
    return {"file": SimpleUploadedFile(name, data)}
