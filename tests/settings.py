"""The project's settings, but for a server, passwords and files that are thrown away."""

import os
import tempfile
from pathlib import Path

from newsroom import database, devdb, storage
from newsroom.settings import *  # noqa: F403
from newsroom.settings import DATABASES, STORAGES

if not os.environ.get("DATABASE_URL"):
    DATABASES["default"].update(database.from_embedded(devdb.server_for_tests()))

SECRET_KEY = "for tests only"
SITE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"newsroom-test-media-{os.getpid()}"
STORAGES["default"] = storage.LOCAL
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
