"""A worker that hangs is noticed and replaced: held still by the system or by Python, or with every thread waiting."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, closing
from threading import Barrier, Thread

import pytest
from django.core.management.base import CommandError

from ops.torture.site import Site, until
from tests.databases import migrated
from toolbox.management.commands.serve import LEAST_PATIENCE, arguments, patience
from toolbox.serving.before_django.heartbeat import Heartbeat
from toolbox.serving.supervisor import Watch
from toolbox.settings import BASE_DIR

LIMIT = LEAST_PATIENCE
BODY_THAT_NEVER_COMES = (
    b"POST /melden/nieuw/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nnaam="
)


def test_worker_that_says_nothing_for_so_long_is_overdue_once():
    watch = Watch(60)
    watch.hear(1, 0, now=0)
    watch.hear(2, 0, now=0)
    watch.hear(2, 0, now=55)
    assert (watch.overdue(now=59), watch.overdue(now=61), watch.overdue(now=62)) == ({}, {1: 60}, {})


def test_worker_of_which_all_threads_hang_is_overdue_although_it_speaks():
    watch = Watch(60)
    watch.hear(1, 59, now=0)
    watch.hear(2, 60, now=0)
    assert watch.overdue(now=0) == {2: 60}


def test_nobody_is_late_when_we_slept_ourselves():
    watch = Watch(60)
    watch.hear(1, 0, now=0)
    watch.slept(now=1000)
    assert watch.overdue(now=1001) == {}


def test_worker_that_never_speaks_has_the_time_of_a_start():
    watch = Watch(10)
    watch.expect([1, 2], now=0)
    watch.hear(2, 0, now=5)
    watch.expect([1, 2, 3], now=30)
    watch.hear(2, 0, now=55)
    assert (watch.overdue(now=59), watch.overdue(now=60)) == ({}, {1: 60})
    watch.expect([2], now=61)  # the third ended by itself
    watch.hear(2, 0, now=95)
    assert watch.overdue(now=100) == {}


def test_nobody_starts_late_when_we_slept_ourselves():
    watch = Watch(60)
    watch.expect([1], now=0)
    watch.slept(now=1000)
    watch.expect([1], now=1001)
    assert watch.overdue(now=1001) == {}


@pytest.mark.programs
@pytest.mark.skipif(not hasattr(socket, "SO_PASSCRED"), reason="elsewhere than on Linux nobody watches")
def test_worker_that_hangs_before_it_first_speaks_is_ended():
    code = (
        "import subprocess, sys; from toolbox.serving import supervisor; supervisor.STARTING = 1; supervisor.start(1); "
        "silent = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); print(silent.wait(30))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == f"{-signal.SIGKILL}\n"
    assert "did not answer for 1 s and is replaced." in done.stderr


@pytest.mark.parametrize(("busy", "stuck"), [(0, False), (1, False), (2, True)])
def test_threads_hang_when_none_is_free(busy, stuck):
    inside, leave = Barrier(busy + 1), Barrier(busy + 1)

    def application(environ, start_response):
        inside.wait(5)
        leave.wait(5)

    heartbeat = Heartbeat(application, threads=2)
    threads = [Thread(target=heartbeat, args=({}, None)) for _ in range(busy)]
    for thread in threads:
        thread.start()
    inside.wait(5)
    now = max(heartbeat.since.values(), default=0) + 61
    assert (heartbeat.stuck(now) >= 60) is stuck
    leave.wait(5)
    for thread in threads:
        thread.join()
    assert heartbeat.stuck(now) == 0


def test_request_that_breaks_is_at_its_end_too():
    heartbeat = Heartbeat(lambda environ, start_response: 1 / 0, threads=1)
    with pytest.raises(ZeroDivisionError):
        heartbeat({}, None)
    assert heartbeat.since == {}


@pytest.mark.parametrize(("written", "seconds"), [(None, "60"), ("", "60"), ("0", "0"), ("10", "10"), ("90", "90")])
def test_time_that_a_worker_may_be_silent(written, seconds):
    assert patience({} if written is None else {"WEB_TIMEOUT": written}) == seconds


@pytest.mark.parametrize("written", ["9", "7", "-60", "1.5", "60s", "nan"])
def test_time_in_which_a_new_worker_could_end_is_refused(written):
    with pytest.raises(CommandError, match="WEB_TIMEOUT moet een geheel getal zijn van minstens 10 seconden, of 0"):
        patience({"WEB_TIMEOUT": written})


@pytest.mark.parametrize("name", ["WEB_WORKERS", "WEB_THREADS"])
@pytest.mark.parametrize("written", ["0", "-1", "twee", "1.5"])
def test_number_that_is_none_is_said_before_the_server_starts(name, written):
    with pytest.raises(CommandError, match=f"^{name} moet een getal zijn, 1 of meer.$"):
        arguments({name: written})


@pytest.fixture(scope="module")
def site(tmp_path_factory, static):
    site = Site(tmp_path_factory.mktemp("watched") / "site", WEB_TIMEOUT=str(LIMIT), STATIC_ROOT=static)
    site.folder.mkdir()
    shutil.copyfile(migrated(), site.path)
    yield site.start()
    site.stop()


def replaced(site, before):
    """Wait until other workers are there than `before`, and until they answer."""
    until(lambda: not set(before) & set(site.workers()) and len(site.workers()) == 2, 90)
    speaking(site)


def speaking(site):
    """The workers, as soon as one answers and each has said that it lives: one that is starting has more time."""
    until(lambda: site.status("/readyz") == 200, 30)
    until(lambda: all(len(os.listdir(f"/proc/{pid}/task")) > 3 for pid in site.workers()), 30)
    return site.workers()


@pytest.mark.programs
def test_worker_that_is_held_still_is_replaced(site):
    before = speaking(site)
    for pid in before:
        os.kill(pid, signal.SIGSTOP)
    replaced(site, before)
    assert {f"Worker {pid} did not answer for {LIMIT} s and is replaced." for pid in before} <= told(site)


@pytest.mark.programs
def test_worker_of_which_all_threads_wait_for_a_body_is_replaced(site):
    before = speaking(site)
    with ExitStack() as held:
        for number in range(16):  # whichever worker takes them, each has two threads; each from another network
            address = ("127.0.0.1", site.port), None, (f"127.{number}.0.1", 0)
            connection = held.enter_context(closing(socket.create_connection(*address)))
            connection.sendall(BODY_THAT_NEVER_COMES)
        replaced(site, before)


@pytest.mark.programs
def test_worker_that_only_has_nothing_to_do_stays(site):
    before = speaking(site)
    with pytest.raises(TimeoutError):
        until(lambda: site.workers() != before, LIMIT * 2)
    assert site.status("/healthz") == 200


def told(site):
    """What the main process wrote in the log."""
    lines = [line for line in site.log.read_text().splitlines() if "toolbox.supervisor" in line]
    return {line.split('"message": "')[1].split('"')[0] for line in lines}


@pytest.mark.programs
@pytest.mark.skipif("pysqlite3" not in sys.modules, reason="this machine has no ready-made package of it")
def test_workers_run_on_the_repaired_sqlite(site):
    assert set(json.loads(site.ask("/readyz")[1])) == {"database", "migrations", "search"}
