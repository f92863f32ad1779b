"""People who sign in by the form, as the tests of signing in need them."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.core import mail
from lxml import html

from accounts.models import User

PASSWORD = "mot-mat-khau-dai-2026"
SIGN_IN = "/tai-khoan/dang-nhap/"


def person(email: str = "thu.ha@example.vn", role: str = "", **fields) -> User:
    """Somebody whose address is proved and who knows PASSWORD."""
    user = User.objects.create_user(email, PASSWORD, full_name="Lê Thu Hà", **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def sign_in(client, user: User, password: str = PASSWORD, **more):
    """By the form, not by force: what happens there is the matter."""
    return client.post(SIGN_IN, {"login": user.email, "password": password} | more)


def show_again(client) -> None:
    """Gives the password once more, as changes of the second factor ask for."""
    assert client.post("/tai-khoan/nhap-lai-mat-khau/", {"password": PASSWORD}).status_code == 302


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def add_app(user: User) -> str:
    """Sets an authenticator app up, with recovery codes; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_now(secret: str) -> str:
    """What the app shows at this moment."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def recovery_codes(user: User) -> list[str]:
    return Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()


def text_of(response) -> str:
    """What a reader reads of a page, without what differs from request to request."""
    [main] = html.fromstring(response.content).xpath("//main")
    return " ".join(main.text_content().split())


def link_in_mail(number: int = -1) -> str:
    """The path of the first link of a mail."""
    [line, *_] = [line for line in mail.outbox[number].body.splitlines() if line.startswith("http")]
    return "/" + line.split("/", 3)[3]
