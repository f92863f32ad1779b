"""What holds in every place. A value that differs from place to place comes from the environment.

Every optional service has an embedded default, so that the site runs with nothing beside it:

=================  =======================================  =====================================
variable           without it                               with it
=================  =======================================  =====================================
DATABASE_URL       SQLite, var/db.sqlite3                   PostgreSQL: postgres://user:pw@host/db
REDIS_URL          file caches, var/cache and var/pages     Redis: redis://host:6379/0
S3_BUCKET          files in var/media, served by us         S3-compatible object storage
EMAIL_URL          mails are printed on the console         SMTP: smtp+tls://user:pw@host:587
DATA_DIR           var/ beside manage.py                    where state is kept
=================  =======================================  =====================================
"""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from images import cutting, intake

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- Applications -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "operations",
    "demo",
    "home",
    "search",
    "news",
    "gallery",
    "events.registration",
    "events.calendars",
    "events",
    "navigation",
    "pages",
    "ratings",
    "readership",
    "topics",
    "accounts",
    "units",
    "documents",
    "images",
    "pagecache",
    "vietnamese",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.UsersAdminConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    # Without "allauth" itself, whose app only brings English pages: every page and mail of these three is ours.
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "operations.middleware.RefuseUnstorableText",
    "django.middleware.security.SecurityMiddleware",
    "operations.middleware.RefuseOtherMethods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pagecache.middleware.CompressText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.MarkSignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.RequireSecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
# Our templates stand in for Django's form templates and Wagtail's admin templates alike.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# --- Database, cache, tasks -------------------------------------------------------------------

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock when a transaction begins, so
    # that two writers queue for `timeout` seconds instead of failing with 'database is locked' half-way.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=NORMAL;"
            "PRAGMA mmap_size=268435456;"
            "PRAGMA cache_size=-20000;"
            "PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
# `default` is for values, `pages` for whole answers, which would crowd the others out.
if REDIS_URL:
    _REDIS = {
        "BACKEND": "pagecache.lenient.LenientRedisCache",
        "LOCATION": REDIS_URL,
        # A server that hangs must not make readers wait; without it pages are made anew.
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 2},
    }
    CACHES = {"default": _REDIS, "pages": {**_REDIS, "KEY_PREFIX": "pages"}}
else:
    # Files rather than memory: every process of the machine sees the same cache.
    _FILES = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
    CACHES = {
        "default": {**_FILES, "LOCATION": DATA_DIR / "cache"},
        "pages": {**_FILES, "LOCATION": DATA_DIR / "pages"},
    }

# Public pages are kept whole (pagecache/front.py) and made anew after so many seconds, or when the site changes.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=300)
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MEGABYTES", default=64) * 2**20
# The fields of a query that public pages understand, all of them numbers, and where they do. Others are not shown to
# the pages, or each would be a page of its own.
PAGE_CACHE_QUERY_NUMBERS = {
    "trang": ("/tin-tuc/", "/thu-vien-anh/", "/lich/danh-sach/"),
    "nam": ("/tin-tuc/tim-ngay/", "/lich/chon/"),
    "thang": ("/tin-tuc/tim-ngay/", "/lich/chon/"),
    # Months begin with 2, their year; a feed is the same whatever stands behind it.
    **dict.fromkeys(("loai", "su-kien", "noi-dung", "don-vi"), ("/lich/2", "/lich/danh-sach/", "/lich/chon/")),
    "p": ("/sitemap",),
}
# What begins like this is answered anew each time: what differs from person to person, and what is kept elsewhere.
PAGE_CACHE_EXEMPT = [
    "/quan-tri/",
    "/tai-lieu/",
    "/media/",
    "/static/",
    "/health/",
    "/tim-kiem/",
    "/luot-xem/",
    "/danh-gia/",
    "/_util/",
    "/tai-khoan/",
    "/dang-ky/",
    "/lich/rieng/",
]

# And what ends like this, wherever it is: a download is streamed, and can be larger than all pages together.
PAGE_CACHE_EXEMPT_ENDS = ["/tai-ve/"]

# Rows in the database, taken up by `manage.py run_worker`: no broker to install, nothing lost at a restart.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_overview"  # who has work to do goes on to it (accounts/adapters.py)
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # somebody whose password or second factor changes is written to
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # so that a reset for nobody takes as long as one for somebody
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {"signup": "accounts.forms.SignUpForm"}

MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # an office's clock may be half a minute off
# Whether those who may use the admin need a second factor to reach it, and the portal (accounts/middleware.py).
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=False)
# How long an invitation to represent a unit can be accepted.
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)

# --- Readers ----------------------------------------------------------------------------------

# How many of our own proxies stand between a reader and us. Each appends to X-Forwarded-For; what stands further left
# was written by the client.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# A reader who comes back to a page within this time has not read it again.
READERSHIP_WINDOW_SECONDS = env.int("READERSHIP_WINDOW_SECONDS", default=1800)
# New votes for one page that are taken from one network within an hour. An office has one address for all.
RATINGS_PER_NETWORK = env.int("RATINGS_PER_NETWORK", default=15)

# --- Festivals --------------------------------------------------------------------------------

# So many months after a festival, `manage.py anonymise_participants` takes the data of those away who have entered
# none since. Festivals are yearly: a unit's list is kept until the next one's registration, and not much longer.
PARTICIPANT_KEEP_MONTHS = env.int("PARTICIPANT_KEEP_MONTHS", default=15)

# --- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# Ours come first, so that they complete and correct what Django's and Wagtail's own catalogues lack.
LOCALE_PATHS = [SITE_DIR / "locale", SITE_DIR / "vietnamese" / "locale"]
FORMAT_MODULE_PATH = ["vietnamese.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.staticfiles.SiteStaticFilesStorage"},
}
S3_BUCKET = env("S3_BUCKET", default="")
if S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env("S3_ENDPOINT_URL", default=None),
            "region_name": env("S3_REGION", default=None),
            "access_key": env("S3_ACCESS_KEY", default=None),
            "secret_key": env("S3_SECRET_KEY", default=None),
            "custom_domain": env("S3_PUBLIC_HOST", default=None),
            "querystring_auth": env.bool("S3_SIGNED_ADDRESSES", default=False),
            "signature_version": "s3v4",  # the older one is refused by AWS and most others
            "default_acl": None,
            "file_overwrite": False,
        },
    }
    # Through us and not by a redirect to the bucket: a document of a closed collection must stay closed.
    WAGTAILDOCS_SERVE_METHOD = "serve_view"
WHITENOISE_MAX_AGE = 3600
FILE_UPLOAD_PERMISSIONS = 0o644
# A form is text; files are streamed to disk and have their own limits where they are taken in.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Mail -------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 30  # a mail server that hangs must not hold a worker
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="khoi-thi-dua@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Wagtail ----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Khối thi đua"
# The address under which readers know the site; without it, pages speak of the host that they were asked under.
SITE_URL = env("SITE_URL", default="").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL or "http://localhost:8000"
WAGTAIL_I18N_ENABLED = False
# One door: the site's own pages sign people in and change their passwords (accounts/urls.py).
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh", "UTC"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # people's addresses are not told to a third party
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the e-mail address is the account
WAGTAILIMAGES_IMAGE_MODEL = "images.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "images.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = intake.MAX_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = intake.MAX_PIXELS
WAGTAILIMAGES_JPEG_QUALITY = cutting.QUALITY["jpeg"]  # of the thumbnails that the admin makes by itself
WAGTAILDOCS_DOCUMENT_MODEL = "documents.CustomDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "documents.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "doc", "xls", "ppt", "csv", "txt", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# --- Security ---------------------------------------------------------------------------------

X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of the same site
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Where something may be sent to. All other addresses are only read (operations/middleware.py).
TAKES_POST = [
    "/quan-tri/",
    "/tai-lieu/",
    "/_util/",
    "/luot-xem/",
    "/danh-gia/",
    "/dang-ky/",
    "/tai-khoan/",
    "/lich/rieng/",
]
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_tokens": {"()": "events.calendars.tokens.LeaveOutTokens"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_tokens"]},
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
