"""Mails about representing a unit, sent after what they tell of is committed."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from . import tokens
from .models import Invitation, Membership, MembershipEvent
from .queries import those_who_decide_memberships

logger = logging.getLogger(__name__)


@task()
def send_invitation(invitation_id: int) -> bool:
    """Sends an invitation under a new secret, which stands in no queue and no log: it is made here.

    Says whether there was anything to send. Run twice, the second mail has the link that holds.
    """
    token = tokens.new()
    still_open = Invitation.objects.filter(pk=invitation_id, accepted_at=None, revoked_at=None)
    if not still_open.update(token_hash=tokens.hashed(token)):
        return False
    invitation = Invitation.objects.select_related("unit", "invited_by").get(pk=invitation_id)
    address = reverse("account_invitation", args=[token])
    _send("invitation", invitation.email, {"invitation": invitation, "url": _absolute(address)})
    Invitation.objects.filter(pk=invitation_id).update(sent_at=timezone.now())
    return True


@task()
def tell_decision(event_id: int) -> bool:
    """Tells a person what an organiser decided about them."""
    event = _event(event_id)
    if event is None:
        return False
    is_active = event.new_state == Membership.State.ACTIVE
    address = reverse("portal_units") if is_active else reverse("account_units")
    _send("membership_decided", event.membership.user.email, {"event": event, "url": _absolute(address)})
    return True


@task()
def tell_organisers(event_id: int) -> int:
    """Tells the organisers that somebody asks for a unit; returns how many were told."""
    event = _event(event_id)
    if event is None:
        return 0
    organisers = those_who_decide_memberships()
    address = reverse("memberships_membership", args=[event.membership_id])
    told = 0
    for organiser in organisers:
        try:
            _send("membership_requested", organiser.email, {"event": event, "url": _absolute(address)})
            told += 1
        except OSError:  # one mailbox that refuses keeps no other from hearing of it; smtplib's errors are of this kind
            logger.exception("organiser %s was not told of event %s", organiser.pk, event_id)
    return told


def _event(event_id: int) -> MembershipEvent | None:
    events = MembershipEvent.objects.select_related("membership__user", "membership__unit", "by")
    return events.filter(pk=event_id).first()


def _absolute(address: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address


def _send(name: str, email: str, context: dict) -> None:
    context = {"site_name": settings.WAGTAIL_SITE_NAME, **context}
    with override(settings.LANGUAGE_CODE):  # the worker has no reader whose language it could take
        subject, text, html = (
            render_to_string(f"accounts/email/{name}{part}", context)
            for part in ("_subject.txt", "_message.txt", "_message.html")
        )
    message = EmailMultiAlternatives(" ".join(subject.split()), text.strip() + "\n", to=[email])
    message.attach_alternative(html, "text/html")
    message.send()
