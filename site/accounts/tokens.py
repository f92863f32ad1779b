"""The secret in an invitation's link. Only its hash is kept, so that nobody accepts one with a copy of the database."""

import secrets
from hashlib import sha256


def new() -> str:
    """256 bits, in letters that an address takes as they are."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """A plain hash: the secret is long and random, so there is nothing to guess by trying."""
    return sha256(token.encode()).hexdigest()
