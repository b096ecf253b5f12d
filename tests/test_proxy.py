"""ops/deploy/Caddyfile in a real Caddy, before a server that writes down what it gets to see.

With the Caddy that the tests install, and with that of the machine when there is one: Debian's is older and has another
word for what matters most here.
"""

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings

from ops.torture.site import free_port, until

EXAMPLE = (settings.BASE_DIR / "ops" / "deploy" / "Caddyfile").read_text()
CADDIES = [
    path for path in (Path(sys.executable).with_name("caddy"), shutil.which("caddy")) if path and Path(path).exists()
]
BODY = b"naam=" + b"x" * 995

pytestmark = [
    pytest.mark.programs,
    pytest.mark.skipif(not CADDIES, reason="NIET GEPROBEERD: voor deze machine is er geen caddy"),
]


class Upstream:
    """What stands behind the proxy: answers everything, and keeps of each request where it went and its headers."""

    def __init__(self, port):
        self.port, self.seen = port, []
        upstream = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                upstream.seen.append((self.path, dict(self.headers)))
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"%d" % len(body))

            do_POST = do_GET

            def log_message(self, *args):
                """Nobody reads it."""

        self.handler = Handler

    def start(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), self.handler)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Proxy:
    """A Caddy with the example of the project: only its address, what is behind it, and how long it waits differ."""

    def __init__(self, program, folder, upstream, waits, watches):
        self.port = free_port()
        text = EXAMPLE.replace("#health_", "health_") if watches else EXAMPLE
        text = text.replace("toolbox.example.org {", f"http://127.0.0.1:{self.port} {{")
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{upstream.port}").replace("duration 30s", f"duration {waits}")
        text = text.replace("{\n", "{\n\tadmin off\n", 1)
        if version_of(program) > (2, 6):  # as the comment in the example says
            text = text.replace("\t\tbuffer_requests\n\t\t#", "\t\t")
        self.file = folder / "Caddyfile"
        self.file.write_text(text)
        self.log = folder / "log"
        self.command = [str(program), "run", "--adapter", "caddyfile", "--config", str(self.file)]
        self.env = {"HOME": str(folder), "PATH": ""}

    def start(self):
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self.command, env=self.env, stdout=log, stderr=log)  # noqa: S603
        until(self.answers, 30)

    def answers(self):
        try:
            return self.ask("/readyz")[0] == 404
        except OSError:
            return False

    def ask(self, path, method="GET", body=None, headers=None):
        """(status, text) of one request."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def run(program, *arguments):
    """The ended command."""
    return subprocess.run([str(program), *arguments], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603


def version_of(program):
    """The version of a Caddy."""
    return tuple(int(part) for part in re.findall(r"\d+", run(program, "version").stdout)[:2])


@contextmanager
def proxied(program, folder, waits="30s", watches=False):
    """A running proxy, and what is behind it, not yet started."""
    upstream = Upstream(free_port())
    proxy = Proxy(program, folder, upstream, waits, watches)
    proxy.start()
    try:
        yield proxy, upstream
    finally:
        proxy.stop()


@pytest.fixture(params=CADDIES, ids=lambda path: Path(path).parent.parent.name)
def caddy(request):
    """Each Caddy of this machine."""
    return request.param


def test_slow_body_does_not_reach_the_site(caddy, tmp_path):
    with proxied(caddy, tmp_path) as (proxy, upstream):
        upstream.start()
        head = f"POST /melden/ HTTP/1.1\r\nHost: 127.0.0.1:{proxy.port}\r\nContent-Length: {len(BODY)}\r\n\r\n".encode()
        slow = [socket.create_connection(("127.0.0.1", proxy.port)) for _ in range(8)]
        for each in slow:
            each.sendall(head + BODY[:6])
        time.sleep(1)
        assert proxy.ask("/fiches/") == (200, "0")
        assert [path for path, _ in upstream.seen] == ["/fiches/"]
        slow[0].sendall(BODY[6:])
        until(lambda: len(upstream.seen) == 2, 30)
        assert proxy.ask("/melden/", "POST", BODY) == (200, "1000")
        for each in slow:
            each.close()
        upstream.stop()


def test_request_waits_for_a_site_that_starts_again(caddy, tmp_path):
    with proxied(caddy, tmp_path) as (proxy, upstream):
        timer = threading.Timer(7, upstream.start)
        timer.start()
        assert proxy.ask("/melden/", "POST", BODY) == (200, "1000")
        timer.join()
        upstream.stop()


def test_save_waits_too_when_no_site_is_ready(caddy, tmp_path):
    """As with more machines, of which none is ready. The Caddy of Debian 12 refuses a save then: docs/beheer.md."""
    with proxied(caddy, tmp_path, watches=True) as (proxy, upstream), ThreadPoolExecutor() as pool:
        time.sleep(2)  # it found that nobody is there
        asked = [pool.submit(proxy.ask, "/x", method, body) for method, body in (("GET", None), ("POST", b"naam=x"))]
        time.sleep(1)
        upstream.start()
        statuses = [answer.result()[0] for answer in asked]
        upstream.stop()
    assert statuses == [200, 200 if version_of(caddy) > (2, 6) else 503]


def test_readiness_and_figures_are_not_for_outsiders_and_the_site_knows_who_asks(caddy, tmp_path):
    with proxied(caddy, tmp_path) as (proxy, upstream):
        upstream.start()
        assert [proxy.ask(path)[0] for path in ("/readyz", "/metrics", "/metrics?x", "/METRICS")] == [404] * 4
        assert proxy.ask("/healthz", headers={"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "ftp"})[0] == 200
        [(path, headers)] = upstream.seen
        assert (path, headers["X-Forwarded-For"], headers["X-Forwarded-Proto"]) == ("/healthz", "127.0.0.1", "http")
        upstream.stop()


@pytest.mark.parametrize(
    ("asked", "kept"),
    [("/tools/?q=geheim", "/tools/"), ("/voorbeeld/geheim/", "/voorbeeld/"), ("/post/afmelden/geheim/", "/post/")],
)
def test_log_holds_no_whole_address_no_question_and_no_secret(caddy, tmp_path, asked, kept):
    with proxied(caddy, tmp_path, waits="1s") as (proxy, _):
        secret = {"Cookie": "geheim=1", "User-Agent": "mijn-browser", "Referer": "http://elders/?q=geheim"}
        assert proxy.ask(asked, headers=secret)[0] == 502
    log = proxy.log.read_text()
    [line] = [line for line in log.splitlines() if "http.log.error" in line]
    assert f'"uri":"{kept}"' in line
    assert '"remote_ip":"127.0.0.0"' in line
    assert [word for word in ("geheim", "mijn-browser", '"127.0.0.1"', "remote_port") if word in line] == []
