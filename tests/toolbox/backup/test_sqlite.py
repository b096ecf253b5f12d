"""What only concerns SQLite: a file that others may have open."""

import sqlite3
import subprocess
import sys

import pytest

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


def say(*args):
    """Nobody looks at the progress here."""


@pytest.fixture
def database(tmp_path):
    """A database in WAL mode, and the settings that lead to it."""
    path = tmp_path / "db.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE tool (name)")
        connection.executemany("INSERT INTO tool VALUES (?)", [[f"tool {number}"] for number in range(2000)])
    connection.close()
    return {"NAME": str(path)}


def rows(path):
    connection = sqlite3.connect(path)
    number = connection.execute("SELECT count(*) FROM tool").fetchone()[0]
    connection.close()
    return number


def test_copy_holds_what_was_only_in_the_write_ahead_log(database, tmp_path):
    writer = sqlite3.connect(database["NAME"])
    writer.execute("INSERT INTO tool VALUES ('net bewaard')")
    writer.commit()
    found = sqlite.write(tmp_path / "kopie", database, say)
    writer.close()
    assert found.rows == {"tool": 2001}
    assert rows(tmp_path / "kopie") == 2001


def test_copy_is_made_again_when_somebody_wrote_meanwhile(database, tmp_path):
    writer = sqlite3.connect(database["NAME"])
    moments = []

    def write_once(part, done=None):
        if part == "nalezen" and part not in moments:
            writer.execute("INSERT INTO tool VALUES ('tijdens het nalezen')")
            writer.commit()
        moments.append(part)

    assert sqlite.write(tmp_path / "kopie", database, write_once).rows == {"tool": 2001}
    writer.close()
    assert moments.count("nalezen") == 2


@pytest.fixture
def copy(database, tmp_path):
    sqlite.write(tmp_path / "kopie", database, say)
    return tmp_path / "kopie"


def test_restore_waits_for_a_site_that_is_stopped(database, copy):
    command = [sys.executable, "-c", HOLD, database["NAME"]]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as site:  # noqa: S603
        site.stdout.readline()
        with pytest.raises(BackupError, match="Stop ze eerst"):
            sqlite.restore(copy, database, "nu", say)
        site.communicate(b"\n")
    assert sqlite.restore(copy, database, "nu", say).name == "db.sqlite3.voor-nu"


def test_restore_keeps_the_log_of_a_site_that_was_killed_with_the_old_file(database, copy):
    subprocess.run([sys.executable, "-c", EMPTY_AND_DIE, database["NAME"]], check=False)  # noqa: S603
    assert (copy.parent / "db.sqlite3-wal").exists()
    old = sqlite.restore(copy, database, "nu", say)
    assert rows(database["NAME"]) == 2000
    assert rows(old) == 0


def test_restore_when_the_present_file_is_damaged_or_gone(database, copy):
    path = copy.parent / "db.sqlite3"
    path.write_bytes(b"kapot" * 1000)
    old = sqlite.restore(copy, database, "nu", say)
    assert old.read_bytes() == b"kapot" * 1000
    assert rows(path) == 2000
    path.unlink()
    assert sqlite.restore(copy, database, "later", say) is None
    assert rows(path) == 2000


def test_restored_file_has_the_rights_of_the_old_one(database, copy):
    path = copy.parent / "db.sqlite3"
    path.chmod(0o640)
    sqlite.restore(copy, database, "nu", say)
    assert path.stat().st_mode & 0o777 == 0o640


def test_database_in_memory_has_no_backup():
    with pytest.raises(BackupError, match="geheugen"):
        sqlite.path_of({"NAME": "file:x?mode=memory&cache=shared"})
