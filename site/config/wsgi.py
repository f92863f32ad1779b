"""The WSGI entry that granian serves: `granian --interface wsgi config.wsgi:application`, with site/ on PYTHONPATH.

From the outside in: the page cache answers for public pages, the beacon's front counts views; what neither knows goes
on to Django, unless it is written in another charset than our pages.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from operations.charset import RefuseOtherCharsets
from pagecache.front import PageCache
from readership.beacon import BeaconFront

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

site = BeaconFront(RefuseOtherCharsets(get_wsgi_application()))

# Whoever works on a template wants to see what they have just written.
application = site if settings.DEBUG else PageCache(site)
