"""The log: every line a JSON object, nothing in it about a person."""

import errno
import json
import logging
import re
import sys
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError
from django.test import Client, RequestFactory

from toolbox.serving import logging as logs
from toolbox.serving.before_django.log import RequestLog


@pytest.fixture
def lines(capsys):
    """The lines as the operator sees them."""
    access = logging.getLogger("toolbox.access")
    access.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
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
    assert abs((datetime.now(UTC) - datetime.fromisoformat(line.pop("time"))).total_seconds()) < 5
    assert line.pop("ms") >= 0
    assert line == {
        "level": "INFO", "logger": "toolbox.access", "message": "request", "request": name, "method": "GET",
        "path": "/tools/", "status": 200, "bytes": 7, "network": "192.0.2.0/24",
    }  # fmt: skip


def test_line_says_nothing_about_a_person(lines, settings):
    settings.PROXIES = 1
    call(
        "/zoeken/?q=mijn+dochter+An", HTTP_COOKIE="sessionid=geheim", HTTP_USER_AGENT="Mijn Telefoon",
        REMOTE_ADDR="192.0.2.77", HTTP_X_FORWARDED_FOR="2001:db8:1:2:3:4:5:6",
    )  # fmt: skip
    (line,) = lines()
    written = json.dumps(line)
    assert line["network"] == "2001:db8:1::/48"
    assert [word for word in ("dochter", "geheim", "Telefoon", "192.0.2", "3:4:5:6") if word in written] == []


def test_path_cannot_forge_a_line(lines):
    call(PATH_INFO='/tools/\n{"level":1}é/'.encode().decode("latin-1"))
    (line,) = lines()
    assert line["path"] == '/tools/\n{"level":1}é/'


def test_time_has_milliseconds_and_says_it_is_utc(lines, monkeypatch):
    monkeypatch.setattr("toolbox.serving.before_django.log.time.time", lambda: 1795523400.0079)
    call()
    assert lines()[0]["time"] == "2026-11-24T12:30:00.007+00:00"


def test_no_line_below_the_level_of_the_logger(lines):
    logging.getLogger("toolbox.access").setLevel(logging.WARNING)
    assert call()
    assert lines() == []


def test_visitor_gets_the_page_when_the_disk_is_full(lines, monkeypatch):
    def full(text):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys.stderr, "write", full)
    assert call()


def test_identifiers_differ():
    assert len({call() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("proxies", "given", "kept"), [(1, "abc-12345", True), (0, "abc-12345", False), (1, "x\ny", False)]
)
def test_identifier_of_our_own_proxy_is_kept(settings, proxies, given, kept):
    settings.PROXIES = proxies
    name = call(HTTP_X_REQUEST_ID=given)
    assert (name == given) is kept
    assert re.fullmatch(r"[A-Za-z0-9_-]{8,64}", name)


def with_those_of_django(monkeypatch):
    """Let the lines hold what Django writes too."""
    handler = next(each for each in logging.root.handlers if each.name == "stderr")
    monkeypatch.setattr(handler, "formatter", logs.JsonFormatter())
    monkeypatch.setattr(handler, "stream", sys.stderr)


@pytest.mark.parametrize(
    ("method", "path", "status", "said"),
    [
        ("post", "/voorbeeld/geheim/", 403, "Forbidden (CSRF cookie not set.): /voorbeeld/…"),
        ("get", "/voorbeeld/geheim/1/meer", 404, "Not Found: /voorbeeld/…"),
        ("put", "/post/afmelden/geheim/", 405, "Method Not Allowed (PUT): /post/…"),
    ],
)
def test_what_opens_something_is_in_no_line_of_django(lines, db, monkeypatch, method, path, status, said):
    with_those_of_django(monkeypatch)
    assert getattr(Client(enforce_csrf_checks=True), method)(path).status_code == status
    assert said in [line["message"] for line in lines()]


def test_host_that_is_not_ours_is_a_warning_without_what_was_sent(lines, client, db, monkeypatch):
    with_those_of_django(monkeypatch)
    assert client.get("/", headers={"host": "scanner.example"}).status_code == 400
    written = [line for line in lines() if line["logger"].startswith("django.security")]
    assert [(line["level"], line["message"]) for line in written] == [("WARNING", "Refused a request: DisallowedHost")]
    assert "exception" not in written[0]
    assert "scanner" not in json.dumps(written)


def test_exception_shows_where_without_the_values():
    try:
        raise IntegrityError("duplicate key\nDETAIL: Key (email)=(an@example.be) already exists.")
    except IntegrityError as error:
        record = logging.LogRecord("django", logging.ERROR, "", 0, "Fout", None, (type(error), error, None))
    entry = json.loads(logs.JsonFormatter().format(record))
    assert (entry["exception"]["type"], entry["exception"]["says"]) == ("IntegrityError", "duplicate key")
    assert "test_log.py" in entry["exception"]["where"][-1]
    assert "an@example.be" not in json.dumps(entry)
