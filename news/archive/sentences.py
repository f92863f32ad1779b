"""What people are told of a line of the archive."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from images.refusals import sentence as picture_sentence

from .problems import Problem


def sentence(problem: Problem) -> str:
    """One sentence that says what is wrong and, where something can be done, what to do."""
    if problem.code == "picture_refused":
        return f"{problem.params['file']}: {picture_sentence(problem.params['refusal'])}"
    params = dict(problem.params)
    if problem.code == "line_too_long":
        params["limit"] = filesizeformat(params["limit"])
    if problem.code == "too_many_topics":
        params["names"] = ", ".join(params["names"])
    if problem.code == "wrong_type":
        params["wanted"] = _kinds()[params["wanted"]]
    return _sentences()[problem.code] % params


def _kinds() -> dict[str, str]:
    return {
        "str": _("text in quotation marks"),
        "list": _("a list in square brackets"),
        "list of str": _("a list of texts"),
        "int": _("a whole number from 0 on"),
        "bool": _("true or false"),
    }


def _sentences() -> dict[str, str]:
    # A function and not a constant: the language is that of whoever reads.
    return {
        # the line was refused
        "line_too_long": _("The line is longer than %(limit)s. Keep pictures in files beside it, not inside the text."),
        "not_utf8": _("The line is not UTF-8 (byte %(position)s). Save the file as UTF-8."),
        "not_json": _("The line is not JSON (character %(position)s). Each line holds one whole object."),
        "not_an_object": _("The line is not a JSON object in curly brackets."),
        "missing": _("“%(field)s” is missing or empty."),
        "wrong_type": _("“%(field)s” has to be %(wanted)s."),
        "bad_address": _("“%(field)s” is not an old address: it has to be a path, as /tin-tuc/bai-1.html, or a URL."),
        "address_too_long": _("“%(field)s” is longer than %(limit)s characters."),
        "duplicate_address": _("The address %(address)s stood in line %(line)s already."),
        "bad_date": _("“%(field)s” is not a date that exists: %(value)s. Write 17/01/2024 15:02 or 2024-01-17T15:02."),
        "date_out_of_range": _("“%(field)s” lies in the future or before %(earliest)s: %(value)s."),
        "bad_views": _("“views” has to be a whole number from 0 to 2147483647."),
        "bad_picture": _("A picture in “pictures” has no file name in “file”."),
        "html_too_deep": _(
            "The HTML is nested more than a thousand levels deep; no text is. Look at how it was exported."
        ),
        # the article was imported without it
        "unknown_field": _("The format knows no field “%(field)s”; it was passed over in this and all other lines."),
        "shortened": _("“%(field)s” was cut to %(length)s characters."),
        "lead_shortened": _("The lead was cut to %(length)s characters; the whole of it is the first paragraph."),
        "too_many_topics": _("An article has at most %(limit)s topics; left out: %(names)s."),
        "bad_topic": _("This is not the name of a topic: %(name)s."),
        "picture_without_folder": _("The picture %(file)s was left out: --pictures names no folder."),
        "picture_missing": _("The picture %(file)s is not in the folder. Put it there and run the import again."),
        "picture_outside": _("The picture %(file)s lies outside of the folder and was left out."),
        "picture_unreadable": _("The picture %(file)s cannot be read. Look at the rights of the file."),
        "picture_without_file": _("A picture without a file, or one inside the text itself, was left out."),
        "frame_left_out": _("A frame of another site was left out: %(address)s."),
        "media_left_out": _("A “%(element)s” element (film, sound or Flash) was left out."),
        "redirect_exists": _("The old address %(address)s leads elsewhere already; it was left so."),
        # the article stays as it is
        "edited_here": _("The article was edited on this site since its import, and stays as it is."),
        "deleted_here": _("The article was deleted on this site since its import. --restore brings it back."),
    }
