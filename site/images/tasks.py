"""Work on pictures that no reader and no editor waits for."""

from django_tasks import task

from . import services
from .models import CustomImage


@task()
def make_renditions(image_id: int) -> int:
    """Makes the renditions of an image, or none when it has been deleted since."""
    image = CustomImage.objects.filter(pk=image_id).first()
    return services.make_renditions(image) if image else 0
