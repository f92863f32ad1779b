"""A file for download."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.search import index

from vietnamese.text import fold


class CustomDocument(AbstractDocument):
    """A file that readers download; ours from the first migration, so that it can grow without moving house."""

    admin_form_fields = WagtailDocument.admin_form_fields

    search_fields = [*AbstractDocument.search_fields, index.SearchField("folded"), index.AutocompleteField("folded")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def folded(self) -> str:
        """What the search reads for those who type without accents."""
        return fold(self.title)
