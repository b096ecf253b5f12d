"""Which database the tests run on."""

import pytest
from django.conf import settings

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
# What SQLite has nothing to do with. `make test` runs everything on both, so it is always tried.
on_postgresql = pytest.mark.skipif(ON_SQLITE, reason="about PostgreSQL alone: the other half of make test tries it")
