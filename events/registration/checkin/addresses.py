"""What the codes on badges hold."""

from django.http import HttpRequest
from django.urls import reverse

from events.models import ConferencePage


def before_codes(request: HttpRequest, conference: ConferencePage) -> str:
    """What stands before the token: a telephone's own camera opens the check-in with the code filled in. To who may not
    check in it opens nothing."""
    return request.build_absolute_uri(reverse("registration_delegate_checkin", args=[conference.pk])) + "?q="
