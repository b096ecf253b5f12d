"""Which database the tests run on, which of them run on both, and the whole toolbox: loaded once, then copied."""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
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
    """The whole toolbox in the database of the tests, which is empty."""
    if not ON_SQLITE:
        call_command("load_toolbox", verbosity=0)
        return
    connection.ensure_connection()
    copy(kept("toolbox", make_loaded), connection.connection)


def migrated():
    """The file of a SQLite database with all tables and nothing in them."""
    return kept("leeg", make_migrated)


def kept(name, make):
    """The file that `make(file)` makes: that of an earlier run, as long as code, fixtures and day are the same.

    Runs that start together wait for the one that makes it.
    """
    LOADED.mkdir(parents=True, exist_ok=True)
    file = LOADED / f"{name}-{state_of_the_code()}.sqlite3"
    with (LOADED / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            busy = file.with_suffix(".busy")
            busy.unlink(missing_ok=True)
            make(busy)
            for older in LOADED.glob(f"{name}-*.sqlite3"):
                older.unlink()
            busy.rename(file)
    return file


def make_loaded(file):
    """Load the toolbox in the database of the tests, and copy it into the file."""
    call_command("migrate", verbosity=0)
    call_command("load_toolbox", verbosity=0)
    with closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target)


def make_migrated(file):
    """Make a database as an operator does."""
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}  # that of the tests
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=env | {"DATABASE_URL": f"sqlite:///{file}"}, check=True)  # noqa: S603


def copy(file, target):
    """Copy all that is in the file into an open connection."""
    with closing(sqlite3.connect(file)) as source:
        source.backup(target)


def state_of_the_code():
    """A number for all that makes up a loaded database, and for today: what is new is counted from the load."""
    summed = hashlib.sha256(str(date.today()).encode())
    for pattern in SOURCES:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            summed.update(path.read_bytes())
    return summed.hexdigest()[:16]
