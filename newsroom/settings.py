"""One settings file. All that differs between machines comes from the environment."""

from pathlib import Path

from newsroom import environment, languages

BASE_DIR = Path(__file__).resolve().parent.parent
_environment = environment.read()
VAR_DIR = _environment.var

# --- The site and its safety ---

DEBUG = _environment.debug
SECRET_KEY = _environment.secret_key
SITE_URL = _environment.site.geturl()
_HTTPS = _environment.site.scheme == "https"

ALLOWED_HOSTS = _environment.allowed_hosts or [
    _environment.site.hostname,
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = _environment.csrf_trusted_origins or [SITE_URL]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Believed only where SITE_URL has https: the proxy there must drop a visitor's own such header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_SSL_REDIRECT = _HTTPS and _environment.ssl_redirect
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
AUTHENTICATION_BACKENDS = ["newsroom.accounts.Backend"]
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "newsroom.csrf.failure"


# A long body is one field of about 400 kB; a thousand fields are more than any form here has.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640  # nobody else on this machine reads originals
FILE_UPLOAD_HANDLERS = [
    "newsroom.uploads.AsSent",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "newsroom.uploads_on_disk.OnDisk",
]

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
    "newsroom.compression.CompressedForReaders",
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

# Off behind a pool that hands out another connection for each transaction (PgBouncer).
PREPARED_STATEMENTS = _environment.prepared_statements
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": _environment.test_database_name},
        **_environment.database,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Language and time ---

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = languages.with_catalogue(LOCALE_PATHS[0], LANGUAGE_CODE)
DATE_FORMAT = "j F Y"  # in languages for which Django knows of no other
TIME_ZONE = _environment.time_zone
USE_TZ = True

# --- Files ---

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": _environment.pictures,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- Newsroom ---

FOUR_EYES = _environment.four_eyes  # nobody approves what they wrote alone
FEED_AUTHORITY = _environment.feed_authority  # begins the ids of stories in feeds
TAGGIT_CASE_INSENSITIVE = True

# --- Mail to staff, and messages for whoever runs it ---

EMAIL_BACKEND = _environment.mail.backend
EMAIL_HOST, EMAIL_PORT = _environment.mail.host, _environment.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _environment.mail.user, _environment.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _environment.mail.starttls, _environment.mail.tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = _environment.mail_from or f"newsroom@{_environment.site.hostname}"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": _environment.log_level},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "botocore": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # a wrong address is no event
    },
}
