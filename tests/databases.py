"""Which database the tests run on, which of them run on both, and the whole toolbox: loaded once, then copied."""

import fcntl
import hashlib
import sqlite3
from contextlib import closing
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.db import connection

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
# What PostgreSQL may answer otherwise than SQLite: what stores and refuses, finds and orders, counts and exports, locks
# and goes back. The other tests are about what a page says of the same answers; the walk over the site and the lists
# and forms of the desk ask every page its questions on PostgreSQL too.
ON_BOTH = (
    "test_admin_pages.py",
    "test_crawl.py::test_every_link_inside_the_site_works",
    "test_odd_addresses.py",
    "toolbox/admin/test_lists.py::test_choosing_an_entry",
    "toolbox/admin/test_lists.py::test_list_answers_whatever",
    "toolbox/admin/test_lists.py::test_search_at_the_desk",
    "toolbox/content",
    "toolbox/editorial/history",
    "toolbox/editorial/importing/test_damage.py",
    "toolbox/editorial/importing/test_moments.py::test_change_of_something_else",
    "toolbox/editorial/importing/test_rows.py",
    "toolbox/editorial/test_merging.py",
    "toolbox/links/test_run.py",
    "toolbox/opendata",
    "toolbox/search",
    "toolbox/serving/test_database.py",
    "toolbox/test_models.py",
    "toolbox/test_order.py",
    "toolbox/usage",
)
LOADED = settings.BASE_DIR / "build" / "tests"
SOURCES = (
    *(f"{app}/**/*.py" for app in ("toolbox", "fiches", "buurtanalyse")),
    "fixtures/**/*.yaml",
    "toolbox/search/language/data/*",
    "constraints.txt",
)


def load_toolbox():
    """The whole toolbox in the database of the tests, which is empty.

    On SQLite the file of an earlier run is copied into it, as long as code, fixtures and day are the same; runs that
    start together wait for the one that makes it.
    """
    if not ON_SQLITE:
        call_command("load_toolbox", verbosity=0)
        return
    LOADED.mkdir(parents=True, exist_ok=True)
    file = LOADED / f"{state_of_the_code()}.sqlite3"
    with (LOADED / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            make(file)
    with closing(sqlite3.connect(file)) as loaded:
        connection.ensure_connection()
        loaded.backup(connection.connection)


def make(file):
    """Load the toolbox, and keep it in a file instead of those of before."""
    call_command("migrate", verbosity=0)
    call_command("load_toolbox", verbosity=0)
    for older in file.parent.glob("*.sqlite3"):
        older.unlink()
    busy = file.with_suffix(".busy")
    with closing(sqlite3.connect(busy)) as target:
        connection.connection.backup(target)
    busy.rename(file)


def state_of_the_code():
    """A number for all that makes up a loaded database, and for today: what is new is counted from the load."""
    summed = hashlib.sha256(str(date.today()).encode())
    for pattern in SOURCES:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            summed.update(path.read_bytes())
    return summed.hexdigest()[:16]
