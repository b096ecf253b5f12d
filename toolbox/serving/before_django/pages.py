"""Public pages, kept whole until the content changes.

The key holds the catalogue version, which every change of content renews inside its own transaction, and which moves
when something comes or goes by itself. It is read before the page is made: what is kept under a version is never older
than that version, in any process.
"""

import gzip
import logging
import re
from contextlib import nullcontext
from functools import lru_cache
from hashlib import blake2b
from threading import Lock

import brotli
from django.conf import settings
from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http.request import split_domain_port, validate_host

from toolbox.models.version import at_this_moment, read_token
from toolbox.serving.before_django.metrics import MISSES, SILENCES, recalled
from toolbox.serving.before_django.parameters import is_known, without_tracking
from toolbox.serving.circuit_breaker import CircuitBreaker
from toolbox.usage.notes import HEADER as USAGE

logger = logging.getLogger("toolbox.pages")

# A browser or proxy may show what it has for a second, and up to ten more while it asks for a new one; if we do not
# answer at all, a proxy may go on for an hour.
PUBLIC = "public, max-age=1, stale-while-revalidate=10, stale-if-error=3600"
KEPT_SECONDS = 3600  # a page may name a date; it is at most this much behind
LARGEST = 64 * 1024  # bytes, compressed: times MAX_ENTRIES of the cache it is the most that a process keeps
WORTH_COMPRESSING = 500
# How hard to press a page together: one with a question in its address is hardly asked twice, so the work counts more.
ONCE, OFTEN = 0, 5
COMPRESSORS = {
    "br": lambda body, effort: brotli.compress(body, quality=effort),
    "gzip": lambda body, effort: gzip.compress(body, effort, mtime=0),
}
OFFERS = re.compile(r"\b(br|gzip)\s*(?:;\s*q=([0-9.]+))?")
NOT_MODIFIED = {"ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", USAGE}
cache_pause = CircuitBreaker(5)
PRIVATE_COOKIES = re.compile("|".join((settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages=")))


@lru_cache(maxsize=64)
def is_ours(host, port):
    """Whether `host` is the site's own address, with the `port` that we listen on, that of http(s), or a trusted one.

    A client may write the same name in capitals, with a dot behind it or with any port. It gets its page, with links to
    where it asked; nobody else will ask for that page, so it is not kept.
    """
    domain, _ = split_domain_port(host)
    is_trusted = any(origin.endswith(f"://{host}") for origin in settings.CSRF_TRUSTED_ORIGINS)
    return (is_trusted or host in (domain, f"{domain}:{port}")) and validate_host(domain, settings.ALLOWED_HOSTS)


def is_anonymous(environ):
    """Whether this request gets what every visitor gets: it only reads a page of ours, without a cookie of ours."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ["PATH_INFO"].startswith(settings.STATIC_URL):
        return False
    if not is_ours(environ.get("HTTP_HOST", ""), environ["SERVER_PORT"]):
        return False
    return not PRIVATE_COOKIES.search(environ.get("HTTP_COOKIE", ""))


@lru_cache(maxsize=64)  # browsers say the same things
def coding_of(accepted):
    """The best compression that a client takes who says `accepted`: "br", "gzip" or ""."""
    offers = {name for name, weight in OFFERS.findall(accepted.lower()) if not weight or weight.strip("0.")}
    return next((coding for coding in COMPRESSORS if coding in offers), "")


def key_of(environ, version, coding):
    """Where the page is kept: its whole address, the version of the content and the compression.

    Of what a client may make up it holds the query alone, in which all parameters are known ones: those say which page
    it is. Short, since Django looks at each of its characters.
    """
    parts = (
        version,
        environ["wsgi.url_scheme"],
        # As Django reads it: each other value is no https.
        settings.PROXIES and environ.get("HTTP_X_FORWARDED_PROTO", "").partition(",")[0].strip() == "https",
        environ["HTTP_HOST"],
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        coding,
    )
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def is_same_for_all(response):
    """Whether a page may be kept for other visitors. A view that does not want that says so with Cache-Control."""
    said = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.headers.get("Vary")
        and not response.headers.get("Content-Encoding")
        and "private" not in said
        and "no-store" not in said
    )


def to_keep(response, coding, effort=OFTEN):
    """A made page as (headers, etag, body), compressed."""
    body, headers = response.content, dict(response.headers)
    if coding and len(body) >= WORTH_COMPRESSING:
        body = COMPRESSORS[coding](body, effort)
        headers["Content-Encoding"] = coding
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers |= {"ETag": etag, "Vary": "Accept-Encoding"}
    headers.setdefault("Cache-Control", PUBLIC)
    headers.pop("Content-Length", None)
    length = ("Content-Length", str(len(body)))  # in front: the log looks for it at every answer
    return (length, *headers.items()), etag, body


def has_it(environ, etag):
    """Whether the client says that it has the page with this `etag`."""
    known = environ.get("HTTP_IF_NONE_MATCH", "")
    return known and (etag in known or known.strip() == "*")


def ask_cache(what, *arguments):
    """What the cache answers; None when it does not, and for some seconds after that.

    A cache server that is away or hangs makes the site slower, not wrong.
    """
    if not cache_pause.may_try():
        return None
    try:
        answer = getattr(caches["pages"], what)(*arguments)
    except Exception as error:
        logger.warning("The page cache does not answer: %s", type(error).__name__)
        SILENCES.inc()
        cache_pause.failed()
        return None
    cache_pause.answered()
    return answer


def current_version():
    """The version of the content, or None when the database does not say: then nothing is kept or recalled."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        return at_this_moment(read_token(connection))
    except Error:
        connection.close()  # Django opens a new one; this one may have died with its server
        return None


class KeptPages:
    """Answers a visitor from what was made before, with a validator; an editor always gets a new page.

    Threads answer from an embedded database and from memory in turn. That is ready in 15 µs, in which SQLite lets go
    of Python's own lock seven times: two threads that each time take it from each other were half as fast as one.
    Nobody waits in that turn for a network or for a page that is being made.
    """

    def __init__(self, application):
        self.application = application
        waits = settings.CACHE_URL or connections[DEFAULT_DB_ALIAS].vendor != "sqlite"
        self.turn = nullcontext() if waits else Lock()

    def __call__(self, environ, start_response):
        if not is_anonymous(environ):
            return self.application(environ, start_response)
        coding = coding_of(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if query := environ.get("QUERY_STRING", ""):
            query = environ["QUERY_STRING"] = without_tracking(query)
            if not is_known(query):
                return self.make(environ, start_response, None, coding)
        with self.turn:
            version = current_version()
            key = key_of(environ, version, coding)
            page = ask_cache("get", key) if version is not None else None
            if page is not None:
                recalled.add("304" if has_it(environ, page[1]) else "200")
                return self.answer(environ, start_response, *page)
        if version is None:
            return self.application(environ, start_response)
        MISSES.inc()
        return self.make(environ, start_response, key, coding)

    def make(self, environ, start_response, key, coding):
        """A new page, kept under `key` if there is one and every visitor gets the same page."""
        started = []
        response = self.application(environ, lambda *arguments: started.append(arguments))
        if not hasattr(response, "status_code") or not is_same_for_all(response):
            start_response(*started[0])
            return response
        page = to_keep(response, coding, ONCE if environ.get("QUERY_STRING") else OFTEN)
        response.close()
        if key and environ["REQUEST_METHOD"] == "GET" and len(page[2]) <= LARGEST:
            ask_cache("set", key, page, KEPT_SECONDS)
        return self.answer(environ, start_response, *page)

    @staticmethod
    def answer(environ, start_response, headers, etag, body):
        """The kept page, or 304 when the client has it already."""
        if has_it(environ, etag):
            start_response("304 Not Modified", [pair for pair in headers if pair[0] in NOT_MODIFIED])
            return []
        start_response("200 OK", list(headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
