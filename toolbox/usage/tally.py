"""The counts that are not in the database yet, in the memory of one process."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from time import time

from django.utils import timezone

from toolbox.models.usage import Kind

MOST_KEYS = 2_000  # of a day that are not written yet; more than that are counted without saying what they are


@dataclass
class Day:
    """What happened on one day: how often, and in which groups of networks each question was asked."""

    counts: Counter = field(default_factory=Counter)
    groups: Counter = field(default_factory=Counter)

    def add(self, kind, key, number=1):
        """Count something; what there is no room for any more, without a name."""
        what = (kind, key)
        if what not in self.counts and len(self.counts) >= MOST_KEYS:
            what = (kind, "")
        self.counts[what] += number

    def ask(self, text, bits):
        """Remember the group in which a question was asked, as long as it is counted by its text."""
        if (Kind.ASKED, text) in self.counts:
            self.groups[text] |= bits


@lru_cache(maxsize=2)
def day_of(minute):
    """Today; asked once a minute, since each request wants to know."""
    return timezone.localdate()


class Tally:
    """Takes what happened from many threads; one thread takes it out and writes it down."""

    def __init__(self):
        self.days, self.lock = {}, Lock()

    def add(self, things, times=1, asked="", bits=0):
        """Count `things`, (kind, key) each, so many `times`.

        `asked`: a question that may be kept, from the group `bits` of networks.
        """
        today = day_of(int(time() // 60))
        with self.lock:
            day = self.days.get(today) or self.days.setdefault(today, Day())
            for kind, key in things:
                day.add(kind, key, times)
            if asked:
                day.ask(asked, bits)

    def take(self):
        """All of it, as {day: Day}; what comes after, is counted anew."""
        with self.lock:
            days, self.days = self.days, {}
        return days

    def give_back(self, days):
        """What could not be written, for the next time."""
        with self.lock:
            for date, late in days.items():
                day = self.days.setdefault(date, Day())
                for (kind, key), number in late.counts.items():
                    day.add(kind, key, number)
                for text, bits in late.groups.items():
                    day.ask(text, bits)
