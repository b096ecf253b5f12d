"""One line in the log for each request, with an identifier that all its lines share."""

import logging
import re
import sys
import time
from datetime import UTC, datetime
from functools import lru_cache
from random import getrandbits

from django.conf import settings

from toolbox.serving.client_ip import client_ip, network_of
from toolbox.serving.logging import encode, request_id, shown

logger = logging.getLogger("toolbox.access")
GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def identifier(environ):
    """The identifier that our own proxy gave, or a new one. It has to be another each time, not a secret."""
    given = environ.get("HTTP_X_REQUEST_ID", "") if settings.PROXIES else ""
    return given if GIVEN_ID.fullmatch(given) else f"{getrandbits(64):016x}"


@lru_cache(maxsize=1)
def second(timestamp):
    """A whole second as the log writes it; the lines of the same second share it."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def line(name, environ, path, status, headers, seconds):
    """The line itself. The path without its query: what someone searched for is not ours to keep. Nor is a secret."""
    now = time.time()
    path = shown(path[:200].encode("latin-1", "replace").decode("utf-8", "replace"))  # WSGI hands bytes as latin-1
    length = next((value for header, value in headers if header == "Content-Length"), 0)
    return (
        f'{{"time": "{second(int(now))}.{int(now % 1 * 1000):03}+00:00", "level": "INFO", "logger": "{logger.name}", '
        f'"message": "request", "request": "{name}", "method": {encode(environ["REQUEST_METHOD"][:20])}, '
        f'"path": {encode(path)}, "status": {int(status[:3])}, "ms": {seconds * 1000:.1f}, "bytes": {int(length)}, '
        f'"network": "{network_of(client_ip(environ))}"}}\n'
    )


class RequestLog:
    """Names the request, times it and writes it down; the outermost layer.

    The line goes straight to where serving/logging.py sends all others: a logger, its record and handler cost
    three times what the line itself does. The level of the logger still says whether there is one.
    """

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        started = time.perf_counter()
        name, path = identifier(environ), environ.get("PATH_INFO", "")  # Django overwrites the path in environ
        request_id.set(name)  # a worker's thread serves one request at a time: the next one sets its own

        def start(status, headers, *exc_info):
            if logger.isEnabledFor(logging.INFO):
                self.write(line(name, environ, path, status, headers, time.perf_counter() - started))
            headers.append(("X-Request-ID", name))
            return start_response(status, headers, *exc_info)

        return self.application(environ, start)

    @staticmethod
    def write(text):
        """In one go, so that lines of two threads do not mix. A full disk costs the line, not the visitor's page."""
        try:
            sys.stderr.write(text)
        except OSError:
            pass
