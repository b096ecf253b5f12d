"""PostgreSQL with the settings of production: what is gone or takes too long ends after some seconds, with a 503."""

import json
import time
from contextlib import closing

import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

from tests.silent import silent_server
from tests.toolbox.test_settings import PRODUCTION, manage

URL = "postgres://toolbox@db.example.be/toolbox"
GONE = {"connect_timeout": 3, "tcp_user_timeout": 10_000, "keepalives_idle": 10, "keepalives_interval": 5}


@pytest.mark.programs
@pytest.mark.parametrize(
    ("url", "environ", "options"),
    [
        (URL, {"SERVES_PAGES": "1"}, GONE | {"options": "-c statement_timeout=30s"}),
        (URL, {}, GONE),
        (f"{URL}?connect_timeout=9", {}, GONE | {"connect_timeout": 9}),
    ],
)
def test_options_are_those_of_a_page_or_a_command_and_of_the_address(url, environ, options):
    script = "import json; from django.conf import settings as s; print(json.dumps(s.DATABASES['default']['OPTIONS']))"
    said = manage("shell", "--no-imports", "-v0", "-c", script, **PRODUCTION | {"DATABASE_URL": url} | environ)
    assert json.loads(said.stdout) == options


def test_server_that_accepts_and_says_nothing_holds_up_a_visitor_for_a_moment(db):
    with silent_server() as port:
        place = {"HOST": "127.0.0.1", "PORT": port, "NAME": "toolbox", "USER": "toolbox", "OPTIONS": GONE}
        hanging = ConnectionHandler({"default": {"ENGINE": "django.db.backends.postgresql"} | place})["default"]
        started = time.monotonic()
        with pytest.raises(OperationalError):
            hanging.ensure_connection()
    assert 2 < time.monotonic() - started < 8


@pytest.mark.only_postgresql
@pytest.mark.django_db(transaction=True)
def test_statement_that_takes_too_long_is_ended_by_the_server(monkeypatch):
    options = connection.settings_dict["OPTIONS"] | {"options": "-c statement_timeout=300ms"}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    with closing(connection.copy()) as ours, ours.cursor() as cursor:
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("SELECT pg_sleep(10)")
        cursor.execute("SELECT 1")  # and the connection is still there
