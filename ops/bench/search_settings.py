"""The site as in production, with a bare view beside it and nothing kept: every answer is made."""

import os

os.environ.setdefault("DEBUG", "1")

from toolbox.settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "ops.bench.search_urls"
WHITENOISE_AUTOREFRESH = True
LOGGING_CONFIG = None
