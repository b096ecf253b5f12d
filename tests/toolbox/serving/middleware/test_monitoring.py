"""/metrics: what a monitoring system hears, read as it reads it."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
import yaml
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.test import RequestFactory
from prometheus_client.parser import text_string_to_metric_families

from tests import factories as make
from toolbox.backup import folder
from toolbox.backup import postgresql as backup_postgresql
from toolbox.backup import sqlite as backup_sqlite
from toolbox.models import CatalogueVersion, LinkCheck, Tool
from toolbox.models.search import Change, IndexState
from toolbox.search.index import state
from toolbox.serving.before_django.metrics import Measured, Recalled, kind_of
from toolbox.serving.middleware import monitoring


def samples(text):
    """Each number by its name and labels."""
    families = text_string_to_metric_families(text)
    return {(each.name, *sorted(each.labels.items())): each.value for family in families for each in family.samples}


@pytest.fixture
def read(client, db):
    return lambda: samples(client.get("/metrics", headers={"host": "10.0.0.7"}).content.decode())


def requests(kind, status):
    return "toolbox_requests_total", ("kind", kind), ("status", status)


def seconds(kind):
    return "toolbox_request_duration_seconds_count", ("kind", kind)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"), ("/tools/", "page"), ("/admin/login/", "desk"), ("/api/v1/tools", "api"), ("/readyz", "health"),
        ("/static/x.css", "static"), ("/nergens/admin/", "page"),
    ],
)  # fmt: skip
def test_kind_of_a_request(path, kind):
    assert kind_of(path) == kind


def test_answer_is_counted_and_timed_by_kind_and_status(read, open_connection):
    before = read()
    for path in ("/fiches/", "/fiches/", "/nergens/", "/api/v1/nergens"):
        environ = RequestFactory().get(path, headers={"host": "testserver"}).environ
        Measured(WSGIHandler())(environ, lambda *arguments: None).close()
    after = read()
    grown = {key: after[key] - before.get(key, 0) for key in after if key[0] in (requests("", "")[0], seconds("")[0])}
    assert {key: number for key, number in grown.items() if number} == {
        requests("page", "200"): 2, requests("page", "404"): 1, requests("api", "404"): 1,
        seconds("page"): 3, seconds("api"): 1,
    }  # fmt: skip


def test_kept_page_is_told_once(read):
    before, recalled = read(), Recalled()
    for status in ("200", "200", "304"):
        recalled.add(status)
    recalled.tell()
    recalled.tell()
    after = read()
    grown = {key: after[key] - before.get(key, 0) for key in (requests("kept", "200"), requests("kept", "304"))}
    assert grown == {requests("kept", "200"): 2, requests("kept", "304"): 1}


def test_numbers_of_all_workers_are_added_up(read, tmp_path, monkeypatch):
    """Two processes that count in the same folder, as those of the server do."""
    count = (
        "import prometheus_client as p; "
        "p.Counter('toolbox_requests', '', ['kind', 'status']).labels('page', '200').inc(3)"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", count], env={"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}, check=True)  # noqa: S603
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    assert read()[requests("page", "200")] == 6


def test_changes_that_wait_for_the_index_are_told(db):
    make.ToolFactory(name="Buurtkaart")
    state.catch_up()
    version = IndexState.objects.get().version
    waiting = Change.objects.count()
    Tool.objects.update(summary="Anders.")
    told = samples(monitoring.answer({}).content.decode())
    assert (waiting, told[("toolbox_search_changes_waiting",)] > 0) == (0, True)
    assert told[("toolbox_search_index_version",)] == version


def test_jobs_say_when_they_last_worked(read, tmp_path, settings):
    settings.BACKUP_DIR = tmp_path / "kopie"
    job = "toolbox_job_success_timestamp_seconds"
    assert [key for key in read() if key[0] == job] == []
    moment = datetime(2026, 11, 3, 4, 5, tzinfo=UTC)
    LinkCheck.objects.create(url="https://a.example", checked_at=moment, state="werkt")
    LinkCheck.objects.create(url="https://b.example", state="nieuw")
    settings.BACKUP_DIR.mkdir()
    files = {"toolbox-20261102-1.sqlite3": 50, "toolbox-20261101-1.sqlite3": 40, "toolbox-3.sqlite3.bezig": 90}
    for name, when in files.items():
        (settings.BACKUP_DIR / name).touch()
        os.utime(settings.BACKUP_DIR / name, (when, when))
    told = read()
    assert told[job, ("job_name", "check_links")] == moment.timestamp()
    assert told[job, ("job_name", "backup")] == 50


@pytest.mark.parametrize("module", [backup_sqlite, backup_postgresql])
def test_backup_is_known_by_its_name(tmp_path, settings, module):
    settings.BACKUP_DIR = tmp_path
    with folder.whole_file(tmp_path / f"{folder.PREFIX}{folder.stamp()}{module.SUFFIX}"):
        assert monitoring.newest_backup() is None
    assert monitoring.newest_backup() is not None


def test_figures_are_there_without_the_database(client, db, monkeypatch):
    def away():
        raise OperationalError("connection to server at 10.1.2.3 failed")

    monkeypatch.setattr(CatalogueVersion.objects, "current", away)
    monkeypatch.setattr(Change.objects, "count", away, raising=False)
    answer = client.get("/metrics")
    told = samples(answer.content.decode())
    assert (answer.status_code, "10.1.2.3" in answer.content.decode()) == (200, False)
    assert told["toolbox_ready", ("check", "database")] == 0


def test_example_of_alerts_asks_for_numbers_that_there_are(read, tmp_path, settings):
    settings.BACKUP_DIR = tmp_path
    (tmp_path / "toolbox-1.sqlite3").touch()
    example = (settings.BASE_DIR / "ops" / "deploy" / "toolbox-alerts.yml").read_text()
    rules = yaml.safe_load(example)["groups"][0]["rules"]
    Measured(WSGIHandler())(RequestFactory().get("/nergens/").environ, lambda *arguments: None).close()
    asked = {name for rule in rules for name in re.findall(r"toolbox_[a-z_]+", rule["expr"])}
    assert asked - {key[0] for key in read()} == set()
    assert len(rules) == len({rule["alert"] for rule in rules}) >= 8
