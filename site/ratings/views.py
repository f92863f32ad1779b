"""/danh-gia/<page id>/: a reader's own vote. Personal, so it is never kept by a cache; the pages that it is about are.

Those pages have no CSRF token, and need none: `visitors.origin` refuses what another site has sent.
"""

from dataclasses import asdict
from http import HTTPStatus

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from vietnamese.dates import format_datetime
from vietnamese.text import clean
from visitors import address, limits, origin

from . import forms, networks, queries, services, voters
from .models import COMMENT_LENGTH, Comment, Rating
from .shown import rating_figures

LARGEST_BODY = 16_384
"""Bytes. A thousand letters with two accents each, percent-encoded, are some 9,000."""

FORM_AGAIN = (HTTPStatus.BAD_REQUEST, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
"""Refusals that are answered with the form and what was typed: it can be sent once more."""

NOTE = "da"
GIVEN, WITHDRAWN = "gui", "rut"
"""What an address may say that the reader has just done."""

# An office behind one address reads the same page at nine o'clock; a script does it all day.
flood = limits.Bucket(rate=5, burst=40)


class Refusal(Exception):
    """Why a request is not served, with the status and the sentence of the answer."""

    def __init__(self, status: HTTPStatus, sentence: str, page: Page | None = None):
        super().__init__(sentence)
        self.status, self.sentence, self.page = status, sentence, page


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def rating(request: HttpRequest, page_id: int) -> HttpResponse:
    """The reader's vote for a page: GET shows it, POST gives or changes it."""
    try:
        if request.method != "POST":
            return _show(request, _rated_page(page_id))
        _refuse_foreign_and_flooding(request)
        return _vote(request, _rated_page(page_id))
    except Refusal as refusal:
        return _refuse(request, refusal)


@csrf_exempt
@require_POST
@cache_control(private=True, no_store=True)
def withdrawal(request: HttpRequest, page_id: int) -> HttpResponse:
    """POST /danh-gia/<page id>/rut/ takes the reader's vote back; without one there is nothing to do."""
    try:
        _refuse_foreign_and_flooding(request)
        page = _rated_page(page_id)
    except Refusal as refusal:
        return _refuse(request, refusal)
    voter = voters.of(request)
    if not voter.is_new:
        services.withdraw(page, voter.key(page.pk))
    if _wants_json(request):
        return _as_json(page, None, _("Your rating is withdrawn."))
    return _see_other(page, WITHDRAWN)


def _vote(request: HttpRequest, page: Page) -> HttpResponse:
    try:
        sent = forms.read(request.POST, page.takes_comments)
    except forms.Refused as refused:
        raise Refusal(HTTPStatus.BAD_REQUEST, str(refused), page) from refused
    voter = voters.of(request)
    try:
        network = networks.key(page.pk, request.META, timezone.now())
    except OSError as error:  # nobody has the salt of the day: Redis is away, or the memory is full
        sentence = _("Ratings cannot be taken at the moment. Please try again later.")
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, sentence, page) from error
    try:
        given = services.vote(page, voter.key(page.pk), sent.stars, network, sent.comment)
    except services.TooManyVotes as error:
        sentence = _(
            "Very many ratings of this page have come from your network within an hour. Please try again later."
        )
        raise Refusal(HTTPStatus.TOO_MANY_REQUESTS, sentence, page) from error
    except IntegrityError as error:  # deleted since we looked
        raise _no_such_page() from error
    if _wants_json(request):
        response = _as_json(page, given, _("Thank you for your rating!"))
    else:
        response = _see_other(page, GIVEN)
    voters.remember(response, voter, request)
    return response


def _show(request: HttpRequest, page: Page) -> HttpResponse:
    voter = voters.of(request)
    given = None if voter.is_new else queries.rating_of(page.pk, voter.key(page.pk))
    if _wants_json(request):
        return _as_json(page, given)
    return _as_page(request, page, given, note=_note(request.GET.get(NOTE), given))


def _note(done: str | None, given: Rating | None) -> str:
    """What the page says first."""
    if given:
        return _("Thank you for your rating!")
    if done == WITHDRAWN:
        return _("Your rating is withdrawn.")
    if done == GIVEN:
        return _("Thank you for your rating! Your browser keeps no cookie of it, so you cannot change it here.")
    return ""


def _refuse_foreign_and_flooding(request: HttpRequest) -> None:
    """Asked before the database is."""
    if not origin.is_own(request.META):
        raise Refusal(HTTPStatus.FORBIDDEN, _("The rating was sent from another site. Rate on the page itself."))
    if not flood.allows(address.network(address.client(request.META))):
        raise Refusal(
            HTTPStatus.TOO_MANY_REQUESTS, _("Too many ratings at once come from your network. Wait a few seconds.")
        )
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > LARGEST_BODY:
        raise Refusal(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("That is too much text for a rating. Shorten your comment.")
        )


def _rated_page(page_id: int) -> Page:
    """The page that is meant, if everyone may read it and it can be rated now."""
    found = Page.objects.live().public().filter(pk=page_id).first()
    if found is None:
        raise _no_such_page()
    page = found.specific_deferred
    if not getattr(page, "is_rated", False):
        raise Refusal(HTTPStatus.NOT_FOUND, _("This page takes no ratings."), page)
    begins = page.rated_from()
    if begins and begins > timezone.now():
        sentence = _("This page can be rated from %(moment)s on.") % {"moment": format_datetime(begins)}
        raise Refusal(HTTPStatus.FORBIDDEN, sentence, page)
    return page


def _no_such_page() -> Refusal:
    return Refusal(HTTPStatus.NOT_FOUND, _("The page to be rated does not exist, or is not public."))


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _see_other(page: Page, done: str) -> HttpResponse:
    """Where a browser goes after a POST, so that loading the page again sends nothing."""
    response = HttpResponseRedirect(f"{reverse('rating', args=[page.pk])}?{NOTE}={done}")
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _comment(page: Page, given: Rating | None) -> Comment | None:
    """What the reader said; not asked of the database where nobody can say anything."""
    return getattr(given, "comment", None) if page.takes_comments else None


def _as_json(page: Page, given: Rating | None, thanks: str = "") -> HttpResponse:
    comment = _comment(page, given)
    answer = {
        "stars": given.stars if given else None,
        "comment": comment.text if comment else "",
        "figures": asdict(rating_figures(queries.shown_figures(page))),
        "thanks": thanks,
    }
    return _vary(JsonResponse(answer))


def _as_page(request: HttpRequest, page: Page, given: Rating | None, *, status=HTTPStatus.OK, **more) -> HttpResponse:
    comment = _comment(page, given)
    context = {
        # Not `page`: what is counted and edited under that name is the article.
        "rated": page,
        "rated_url": page.get_url(request),
        "given": given,
        "comment": comment,
        "text": comment.text if comment else "",
        "chosen": str(given.stars) if given else "",
        "longest": COMMENT_LENGTH,
        "rating": rating_figures(queries.shown_figures(page)),
        "comments": queries.approved_comments(page) if page.takes_comments else [],
        **more,
    }
    return _vary(render(request, "ratings/rating.html", context, status=status))


def _refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if _wants_json(request):
        response = _vary(JsonResponse({"error": refusal.sentence}, status=refusal.status))
    elif refusal.page is not None and refusal.status in FORM_AGAIN:
        typed = {"chosen": request.POST.get(forms.STARS, ""), "text": clean(request.POST.get(forms.COMMENT, ""))}
        voter = voters.of(request)
        given = None if voter.is_new else queries.rating_of(refusal.page.pk, voter.key(refusal.page.pk))
        response = _as_page(request, refusal.page, given, status=refusal.status, error=refusal.sentence, **typed)
    else:
        context = {"error": refusal.sentence, "rated_url": refusal.page.get_url(request) if refusal.page else ""}
        response = _vary(render(request, "ratings/refused.html", context, status=refusal.status))
    if refusal.status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        response.headers["Retry-After"] = "60"
    return response


def _vary(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept", "Cookie"])
    return response
