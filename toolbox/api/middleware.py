"""What all answers of the API have in common: who may read them, when they changed, and problems as problem+json."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, quote_etag

from toolbox.api.problems import CONTENT_TYPE, problem
from toolbox.models import CatalogueVersion

PREFIX = "/api/v1/"
MADE_FROM_CODE = {PREFIX, f"{PREFIX}openapi.json"}  # the documentation changes with the code, not with the catalogue
FORMAT = "1"  # raise when the API says the same content in another way
ALLOWED = "GET, HEAD, OPTIONS"


class ApiMiddleware:
    """Only for addresses under /api/v1/; all others pass untouched."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        response = self._respond(request)
        # Anybody's page may read this: it is public and there is nothing to log in to.
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    def _respond(self, request):
        if request.method == "OPTIONS":
            return preflight()
        if request.method not in {"GET", "HEAD"}:
            response = problem(405, "De API geeft alleen data. Gebruik GET.")
            response["Allow"] = ALLOWED
            return response
        etag = current_etag(request)
        unchanged = request.path not in MADE_FROM_CODE and get_conditional_response(request, etag=etag)
        response = unchanged or self._answer(request)
        if response.status_code in {200, 304} and request.path not in MADE_FROM_CODE:
            response["ETag"] = etag
            response["Cache-Control"] = "public, max-age=0, must-revalidate"
        elif response.status_code >= 400 and response["Content-Type"] != CONTENT_TYPE:
            response = problem(response.status_code)
        return response

    def _answer(self, request):
        """HEAD is answered as GET; the server leaves out the body."""
        method, request.method = request.method, "GET"
        response = self.get_response(request)
        request.method = method
        return response


def preflight():
    """The answer to a browser that asks whether a page may send its request."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": ALLOWED,
            "Access-Control-Allow-Methods": ALLOWED,
            "Access-Control-Allow-Headers": "If-None-Match, Accept",
            "Access-Control-Max-Age": "86400",
        },
    )


def current_etag(request):
    """The mark of this address, host included, at this state of the catalogue."""
    parts = [FORMAT, CatalogueVersion.objects.current(), request.build_absolute_uri()]
    return quote_etag(hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32])
