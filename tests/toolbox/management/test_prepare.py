"""manage.py prepare: what happens before the server starts, also on several machines at once."""

import subprocess
import sys

import psycopg
import pytest

from ops.torture.site import until
from tests.toolbox.backup.conftest import without_content
from toolbox.management.commands.prepare import LOCK
from toolbox.search.index.state import INDEX_VERSION
from toolbox.settings import BASE_DIR

pytestmark = pytest.mark.programs
# How many others asked whether it is their turn.
ASKED = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND query LIKE '%pg_try_advisory_lock%'"
)


@pytest.fixture
def site(tmp_path):
    """An empty site with the settings of production."""
    with without_content(tmp_path) as site:
        site.env |= {"DEBUG": "0", "SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "x", "STATIC_ROOT": f"{tmp_path}/static"}
        yield site


def started(site, machine):
    """The command, running on a machine with static files of its own."""
    env = site.env | {"STATIC_ROOT": f"{site.folder}/{machine}"}
    command = [sys.executable, "manage.py", "prepare"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=BASE_DIR, env=env, **pipes)  # noqa: S603


def test_everything_is_ready_and_a_second_time_nothing_changes(site):
    static = site.folder / "static"
    first = site.manage("prepare")
    assert (first.returncode, first.stdout, first.stderr) == (0, "De toolbox is geladen: 135 tools.\n", "")
    assert site.manage("migrate", "--check").returncode == 0
    collected = (static / "staticfiles.json").stat().st_mtime_ns

    site.sql("UPDATE toolbox_tool SET summary = 'Anders'")
    site.sql("UPDATE toolbox_indexstate SET recipe = 'van oudere code'")
    second = site.manage("prepare")
    assert second.stdout == "De toolbox staat al in de database. Er is niets veranderd.\n"
    assert site.sql("SELECT DISTINCT summary FROM toolbox_tool") == "Anders"
    assert site.sql("SELECT recipe FROM toolbox_indexstate") == INDEX_VERSION
    assert (static / "staticfiles.json").stat().st_mtime_ns == collected

    (static / "klaargezet.txt").write_text("van andere code")
    assert site.manage("prepare", "--zonder-databank").stdout == ""
    assert (static / "staticfiles.json").stat().st_mtime_ns > collected


@pytest.mark.only_postgresql
def test_two_machines_on_one_empty_database_wait_until_another_is_ready(site):
    with psycopg.connect(site.url, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        waiting = [started(site, machine) for machine in ("een", "twee")]
        until(lambda: other.execute(ASKED).fetchone()[0] == len(waiting), 60)
        assert [machine.poll() for machine in waiting] == [None, None]
        assert not other.execute("SELECT FROM pg_tables WHERE tablename = 'django_migrations'").fetchall()
        other.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        said = [machine.communicate(timeout=600) for machine in waiting]
    assert [(machine.returncode, errors) for machine, (_, errors) in zip(waiting, said, strict=True)] == [(0, "")] * 2
    first, last = zip(*((words.splitlines()[0], words.splitlines()[-1]) for words, _ in said), strict=True)
    assert {*first} == {"Een andere machine zet de databank klaar; we wachten daarop."}
    assert sorted(last) == [
        "De toolbox is geladen: 135 tools.",
        "De toolbox staat al in de database. Er is niets veranderd.",
    ]
