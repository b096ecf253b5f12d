"""The folder with backups."""

import os

import pytest

from toolbox.backup import BackupError
from toolbox.backup.folder import locked, refuse_altered, rotate, whole_file


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_file_is_there_only_when_it_is_whole(tmp_path):
    target = tmp_path / "toolbox-1.dump"
    with pytest.raises(OSError), whole_file(target) as busy:
        busy.write_text("de helft")
        raise OSError("schijf vol")
    assert names(tmp_path) == []

    with whole_file(target) as busy:
        busy.write_text("alles")
        assert names(tmp_path) == ["toolbox-1.dump.bezig"]
    assert target.read_text() == "alles"
    assert names(tmp_path) == ["toolbox-1.dump", "toolbox-1.dump.sha256"]
    refuse_altered(target)
    assert target.stat().st_mode & 0o777 == 0o600


def test_oldest_are_removed_and_nothing_else(tmp_path):
    for name in ("20260101-000000", "20260102-000000", "20260103-000000"):
        (tmp_path / f"toolbox-{name}.dump").touch()
    for other in ("toolbox-20250101-000000.sqlite3", "voor-20250101-000000.dump", "brieven.txt"):
        (tmp_path / other).touch()
    assert [path.name for path in rotate(tmp_path, ".dump", 2)] == ["toolbox-20260101-000000.dump"]
    kept = ["toolbox-20260102-000000.dump", "toolbox-20260103-000000.dump"]
    assert names(tmp_path) == ["brieven.txt", "toolbox-20250101-000000.sqlite3", *kept, "voor-20250101-000000.dump"]


def test_one_backup_at_a_time(tmp_path):
    with locked(tmp_path), pytest.raises(BackupError, match="loopt al"), locked(tmp_path):
        pytest.fail("two at once")
    with locked(tmp_path):
        pass


def test_what_a_killed_backup_left_is_cleared(tmp_path):
    (tmp_path / "toolbox-1.sqlite3.bezig").touch()
    (tmp_path / "toolbox-1.sqlite3.bezig-journal").touch()
    with locked(tmp_path):
        assert os.listdir(tmp_path) == []
