"""Where and in which order tests run, and what those of every part ask for: the toolbox, an editor, the desk."""

import gc
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from ops.torture.site import Site
from tests import factories
from tests.databases import ON_BOTH, ON_SQLITE, copy, load_toolbox, migrated
from toolbox.models import Tool

# The same examples every time: a run that fails fails again. `--hypothesis-profile default` looks for new ones.
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis_settings.load_profile("steady")

# Much lives long here: pages that are kept, the whole toolbox. To look through all of it so often costs up to a tenth.
gc.set_threshold(50_000, 20, 100)

ALL_FACTORIES = [
    value
    for value in vars(factories).values()
    if isinstance(value, type) and issubclass(value, factories.Factory) and not value._meta.abstract
]


HERE = Path(__file__).parent


def pytest_itemcollected(item):
    """Mark what needs a browser, and what runs on PostgreSQL too: what asks a database that may answer otherwise."""
    path = item.path.relative_to(HERE).as_posix()
    if path.startswith("browser/"):
        item.add_marker("browser")
    if item.get_closest_marker("only_postgresql"):
        item.add_marker("postgresql")
    elif (
        not item.get_closest_marker("only_sqlite")
        and f"{path}::{item.name}".startswith(ON_BOTH)
        and ({"db", "transactional_db"} & {*item.fixturenames} or has_database(item))
    ):
        item.add_marker("postgresql")


def has_database(item, **how):
    """Whether a test is marked to use the database, in this way."""
    marker = item.get_closest_marker("django_db")
    return bool(marker) and how.items() <= marker.kwargs.items()


def empties_the_database(item):
    """Whether a test leaves the database empty: then it saves for real, instead of turning everything back."""
    return "transactional_db" in item.fixturenames or has_database(item, transaction=True)


def pytest_collection_modifyitems(config, items):
    """Without those about the other database alone, which the other stream of make test tries. Tests on their own data
    first, then those that read the whole toolbox, last those that empty the database.

    The toolbox is loaded once and stays in the test database. A test that makes its own data must not find it there.
    """

    def group(item):
        if empties_the_database(item):
            return 2
        return 1 if "toolbox" in item.fixturenames else 0

    elsewhere = [item for item in items if item.get_closest_marker("only_postgresql" if ON_SQLITE else "only_sqlite")]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]
    items.sort(key=group)  # stable: the random order stays within each group


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """The tables are there before Django asks for them: to make them in every run costs it five seconds."""
    if not ON_SQLITE:
        yield
        return
    name = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(name, uri=True)) as holding:  # it lives in memory, for as long as somebody has it open
        copy(migrated(), holding)
        yield


@pytest.fixture(scope="session")
def toolbox_loaded(django_db_setup, django_db_blocker):
    """The whole toolbox in the test database, loaded once; each test sees it as it was loaded."""
    with django_db_blocker.unblock():
        load_toolbox()


@pytest.fixture(scope="session")
def static(tmp_path_factory):
    """The folder with the static files of every server that is started: to collect them costs five seconds."""
    site = Site(tmp_path_factory.mktemp("static") / "site")
    site.manage("collectstatic", "--noinput", "-v0")
    return site.env["STATIC_ROOT"]


@pytest.fixture
def toolbox(toolbox_loaded, db):
    """The whole toolbox, for one test. A test before this one may have emptied the database."""
    if not Tool.objects.exists():
        load_toolbox()


@pytest.fixture(autouse=True)
def empty_to_start_with(request):
    """A test that empties the database finds it empty too: the first of them would find the toolbox there."""
    if empties_the_database(request.node) and "toolbox" not in request.fixturenames:
        request.getfixturevalue("transactional_db")
        if Tool.objects.exists():
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def numbered_from_one():
    """Each test counts its own test data from the start, whatever ran before it."""
    for each in ALL_FACTORIES:
        each.reset_sequence(0, force=True)


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock of the site on by a time."""

    def moved(time):
        at = timezone.now() + time
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    return moved


@pytest.fixture
def editor(db):
    """Somebody who may do everything at the editors' desk."""
    return factories.EditorFactory(username="an")


@pytest.fixture
def desk(editor):
    """A browser in which that editor is signed in."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def open_connection():
    """Django closes the connection after a request; here it holds the transaction of the test. The client of
    django.test does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
