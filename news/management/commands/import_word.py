"""`manage.py import_word FILE…`: the import of the admin, for many files at once."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from news.models import NewsIndexPage
from news.word.safety import RefusedDocument
from news.word.sentences import notice_sentence, refusal_sentence
from news.word.services import create_draft


class Command(BaseCommand):
    """Each file by itself: one that is refused does not hold up the others, and the command then ends with an error."""

    help = gettext_lazy("Makes a draft article of each Word file and prints what was not taken over.")

    def add_arguments(self, parser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("A Word file (.docx)."))
        parser.add_argument("--index", metavar="SLUG", help=_("The slug of the news index, if there are several."))
        parser.add_argument("--user", metavar="EMAIL", help=_("Whose drafts they become."))

    def handle(self, *, files: list[Path], index: str | None, user: str | None, **options) -> None:
        parent = self._index(index)
        owner = self._user(user)
        refused = [path for path in files if not self._import(path, parent, owner)]
        if refused:
            raise CommandError(_("Refused: %(count)s of %(all)s files.") % {"count": len(refused), "all": len(files)})

    def _import(self, path: Path, index: NewsIndexPage, user: User | None) -> bool:
        try:
            with path.open("rb") as file:
                draft, report = create_draft(file, name=path.name, index=index, user=user)
        except OSError as error:
            self.stderr.write(f"{path}: {error.strerror}")
            return False
        except RefusedDocument as refusal:
            self.stderr.write(f"{path}: {refusal_sentence(refusal)}")
            return False
        self.stdout.write(self.style.SUCCESS(f"{path}: {draft.title}"))
        self.stdout.write(f"  {reverse('wagtailadmin_pages:edit', args=[draft.pk])}")
        for notice in report:
            self.stdout.write(f"  - {notice_sentence(notice)}")
        return True

    def _index(self, slug: str | None) -> NewsIndexPage:
        found = NewsIndexPage.objects.filter(**({"slug": slug} if slug else {})).first()
        if found is None:
            raise CommandError(_("There is no news index with the slug “%(slug)s”.") % {"slug": slug or ""})
        return found

    def _user(self, email: str | None) -> User | None:
        if not email:
            return None
        found = User.objects.filter(email__iexact=email).first()
        if found is None:
            raise CommandError(_("There is no user with the e-mail address %(email)s.") % {"email": email})
        return found
