"""Makers of what tests need, so that each test names only what it is about: `ArticleFactory(title="Hội nghị")`."""

from .news import ArticleFactory, TopicFactory, hanoi
from .people import UserFactory
from .pictures import ImageFactory, picture_bytes

__all__ = ["ArticleFactory", "ImageFactory", "TopicFactory", "UserFactory", "hanoi", "picture_bytes"]
