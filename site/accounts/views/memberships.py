"""The units that a person represents: asking for one, leaving one, accepting an invitation."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import queries, services
from accounts.forms import NewcomerForm, RequestUnitForm
from accounts.models import Invitation, Membership, User

GONE = 410


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def units(request: HttpRequest) -> HttpResponse:
    """What one is to the units, and the form that asks for one more."""
    form = RequestUnitForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        _ask_for(request, form.cleaned_data["unit"], form.cleaned_data["note"])
        return redirect("account_units")
    context = {"memberships": queries.memberships_of(request.user), "form": form, "states": Membership.State}
    return render(request, "accounts/units.html", context)


def _ask_for(request: HttpRequest, unit, note: str) -> None:
    try:
        services.request_unit(unit, by=request.user, note=note)
    except services.TooManyRequests:
        messages.error(request, _("You are waiting for several units already. Wait for the organisers' answer first."))
    except services.Changed:
        messages.warning(request, _("This unit stands in your list already."))
    else:
        messages.success(request, _("The organisers are told. You get a mail when they have decided."))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def leave(request: HttpRequest, membership_id: int) -> HttpResponse:
    """GET asks once more, POST does it. Somebody else's representation does not exist here."""
    membership = get_object_or_404(queries.memberships_of(request.user), pk=membership_id)
    if request.method == "POST":
        try:
            services.leave(membership.pk, by=request.user)
        except services.Changed:
            messages.warning(request, _("You do not represent this unit any more."))
        else:
            messages.success(request, _("You have left %(unit)s.") % {"unit": membership.unit})
        return redirect("account_units")
    return render(request, "accounts/leave.html", {"membership": membership})


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link: joins who is signed in, and makes an account for who has none."""
    try:
        found = services.find_invitation(token)
    except Invitation.DoesNotExist:
        raise Http404("no such invitation") from None
    if found.state != Invitation.State.OPEN or not found.unit.is_active:
        return _closed(request, found)
    if request.user.is_authenticated:
        return _join(request, found, token)
    if User.objects.filter(email=found.email).exists():
        sign_in = f"{reverse('account_login')}?next={request.path}"
        return render(request, "accounts/invitation_known.html", {"invitation": found, "sign_in": sign_in})
    return _begin(request, found, token)


def _join(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    if request.method == "POST":
        try:
            services.accept(token, by=request.user)
        except services.InvitationClosed as refused:
            return _closed(request, refused.invitation)
        except services.Changed:
            messages.error(request, _("The organisers have stopped your representation of this unit. Please ask them."))
            return redirect("account_units")
        messages.success(request, _("You represent %(unit)s from now on.") % {"unit": found.unit})
        return redirect("portal_units")
    return render(request, "accounts/invitation_join.html", {"invitation": found})


def _begin(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    form = NewcomerForm(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept_as_newcomer(token, **form.cleaned_data)
        except services.InvitationClosed as refused:
            return _closed(request, refused.invitation)
        login = Login(user=user, email=user.email, redirect_url=reverse("portal_units"))
        return perform_password_login(request, {"email": user.email}, login)
    return render(request, "accounts/invitation_begin.html", {"invitation": found, "form": form})


def _closed(request: HttpRequest, found: Invitation) -> HttpResponse:
    return render(request, "accounts/invitation_closed.html", {"invitation": found}, status=GONE)
