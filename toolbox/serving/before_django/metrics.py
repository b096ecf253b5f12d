"""What happened so far, in numbers for a monitoring system: requests, how long they took, what was kept.

Each worker counts for itself, in a file of its own that prometheus_client makes in PROMETHEUS_MULTIPROC_DIR
(toolbox/serving/supervisor.py); whichever is asked for /metrics adds them up (middleware/monitoring.py).
"""

import threading
import time
from collections import defaultdict

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY = CollectorRegistry()
REQUESTS = Counter("toolbox_requests", "Answers, by kind and status.", ["kind", "status"], registry=REGISTRY)
SECONDS = Histogram(
    "toolbox_request_duration_seconds",
    "How long it took to make an answer; those that were kept already (kind kept) are not in here.",
    ["kind"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
MISSES = Counter("toolbox_kept_pages_missed", "Pages that could be kept and had to be made.", registry=REGISTRY)
SILENCES = Counter("toolbox_page_cache_failures", "Times that the cache of pages did not answer.", registry=REGISTRY)
KINDS = {
    f"/{settings.STATIC_URL.strip('/')}/": "static",
    f"/{settings.ADMIN_PATH}": "desk",
    "/api/": "api",
    "/readyz": "health",
    "/metrics": "health",
}
PAUSE = 1  # seconds


def kind_of(path):
    """What a request for `path` is about: a word of a short list, whatever somebody may ask."""
    return next((kind for start, kind in KINDS.items() if path.startswith(start)), "page")


class Measured:
    """Counts and times whatever the application inside answers, from the request to the start of the answer."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        started, kind = time.perf_counter(), kind_of(environ["PATH_INFO"])

        def start(status, *arguments):
            REQUESTS.labels(kind, status[:3]).inc()
            SECONDS.labels(kind).observe(time.perf_counter() - started)
            return start_response(status, *arguments)

        return self.application(environ, start)


class Recalled:
    """How many kept pages were given, by status. Told to the others a moment later, from a thread of its own.

    A counter that several processes add up takes 1.7 µs, and a kept page 15; this takes 0.2. Each thread adds to its
    own number, so that none waits for another.
    """

    def __init__(self):
        self.numbers, self.told = defaultdict(int), defaultdict(int)
        self.telling = threading.Lock()

    def add(self, status):
        """One more."""
        self.numbers[threading.get_ident(), status] += 1

    def tell(self):
        """Count what came since the last time."""
        with self.telling:
            for key, number in list(self.numbers.items()):
                if more := number - self.told[key]:
                    REQUESTS.labels("kept", key[1]).inc(more)
                    self.told[key] = number

    def keep_telling(self):
        """Tell it for as long as this process lives."""
        threading.Thread(target=self._tell, name="metrics", daemon=True).start()

    def _tell(self):
        rest = threading.Event()  # that nobody sets, as in heartbeat.py
        while not rest.wait(PAUSE):
            self.tell()


recalled = Recalled()
