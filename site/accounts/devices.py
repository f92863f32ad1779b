"""'Chrome, Windows' of what a browser calls itself: enough to know one's own devices apart."""

from django.utils.translation import gettext as _

# The first that is found holds: each of these calls itself by some of the later names too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def describe(user_agent: str) -> str:
    """The browser and the system; what is not known is said to be so."""
    named = [_find(user_agent, BROWSERS), _find(user_agent, SYSTEMS)]
    return ", ".join(filter(None, named)) or _("Unknown device")


def _find(user_agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in user_agent), "")
