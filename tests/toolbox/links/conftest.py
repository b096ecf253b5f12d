"""A real HTTP server on this machine that behaves as badly as servers do."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from ssrfguard import Policy


class Handler(BaseHTTPRequestHandler):
    """Each path is one kind of server. Every request is noted as (method, path)."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.server.asked.append((self.command, self.path))
        name = self.path.split("?")[0].strip("/").replace("-", "_").replace("/", "_") or "start"
        getattr(self, f"on_{name}", self.on_missing)()

    def send(self, status, **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def on_start(self):
        self.send(200)

    on_page = on_new_page = on_start

    def on_missing(self):
        self.send(404)

    def on_gone(self):
        self.send(410)

    def on_forbidden(self):
        self.send(403)

    def on_limited(self):
        self.send(429, Retry_After="60")

    def on_broken(self):
        self.send(500)

    def on_head_lies(self):
        self.send(404 if self.command == "HEAD" else 200)

    def on_head_not_allowed(self):
        self.send(405 if self.command == "HEAD" else 200)

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

    def on_moved(self):
        self.send(301, Location="/new-page")

    def on_elsewhere_for_now(self):
        self.send(302, Location="/new-page")

    def on_to_start(self):
        self.send(302, Location="/")

    def on_loop(self):
        self.send(302, Location="/loop")

    def on_to_missing(self):
        self.send(302, Location="/nowhere")

    def on_to_loopback(self):
        self.send(302, Location="http://127.0.0.2/secret")

    def on_to_metadata(self):
        self.send(302, Location="http://169.254.169.254/latest/meta-data/")

    def on_to_file(self):
        self.send(302, Location="file:///etc/passwd")

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
