"""How a feed is sent: the same bytes until something in it changes, so that a reader that asks again is told 304."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import SyndicationFeed
from django.utils.http import http_date, quote_etag

BEFORE_ANYTHING = datetime.fromisoformat("2024-01-01T00:00:00+07:00")


def response(request: HttpRequest, feed: SyndicationFeed, changed: datetime | None) -> HttpResponse:
    """The feed, whose newest change was `changed`, or 304 when the reader has these very bytes already."""
    # The date of the feed is its newest change and never 'now', or no two answers would be alike.
    feed.latest_post_date = lambda: changed or BEFORE_ANYTHING
    answer = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    answer["ETag"] = quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
    answer["Cache-Control"] = "public, max-age=300"
    if changed:
        answer["Last-Modified"] = http_date(changed.timestamp())
    # Compared by the tag alone: what was taken down or renamed has no date by which to tell.
    return get_conditional_response(request, etag=answer["ETag"], response=answer)
