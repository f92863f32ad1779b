"""`make run`: the site on one machine with nothing beside it.

Errors look as readers see them; DEBUG=1 opens the hood.
"""

from .base import *
from .base import env

DEBUG = env.bool("DEBUG", default=False)
# A key that everyone can read signs nothing of worth; production demands its own.
SECRET_KEY = env("SECRET_KEY", default="development-only-key-that-production-refuses")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
EXAMPLE_CONTENT = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
