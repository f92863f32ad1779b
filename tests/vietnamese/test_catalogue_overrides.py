"""The whole interface speaks Vietnamese: what the installed packages leave untranslated, we translate.

Wagtail, Django and the smaller packages ship incomplete Vietnamese catalogues, or none. Ours in
`site/vietnamese/locale` fills the gaps and stands before theirs in LOCALE_PATHS. These tests read catalogue
files only, so that an upgrade that brings new sentences fails here, with the list of what to translate.
"""

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from django.conf import settings

ROOT = Path(__file__).parents[2]
OURS = ROOT / "site" / "vietnamese" / "locale" / "vi" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")

# Beside INSTALLED_APPS: Django's own catalogue, production's database, and what typed tables are built on.
ALWAYS_IN_USE = ("django.conf", "django.contrib.postgres", "wagtail.contrib.table_block")
# Babel knows these as gettext, pgettext, …; Django's packages mostly call the lazy kind.
LAZY_KEYWORDS = {f"{name}_lazy": spec for name, spec in DEFAULT_KEYWORDS.items()}

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdr]|\{\w*\}|</?[a-z][^>]*>")
# The house writes xóa, khỏe, hủy: the tone mark on the first of two closing vowels.
NEW_STYLE_TONE = re.compile(r"o[àáảãạèéẻẽẹ]\b|(?<!q)u[ỳýỷỹỵ]\b", re.IGNORECASE)


def folder_of(package: str) -> Path:
    """The folder of an installed package, found without importing the package's own modules."""
    top, *rest = package.split(".")
    return Path(find_spec(top).origin).parent.joinpath(*rest)


def installed_packages() -> list[str]:
    """The packages of other people whose sentences can reach a screen of this site."""
    apps = {entry.partition(".apps.")[0] for entry in settings.INSTALLED_APPS}
    rooms = {
        name for name in apps if any((parent / name.replace(".", "/")).is_dir() for parent in (ROOT, ROOT / "site"))
    }
    return sorted(apps - rooms | set(ALWAYS_IN_USE))


@cache
def catalogue(path: Path) -> polib.POFile:
    """One catalogue file; an absent one has no entries."""
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def needed_messages(package: str, domain: str) -> set[tuple]:
    """Every message of a package as (context, msgid, is plural).

    They come from its 'en' catalogue; of a package that ships none (django_filters, django_tasks), from its
    Python source.
    """
    folder = folder_of(package)
    english = folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    if english.exists():
        return {(e.msgctxt, e.msgid, bool(e.msgid_plural)) for e in catalogue(english)}
    if domain != "django" or package.startswith(("django.", "wagtail.")):
        return set()
    found = extract_from_dir(
        folder,
        method_map=[("**/tests/**", "ignore"), ("**.py", "python")],
        keywords={**DEFAULT_KEYWORDS, **LAZY_KEYWORDS},
    )
    return {
        (context, message if isinstance(message, str) else message[0], not isinstance(message, str))
        for _file, _line, message, _comments, context in found
        if message
    }


def translated_messages(path: Path) -> set[tuple]:
    return {(e.msgctxt, e.msgid, bool(e.msgid_plural)) for e in catalogue(path) if e.translated()}


def placeholders(text: str) -> set[str]:
    """The parts of a message that code and browsers read, and that a translation must keep."""
    return set(PLACEHOLDER.findall(text))


def accepted_placeholders(entry: polib.POEntry) -> tuple[set[str], ...]:
    """What the translation of an entry may hold.

    Vietnamese has one form for every number, so it carries what the English plural carries. Where the singular
    has placeholders too, and fewer, `pybabel compile` accepts only those.
    """
    singular, plural = placeholders(entry.msgid), placeholders(entry.msgid_plural)
    return (plural, singular or plural) if entry.msgid_plural else (singular,)


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("package", installed_packages())
def test_every_message_of_a_package_has_a_vietnamese_translation(package):
    missing = []
    for domain in DOMAINS:
        theirs = folder_of(package) / "locale" / "vi" / "LC_MESSAGES" / f"{domain}.po"
        translated = translated_messages(theirs) | translated_messages(OURS / f"{domain}.po")
        untranslated = needed_messages(package, domain) - translated
        missing += sorted(f"{domain}: {context or ''} {msgid!r}" for context, msgid, _plural in untranslated)

    assert not missing, f"{len(missing)} messages of {package} lack Vietnamese:\n" + "\n".join(missing)


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_catalogue_is_complete_and_sorted(domain):
    ours = catalogue(OURS / f"{domain}.po")
    keys = [(entry.msgid, entry.msgctxt or "") for entry in ours]

    assert ours.metadata["Language"] == "vi"
    assert ours.metadata["Plural-Forms"].startswith("nplurals=1")
    assert keys, "an empty catalogue would pass every other test"
    assert [e.msgid for e in ours if not e.translated() or e.fuzzy] == []
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_and_tags_survive_translation(domain):
    differing = [
        f"{entry.msgid!r} → {translation!r}"
        for entry in catalogue(OURS / f"{domain}.po")
        for translation in translations(entry)
        if placeholders(translation) not in accepted_placeholders(entry)
    ]

    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("domain", DOMAINS)
def test_spelling_is_composed_and_of_one_style(domain):
    texts = [t for e in catalogue(OURS / f"{domain}.po") for t in translations(e)]

    assert [t for t in texts if unicodedata.normalize("NFC", t) != t] == []
    assert [t for t in texts if NEW_STYLE_TONE.search(t)] == []
