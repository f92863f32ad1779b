"""What a unit confirms for its people before it may submit, and whether it has."""

import hashlib

from django.conf import settings
from django.utils.translation import gettext, override

from events.models import FestivalPage


def current_text(festival: FestivalPage) -> str:
    """The festival's text, or the site's own in the site's language: what was confirmed is kept word for word."""
    if festival.consent_text.strip():
        return festival.consent_text.strip()
    with override(settings.LANGUAGE_CODE):
        return gettext(
            "The unit confirms that each person it registers knows and agrees that their name, date of birth, gender, "
            "post and unit are used by the organisers to register, to check who may compete, to accredit, to hold the "
            "competitions and to announce their results, and that this data is deleted or made anonymous after the "
            "festival as the site's privacy notice says."
        )


def digest(text: str) -> str:
    """The version of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
