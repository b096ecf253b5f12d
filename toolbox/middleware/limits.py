"""How much one request may ask, and how often one address may ask for what costs us work.

Only reached by what the kept pages could not answer.
"""

import secrets
import time
from collections import OrderedDict

from django.conf import settings
from django.shortcuts import render

from toolbox.visitors import address_of, shortened

QUERY_LENGTH = 16 * 1024
PARAMETERS = 200
VALUES_PER_PARAMETER = 50
BODY = 128 * 1024
EDITOR_BODY = 10 * 1024 * 1024  # a spreadsheet to import
REMEMBERED_ADDRESSES = 10_000


class Bucket:
    """Per network a number of turns that fills up again each minute; in this process only, and never written down."""

    def __init__(self, per_minute):
        self.per_minute = per_minute
        self.salt = secrets.token_bytes(16)
        self.turns = OrderedDict()

    def allows(self, network, now=None):
        """Takes one turn for `network`, and says whether there was one."""
        now = time.monotonic() if now is None else now
        key = hash((self.salt, network))
        left, since = self.turns.pop(key, (self.per_minute, now))
        left = min(self.per_minute, left + max(0, now - since) * self.per_minute / 60)
        allowed = left >= 1
        self.turns[key] = (left - 1 if allowed else left, now)
        if len(self.turns) > REMEMBERED_ADDRESSES:
            self.turns.popitem(last=False)
        return allowed


def refused_size(request):
    """The status that refuses a request that is larger than anyone needs: 413 or 414; None for any other."""
    body = request.META.get("CONTENT_LENGTH") or "0"
    largest = EDITOR_BODY if settings.SESSION_COOKIE_NAME in request.COOKIES else BODY
    if not (body.isascii() and body.isdecimal()) or int(body) > largest:
        return 413
    query = request.META.get("QUERY_STRING", "")
    if len(query) > QUERY_LENGTH or query.count("&") >= PARAMETERS:
        return 414
    if any(len(values) > VALUES_PER_PARAMETER for _, values in request.GET.lists()):
        return 414
    return None


class Limits:
    """Refuses what is too large (413, 414) or comes too often (429), with a page that says what to do."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.bucket = Bucket(settings.COSTLY_GETS_PER_MINUTE)

    def __call__(self, request):
        status = refused_size(request)
        if status is None and settings.COSTLY_GETS_PER_MINUTE and request.META.get("QUERY_STRING"):
            status = None if self.bucket.allows(shortened(address_of(request.META))) else 429
        if status is None:
            return self.get_response(request)
        response = render(request, "limit.html", {"status": status}, status=status)
        if status == 429:
            response.headers["Retry-After"] = "60"
        return response
