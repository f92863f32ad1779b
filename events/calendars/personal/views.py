"""/lich/rieng/: the addresses of somebody's own calendar. Each view is for who is signed in, and nobody else's address
exists there."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from pages.addresses import base_url

from ..models import PersonalFeed
from ..views.following import Feed, addresses
from . import services
from .forms import FeedForm

View = Callable[..., HttpResponse]


def own(view: View) -> View:
    """Asks for a sign-in, and keeps what it shows from caches, from search engines and from where links lead."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # Not "no-referrer": browsers would send forms without an origin, and they would be refused.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    asks = require_http_methods(["GET", "HEAD", "POST"])
    return asks(cache_control(private=True, no_store=True)(login_required(guarded)))


@own
def feeds(request: HttpRequest) -> HttpResponse:
    """One's addresses, and the form that makes another."""
    form = FeedForm(request.POST or None)
    is_refused = False
    if request.method == "POST":
        if form.is_valid():
            try:
                services.make(form.cleaned_data["name"], by=request.user)
            except services.TooMany:
                form.add_error(None, _("You have %(most)s addresses. Revoke one first.") % {"most": services.MOST})
            else:
                messages.success(request, _("The address is made. Add it to your calendar now."))
                return redirect("calendar_personal")
        is_refused = True
    found = services.feeds_of(request.user)
    context = {
        "feeds": [(feed, _addresses(request, feed)) for feed in found],
        "form": form,
        "is_full": len(found) >= services.MOST,
        "most": services.MOST,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "calendars/personal/feeds.html", context, status=status)


@own
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    """GET asks once more, POST does it."""
    feed = get_object_or_404(PersonalFeed, pk=int(number), user=request.user, revoked_at=None)
    if request.method == "POST":
        services.revoke(feed, by=request.user)
        messages.success(request, _("The address of “%(name)s” leads nowhere any more.") % {"name": feed.name})
        return redirect("calendar_personal")
    return render(request, "calendars/personal/revoke.html", {"feed": feed})


def _addresses(request: HttpRequest, feed: PersonalFeed):
    path = reverse("calendar_personal_feed", args=[feed.token])
    return addresses(Feed(_("My calendar"), path), base_url(request))
