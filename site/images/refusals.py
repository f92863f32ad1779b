"""What people are told when a picture is refused."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from vietnamese.numbers import format_number

from .intake import RefusedPicture


def sentence(refusal: RefusedPicture) -> str:
    """One sentence that says what is wrong and what to do."""
    match refusal.code:
        case "empty":
            return _("The file is empty. Choose the picture again.")
        case "too_large":
            size = filesizeformat(refusal.params["limit"])
            return _("The picture is larger than %(size)s. Save it smaller and try again.") % {"size": size}
        case "too_many_pixels":
            millions = format_number(refusal.params["limit"] // 1_000_000)
            return _("The picture has more than %(count)s million pixels. Save it smaller and try again.") % {
                "count": millions
            }
        case "not_a_picture":
            return _("This is not a picture that we can read. Use JPEG, PNG, WebP, AVIF, HEIC or GIF.")
        case "withdrawn":
            return _("This picture was withdrawn from the site on request and cannot be put back.")
        case _:
            return _("The picture is damaged or incomplete. Copy it from the camera again.")
