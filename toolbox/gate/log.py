"""One line in the log for each request, with an identifier that all its lines share."""

import logging
import re
import secrets
import time

from django.conf import settings

from toolbox.logs import request_id
from toolbox.visitors import address_of, shortened

logger = logging.getLogger("toolbox.access")
GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def identifier(environ):
    """The identifier that our own proxy gave, or a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "") if settings.PROXIES else ""
    return given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)


def write(environ, path, status, headers, seconds):
    """The line itself. The path without its query: what someone searched for is not ours to keep."""
    # Made by hand: logger.info() walks the stack for the caller, which costs more than the rest of the line.
    record = logging.LogRecord(logger.name, logging.INFO, __file__, 0, "request", None, None)
    record.method = environ["REQUEST_METHOD"][:20]
    record.path = path[:200].encode("latin-1", "replace").decode("utf-8", "replace")  # WSGI hands bytes as latin-1
    record.status = int(status[:3])
    record.ms = round(seconds * 1000, 1)
    record.bytes = next((int(value) for name, value in headers if name == "Content-Length"), 0)
    record.network = shortened(address_of(environ))
    logger.handle(record)


class RequestLog:
    """Names the request, times it and writes it down; the outermost layer."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        started = time.perf_counter()
        name, path = identifier(environ), environ.get("PATH_INFO", "")  # Django overwrites the path in environ
        request_id.set(name)  # a worker's thread serves one request at a time: the next one sets its own

        def start(status, headers, *exc_info):
            headers.append(("X-Request-ID", name))
            if logger.isEnabledFor(logging.INFO):
                write(environ, path, status, headers, time.perf_counter() - started)
            return start_response(status, headers, *exc_info)

        return self.application(environ, start)
