"""Where kept pages are when no Redis or Valkey is configured: the memory of the process itself."""

import time
from collections import OrderedDict
from threading import Lock

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

AROUND = 3 * 1024  # bytes that a page takes beside its body: its headers, its key

_stores = {}


class Store:
    """The pages under one name, which all threads share, and how many bytes they take."""

    def __init__(self):
        self.pages, self.size, self.lock = OrderedDict(), 0, Lock()


class PageMemory(BaseCache):
    """Gives back what it was given, and lets go of what was not asked for the longest when it holds too many bytes.

    Django's LocMemCache keeps a pickled copy, because a caller might change what it gets. Nobody changes a page: it
    is kept and answered as it is, without the 3 µs of copying and checking. Reading takes no lock: Python interrupts
    none of its steps for another thread. Counting does.
    """

    def __init__(self, name, params):
        super().__init__(params)
        self._most = params.get("OPTIONS", {}).get("MAX_BYTES", 2**20)
        self._store = _stores.setdefault(name, Store())
        self._pages = self._store.pages

    def get(self, key, default=None, version=None):
        """What is kept under `key` and is not too old; it counts as asked for."""
        try:
            value, until = self._pages[key]
            self._pages.move_to_end(key)
        except KeyError:  # also when another thread let go of it just now
            return default
        return value if until is None or until > time.time() else default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Keep `value`, a page as (..., body), for `timeout` seconds."""
        with self._store.lock:
            self._let_go(key)
            self._pages[key] = (value, self.get_backend_timeout(timeout))
            self._store.size += self._size(value)
            while self._store.size > self._most:
                self._let_go(next(iter(self._pages)))

    def clear(self):
        """Keep nothing."""
        with self._store.lock:
            self._pages.clear()
            self._store.size = 0

    def _let_go(self, key):
        if key in self._pages:
            self._store.size -= self._size(self._pages.pop(key)[0])

    @staticmethod
    def _size(page):
        return AROUND + len(page[-1])
