"""Makers of what tests need, so that each test names only what it is about: `ArticleFactory(title="Hội nghị")`."""

from .gallery import AlbumFactory, PhotoFactory
from .news import ArticleFactory, TopicFactory, hanoi
from .people import UserFactory
from .pictures import ImageFactory, picture_bytes

__all__ = [
    "AlbumFactory",
    "ArticleFactory",
    "ImageFactory",
    "PhotoFactory",
    "TopicFactory",
    "UserFactory",
    "hanoi",
    "picture_bytes",
]
