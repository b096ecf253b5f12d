"""Counts what readers ask and open, also on pages that were kept; in memory, written down by a thread of its own.

Whom it was is not looked at: of an answer it takes what the view noted (toolbox/usage/notes.py), its path, and from
which of our own pages it was asked. What a network does, is only held apart for one question (docs/beslissingen/0091).
"""

import logging
import re
import threading
from collections import Counter, deque
from functools import lru_cache
from multiprocessing.util import Finalize
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from django.db import connection
from django.utils import timezone

from toolbox.models.usage import Kind
from toolbox.serving.before_django.pages import PRIVATE_COOKIES
from toolbox.serving.client_ip import client_ip, network_of
from toolbox.usage import store
from toolbox.usage.notes import HEADER, read
from toolbox.usage.questions import group_of, normal
from toolbox.usage.tally import Tally

logger = logging.getLogger("toolbox.usage")
PAUSE = 20  # seconds between two times that it is written down
MOST_SEEN = 1_000  # requests that wait to be looked at
ANSWERED = ("200", "304")
READING = ("/tools/", "/fiches/", "/cyclus/", "/vragen/", "/wegwijzers/", "/collecties/")  # with a page for each entry
ANSWERS = {"/tools/", "/zoeken/"}
LONGEST_REFERER = 2_000  # characters; what is longer is no page of ours
NO_FILTERS = {"q", "exact", "pagina", "sorteer"}
# Those that say what they are. Who says nothing, is no browser either.
ROBOT = re.compile(
    "bot|crawl|spider|slurp|scan|monitor|check|preview|fetch|feed|archiv|curl|wget|python|java/|go-http|okhttp|libwww"
    "|headless|lighthouse|facebookexternalhit|whatsapp",
    re.IGNORECASE,
)


class Answers(NamedTuple):
    """A page with answers: the question as it is compared, "" for none, and the filters in its address."""

    text: str
    filters: frozenset


@lru_cache(maxsize=256)
def answers_at(query):
    """What a page with answers was asked, by the query of its address."""
    pairs = parse_qsl(query)
    filters = frozenset(f"{name}={value.lower()}" for name, value in pairs if name not in NO_FILTERS)
    return Answers(normal(dict(pairs).get("q", "")), filters)


NO_ANSWERS = Answers("", frozenset())


def came_from(referer, host):
    """The Answers at a page of ours, `host`, that `referer` is the address of; `NO_ANSWERS` for another page."""
    try:
        page = urlsplit(referer)
    except ValueError:
        return NO_ANSWERS
    if page.netloc != host or page.path not in ANSWERS:
        return NO_ANSWERS
    return answers_at(page.query)


@lru_cache(maxsize=256)
def is_browser(agent):
    """Whether a program that calls itself so is somebody's browser."""
    return bool(agent) and not ROBOT.search(agent)


def is_reader(environ):
    """Whether somebody reads this page: no robot, no editor, no script and no browser that gets it beforehand."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and is_browser(environ.get("HTTP_USER_AGENT", "")[:500])
        and environ.get("HTTP_SEC_FETCH_DEST", "document") == "document"
        and "prefetch" not in environ.get("HTTP_SEC_PURPOSE", "")
        and not ("HTTP_COOKIE" in environ and PRIVATE_COOKIES.search(environ["HTTP_COOKIE"]))
    )


def is_entry(path):
    """Whether this is the page of one entry."""
    return path.startswith(READING) and path.count("/") == 3 and path.endswith("/")


def noted_in(headers):
    """The note of the view among the headers, or ""; it goes out of them, since it is nobody's business."""
    for pair in headers:
        if pair[0] == HEADER:
            headers.remove(pair)
            return pair[1]
    return ""


class Seen(NamedTuple):
    """What a request says that is counted; those that say the same are one."""

    path: str
    query: str
    note: str  # of the view, for a page with answers
    referer: str
    host: str
    network: str  # of who asks a question, until its group is known


class Counting:
    """Counts what readers ask, choose and open.

    While a reader waits, it only writes down what it saw: taking that apart (15 µs, a quarter of a kept page) is for
    the thread that writes, once for all requests that are the same.
    """

    def __init__(self, application):
        self.application, self.tally = application, Tally()
        self.seen = deque()
        self.writing, self.ends = threading.Lock(), threading.Event()

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")  # Django overwrites it
        if path not in ANSWERS and not is_entry(path):
            return self.application(environ, start_response)

        def start(status, headers, *exc_info):
            note = noted_in(headers) if path in ANSWERS else ""
            if (note or path not in ANSWERS) and status.startswith(ANSWERED) and is_reader(environ):
                self.see(environ, path, note)
            return start_response(status, headers, *exc_info)

        return self.application(environ, start)

    def see(self, environ, path, note):
        """Write down one page that somebody reads."""
        query, referer = environ.get("QUERY_STRING", ""), environ.get("HTTP_REFERER", "")[:LONGEST_REFERER]
        network = network_of(client_ip(environ)) if note else ""
        self.seen.append((path, query, note, referer, environ.get("HTTP_HOST", ""), network))
        if len(self.seen) >= MOST_SEEN:
            self.look()

    def look(self):
        """Count what was seen."""
        for fields, times in Counter(self._taken()).items():
            seen = Seen(*fields)
            came = came_from(seen.referer, seen.host)
            if seen.note:
                self.count_answers(seen, came, times)
            elif "formaat=" not in seen.query:
                self.tally.add(things_opened(seen.path, came), times)

    def _taken(self):
        """What was seen, each by one thread only."""
        while self.seen:
            try:
                yield self.seen.popleft()
            except IndexError:  # another thread was first
                return

    def count_answers(self, seen, came, times):
        """Count a page with answers: a question that was not asked just before, and the filters that came to it."""
        note, bits = read(seen.note), 0
        things = [(Kind.FILTER, name) for name in note.filters if name not in came.filters]
        if note.length and came.text != (answers_at(seen.query).text or None):
            things += things_asked(note, came)
            bits = group_of(note.text, seen.network)
        self.tally.add(things, times, note.text, bits)

    # Writing it down

    def begin(self):
        """Write it down for as long as this process lives, and once more when it ends."""
        threading.Thread(target=self._keep_writing, name="usage", daemon=True).start()
        Finalize(None, self._end, exitpriority=1)  # and not atexit: a worker of the server ends without that
        return self

    def write(self):
        """Write down what was counted since the last time; what cannot be written, is kept for the next time."""
        with self.writing:
            self.look()
            days = self.tally.take()
            try:
                for date in sorted(days):
                    store.save(date, days[date])
                    del days[date]
            except Exception as error:
                logger.warning("Counts wait for the database: %s", type(error).__name__)
                self.tally.give_back(days)
        for remembered in (answers_at, read):  # what was asked is not remembered longer than it takes to count it
            remembered.cache_clear()

    def _keep_writing(self):
        tidied = None
        while not self.ends.wait(PAUSE):
            self.write()
            if tidied != timezone.localdate():
                tidied = self._tidy()
            connection.close()  # nobody looks after that of a thread of ours: its server may be gone the next time

    def _tidy(self):
        """Take away what is too old; gives the day on which that was done, or None."""
        try:
            store.forget_old()
        except Exception as error:
            logger.warning("Old counts stay for now: %s", type(error).__name__)
            return None
        return timezone.localdate()

    def _end(self):
        self.ends.set()
        self.write()


def things_opened(path, came):
    """What to count of a page of an entry that was opened."""
    yield Kind.OPENED, path
    if came != NO_ANSWERS:
        yield Kind.FROM_ANSWERS, path
    if came.text:
        yield Kind.AFTER, came.text


def things_asked(note, came):
    """What to count of a question: how it is called or how long it is, and what its answers were worth."""
    yield (Kind.ASKED, note.text) if note.text else (Kind.LENGTH, note.length)
    if not note.found:
        yield Kind.NOTHING, note.text
    if came.text:
        yield Kind.FOLLOWED, came.text
