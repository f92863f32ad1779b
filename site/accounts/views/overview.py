"""A person's own account."""

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import queries
from accounts.forms import OwnNameForm
from accounts.models import User
from accounts.panels import panels_of


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Who one is here, which units one represents, and how the account is protected."""
    context = {
        "memberships": queries.memberships_of(request.user),
        "panels": panels_of(request.user),
        "has_second_factor": queries.has_second_factor(request.user),
        "needs_second_factor": queries.lacks_second_factor(request.user),
    }
    return render(request, "accounts/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change_name(request: HttpRequest) -> HttpResponse:
    """The name that others read. The e-mail address is changed by the administrator."""
    # A copy, for a form that is checked writes into what it is given, and the page's head names the user.
    user = User.objects.get(pk=request.user.pk)
    form = OwnNameForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is changed."))
        return redirect("account_overview")
    return render(request, "accounts/name.html", {"form": form})


@require_POST
@login_required
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Ends every session, this one too: for who thinks that somebody else has got in."""
    end_other_sessions(request, request.user)
    logout(request)
    return redirect("account_login")
