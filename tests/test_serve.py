"""The production server itself: several processes, as `make serve` starts them."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from http.client import RemoteDisconnected
from pathlib import Path

import pytest

from ops.torture.site import Site, until
from tests.databases import migrated
from toolbox.settings import BASE_DIR

pytestmark = pytest.mark.programs

SAVE = "from toolbox.models import Tool; Tool.objects.filter(slug='buurtkaart').update(name={name!r})"
CREATE = (
    "from toolbox.models import Tool; "
    "Tool.objects.create(name='Buurtkaart', slug='buurtkaart', summary='Kaart.', status='gepubliceerd')"
)
GROUP = (
    "from toolbox.models import ThesaurusGroup; "
    "ThesaurusGroup.objects.create(name='kaart', theme='materiaal', words='kaart, kompas')"
)


Answer = namedtuple("Answer", "status headers text")


class Server(Site):
    """A server behind a proxy that speaks https."""

    def __init__(self, folder):
        super().__init__(folder, HTTPS="1")

    def start(self):
        super().start()
        until(lambda: self.status("/readyz") == 200, 30)
        until(self.all_serve, 30)
        return self

    def all_serve(self):
        """Whether each worker has its threads. One that is told to stop before that is only killed after 30 seconds."""
        return [len(list(Path(f"/proc/{pid}/task").iterdir())) > 1 for pid in self.workers()] == [True, True]

    def counting_folders(self):
        """Where the workers count what they do."""
        files = [Path(os.readlink(file)) for pid in self.workers() for file in Path(f"/proc/{pid}/fd").iterdir()]
        return {file.parent for file in files if file.suffix == ".db" and "toolbox-metrics-" in str(file)}

    def get(self, path, **headers):
        """One answer over a connection of its own, so that any worker may take it."""
        sent = {"X-Forwarded-Proto": "https"} | {name.replace("_", "-"): value for name, value in headers.items()}
        return Answer(*self.answer(path, headers=sent))


@pytest.fixture(scope="module")
def installed(tmp_path_factory, static):
    """The database with one tool, in a folder beside the static files: what each server starts from."""
    site = Server(tmp_path_factory.mktemp("serve") / "installed")
    site.folder.mkdir()
    shutil.copyfile(migrated(), site.path)
    (site.folder.parent / "static").symlink_to(static)
    site.manage("shell", "--no-imports", "-c", CREATE)
    return site.folder


def started(installed, name):
    """A running server on a copy of that database; it shares the static files, which no server changes."""
    return Server(shutil.copytree(installed, installed.with_name(name))).start()


@pytest.fixture(scope="module")
def server(installed):
    running = started(installed, "server")
    yield running
    until(running.all_serve, 30)  # the last test may have made it reload
    running.stop()


def test_no_worker_shows_an_old_page_after_a_save(server):
    for number in range(3):
        server.manage("shell", "--no-imports", "-c", SAVE.format(name=f"Kaart {number}"))
        with ThreadPoolExecutor(8) as pool:  # so that every thread of every worker answers
            pages = [answer.text for answer in pool.map(server.get, ["/tools/buurtkaart/"] * 80)]
        assert [page for page in pages if f"<h1>Kaart {number}</h1>" not in page] == []


def test_every_worker_searches_with_a_new_group_of_the_thesaurus(server):
    assert [
        page for _ in range(20) if 'href="/tools/buurtkaart/"' in (page := server.get("/tools/?q=kompas").text)
    ] == []
    server.manage("shell", "--no-imports", "-c", GROUP)
    pages = [server.get(f"/tools/?q=kompas&x={number}").text for number in range(20)]
    assert [page for page in pages if 'href="/tools/buurtkaart/"' not in page] == []


def test_page_and_its_validator_are_the_same_in_every_worker(server):
    answers = [server.get("/tools/buurtkaart/") for _ in range(20)]
    assert len({answer.headers["ETag"] for answer in answers}) == 1
    assert server.get("/tools/buurtkaart/", If_None_Match=answers[0].headers["ETag"]).status == 304


def test_figures_are_those_of_all_workers(server):
    """Whichever worker is asked; also what one counted that is replaced since."""

    def kept():
        found = re.search(
            r'^toolbox_requests_total{kind="kept",status="200"} (\S+)$', server.get("/metrics").text, re.M
        )
        return float(found[1]) if found else 0

    server.get("/tools/buurtkaart/")
    time.sleep(1.5)
    before = kept()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(server.get, ["/tools/buurtkaart/"] * 100))
    assert {answer.status for answer in answers} == {200}
    least = before + 90  # each thread of each worker may have had to make it
    until(lambda: kept() >= least, 30)
    server.process.send_signal(signal.SIGHUP)
    time.sleep(2)
    until(server.all_serve, 30)
    assert {kept() >= least for _ in range(20)} == {True}


def test_static_files_are_compressed_and_kept_for_ever(server):
    page = server.get("/").text
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = server.get(path, Accept_Encoding="gzip, br")
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_letters_of_the_stylesheet_are_kept_for_ever(server):
    page = server.get("/").text
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    letters = re.findall(r'url\("(letters/[^"]+)"\)', server.get(style).text)
    assert len(letters) == 2
    assert f'<link rel="preload" href="/static/{letters[0]}"' in page
    for letter in letters:
        answer = server.get(f"/static/{letter}")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "font/woff2")
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_plain_http_is_sent_to_https(server):
    answer = server.get("/tools/", X_Forwarded_Proto="http")
    assert (answer.status, answer.headers["Location"]) == (301, f"https://127.0.0.1:{server.port}/tools/")
    assert [server.get(path, X_Forwarded_Proto="http").status for path in ("/healthz", "/readyz")] == [200, 200]


def test_reload_under_load_drops_no_request(server):
    def read():
        try:
            return server.get("/tools/").status
        except RemoteDisconnected:  # the old worker took the connection just as it went: a browser asks again by itself
            return server.get("/tools/").status

    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(read) for _ in range(200)]
        server.process.send_signal(signal.SIGHUP)
        answers += [pool.submit(read) for _ in range(400)]
        assert {answer.result() for answer in answers} == {200}


def test_server_writes_json_lines_itself_too(installed):
    server = started(installed, "logged")
    try:
        os.kill(server.workers()[0], signal.SIGKILL)
        until(lambda: "granian" in server.log.read_text(), 30)
    finally:
        until(server.all_serve, 30)
        server.stop()
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    where = f"Listening at http://127.0.0.1:{server.port}"
    assert [line["level"] for line in lines if line["message"] == where] == ["INFO"]
    assert {"WARNING", "ERROR"} & {line["level"] for line in lines if line["logger"] == "_granian"}


def test_port_that_is_taken_is_said(installed, server):
    other = Server(installed)
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=BASE_DIR,
        env=other.env | {"PORT": str(server.port)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = f"CommandError: Op 127.0.0.1:{server.port} luistert al een ander programma. Kies een andere PORT.\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_stop_ends_what_is_running(installed):
    server = started(installed, "stopped")
    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(server.get, "/tools/buurtkaart/") for _ in range(4)]
        time.sleep(0.05)
        folders = server.counting_folders()
        server.stop()
        assert server.process.returncode == 0
        assert [folder.exists() for folder in folders] == [False]
        assert {answer.result().status for answer in running} == {200}
