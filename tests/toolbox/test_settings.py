"""Settings in production: read from the environment of a new process, as an operator starts it."""

import json
import os
import subprocess
import sys

import pytest

from toolbox.settings import BASE_DIR

KEY = "abcdefghij" * 6
SHOWN = (
    "DEBUG",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
)


def manage(*arguments, **environ):
    """What `manage.py` says with only these variables in the environment."""
    base = {"PATH": os.environ["PATH"]}
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env=base | environ,
        capture_output=True,
        text=True,
        timeout=60,
    )


def read(**environ):
    script = (
        f"import json; from django.conf import settings as s; print(json.dumps({{n: getattr(s, n) for n in {SHOWN}}}))"
    )
    return json.loads(manage("shell", "--no-imports", "-v0", "-c", script, **environ).stdout)


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({}, "Zet SECRET_KEY in de omgeving"),
        ({"SECRET_KEY": "kort", "ALLOWED_HOSTS": "example.be"}, "SECRET_KEY is te kort"),
        ({"SECRET_KEY": KEY}, "Zet ALLOWED_HOSTS in de omgeving"),
        ({"SECRET_KEY": KEY, "ALLOWED_HOSTS": "example.be", "PROXIES": "een"}, "PROXIES moet een getal zijn"),
    ],
)
def test_production_refuses_to_start_with_half_an_environment(environ, says):
    result = manage("check", DEBUG="0", **environ)
    assert result.returncode == 1
    assert result.stderr.startswith(says)
    assert "Traceback" not in result.stderr


def test_production_passes_the_deployment_check():
    result = manage(
        "check", "--deploy", "--fail-level", "WARNING", DEBUG="0", SECRET_KEY=KEY, ALLOWED_HOSTS="example.be"
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_production_is_safe_by_default():
    assert read(DEBUG="0", SECRET_KEY=KEY, ALLOWED_HOSTS="example.be") == {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_SSL_REDIRECT": True,
    }


def test_development_works_over_plain_http():
    shown = read()
    assert (shown["DEBUG"], shown["SECURE_SSL_REDIRECT"], shown["SESSION_COOKIE_SECURE"]) == (True, False, False)


def test_server_is_not_started_in_development():
    assert "Zet DEBUG=0" in manage("serve").stderr
