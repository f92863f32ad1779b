"""Answering with a handout's file. Whoever calls has asked before whether the reader may have it."""

from pathlib import PurePath

from django.http import FileResponse, Http404
from django.http.response import content_disposition_header

from vietnamese.text import clean_line

from .models import Handout

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
LONGEST_STEM = 120


def as_file(handout: Handout) -> FileResponse:
    """The file, streamed, to be stored and not shown: what somebody brought must not run as a page of ours.

    Raises Http404 when the file is lost.
    """
    try:
        file = handout.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("the file is lost") from error
    response = FileResponse(file, content_type=TYPES.get(handout.kind_of_file, "application/octet-stream"))
    response["Content-Disposition"] = content_disposition_header(True, download_name(handout))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def download_name(handout: Handout) -> str:
    """Its own name in Vietnamese letters, with the ending of what stands in it (RFC 6266)."""
    stem = PurePath(clean_line(handout.name).replace("\\", "/")).stem or clean_line(handout.title)
    return f"{stem[:LONGEST_STEM]}.{handout.kind_of_file}"
