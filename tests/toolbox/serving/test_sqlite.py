"""The SQLite that the site runs on is free of the fault of 3.7.0 to 3.51.2, or the site says that it is not."""

import os
import sqlite3
import sys

import pytest
from django.core.management import call_command

from ops.torture.site import free_port
from toolbox.serving import sqlite


@pytest.mark.parametrize(
    ("number", "repaired"),
    [
        ((3, 6, 23), True),
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_fault_stands_between_two_versions(number, repaired):
    assert sqlite.is_repaired(number) is repaired


def test_django_and_all_others_have_one_and_the_same_sqlite():
    from django.db.backends.sqlite3 import base

    assert (base.Database.sqlite_version_info, sqlite3.sqlite_version_info) == (sqlite.version(),) * 2
    if "pysqlite3" in sys.modules:
        assert sqlite.is_repaired(sqlite.version())
        assert base.Database.connect is sqlite3.connect is sys.modules["pysqlite3"].connect


def test_machine_without_the_package_keeps_its_own(monkeypatch):
    before = sys.modules["sqlite3"]
    monkeypatch.setitem(sys.modules, "pysqlite3", None)
    sqlite.use_repaired()
    assert sys.modules["sqlite3"] is before


@pytest.mark.only_sqlite
def test_faulty_one_is_told_at_readyz_and_still_serves(client, db, monkeypatch):
    assert "sqlite" not in client.get("/readyz").json()
    monkeypatch.setattr(sqlite, "version", lambda: (3, 40, 1))
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["sqlite"].startswith("SQLite 3.40.1 heeft een zeldzame fout")


@pytest.mark.parametrize(("number", "warned"), [((3, 40, 1), True), ((3, 53, 4), False)])
@pytest.mark.only_sqlite
def test_faulty_one_is_told_when_the_server_starts(settings, monkeypatch, tmp_path, caplog, number, warned):
    settings.DEBUG, settings.STATIC_ROOT = False, tmp_path
    (tmp_path / "staticfiles.json").touch()
    started = []
    monkeypatch.setattr(sqlite, "version", lambda: number)
    monkeypatch.setattr(os, "environ", os.environ | {"PORT": str(free_port())})
    monkeypatch.setattr(os, "chdir", lambda folder: None)
    monkeypatch.setattr(os, "execv", lambda *command: started.append(command))
    call_command("serve")
    assert len(started) == 1
    assert [record.getMessage()[:20] for record in caplog.records] == ["SQLite 3.40.1 heeft "] * warned
