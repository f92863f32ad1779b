import pytest

from images.services import make_renditions
from tests.factories import ImageFactory


@pytest.fixture
def image(db):
    """A picture large enough for a card in every width, its renditions not made yet."""
    return ImageFactory(size=(750, 500), title="Kéo co")


@pytest.fixture
def image_with_renditions(image):
    make_renditions(image)
    return image
