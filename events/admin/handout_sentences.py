"""The sentences of files that are not taken in."""

from django.utils.translation import gettext_lazy

from documents.packages import MEGABYTE
from events.handout_files import RefusedHandout

_LOCKED = gettext_lazy("“%(name)s” is protected by a password. Store it without one and choose it again.")

SENTENCES = {
    "empty": gettext_lazy("“%(name)s” is empty. Choose the file again."),
    "too_large": gettext_lazy("“%(name)s” is too large; a file may have up to %(megabytes)s MB."),
    "unknown": gettext_lazy("“%(name)s” is neither PDF, Word, Excel nor PowerPoint, whatever its name says."),
    "older": gettext_lazy(
        "“%(name)s” is of an older Office. Open it there, store it as .docx, .xlsx, .pptx or PDF, and choose that."
    ),
    "macros": gettext_lazy(
        "“%(name)s” holds macros, which delegates’ computers refuse. Store it without them, or as PDF."
    ),
    "password_protected": _LOCKED,
    "encrypted": _LOCKED,
    "broken": gettext_lazy("“%(name)s” is a damaged or cut-off PDF. Store it anew and choose it again."),
    "damaged": gettext_lazy("“%(name)s” is damaged and cannot be opened. Store it anew and choose it again."),
    "unpacks_too_large": gettext_lazy("“%(name)s” unpacks to far more than its size. Store it as PDF and choose that."),
    "dangerous_xml": gettext_lazy(
        "“%(name)s” holds parts that no Office program writes. Store it as PDF and choose that."
    ),
    "too_long": gettext_lazy("“%(name)s” holds too much to be opened safely. Store it as PDF and choose that."),
}


def sentence_of(refusal: RefusedHandout, name: str) -> str:
    """What is wrong with a file, and what to do."""
    params = {"name": name} | refusal.params
    if "limit" in params:
        params["megabytes"] = params["limit"] // MEGABYTE
    return SENTENCES[refusal.code] % params
