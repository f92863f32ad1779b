"""The code on an accreditation card: drawn by lot, so that nobody reckons another person's from their own."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without the letters that people read as figures or as each other. A QR code holds capitals in the least space."""

LENGTH = 10


def new_token() -> str:
    """A code for a card; of two in 5 · 10^14 hardly ever the same, and the database refuses the second."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_token(text: str) -> str:
    """The code in what a scanner read or somebody typed: the code alone, in small letters, with gaps, or at the end of
    an address; '' where there is none."""
    last = re.split("[/=]", text.strip().rstrip("/"))[-1]
    code = re.sub(r"[\s-]", "", last).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
