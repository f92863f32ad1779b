"""What an article is made of beside its own record: gathered in few queries, so that it can be kept."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from images.queries import Sizes, sizes_of
from pages import body
from topics.models import Topic

from . import queries
from .models import ArticlePage

NEWS_URL = "/tin-tuc/"


@dataclass
class Parts:
    """The body and the month of the article as HTML, the topics, the sizes of the pictures by image, and what stands
    around the article."""

    body_html: SafeString
    calendar_html: SafeString
    topics: list[Topic]
    sizes: dict[int, Sizes]
    around: queries.Surroundings


def of(page: ArticlePage, topics: list[Topic] | None = None) -> Parts:
    """Makes the parts: every picture of the page gets its renditions in one query. A draft brings its own `topics`."""
    around = queries.surroundings(page, topics=topics)
    own = [image for image in (page.main_picture, page.social_image) if image]
    html = body.render(page.body, beside=[*own, *(card.main_picture for card in around.related)])
    return Parts(html, _calendar(page), around.topics, {image.pk: sizes_of(image) for image in own}, around)


def _calendar(page: ArticlePage) -> SafeString:
    day = timezone.localdate(page.shown_at)
    month = queries.month(day.year, day.month)
    context = {"calendar": month, "selected": page.listed_on, "news_url": NEWS_URL}
    return render_to_string("components/date_calendar.html", context)


def give(page: ArticlePage, made: Parts) -> None:
    """Puts topics and sizes where templates and metadata look for them."""
    page.topics = made.topics
    for image in (page.main_picture, page.social_image if page.social_image_id else None):
        if image is not None and image.pk in made.sizes:
            image.sizes = made.sizes[image.pk]
