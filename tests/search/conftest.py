"""Articles to search for, published as editors publish them."""

from datetime import datetime, timedelta

import pytest

from news.models import ArticlePage, ArticleTopic, NewsIndexPage
from topics.models import Topic
from vietnamese.dates import VIETNAM

NOON = datetime(2024, 1, 17, 12, tzinfo=VIETNAM)


@pytest.fixture
def news_index(db):
    return NewsIndexPage.objects.get()


@pytest.fixture
def publish(news_index):
    """publish("Hội thảo", "Toàn văn") makes and publishes an article, each a minute younger than the one before."""
    published = 0

    def make(title, text="", *, lead="", date=None, topics=(), live=True, **fields):
        nonlocal published
        published += 1
        article = ArticlePage(
            title=title,
            lead=lead,
            body=[("paragraph", f"<p>{text}</p>")] if text else [],
            display_at=date or NOON + timedelta(minutes=published),
            live=False,
            **fields,
        )
        article.article_topics = [ArticleTopic(topic=topic) for topic in topics]
        news_index.add_child(instance=article)
        if live:
            article.save_revision().publish()
        return article

    return make


@pytest.fixture
def topic(db):
    def make(name, slug):
        return Topic.objects.create(name=name, slug=slug)

    return make
