"""`manage.py make_renditions`: the sizes of pictures that are missing, or all of them anew."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Collection

from images import services
from images.models import CustomImage
from pagecache import generation
from vietnamese.numbers import format_number

WIDTH = 40
STOPPED = 130  # what a shell expects of a program that Ctrl-C has ended


class Command(BaseCommand):
    """Needed after a restore without `media/images`, a change of the presets, or tasks that failed. What it did is
    not done again when it is stopped and started anew; with --all it says with which picture to go on."""

    help = gettext_lazy("Makes the sizes of pictures that are missing. Can be stopped and run again.")

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help=_("Make those that are there anew, too."))
        parser.add_argument("--collection", metavar="NAME", help=_("Only the pictures of this collection."))
        parser.add_argument("--from", type=int, metavar="ID", dest="first", help=_("Begin with this picture."))
        parser.add_argument("--to", type=int, metavar="ID", dest="last", help=_("End with this picture."))

    def handle(self, *args, all: bool, collection: str | None, first: int | None, last: int | None, **options):
        pictures = _chosen(collection, first, last)
        total, done, failed = pictures.count(), 0, 0
        at = None
        try:
            for at in pictures.values_list("pk", flat=True).iterator():
                failed += not self._make(at, again=all)
                done += 1
                self._show(done, total)
        except KeyboardInterrupt:
            self._end_line()
            message = _("Stopped at picture %(id)d. Run the same command again to go on.") % {"id": at}
            if all:
                message += " " + _("With --from %(id)d it begins there.") % {"id": at}
            raise CommandError(message, returncode=STOPPED) from None
        finally:
            if done:
                generation.begin()
        self._end_line()
        text = ngettext(
            "%(count)s picture has all its sizes.", "%(count)s pictures have all their sizes.", done - failed
        )
        self.stdout.write(text % {"count": format_number(done - failed)})
        if failed:
            text = ngettext(
                "The sizes of %(count)s picture could not be made.",
                "The sizes of %(count)s pictures could not be made.",
                failed,
            )
            raise CommandError(text % {"count": format_number(failed)})

    def _make(self, pk: int, *, again: bool) -> bool:
        """Whether a picture has all its sizes now. One that was deleted meanwhile needs none."""
        image = CustomImage.objects.filter(pk=pk).first()
        if image is None:
            return True
        try:
            services.forget_lost_renditions(image)
            services.make_renditions(image, again=again)
        except Exception as error:  # a damaged picture does not keep the others waiting
            self._end_line()
            words = {"id": pk, "title": image.title, "file": image.file.name, "reason": error}
            self.stderr.write(_("Picture %(id)d “%(title)s” (%(file)s): %(reason)s") % words)
            return False
        return True

    def _show(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            filled = WIDTH * done // max(total, 1)
            self.stdout.write(f"\r[{'#' * filled:<{WIDTH}}] {done}/{total}", ending="")
            self.stdout.flush()

    def _end_line(self) -> None:
        if self.stdout.isatty():
            self.stdout.write("")


def _chosen(collection: str | None, first: int | None, last: int | None):
    pictures = CustomImage.objects.order_by("pk")
    if collection is not None:
        if not Collection.objects.filter(name=collection).exists():
            raise CommandError(_("There is no collection “%(name)s”.") % {"name": collection})
        pictures = pictures.filter(collection__name=collection)
    if first is not None:
        pictures = pictures.filter(pk__gte=first)
    if last is not None:
        pictures = pictures.filter(pk__lte=last)
    return pictures
