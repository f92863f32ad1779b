"""What people are told: why a file was refused, and what of it was not taken over."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from images.intake import MAX_BYTES, MAX_PIXELS, RefusedPicture
from images.refusals import sentence as picture_sentence

from .article import Notice
from .safety import RefusedDocument

_REFUSALS = {
    "empty": gettext_lazy("The file is empty. Save it in Word again and choose it anew."),
    "too_large": gettext_lazy(
        "The file is larger than %(size)s. In Word, choose Picture Format, Compress Pictures, save, and try again."
    ),
    "not_word": gettext_lazy("This is not a Word file. Choose a file that Word saved as .docx."),
    "old_word": gettext_lazy(
        "This file is in the old .doc format. Open it in Word, save it as Word Document (.docx), and choose that one."
    ),
    "password_protected": gettext_lazy(
        "The file is protected by a password. Take the password out in Word (File, Info, Protect Document), save, "
        "and try again."
    ),
    "damaged": gettext_lazy(
        "The file is damaged or was not copied completely. Open it in Word, save it under another name, and try again."
    ),
    "unpacks_too_large": gettext_lazy(
        "The file unpacks to far more than an article holds, so it was not opened. Copy the text into a new Word file "
        "and try that one."
    ),
    "dangerous_xml": gettext_lazy(
        "The file holds instructions that Word does not write, so it was not opened. Copy the text into a new Word "
        "file and try that one."
    ),
    "too_long": gettext_lazy(
        "The document is too long or too deeply nested for an article. Split it into several files."
    ),
    "nothing_inside": gettext_lazy("The document holds no text and no picture."),
}

_NOTICES = {
    "chart": gettext_lazy("A chart was not taken over. Save it as a picture and put it in by hand."),
    "comment": gettext_lazy("A comment was left out."),
    "embedded_file": gettext_lazy("A file inside the document was not taken over."),
    "embedded_object": gettext_lazy(
        "An embedded object (an Excel sheet, say) was not taken over. Put it in as a table, a picture or a file."
    ),
    "equation": gettext_lazy("An equation was not taken over. Put it in as text or as a picture."),
    "hidden_text": gettext_lazy("Hidden text was left out."),
    "layout_table": gettext_lazy(
        "A table that holds pictures was taken apart: look whether pictures and texts stand in the right order."
    ),
    "lead_shortened": gettext_lazy(
        "The lead was too long. It was shortened, and stands whole at the head of the text."
    ),
    "linked_picture": gettext_lazy("A picture is not in the file but only linked. Put it in by hand."),
    "macros": gettext_lazy("The file contains macros. They were neither run nor kept."),
    "merged_cells": gettext_lazy(
        "A table had merged cells. They are single cells now: look whether it still reads well."
    ),
    "missing_picture": gettext_lazy("A picture is missing in the file. Put it in by hand."),
    "nested_table": gettext_lazy("A table stood inside a table. It became lines of text."),
    "smart_art": gettext_lazy("A SmartArt graphic was not taken over. Save it as a picture and put it in by hand."),
}


def refusal_sentence(refusal: RefusedDocument) -> str:
    """Why the file was not read, and what to do."""
    return _REFUSALS[refusal.code] % {"size": filesizeformat(refusal.params.get("limit", 0))}


def notice_sentence(notice: Notice) -> str:
    """What was not taken over, and where: 'A chart was not taken over. … Place: “Mở đầu cuộc họp…”'."""
    sentence = _what(notice)
    if not notice.where:
        return sentence
    return _("%(sentence)s Place: “%(words)s”") % {"sentence": sentence, "words": notice.where}


def _what(notice: Notice) -> str:
    match notice:
        case Notice(code="drawing", params={"format": kind, "caption": caption}):
            sentence = _("A drawing (%(format)s) was not taken over. Save it as PNG and put it in by hand.")
            return _with_caption(sentence % {"format": kind}, caption)
        case Notice(code="picture", params={"code": code, "caption": caption}):
            limit = MAX_PIXELS if code == "too_many_pixels" else MAX_BYTES
            reason = picture_sentence(RefusedPicture(code, limit=limit))
            return _with_caption(_("A picture was not taken over. %(reason)s") % {"reason": reason}, caption)
        case Notice(code="link", params={"address": address}):
            return _("A link was taken out, because readers cannot follow it: %(address)s") % {"address": address[:200]}
        case Notice(code="title_shortened" | "shortened", params={"text": text}):
            return _("A text was too long and was shortened. In full: %(text)s") % {"text": text}
        case _:
            return str(_NOTICES[notice.code])


def _with_caption(sentence: str, caption: str) -> str:
    return (
        _("%(sentence)s Its caption: “%(caption)s”") % {"sentence": sentence, "caption": caption}
        if caption
        else sentence
    )
