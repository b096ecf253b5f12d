"""The log: every line a JSON object, nothing in it about a person."""

import io
import json
import logging
import re

import pytest
from django.db import IntegrityError
from django.test import RequestFactory

from toolbox import logs
from toolbox.gate.log import RequestLog


@pytest.fixture
def lines():
    """The lines as the operator sees them."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.JsonFormatter())
    access = logging.getLogger("toolbox.access")
    access.addHandler(handler)
    access.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    access.removeHandler(handler)
    access.setLevel(logging.NOTSET)


def call(path="/", **environ):
    """The X-Request-ID that comes back."""
    sent = {}

    def application(environ, start_response):
        start_response("200 OK", [("Content-Length", "7")])
        return [b"antwoord"]

    RequestLog(application)(
        RequestFactory().get(path).environ | environ, lambda status, headers: sent.update(dict(headers))
    )
    return sent["X-Request-ID"]


def test_request_is_one_line(lines):
    name = call("/tools/", REMOTE_ADDR="192.0.2.77")
    (line,) = lines()
    assert line.pop("time")
    assert line.pop("ms") >= 0
    assert line == {
        "level": "INFO",
        "logger": "toolbox.access",
        "message": "request",
        "request": name,
        "method": "GET",
        "path": "/tools/",
        "status": 200,
        "bytes": 7,
        "network": "192.0.2.0/24",
    }


def test_line_says_nothing_about_a_person(lines, settings):
    settings.PROXIES = 1
    call(
        "/zoeken/?q=mijn+dochter+An",
        HTTP_COOKIE="sessionid=geheim",
        HTTP_USER_AGENT="Mijn Telefoon",
        REMOTE_ADDR="192.0.2.77",
        HTTP_X_FORWARDED_FOR="2001:db8:1:2:3:4:5:6",
    )
    (line,) = lines()
    written = json.dumps(line)
    assert line["network"] == "2001:db8:1::/48"
    assert [word for word in ("dochter", "geheim", "Telefoon", "192.0.2", "3:4:5:6") if word in written] == []


def test_path_cannot_forge_a_line(lines):
    call(PATH_INFO='/tools/\n{"level":1}é/'.encode().decode("latin-1"))
    (line,) = lines()
    assert line["path"] == '/tools/\n{"level":1}é/'


@pytest.mark.parametrize(
    ("proxies", "given", "kept"), [(1, "abc-12345", True), (0, "abc-12345", False), (1, "x\ny", False)]
)
def test_identifier_of_our_own_proxy_is_kept(settings, proxies, given, kept):
    settings.PROXIES = proxies
    name = call(HTTP_X_REQUEST_ID=given)
    assert (name == given) is kept
    assert re.fullmatch(r"[A-Za-z0-9_-]{8,64}", name)


def test_exception_shows_where_without_the_values():
    try:
        raise IntegrityError("duplicate key\nDETAIL: Key (email)=(an@example.be) already exists.")
    except IntegrityError as error:
        record = logging.LogRecord("django", logging.ERROR, "", 0, "Fout", None, (type(error), error, None))
    entry = json.loads(logs.JsonFormatter().format(record))
    assert entry["exception"]["type"] == "IntegrityError"
    assert entry["exception"]["says"] == "duplicate key"
    assert "test_log.py" in entry["exception"]["where"][-1]
    assert "an@example.be" not in json.dumps(entry)
