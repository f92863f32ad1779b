"""Work on pictures that no reader and no editor waits for."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from pagecache import generation

from . import services
from .models import CustomImage


@task()
def make_renditions(image_id: int) -> int:
    """Makes the renditions of an image, or none when it has been deleted since.

    Pages that were kept meanwhile show the original, so they are made anew: once for a whole card of pictures, when
    the last of them is done, and not after each while readers wait for every page.
    """
    image = CustomImage.objects.filter(pk=image_id).first()
    made = services.make_renditions(image) if image else 0
    if not waiting():
        generation.renew()
    return made


def waiting() -> int:
    """How many pictures wait for their sizes."""
    return DBTaskResult.objects.ready().filter(task_path=make_renditions.module_path).count()
