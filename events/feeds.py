"""RSS 2.0 of the events: those that come, and those that were published last. Whoever follows it learns when one is
moved or cancelled."""

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from navigation.queries import site_identity, site_of
from pages import feeds
from pages.addresses import absolute, path_of
from vietnamese.dates import format_date
from vietnamese.text import clean

from . import announcements, queries
from .models import EventPage, EventsIndexPage

ITEMS = 30


class RssFeed(Rss201rev2Feed):
    content_type = "application/rss+xml; charset=utf-8"


def response(request: HttpRequest, index: EventsIndexPage) -> HttpResponse:
    """The feed, or 304 when the reader has these very bytes already."""
    events = queries.newest_changes(queries.today(), ITEMS)
    changed = max((event.last_published_at for event in events if event.last_published_at), default=None)
    return feeds.response(request, _feed(request, index, events), changed)


def _feed(request: HttpRequest, index: EventsIndexPage, events: list[EventPage]) -> RssFeed:
    home = absolute(request, index.get_url(request))
    feed = RssFeed(
        title=clean(f"{site_identity(site_of(request)).name}: {index.title}"),
        link=home,
        description=clean(index.description()),
        language="vi",
        feed_url=f"{home}rss.xml",
    )
    for event in events:
        url = absolute(request, path_of(event.url_path))
        feed.add_item(
            title=clean(announcements.headline(event)),
            link=url,
            unique_id=url,
            description=clean(_text(event)),
            pubdate=event.last_published_at,
            categories=[announcements.kind(event)],
        )
    return feed


def _text(event: EventPage) -> SafeString:
    """When, where, whether it takes place, and why not."""
    lines = [
        announcements.when(event),
        announcements.where(event),
        announcements.state(event),
        _("First announced for %(day)s.") % {"day": format_date(event.moved_from)} if event.moved_from else "",
        event.state_reason,
        event.intro,
    ]
    return SafeString("").join(format_html("<p>{}</p>", line) for line in lines if line)
