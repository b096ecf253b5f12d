"""manage.py with the settings of a file, which no shell reads."""

import json
import sqlite3
import sys
from contextlib import closing

import pytest

from fiches.shared.disk import CLOSED_DATABASE
from tests.toolbox.test_settings import manage, run
from toolbox.settings import BASE_DIR

pytestmark = pytest.mark.programs
URL = "postgres://toolbox:a$b%23c@db.example.be/toolbox?sslmode=verify-full&sslrootcert=/etc/ca.pem"
SECRET = "k&$(touch gelukt)${HOME}" * 3
SHOW = (
    "import json, os; from django.conf import settings; "
    "print(json.dumps([settings.DATABASE_URL, settings.ALLOWED_HOSTS, settings.SECRET_KEY, os.environ['MARK']]))"
)


@pytest.fixture
def file(tmp_path):
    """A file with settings, as an operator may write one."""
    path = tmp_path / "toolbox.env"
    path.write_text(
        "# uitleg\n\nDEBUG=0\n"
        f"DATABASE_URL={URL}\n"
        f"SECRET_KEY={SECRET}\n"
        '  ALLOWED_HOSTS = "a.example.be, b.example.be"  \n'
        "MARK='met spaties; en #'\nLEEG=\n"
    )
    return path


def test_command_takes_its_settings_from_the_file(file):
    done = manage(
        "shell", "--no-imports", "-v0", "-c", SHOW, ENV_FILE=str(file), DATABASE_URL="sqlite:///elders.sqlite3"
    )
    assert json.loads(done.stdout) == [URL, ["a.example.be", "b.example.be"], SECRET, "met spaties; en #"]


def test_operators_command_reads_no_setting_with_a_shell(file):
    do = f'shell --no-imports -v0 -c "{SHOW}"'
    done = run("make", "manage", f"PY={sys.executable}", f"ENV_FILE={file}", "RUN_AS=", f"DO={do}")
    assert (done.stderr, json.loads(done.stdout)[0]) == ("", URL)
    assert not (BASE_DIR / "gelukt").exists()


def test_command_that_is_broken_off_says_no_more():
    done = manage("shell", "--no-imports", "-v0", "-c", "raise KeyboardInterrupt")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_file_that_is_not_there_is_said_without_a_traceback(tmp_path):
    done = manage("check", ENV_FILE=str(tmp_path / "niets.env"))
    assert (done.returncode, done.stderr) == (
        1,
        f"{tmp_path}/niets.env kan niet gelezen worden: No such file or directory.\n",
    )


@pytest.mark.parametrize("command", ["toolbox_report", "rebuild_search", "check_links", "createsuperuser"])
def test_database_without_tables_is_said_with_what_to_do(tmp_path, command):
    given = ["--noinput", "--username=an", "--email="] if command == "createsuperuser" else []
    done = manage(command, *given, DATABASE_URL=f"sqlite:///{tmp_path}/leeg.sqlite3")
    said = "De databank is leeg of van een oudere versie. Voer eerst make manage DO=migrate uit.\n"
    assert (done.returncode, done.stderr) == (1, said)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:////nergens/x.sqlite3", CLOSED_DATABASE),
        (f"sqlite:///{BASE_DIR}/manage.py", "Dit bestand is geen databank."),
    ],
)
@pytest.mark.parametrize("command", ["prepare", "toolbox_report"])
def test_file_that_cannot_be_the_database_is_named_with_what_to_do(url, said, command):
    done = manage(command, DATABASE_URL=url)
    where = f"SQLite ({url.removeprefix('sqlite:///')})"
    assert (done.returncode, done.stderr) == (1, f"{where}: {said}\n")


def test_full_disk_is_said(tmp_path):
    """A database that may not grow, as on a disk that is full."""
    code = (
        "import sys; from manage import main; from toolbox.serving import databases; "
        "databases.SQLITE['init_command'] += 'PRAGMA max_page_count=20;'; main()"
    )
    url = f"sqlite:///{tmp_path}/vol.sqlite3"
    done = run(sys.executable, "-c", code, "prepare", DATABASE_URL=url, STATIC_ROOT=str(tmp_path / "static"))
    where = f"SQLite ({tmp_path}/vol.sqlite3)"
    assert (done.returncode, done.stderr) == (1, f"{where}: De schijf is vol. Maak plaats en probeer het opnieuw.\n")


def test_database_that_does_not_answer_is_said():
    done = manage("toolbox_report", DATABASE_URL="postgres://toolbox@127.0.0.1:1/toolbox")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("De databank antwoordt niet: connection")


@pytest.mark.parametrize("command", ["migrate", "prepare"])
def test_migration_that_fails_shows_why(tmp_path, command):
    url = f"sqlite:///{tmp_path}/half.sqlite3"
    with closing(sqlite3.connect(tmp_path / "half.sqlite3")) as half:
        half.execute("CREATE TABLE auth_user (name text)")
    done = manage(command, "-v0", DATABASE_URL=url, STATIC_ROOT=str(tmp_path / "static"))
    assert (done.returncode, 'table "auth_user" already exists' in done.stderr) == (1, True)
