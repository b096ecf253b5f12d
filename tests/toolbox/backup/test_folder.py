"""The folder with backups."""

import os
from datetime import UTC, datetime

import pytest

from toolbox.backup import BackupError
from toolbox.backup.folder import existing, locked, refuse_altered, rotate, stamp, whole_file


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


def test_names_sort_as_the_moments_do():
    assert stamp(datetime(2026, 11, 9, 8, 7, 6, 45_999, tzinfo=UTC)) == "20261109-080706-045"


def test_oldest_are_removed_and_nothing_else(tmp_path):
    for name in ("20260101-000000", "20260102-000000", "20260103-000000"):
        (tmp_path / f"toolbox-{name}.dump").touch()
    for other in ("toolbox-20250101-000000.sqlite3", "voor-20250101-000000.dump", "brieven.txt"):
        (tmp_path / other).touch()
    assert [path.name for path in rotate(tmp_path, ".dump", 2)] == ["toolbox-20260101-000000.dump"]
    assert [path.name for path in existing(tmp_path, ".dump")] == [
        "toolbox-20260102-000000.dump",
        "toolbox-20260103-000000.dump",
    ]
    assert len(names(tmp_path)) == 5


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
