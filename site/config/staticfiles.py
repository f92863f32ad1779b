"""Static files under names that carry their content's hash, and one style sheet instead of many.

`css/site.css` lists a file a component by `@import`, which is how people read and edit it. A browser would fetch
them one after the other, so collectstatic writes their text into `css/site.css` in place of the imports.
"""

import re
from collections.abc import Callable
from pathlib import Path

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_SHEET = "css/site.css"
IMPORT = re.compile(r"""@import\s+(?:url\()?["']([\w./-]+)["']\)?(?:\s+layer\(([\w.-]+)\))?\s*;""")


def inline_imports(css: str, read: Callable[[str], str]) -> str:
    """Puts the text of each `@import "name.css" layer(x);` in its place, inside `@layer x { … }` when a layer is named.

    `read` gives the text of an imported file by the name that stands in the import.
    """

    def text_of(match: re.Match[str]) -> str:
        name, layer = match.groups()
        text = inline_imports(read(name), read).strip()
        return f"@layer {layer} {{\n{text}\n}}" if layer else text

    return IMPORT.sub(text_of, css)


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files; see the module's text for the style sheet."""

    def post_process(self, paths, dry_run=False, **options):
        if STYLE_SHEET in paths and not dry_run:
            # From the sources: the collected sheet of last time has its imports inlined already.
            source, name = paths[STYLE_SHEET]
            folder = Path(source.path(name)).parent
            css = inline_imports((folder / "site.css").read_text(), lambda name: (folder / name).read_text())
            self.delete(STYLE_SHEET)
            self._save(STYLE_SHEET, ContentFile(css.encode()))
            paths = {**paths, STYLE_SHEET: (self, STYLE_SHEET)}
        yield from super().post_process(paths, dry_run, **options)
