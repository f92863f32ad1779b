"""Articles below the news index that the migrations made, and their topics."""

from datetime import datetime, timedelta

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from news.models import ArticlePage, ArticleTopic, NewsIndexPage
from topics.models import Topic
from vietnamese.dates import VIETNAM
from vietnamese.text import slug


def hanoi(*when: int) -> datetime:
    """A moment on the clocks of Hanoi: hanoi(2024, 1, 17, 15, 2)."""
    return datetime(*when, tzinfo=VIETNAM)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence("Chủ đề {}".format)
    slug = factory.LazyAttribute(lambda topic: slug(topic.name))


class ArticleFactory(wagtail_factories.PageFactory):
    """A published article. Each is a minute younger than the one before, unless `display_at` says otherwise.

    `topics` takes a list of topics; `live=False` makes a draft that was never published.
    """

    class Meta:
        model = ArticlePage

    class Params:
        topics = ()

    title = factory.Sequence("Tin số {}".format)
    slug = None
    parent = factory.LazyFunction(NewsIndexPage.objects.get)
    live = True
    display_at = factory.Sequence(lambda number: hanoi(2024, 1, 17, 8) + timedelta(minutes=number))
    first_published_at = factory.LazyAttribute(lambda article: article.display_at if article.live else None)
    last_published_at = factory.SelfAttribute("first_published_at")
    article_topics = factory.LazyAttribute(
        lambda article: [ArticleTopic(topic=topic, sort_order=order) for order, topic in enumerate(article.topics)]
    )
