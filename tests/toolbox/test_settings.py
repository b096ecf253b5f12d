"""Settings in production: read from the environment of a new process, as an operator starts it."""

import json
import os
import subprocess
import sys

import pytest

from toolbox.settings import BASE_DIR

pytestmark = pytest.mark.programs
KEY = "abcdefghij" * 6
SAFE = {
    "DEBUG": False,
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "CSRF_COOKIE_SECURE": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": False,
    "SECURE_HSTS_PRELOAD": False,
    "SECURE_SSL_REDIRECT": True,
}
NAMED = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "example.be"}
PRODUCTION = {"DEBUG": "0", "DATABASE_URL": "sqlite://:memory:", **NAMED}


def run(*command, **environ):
    """What a command says with only these variables in the environment."""
    env = {"PATH": os.environ["PATH"]} | environ
    return subprocess.run(command, cwd=BASE_DIR, env=env, capture_output=True, text=True, timeout=60)  # noqa: S603


def manage(*arguments, **environ):
    """What `manage.py` says then."""
    return run(sys.executable, "manage.py", *arguments, **environ)


def read(**environ):
    shown = f"{{n: getattr(s, n) for n in {list(SAFE)}}}"
    script = f"import json; from django.conf import settings as s; print(json.dumps({shown}))"
    return json.loads(manage("shell", "--no-imports", "-v0", "-c", script, **environ).stdout)


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({}, "Zet SECRET_KEY in de omgeving"),
        ({"SECRET_KEY": "kort", "ALLOWED_HOSTS": "example.be"}, "SECRET_KEY is te kort"),
        ({"SECRET_KEY": KEY}, "Zet ALLOWED_HOSTS in de omgeving"),
        (NAMED | {"PROXIES": "een"}, "PROXIES moet een getal zijn"),
        (NAMED | {"PROXIES": "-1"}, "PROXIES moet een getal zijn, 0 of meer."),
        (NAMED | {"HTTPS": "misschien"}, "HTTPS moet 1 of 0 zijn."),
        (NAMED | {"ALLOWED_HOSTS": "https://example.be"}, "ALLOWED_HOSTS klopt niet. Schrijf het als toolbox.example"),
        (NAMED, "Zet DATABASE_URL in de omgeving"),
        (NAMED | {"DATABASE_URL": "postgres://toolbox:a#b@db/toolbox"}, "DATABASE_URL is geen adres van een databank"),
        (NAMED | {"DATABASE_URL": "mysql://toolbox@db/toolbox"}, "DATABASE_URL noemt een databank"),
    ],
)
def test_production_refuses_to_start_with_half_an_environment(environ, says):
    result = manage("check", DEBUG="0", **environ)
    assert result.returncode == 1
    assert result.stderr.startswith(says)
    assert "Traceback" not in result.stderr


def test_second_database_is_only_made_beside_an_installed_site_when_asked(tmp_path):
    file = tmp_path / "toolbox.env"
    file.touch()
    refused = manage("check", INSTALLED=str(file))
    assert (refused.returncode, refused.stderr.startswith("Op deze machine staat de site al")) == (1, True)
    assert manage("check", INSTALLED=str(file), DATABASE_URL="sqlite://:memory:").returncode == 0
    assert manage("check", INSTALLED=str(tmp_path / "niets.env")).returncode == 0


def test_production_passes_the_deployment_check():
    result = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (result.returncode, result.stderr) == (0, "")


def test_production_is_safe_by_default_and_binds_names_below_ours_only_when_asked():
    assert read(**PRODUCTION) == SAFE
    bound = {"SECURE_HSTS_INCLUDE_SUBDOMAINS": True, "SECURE_HSTS_PRELOAD": True}
    assert read(**PRODUCTION, HSTS_SUBDOMAINS="1", HSTS_PRELOAD="1") == SAFE | bound


def test_another_server_does_not_start_in_development():
    assert "Zet SECRET_KEY in de omgeving" in run(sys.executable, "-c", "import toolbox.wsgi").stderr


def test_development_works_over_plain_http():
    shown = read()
    assert (shown["DEBUG"], shown["SECURE_SSL_REDIRECT"], shown["SESSION_COOKIE_SECURE"]) == (True, False, False)


def test_server_is_not_started_in_development():
    assert "Zet DEBUG=0" in manage("serve").stderr
