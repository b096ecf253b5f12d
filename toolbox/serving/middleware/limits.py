"""How much one request may ask, and how much work one network may ask for.

Only reached by what the kept pages and the static files could not answer: all that costs us work. A cookie makes no
difference, since anybody can send one.
"""

import threading
import time
from collections import OrderedDict
from contextlib import contextmanager

from django.conf import settings
from django.contrib import admin
from django.db import DEFAULT_DB_ALIAS, connections
from django.shortcuts import render

from toolbox.serving.client_ip import client_ip, network_of

QUERY_LENGTH = 16 * 1024
PARAMETERS = 200
VALUES_PER_PARAMETER = 50
BODY = 128 * 1024
EDITOR_BODY = 10 * 1024 * 1024  # a spreadsheet to import
REMEMBERED_ADDRESSES = 10_000

# How many turns a request takes beforehand; a turn is some 10 ms of work (measured, docs/beslissingen/0017). What it
# then costs more, is taken afterwards.
PAGE, FILE, FORM, SIGN_IN = 1, 10, 5, 20
TURN = 0.01  # seconds
COSTLY = 6  # turns: of work that takes more, a network has one at a time in each process
PATIENCE = 0.5  # seconds that a second one waits for the first, of a network that has asked little
LEARNING = 0.25  # how much the last request counts in what a kind of request costs


class Bucket:
    """Per network a number of turns that fills up again each minute; in this process only, and never written down."""

    def __init__(self, per_minute):
        self.per_minute = per_minute
        self.turns = OrderedDict()
        self.lock = threading.Lock()

    def allows(self, network, turns=1, now=None):
        """Takes `turns` for `network`, and says whether it had so many."""
        with self.lock:
            left, now = self._left(network, now)
            allowed = left >= min(turns, self.per_minute)
            self._keep(network, max(0, left - turns) if allowed else left, now)
        return allowed

    def charge(self, network, turns, now=None):
        """Takes `turns` that `network` used already: it may owe some, at most a minute's."""
        with self.lock:
            left, now = self._left(network, now)
            self._keep(network, max(-self.per_minute, left - turns), now)

    def is_modest(self, network, now=None):
        """Whether `network` has more than half of its turns left."""
        with self.lock:
            return self._left(network, now)[0] > self.per_minute / 2

    def _left(self, network, now):
        now = time.monotonic() if now is None else now
        left, since = self.turns.get(network, (self.per_minute, now))
        return min(self.per_minute, left + max(0, now - since) * self.per_minute / 60), now

    def _keep(self, network, left, now):
        self.turns[network] = (left, now)
        self.turns.move_to_end(network)
        if len(self.turns) > REMEMBERED_ADDRESSES:
            self.turns.popitem(last=False)


class Costs:
    """What each kind of request cost lately, in turns. A kind is a view, and how many turns are taken beforehand."""

    def __init__(self):
        self.known = {}

    def of(self, kind):
        """What a request of this kind will cost."""
        return self.known.get(kind, kind[1])

    def learn(self, kind, turns):
        """One of this kind cost so many `turns`."""
        self.known[kind] = self.of(kind) + LEARNING * (turns - self.of(kind))


class OneAtATime:
    """Which networks are at costly work in this process: each with one thread, so that there is one for the others."""

    def __init__(self):
        self.networks, self.free = set(), threading.Condition()

    def enter(self, network, patience):
        """Whether `network` may begin, within `patience` seconds."""
        with self.free:
            if not self.free.wait_for(lambda: network not in self.networks, patience):
                return False
            self.networks.add(network)
            return True

    def leave(self, network):
        """It is done."""
        with self.free:
            self.networks.discard(network)
            self.free.notify_all()


class Meter:
    """The seconds that a request works: those of its own thread, and of a database elsewhere that works for it."""

    def __init__(self):
        self.elsewhere = self.seconds = 0

    @contextmanager
    def running(self):
        """Measures what happens inside."""
        connection, started = connections[DEFAULT_DB_ALIAS], time.thread_time()
        try:
            if connection.vendor == "sqlite":  # it works in our own thread
                yield
            else:
                with connection.execute_wrapper(self._timed):
                    yield
        finally:
            self.seconds = time.thread_time() - started + self.elsewhere

    def _timed(self, execute, *arguments):
        started = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.elsewhere += time.perf_counter() - started


def turns_of(request):
    """What a request takes of the turns of its network: more when it asks more work."""
    if request.method not in ("GET", "HEAD"):
        signs_in = request.path_info == f"/{settings.ADMIN_PATH}login/"
        return SIGN_IN if signs_in else FORM
    is_file = "formaat" in request.GET or "." in request.path_info.rpartition("/")[2]
    return FILE if is_file else PAGE


def works_at_the_desk(request):
    """Whether an editor asks this, at the desk."""
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}") and admin.site.has_permission(request)


def refused_size(request):
    """The status that refuses a request that is larger than anyone needs: 413 or 414; None for any other."""
    body = request.META.get("CONTENT_LENGTH") or "0"
    if not (body.isascii() and body.isdecimal()):
        return 413
    if int(body) > BODY and (int(body) > EDITOR_BODY or not works_at_the_desk(request)):  # who it is, costs a query
        return 413
    query = request.META.get("QUERY_STRING", "")
    too_long = len(query) > QUERY_LENGTH or query.count("&") >= PARAMETERS
    if too_long or any(len(values) > VALUES_PER_PARAMETER for _, values in request.GET.lists()):
        return 414
    return None


class Limits:
    """Refuses what is too large (413, 414) or comes too often (429), with a page that says what to do.

    An editor at the desk pays beforehand only: a sheet takes seconds, and who may write everything needs no tricks.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.bucket, self.costs, self.costly = Bucket(settings.COSTLY_GETS_PER_MINUTE), Costs(), OneAtATime()

    def __call__(self, request):
        if status := refused_size(request):
            return refusal(request, status)
        if not settings.COSTLY_GETS_PER_MINUTE:
            return self.get_response(request)
        request.network, request.turns = network_of(client_ip(request.META)), turns_of(request)
        request.has_slot = None  # does not need one
        if not self.bucket.allows(request.network, request.turns):
            return refusal(request, 429)
        return self.measured(request)

    def measured(self, request):
        """The answer; what it cost more than was taken beforehand, is taken now."""
        meter = Meter()
        try:
            with meter.running():
                return self.get_response(request)
        finally:
            if request.has_slot:
                self.costly.leave(request.network)
            self.settle(request, meter.seconds / TURN)

    def settle(self, request, turns):
        """Take what a request cost more than was taken beforehand, and learn from it. A refusal teaches nothing."""
        if request.resolver_match and request.has_slot is not False:
            self.costs.learn(kind_of(request), turns)
        if turns > request.turns and not works_at_the_desk(request):
            self.bucket.charge(request.network, turns - request.turns)

    def process_view(self, request, view, args, kwargs):
        """A network that is at costly work in this process already, has to wait with more of that."""
        if not settings.COSTLY_GETS_PER_MINUTE or self.costs.of(kind_of(request)) < COSTLY:
            return None
        patience = PATIENCE if self.bucket.is_modest(request.network) else 0
        request.has_slot = self.costly.enter(request.network, patience)
        return None if request.has_slot or works_at_the_desk(request) else refusal(request, 429, "1")


def kind_of(request):
    """The kind of a request, for `Costs`."""
    return request.resolver_match.view_name, request.turns


def refusal(request, status, wait="60"):
    """The page for `status`; with 429 also in how many seconds to try again."""
    response = render(request, "limit.html", {"status": status}, status=status)
    if status == 429:
        response.headers["Retry-After"] = wait
    return response
