"""manage.py with the settings of a file, which no shell reads."""

import json
import sys

import pytest

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
