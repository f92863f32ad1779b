"""What a unit confirms for those whom it nominates; kept word for word in the audit row of the nomination."""

from django.conf import settings
from django.utils.translation import gettext, override

from ..consents import digest


def current_text() -> str:
    """The text in the site's language."""
    with override(settings.LANGUAGE_CODE):
        return gettext(
            "The unit confirms that each delegate knows and agrees that their name, post, unit and e-mail address are "
            "used by the organisers to invite them, to make their badge and to receive them, and that this data is "
            "made anonymous after the conference as the site's privacy notice says."
        )


def kept(text: str) -> dict[str, str]:
    """The text and its version, for the audit row."""
    return {"text": text, "hash": digest(text)}
