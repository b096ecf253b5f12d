"""A PostgreSQL that hangs: the site says so after some seconds, and a command waits as long as it takes."""

import time
from contextlib import closing

import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

from tests.databases import on_postgresql
from tests.silent import silent_server
from toolbox.models.version import read_token
from toolbox.serving.database import base


@pytest.fixture
def serving(settings):
    settings.SERVES_PAGES = True
    base.pause.answered()
    yield
    base.pause.answered()


def connected_to(**place):
    """Django's connection to a PostgreSQL there, not yet open."""
    options = {"connect_timeout": 2, "sslmode": "disable"}
    return ConnectionHandler({"default": {"ENGINE": "toolbox.serving.database", "OPTIONS": options, **place}})[
        "default"
    ]


def seconds_of(work):
    started = time.monotonic()
    with pytest.raises(OperationalError):
        work()
    return time.monotonic() - started


def test_server_that_accepts_and_says_nothing_holds_up_one_visitor_for_a_moment(db, serving):
    with silent_server() as port:
        hanging = connected_to(HOST="127.0.0.1", PORT=port, NAME="toolbox", USER="toolbox")
        assert 1 < seconds_of(lambda: read_token(hanging)) < 10
        assert max(seconds_of(lambda: read_token(hanging)) for _ in range(5)) < 0.5


def test_server_that_refuses_may_be_back_the_next_moment(db, serving):
    with silent_server() as port:
        pass  # nobody listens there any more
    away = connected_to(HOST="127.0.0.1", PORT=port, NAME="toolbox", USER="toolbox")
    seconds_of(lambda: read_token(away))
    assert base.pause.until == 0


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_statement_that_is_not_answered_ends_the_connection(serving, monkeypatch):
    monkeypatch.setattr(base, "READING", 0.3)
    with own_connection() as ours:
        assert seconds_of(lambda: ours.cursor().execute("SELECT pg_sleep(1.5)")) < 1
        assert ours.connection.closed
        assert base.pause.until > 0
    connection.cursor().execute("SELECT pg_sleep(1.5)")  # the server goes on for as long, and then sees nobody is there


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_within_a_transaction_there_is_more_patience(serving, monkeypatch):
    monkeypatch.setattr(base, "READING", 0.1)
    with own_connection() as ours:
        ours.set_autocommit(False)
        with ours.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT pg_sleep(0.5)")
        ours.rollback()


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("serves", "limit"), [(True, "30s"), (False, "0")])
def test_only_pages_have_a_limit(settings, serves, limit):
    settings.SERVES_PAGES = serves
    with own_connection() as ours, ours.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == (limit,)


def own_connection():
    """A second connection to the database of the tests."""
    return closing(connection.copy())
