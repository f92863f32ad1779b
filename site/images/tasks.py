"""Work on pictures that no reader and no editor waits for."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from pagecache import generation

from . import services
from .models import CustomImage

FOR_PAGES, FOR_ALBUMS_ALONE = 0, -10
"""Priorities: the picture of an article does not wait behind three hundred photographs."""


@task()
def make_renditions(image_id: int, priority: int = FOR_PAGES) -> int:
    """Makes the renditions of an image, or none when it has been deleted since.

    Pages that were kept meanwhile show the original, so they are made anew: once for a whole card of pictures, when
    the last of this priority is done (or cannot be done), and not after each while readers wait for every page.
    """
    image = CustomImage.objects.filter(pk=image_id).first()
    try:
        return services.make_renditions(image) if image else 0
    finally:
        if not waiting(priority):
            generation.renew()


def enqueue(image: CustomImage) -> None:
    """Has the renditions of an image made as soon as the worker comes to them."""
    priority = FOR_PAGES if image.is_cut_for_pages else FOR_ALBUMS_ALONE
    make_renditions.using(priority=priority).enqueue(image.pk, priority)


def waiting(least_priority: int = FOR_ALBUMS_ALONE) -> int:
    """How many pictures wait for their sizes."""
    tasks = DBTaskResult.objects.ready().filter(task_path=make_renditions.module_path)
    return tasks.filter(priority__gte=least_priority).count()
