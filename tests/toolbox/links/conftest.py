"""A real HTTP server on this machine that behaves as badly as servers do."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from ssrfguard import Policy

# What a path answers.
ANSWERS = {
    "": 200,
    "nl": 200,
    "page": 200,
    "new/page-9000": 200,
    "gone": 410,
    "forbidden": 403,
    "limited": 429,
    "broken": 500,
}
# Where a path leads to.
LEADS_TO = {
    "old/page-9000": (301, "/new/page-9000"),
    "for-now/page-9000": (302, "/new/page-9000"),
    "moved-to-another": (301, "/new/page-9000"),
    "cut-off": (301, "//127.0.0.1:1:1/"),
    "to-start": (302, "/"),
    "loop": (302, "/loop"),
    "to-missing": (302, "/nowhere"),
    "to-loopback": (302, "http://127.0.0.2/secret"),
    "to-metadata": (302, "http://169.254.169.254/latest/meta-data/"),
    "to-file": (302, "file:///etc/passwd"),
}


class Handler(BaseHTTPRequestHandler):
    """Each path is one kind of server. The path of every request is noted, and how much of a body was taken."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.path)
        name = self.path.strip("/")
        if misbehave := getattr(self, f"on_{name.replace('-', '_')}", None):
            misbehave()
        elif name in LEADS_TO:
            status, address = LEADS_TO[name]
            self.send(status, Location=address)
        else:
            self.send(ANSWERS.get(name, 404))

    def send(self, status, **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def pour(self, status, **headers):
        """An answer of which the body never ends, as long as somebody takes it."""
        self.send_response(status)
        for key, value in ({"Content-Type": "text/html", "Connection": "close"} | headers).items():
            self.send_header(key, value)
        self.end_headers()
        self.close_connection = True
        try:
            while not self.server.released.is_set():
                self.server.taken += self.wfile.write(b"x" * 65536)
        except OSError:
            pass  # nobody takes it any more

    def on_pours(self):
        self.pour(200)

    def on_pours_and_leads_on(self):
        self.pour(302, Location="/pours")

    def on_packed(self):
        self.pour(200, **{"Content-Encoding": "gzip"})

    def on_leads_on_by_itself(self):
        self.page(b"<META HTTP-EQUIV='refresh' CONTENT='0; URL=/nl/'><title>Even geduld</title>", "text/html")

    def on_leads_on_by_a_header(self):
        self.send(200, Refresh="0; url=/nl/")

    def on_is_still_thinking(self):
        self.send(202)

    def on_says_not_found(self):
        self.page(b"<title>Pagina niet gevonden</title>", "text/html; charset=utf-99")

    def on_shouts_its_kind(self):
        self.page(b"<title>Pagina niet gevonden</title>", "TEXT/HTML")

    def on_keeps_its_kind_quiet(self):
        self.page(b"<title>Pagina niet gevonden</title>", "")

    def on_a_document(self):
        self.page(b"<title>Pagina niet gevonden</title>", "application/pdf")

    def page(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

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
        self.taken = 0
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
