"""The settings of the site, made quiet and fast for tests."""

import os

os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from jinja2 import StrictUndefined

from toolbox.settings import *  # noqa: F403

SECRET_KEY = "only-for-tests"
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no warning about an absent STATIC_ROOT
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
TEMPLATES[0]["OPTIONS"]["undefined"] = StrictUndefined  # noqa: F405
