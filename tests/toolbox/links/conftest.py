"""A real HTTP server on this machine that behaves as badly as servers do."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from ssrfguard import Policy

# What a path answers to HEAD and to GET.
ANSWERS = {
    "": (200, 200), "page": (200, 200), "new-page": (200, 200), "gone": (410, 410), "forbidden": (403, 403),
    "limited": (429, 429), "broken": (500, 500), "head-lies": (404, 200), "head-not-allowed": (405, 200),
}  # fmt: skip
# Where a path leads to.
LEADS_TO = {
    "moved": (301, "/new-page"),
    "elsewhere-for-now": (302, "/new-page"),
    "to-start": (302, "/"),
    "loop": (302, "/loop"),
    "to-missing": (302, "/nowhere"),
    "to-loopback": (302, "http://127.0.0.2/secret"),
    "to-metadata": (302, "http://169.254.169.254/latest/meta-data/"),
    "to-file": (302, "file:///etc/passwd"),
}


class Handler(BaseHTTPRequestHandler):
    """Each path is one kind of server. Every request is noted as (method, path)."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.command, self.path))
        name = self.path.strip("/")
        if misbehave := getattr(self, f"on_{name.replace('-', '_')}", None):
            misbehave()
        elif name in LEADS_TO:
            status, address = LEADS_TO[name]
            self.send(status, Location=address)
        else:
            on_head, on_get = ANSWERS.get(name, (404, 404))
            self.send(on_head if self.command == "HEAD" else on_get)

    do_HEAD = do_GET

    def send(self, status, **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def on_head_hangs_up(self):
        if self.command == "HEAD":
            self.close_connection = True
        else:
            self.send(200)

    def on_closes(self):
        self.close_connection = True

    def on_nonsense(self):
        self.wfile.write(b"hallo, geen http\r\n\r\n")
        self.close_connection = True

    def on_hangs(self):
        self.server.released.wait(10)
        self.close_connection = True

    def on_drips(self):
        """Never silent for long and never done: a read timeout alone does not end it."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(200):
            if self.server.released.is_set():
                break
            self.wfile.write(b"X-Drop-%d: 1\r\n" % number)
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def log_message(self, *args):
        """Say nothing: the tests read `asked`."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address):
        super().__init__(address, Handler)
        self.asked = []
        self.released = threading.Event()

    def handle_error(self, request, client_address):
        """A checker that walks away from a hanging server is what is tested, not an error."""

    def url(self, path):
        return f"http://127.0.0.1:{self.server_port}/{path}"

    @property
    def policy(self):
        """May reach this one server and nothing else that is not public."""
        return Policy(
            allowed_networks=("127.0.0.1/32",), allowed_ports=frozenset({self.server_port, 80, 443}), max_redirects=3
        )


@pytest.fixture
def server():
    server = Server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    thread.join()
    server.server_close()
