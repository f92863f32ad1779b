"""Fails when the Vietnamese catalogue lacks a msgid of the code and the templates, or holds one fuzzy or untranslated.

Run from the project's root. It collects the msgids anew into a copy, so that the work tree stays as it is.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

CATALOGUES = Path("site/locale/vi/LC_MESSAGES")
SOURCES = ("site", "news", "gallery", "events", "templates")


def collected(domain: str) -> polib.POFile:
    """The msgids of today's code and templates."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for source in SOURCES:
            shutil.copytree(source, copy / source, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        shutil.copy("manage.py", copy)
        command = [sys.executable, "manage.py", "makemessages", "-l", "vi", "-d", domain, "--no-obsolete", "-v", "0"]
        subprocess.run(command, cwd=copy, check=True)
        return polib.pofile(str(copy / CATALOGUES / f"{domain}.po"))


def problems(domain: str) -> list[str]:
    catalogue = polib.pofile(str(CATALOGUES / f"{domain}.po"))
    stored = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    # A catalogue whose header is fuzzy is passed over whole by the compiler, which says so and succeeds.
    found = ["the header is marked fuzzy"] if catalogue.metadata_is_fuzzy else []
    for entry in collected(domain):
        known = stored.get((entry.msgctxt, entry.msgid))
        where = ", ".join(sorted({file for file, _ in entry.occurrences}))
        if known is None:
            found.append(f"missing: {entry.msgid!r} ({where})")
        elif known.fuzzy or not known.translated():
            found.append(f"not translated: {entry.msgid!r} ({where})")
    return found


if __name__ == "__main__":
    found = problems("django")
    print("\n".join(found) if found else "The Vietnamese catalogue is complete.")
    sys.exit(1 if found else 0)
