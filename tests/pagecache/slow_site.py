"""A site whose pages take their time, behind the page cache; for tests that start it under granian.

Each page that is made adds a line to DATA_DIR/made: the process that made it. `/quick/` takes no time.
"""

import os
import time

import django
from django.conf import settings

from pagecache import flight
from pagecache.front import PageCache

django.setup()

if "WITHOUT_LOCK" in os.environ:  # the control: what happens when nobody waits for anybody
    flight.fcntl.flock = lambda *_: None


def site(environ, start_response):
    if environ["PATH_INFO"] != "/quick/":
        with (settings.DATA_DIR / "made").open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(float(os.environ["PAGE_TAKES"]))
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"a page " * 100]


application = PageCache(site)
