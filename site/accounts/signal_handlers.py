"""What follows when somebody sets up a second factor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from django.dispatch import receiver

from .queries import SECOND_FACTORS


@receiver(authenticator_added, dispatch_uid="accounts.end_sessions_of_a_password_alone")
def end_sessions_of_a_password_alone(sender, request, user, authenticator, **kwargs):
    """Ends the other sessions with the first factor: they began without one, and would never be asked for it."""
    theirs = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)
    if authenticator.type not in SECOND_FACTORS or theirs.exclude(pk=authenticator.pk).exists():
        return
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()
