"""The site for its readers. It does not start without a key, its hosts and its address."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import env

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("development-only"):
    raise ImproperlyConfigured("SECRET_KEY must be random and at least 50 characters long.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's hosts, without '*'.")
ALLOWED_HOSTS += ["127.0.0.1", "localhost"]  # the machine asks itself for /health/
SITE_URL = env("SITE_URL").rstrip("/")
if urlsplit(SITE_URL).scheme != "https" or not urlsplit(SITE_URL).hostname:
    raise ImproperlyConfigured("SITE_URL must be the site's public address and begin with https://.")
WAGTAILADMIN_BASE_URL = SITE_URL
CSRF_TRUSTED_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(SITE_URL))]
EXAMPLE_CONTENT = False

# TLS ends at the proxy in front, which must set this header itself and drop what a client sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked by the machine itself, without TLS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=True)
SESSION_COOKIE_AGE = 60 * 60 * 12
# Wagtail shows previews in a frame of the same site, so X_FRAME_OPTIONS is SAMEORIGIN and not DENY.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
