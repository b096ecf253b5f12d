"""A database apart from that of the tests, of the same kind: a backup and a restore need a whole one."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.databases import ON_SQLITE, migrated
from toolbox.settings import BASE_DIR

CREATE = (
    "from toolbox.models import Owner, Tool; "
    "Tool.objects.create(name='Buurtkaart', slug='buurtkaart', summary='Kaart.', "
    "questions='Regel 1\\nregel 2 \\\\.', "
    "status='gepubliceerd').owners.add(Owner.objects.create(name='Odisee', slug='odisee'))"
)


class Site:
    """An installation with one tool; `manage` runs a command in it as an operator would."""

    def __init__(self, folder, url):
        self.folder = folder
        self.url = url
        self.backups = folder / "kopieën"
        self.env = os.environ | {"DATABASE_URL": url, "BACKUP_DIR": str(self.backups)}
        self.env.pop("DJANGO_SETTINGS_MODULE", None)  # the tests have their own

    def manage(self, *arguments):
        """The ended command, with what it said and what it complained about."""
        return self.python("manage.py", *arguments)

    def python(self, *arguments):
        """The same of any other program in Python."""
        return subprocess.run(  # noqa: S603
            [sys.executable, *arguments],
            cwd=BASE_DIR,
            env=self.env,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def sql(self, statement):
        """The first value that a statement gives; another process than the site's."""
        if ON_SQLITE:
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"), isolation_level=None)) as connection:
                row = connection.execute(statement).fetchone()
        else:
            with psycopg.connect(self.url) as connection:
                cursor = connection.execute(statement)
                row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None

    def name(self):
        return self.sql("SELECT name FROM toolbox_tool")

    def rename(self, name):
        self.sql(f"UPDATE toolbox_tool SET name = '{name}'")  # noqa: S608  names of these tests

    def version(self):
        return self.sql("SELECT token FROM toolbox_catalogueversion")

    def backup(self):
        done = self.manage("backup")
        assert done.returncode == 0, done.stderr
        return self.last_backup()

    def last_backup(self):
        return sorted(self.backups.glob("toolbox-*[!6]"))[-1]


def make(site):
    """Fill a new database."""
    if site.url.startswith("sqlite"):
        shutil.copyfile(migrated(), site.url.removeprefix("sqlite:///"))
    else:
        assert site.manage("migrate", "-v0").returncode == 0
    done = site.manage("shell", "--no-imports", "-c", CREATE)
    assert done.returncode == 0, done.stderr


@contextmanager
def database(folder, name, like=None):
    """The URL of a new database, empty or a copy of the one at the URL `like`, that is gone afterwards."""
    if ON_SQLITE:
        path = folder / f"{name}.sqlite3"
        if like:
            shutil.copyfile(like.removeprefix("sqlite:///"), path)
        yield f"sqlite:///{path}"
        return
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}_{os.getpid()}")
    template = f"TEMPLATE {urlsplit(like).path[1:]}" if like else ""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {url.path[1:]} {template}")
        try:
            yield urlunsplit(url)
        finally:
            server.execute(f"DROP DATABASE {url.path[1:]} WITH (FORCE)")


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The URL of a filled database that each test gets a copy of."""
    folder = tmp_path_factory.mktemp("voorbeeld")
    with database(folder, "voorbeeld") as url:
        make(Site(folder, url))
        yield url


@pytest.fixture(scope="session")
def example_backups(example, tmp_path_factory):
    """The folder with a backup of that database, as the command makes it."""
    site = Site(tmp_path_factory.mktemp("gekopieerd"), example)
    site.backup()
    return site.backups


@pytest.fixture
def site(example, tmp_path):
    """A site on a database of its own."""
    with database(tmp_path, "proef", like=example) as url:
        yield Site(tmp_path, url)


@contextmanager
def without_content(folder):
    """A site on a database with nothing in it, as on a new machine."""
    with database(folder, "leeg") as url:
        yield Site(folder, url)
