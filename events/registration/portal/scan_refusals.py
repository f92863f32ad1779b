"""The sentences of scans that are not taken in."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..paper.scans import RefusedScan

SENTENCES = {
    "nothing_to_sign": gettext_lazy("Your unit has submitted nothing yet that could be signed."),
    "too_often": gettext_lazy("%(limit)s signed forms are stored already. Ask the organisers before you send more."),
    "too_many": gettext_lazy("At most %(limit)s pictures are taken at once. Scan the form as one PDF."),
    "mixed": gettext_lazy("Choose either one PDF or pictures of all pages, not both."),
    "empty": gettext_lazy("Choose the scan: one PDF, or pictures of all pages."),
    "too_large": gettext_lazy("“%(name)s” is too large; a file may have up to %(megabytes)s MB."),
    "too_many_pixels": gettext_lazy("“%(name)s” has too many pixels. Take the picture anew with less resolution."),
    "encrypted": gettext_lazy("“%(name)s” is protected by a password. Store it without one and choose it again."),
    "broken": gettext_lazy("“%(name)s” is a damaged or cut-off PDF. Scan the form again."),
    "damaged": gettext_lazy("“%(name)s” is damaged and cannot be read. Take the picture again."),
    "unknown": gettext_lazy("“%(name)s” is neither a PDF nor a picture, whatever its name says."),
}


def sentence_of(refusal: RefusedScan) -> str:
    """What is wrong with a scan, and what to do."""
    params = dict(refusal.params)
    if "limit" in params:
        params["megabytes"] = params["limit"] // 2**20
    if refusal.code == "empty" and params.get("name"):
        return _("“%(name)s” is empty. Choose the file again.") % params
    return SENTENCES[refusal.code] % params
