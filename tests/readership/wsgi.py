"""What the tests of several processes have granian serve: counting alone, which starts in no time, or the whole site.

KNOWN_PAGES says which pages are known to be countable, and KEY_PREFIX under which keys Redis keeps what the test reads.
"""

import os

from django.conf import settings

settings.CACHES["default"]["KEY_PREFIX"] = os.environ["KEY_PREFIX"]


def say_who(environ, start_response):
    """Which worker this is."""
    start_response("200 OK", [])
    return [str(os.getpid()).encode()]


def counting():
    from pagecache import generation
    from readership.beacon import BeaconFront, countable

    for page in os.environ["KNOWN_PAGES"].split(","):
        countable.add(os.environ["SERVED_AS"], int(page), generation.current())
    return BeaconFront(say_who)


def whole_site():
    from config.wsgi import application

    return application


application = counting() if "KNOWN_PAGES" in os.environ else whole_site()
