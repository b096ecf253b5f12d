"""Where kept pages are when no Redis or Valkey is configured: the memory of the process itself."""

import time
from collections import OrderedDict

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_stores = {}


class PageMemory(BaseCache):
    """Gives back what it was given, and lets go of what was not asked for the longest.

    Django's LocMemCache keeps a pickled copy, because a caller might change what it gets. Nobody changes a page: it
    is kept and answered as it is, without the 3 µs of copying and checking. There is no lock: Python interrupts none
    of the steps below for another thread.
    """

    def __init__(self, name, params):
        super().__init__(params)
        self._pages = _stores.setdefault(name, OrderedDict())

    def get(self, key, default=None, version=None):
        """What is kept under `key` and is not too old; it counts as asked for."""
        try:
            value, until = self._pages[key]
            self._pages.move_to_end(key)
        except KeyError:  # also when another thread let go of it just now
            return default
        return value if until is None or until > time.time() else default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Keep `value` for `timeout` seconds."""
        self._pages.pop(key, None)
        self._pages[key] = (value, self.get_backend_timeout(timeout))
        if len(self._pages) > self._max_entries:
            self._pages.popitem(last=False)

    def clear(self):
        """Keep nothing."""
        self._pages.clear()
