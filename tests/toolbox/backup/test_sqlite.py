"""What only concerns SQLite: a file that others may have open."""

import sqlite3
import subprocess
import sys

import pytest
from django.db.utils import ConnectionHandler

from toolbox.backup import BackupError, sqlite

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT * FROM tool")
print("open", flush=True)
input()
"""
EMPTY_AND_DIE = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("DELETE FROM tool")
connection.commit()
os._exit(9)
"""


def say(words):
    """Nobody looks at the progress here."""


def connected(name):
    """Django's connection to that file, not yet open."""
    return ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": name}})["default"]


@pytest.fixture
def path(tmp_path):
    """A database in WAL mode."""
    path = tmp_path / "db.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE tool (name)")
        connection.executemany("INSERT INTO tool VALUES (?)", [[f"tool {number}"] for number in range(2000)])
    connection.close()
    return path


def rows(path):
    connection = sqlite3.connect(path)
    number = connection.execute("SELECT count(*) FROM tool").fetchone()[0]
    connection.close()
    return number


def test_copy_holds_what_was_only_in_the_write_ahead_log_and_nothing_of_what_was_deleted(path, tmp_path):
    writer = sqlite3.connect(path)
    for statement in (
        "INSERT INTO tool VALUES ('wordt gewist'), ('net bewaard')",
        "DELETE FROM tool WHERE name = 'wordt gewist'",
    ):
        writer.execute(statement)
        writer.commit()
    assert b"wordt gewist" in path.with_name("db.sqlite3-wal").read_bytes()
    found = sqlite.write(tmp_path / "kopie", connected(path), say)
    writer.close()
    assert found.rows == {"tool": rows(tmp_path / "kopie")} == {"tool": 2001}
    written = (tmp_path / "kopie").read_bytes()
    assert (b"net bewaard" in written, b"wordt gewist" in written) == (True, False)


def test_copy_is_of_one_moment_when_somebody_writes_meanwhile(path, tmp_path, monkeypatch):
    writer = sqlite3.connect(path)

    def count_and_write(connection, count=sqlite.count_rows):
        counted = count(connection)
        writer.execute("INSERT INTO tool VALUES ('tijdens het kopiëren')")
        writer.commit()
        return counted

    monkeypatch.setattr(sqlite, "count_rows", count_and_write)
    assert sqlite.write(tmp_path / "kopie", connected(path), say).rows == {"tool": 2000}
    writer.close()


@pytest.fixture
def copy(path, tmp_path):
    sqlite.write(tmp_path / "kopie", connected(path), say)
    return tmp_path / "kopie"


def test_restore_waits_for_a_site_that_is_stopped(path, copy):
    command = [sys.executable, "-c", HOLD, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as site:  # noqa: S603
        site.stdout.readline()
        with pytest.raises(BackupError, match="Stop ze eerst"):
            sqlite.restore(copy, connected(path), "nu", say)
        site.communicate(b"\n")
    assert sqlite.restore(copy, connected(path), "nu", say).name == "db.sqlite3.voor-nu"


def test_restore_keeps_the_log_of_a_site_that_was_killed_with_the_old_file(path, copy):
    subprocess.run([sys.executable, "-c", EMPTY_AND_DIE, path], check=False)  # noqa: S603
    assert (copy.parent / "db.sqlite3-wal").exists()
    old = sqlite.restore(copy, connected(path), "nu", say)
    assert rows(path) == 2000
    assert rows(old) == 0


def test_restore_when_the_present_file_is_damaged_or_gone(path, copy):
    path.write_bytes(b"kapot" * 1000)
    old = sqlite.restore(copy, connected(path), "nu", say)
    assert old.read_bytes() == b"kapot" * 1000
    assert rows(path) == 2000
    path.unlink()
    assert sqlite.restore(copy, connected(path), "later", say) is None
    assert rows(path) == 2000


def test_restored_file_has_the_rights_of_the_old_one(path, copy):
    path.chmod(0o640)
    sqlite.restore(copy, connected(path), "nu", say)
    assert path.stat().st_mode & 0o777 == 0o640


def test_database_in_memory_has_no_backup():
    with pytest.raises(BackupError, match="geheugen"):
        sqlite.path_of(connected("file:x?mode=memory&cache=shared"))
