"""The secret in the address of somebody's own calendar."""

import secrets

BYTES = 24
"""192 bits: nobody finds one by trying."""


def new_token() -> str:
    """32 letters, figures, - and _."""
    return secrets.token_urlsafe(BYTES)
