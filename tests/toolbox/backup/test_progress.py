"""How a backup says how far it is: to somebody who waits at a screen, and to a log that is read later."""

import io
import sqlite3
from contextlib import closing

import pytest
from django.core.management.base import OutputWrapper

from tests.databases import ON_SQLITE
from toolbox.backup import sqlite
from toolbox.backup.progress import Progress


class Screen(io.StringIO):
    """A terminal, as far as a command can tell."""

    def isatty(self):
        return True


def said(out, parts, verbosity=1):
    """What is written to `out` about `parts`."""
    say = Progress(OutputWrapper(out), verbosity)
    for part in parts:
        say(*part)
    return out.getvalue()


PARTS = [("kopiëren", 0), ("kopiëren", 0.5), ("kopiëren", 1.2), ("nalezen",)]


def test_screen_shows_how_far_it_is_in_one_line():
    lines = said(Screen(), PARTS).replace("\033[K", "").split("\r")
    assert lines == ["", "kopiëren 0%", "kopiëren 50%", "kopiëren 100%", "nalezen\n"]


def test_log_gets_each_part_once():
    assert said(io.StringIO(), PARTS) == "kopiëren …\nnalezen …\n"


@pytest.mark.parametrize("out", [Screen, io.StringIO])
def test_quiet_is_quiet(out):
    assert said(out(), PARTS, verbosity=0) == ""


def test_copy_of_sqlite_tells_more_than_its_beginning_and_end(tmp_path):
    path = tmp_path / "groot.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE toolbox_tool (text)")
        connection.executemany("INSERT INTO toolbox_tool VALUES (?)", [("x" * 100,)] * 40_000)
        connection.commit()
    told = []
    (tmp_path / "kopie").touch()
    sqlite.write(tmp_path / "kopie", {"NAME": path}, lambda *part: told.append(part))
    amounts = [part[1] for part in told if part[0] == "kopiëren"]
    assert told[-1] == ("nalezen",)
    assert len(set(amounts)) > 3
    assert amounts == sorted(amounts)
    assert amounts[0] == 0
    assert 0.2 < amounts[-1] <= 1.2


def test_backup_and_restore_say_what_they_are_doing(site):
    backup = site.manage("backup").stdout.splitlines()
    assert backup[:2] == ["kopiëren …", "nalezen …"]
    restore = site.manage("restore", "--ja", str(site.last_backup())).stdout.splitlines()
    expected = ["kopiëren …"] if ON_SQLITE else ["de huidige inhoud bewaren …", "terugzetten …"]
    assert [line for line in restore if line in expected] == expected
