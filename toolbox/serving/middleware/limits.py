"""How much one request may ask, and how much work one network may ask for.

Only reached by what the kept pages and the static files could not answer: all that costs us work. A cookie makes no
difference, since anybody can send one.
"""

import time
from collections import OrderedDict

from django.conf import settings
from django.contrib import admin
from django.shortcuts import render

from toolbox.serving.client_ip import client_ip, network_of

QUERY_LENGTH = 16 * 1024
PARAMETERS = 200
VALUES_PER_PARAMETER = 50
BODY = 128 * 1024
EDITOR_BODY = 10 * 1024 * 1024  # a spreadsheet to import
REMEMBERED_ADDRESSES = 10_000

# How many turns a request takes; a turn is some 10 ms of work (measured, docs/beslissingen/0017).
PAGE, FILE, FORM, SIGN_IN = 1, 10, 5, 20


class Bucket:
    """Per network a number of turns that fills up again each minute; in this process only, and never written down."""

    def __init__(self, per_minute):
        self.per_minute = per_minute
        self.turns = OrderedDict()

    def allows(self, network, turns=1, now=None):
        """Takes `turns` for `network`, and says whether it had so many."""
        now = time.monotonic() if now is None else now
        left, since = self.turns.pop(network, (self.per_minute, now))
        left = min(self.per_minute, left + max(0, now - since) * self.per_minute / 60)
        allowed = left >= min(turns, self.per_minute)
        self.turns[network] = (max(0, left - turns) if allowed else left, now)
        if len(self.turns) > REMEMBERED_ADDRESSES:
            self.turns.popitem(last=False)
        return allowed


def turns_of(request):
    """What a request takes of the turns of its network: more when it asks more work."""
    if request.method not in ("GET", "HEAD"):
        signs_in = request.path_info == f"/{settings.ADMIN_PATH}login/"
        return SIGN_IN if signs_in else FORM
    is_file = "formaat" in request.GET or "." in request.path_info.rpartition("/")[2]
    return FILE if is_file else PAGE


def largest_body(request):
    """How much a request may send: much only at the desk, and only who works there."""
    at_the_desk = request.path_info.startswith(f"/{settings.ADMIN_PATH}")
    return EDITOR_BODY if at_the_desk and admin.site.has_permission(request) else BODY


def refused_size(request):
    """The status that refuses a request that is larger than anyone needs: 413 or 414; None for any other."""
    body = request.META.get("CONTENT_LENGTH") or "0"
    if not (body.isascii() and body.isdecimal()):
        return 413
    if int(body) > BODY and int(body) > largest_body(request):  # who it is, is only looked up for a large one
        return 413
    query = request.META.get("QUERY_STRING", "")
    too_long = len(query) > QUERY_LENGTH or query.count("&") >= PARAMETERS
    if too_long or any(len(values) > VALUES_PER_PARAMETER for _, values in request.GET.lists()):
        return 414
    return None


class Limits:
    """Refuses what is too large (413, 414) or comes too often (429), with a page that says what to do."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.bucket = Bucket(settings.COSTLY_GETS_PER_MINUTE)

    def __call__(self, request):
        status = refused_size(request) or self.refused_turn(request)
        if status is None:
            return self.get_response(request)
        response = render(request, "limit.html", {"status": status}, status=status)
        if status == 429:
            response.headers["Retry-After"] = "60"
        return response

    def refused_turn(self, request):
        """429 when the network of this request asked for too much already; None when it may go on."""
        if not settings.COSTLY_GETS_PER_MINUTE:
            return None
        return None if self.bucket.allows(network_of(client_ip(request.META)), turns_of(request)) else 429
