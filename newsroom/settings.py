"""One settings file. All that differs between machines comes from the environment."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from newsroom import database, devdb

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = devdb.var_directory()


def _words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def _flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value not in ("", "0", "1", "no", "yes", "false", "true"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return default if value == "" else value in ("1", "yes", "true")


def _secret_key() -> str:
    """`SECRET_KEY`, else one that is made once and kept in var/, readable by this user only."""
    if os.environ.get("SECRET_KEY"):
        return os.environ["SECRET_KEY"]
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        devdb.make_folder(VAR_DIR)
        new = VAR_DIR / f"secret_key.{secrets.token_hex(4)}"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50))
        try:
            os.link(new, kept)  # fails, unlike a rename, when another process has just made one
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return kept.read_text()


# --- The site and its safety ---

DEBUG = _flag("DEBUG", default=False)
SECRET_KEY = _secret_key()
SITE_URL = os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}")
SITE_URL = SITE_URL.rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in ("http", "https") or not _site.hostname:
    raise ImproperlyConfigured("SITE_URL must be like https://news.example")
_HTTPS = _site.scheme == "https"

ALLOWED_HOSTS = _words("ALLOWED_HOSTS") or [_site.hostname, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = _words("CSRF_TRUSTED_ORIGINS") or [SITE_URL]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Believed only where SITE_URL has https: the proxy there must drop a visitor's own such header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_SSL_REDIRECT = _HTTPS and _flag("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
# Whether subdomains have https, and are in browsers' lists, is for the domain's owner to say.
# Ours is the framework's CSRF protection, confined to the admin (newsroom/staff_only.py).
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W005", "security.W021"]
X_FRAME_OPTIONS = "DENY"

# Cookies are staff's. Readers' pages lie outside this path, so a browser never sends them there.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
LOGIN_URL = "admin:login"


# A long body is one field of about 400 kB; a thousand fields are more than any form here has.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o644

# --- Parts ---

INSTALLED_APPS = [
    "newsroom",
    "articles",
    "feedback",
    "taggit",
    "django_prose_editor",
    "newsroom.admin_config.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
# No LocaleMiddleware: the URL says the language. On a page that does not look at the session or
# the user, none of these sets a cookie or adds Vary: Cookie.
MIDDLEWARE = [
    "newsroom.head.NoBodyForHead",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.csp.ContentSecurityPolicyMiddleware",
    "newsroom.staff_only.Session",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "newsroom.staff_only.Csrf",
    "newsroom.staff_only.Authentication",
    "newsroom.staff_only.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.variant.BetaTemplates",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
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
            ]
        },
    }
]

# --- Database ---

_database_url = os.environ.get("DATABASE_URL")
# Off behind a pool that hands out another connection for each transaction (PgBouncer).
PREPARED_STATEMENTS = _flag("PREPARED_STATEMENTS", default=True)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": os.environ.get("TEST_DATABASE_NAME") or "test_newsroom"},
        **(
            database.from_url(_database_url)
            if _database_url
            else database.from_embedded(devdb.newsroom_server())
        ),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Language and time ---

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German")), ("ar", _("Arabic"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = os.environ.get("TIME_ZONE") or "UTC"
USE_TZ = True

# --- Files ---

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- Newsroom ---

FOUR_EYES = _flag("FOUR_EYES", default=True)  # nobody approves what they wrote alone
TAGGIT_CASE_INSENSITIVE = True

# --- Messages for whoever runs it ---

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL") or "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # a wrong address is no event
    },
}
