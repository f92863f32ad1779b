"""The token by which a reader who voted is known again. It says nothing about the reader."""

import hashlib
import secrets
from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "danh-gia"
PATH = "/danh-gia/"
LIFE_SECONDS = 365 * 24 * 60 * 60
_SALT = "ratings.voters"


@dataclass(frozen=True)
class Voter:
    """A reader as the ratings know one. `is_new` until the cookie has been set."""

    token: str
    is_new: bool

    def key(self, page_id: int) -> str:
        """What the database keeps: whoever reads it can neither vote in the reader's place nor see what else the reader
        has rated."""
        return hashlib.sha256(f"{page_id} {self.token}".encode()).hexdigest()


def of(request: HttpRequest) -> Voter:
    """Who asks. Without a cookie, or with one that we have not signed, somebody new."""
    try:
        return Voter(signing.Signer(salt=_SALT).unsign(request.COOKIES[COOKIE]), is_new=False)
    except (KeyError, signing.BadSignature):
        return Voter(secrets.token_urlsafe(24), is_new=True)


def remember(response: HttpResponse, voter: Voter, request: HttpRequest) -> None:
    """Gives the reader the cookie for another year. It is sent to the addresses of ratings alone."""
    response.set_cookie(
        COOKIE,
        signing.Signer(salt=_SALT).sign(voter.token),
        max_age=LIFE_SECONDS,
        path=PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
