"""The form for files."""

from wagtail.documents.forms import BaseDocumentForm

from vietnamese.forms import CleanTextMixin
from vietnamese.text import file_name


class DocumentForm(CleanTextMixin, BaseDocumentForm):
    """Wagtail's form, with texts composed (NFC) and a file name that every system and mail program takes."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            file.name = file_name(file.name)
        return file
