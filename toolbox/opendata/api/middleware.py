"""What all answers of the API have in common: any page may read them, and what goes wrong is a problem+json.

Their ETag comes from the layer that keeps pages (toolbox/serving/before_django/pages.py).
"""

from django.http import HttpResponse

from toolbox.opendata.api.problems import CONTENT_TYPE, problem

PREFIX = "/api/v1/"
ALLOWED = "GET, HEAD, OPTIONS"
# For a browser that asks whether a page may send its request.
PREFLIGHT = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "If-None-Match, Accept",
    "Access-Control-Max-Age": "86400",
}


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
        response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def _respond(self, request):
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        if request.method not in {"GET", "HEAD"}:
            response = problem(405, "De API geeft alleen data. Gebruik GET.")
            response["Allow"] = ALLOWED
            return response
        method, request.method = request.method, "GET"  # HEAD is answered as GET; the server leaves out the body
        response = self.get_response(request)
        request.method = method
        return response if response.status_code < 400 else as_problem(response)


def as_problem(response):
    """An error of another layer in the words of the API, with its advice to wait."""
    if response["Content-Type"] == CONTENT_TYPE:
        return response
    worded = problem(response.status_code)
    if "Retry-After" in response:
        worded["Retry-After"] = response["Retry-After"]
    return worded
