"""The pages for what goes wrong. That for what breaks reads no database and no session: those may be what broke."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.template.loader import get_template
from django.views import defaults

from toolbox.public.addresses import nearest_pages

# Django's own, but they look for no token: in a body that nobody can read that would make each of these a 500.
bad_request = defaults.bad_request.__wrapped__
permission_denied = defaults.permission_denied.__wrapped__


def page_not_found(request, exception):
    """The page that says so, with the pages that may have been meant."""
    page = get_template("404.html").render({"offers": nearest_pages(request.path_info)}, request)
    return HttpResponseNotFound(page)


def server_error(request):
    """503 when the database is away, full, locked or read-only, 500 for our own mistakes."""
    if isinstance(sys.exception(), InterfaceError | OperationalError):
        return HttpResponse(
            get_template("503.html").render(), status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"}
        )
    return HttpResponseServerError(get_template("500.html").render(), headers={"Cache-Control": "no-store"})
