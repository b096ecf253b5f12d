"""One run over the addresses that are due: polite to each host, and safe to stop at any moment."""

import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest
from urllib.parse import urlsplit

from django.db import connection
from django.utils import timezone

from toolbox.links.probe import probe
from toolbox.models import LinkCheck, LinkResult
from toolbox.models.link import LinkState, rows_with_address

RECHECK_AFTER = timedelta(days=7)
HOST_PAUSE = 2.0
KEEP_RESULTS = timedelta(days=730)
LOCK = 135_188  # any number, as long as all machines have the same


@contextmanager
def only_one():
    """Whether this is the only run at this moment: two machines on one PostgreSQL may both have it in their cron."""
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        is_first = cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()[0]
    try:
        yield is_first
    finally:
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def register_addresses():
    """Make a check for every address in the catalogue that has none, and drop those that nobody uses."""
    known = set(LinkCheck.objects.values_list("url", flat=True))
    used = {url for rows in rows_with_address() for url in rows.values_list("url", flat=True)}
    LinkCheck.objects.bulk_create([LinkCheck(url=url) for url in sorted(used - known)], ignore_conflicts=True)
    LinkCheck.objects.filter(url__in=known - used).delete()
    LinkResult.objects.filter(at__lt=timezone.now() - KEEP_RESULTS).delete()


def names_at(url):
    """What the entries are called that have this address."""
    rows = [row for queryset in rows_with_address() for row in queryset.filter(url=url)]
    return sorted({str(getattr(row, "tool", row)) for row in rows})


def host_of(check):
    """The host of an address, for the pause between two questions to it."""
    return (urlsplit(check.url).hostname or "").lower()


def in_turns(checks):
    """The checks so that one host never comes twice in a row while another waits."""
    by_host = defaultdict(list)
    for check in checks:
        by_host[host_of(check)].append(check)
    for turn in zip_longest(*by_host.values()):
        yield from filter(None, turn)


class Run:
    """Checks addresses one after the other. Every result is kept at once, so a run that is killed loses nothing.

    Failures of the network are kept back until the end: when no server at all answered, our own network is down,
    and then no link may be called dead for it.
    """

    def __init__(self, checks, *, pause=HOST_PAUSE, probe=probe, sleep=time.sleep):
        self.checks = list(checks)
        self.pause = pause
        self.probe = probe
        self.sleep = sleep
        self.started = timezone.now()
        self.last_asked = {}
        self.busy_hosts = set()
        self.kept_back = []
        self.any_answer = False

    def __iter__(self):
        """Check all and yield each check as soon as it is done, or left for later."""
        for check in in_turns(self.checks):
            yield self._one(check)
        for check, result in self.kept_back:
            if not self.any_answer:
                result = replace(result, state=LinkState.UNKNOWN, detail="geen enkele site antwoordde")
            check.record(result)

    def _one(self, check):
        host = host_of(check)
        try:
            check.refresh_from_db()
        except LinkCheck.DoesNotExist:
            return check  # an editor took the address away since the run began
        if host in self.busy_hosts or (check.checked_at and check.checked_at >= self.started):
            return check  # the host asked for rest, or another run was first
        self._wait_for(host)
        result = self.probe(check.url, names_at(check.url))
        self.last_asked[host] = time.monotonic()
        if result.busy:
            self.busy_hosts.add(host)
        if result.network:
            self.kept_back.append((check, result))
        else:
            self.any_answer = self.any_answer or result.status is not None
            check.record(result)
        return check

    def _wait_for(self, host):
        if host in self.last_asked:
            wait = self.last_asked[host] + self.pause - time.monotonic()
            if wait > 0:
                self.sleep(wait)
