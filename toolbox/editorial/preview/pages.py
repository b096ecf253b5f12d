"""The pages of an entry as a visitor will get them: made by the views of the site themselves."""

from io import BytesIO

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import resolve

from fiches.shared.publication import PublicationStatus, Publishable
from toolbox.editorial.preview.places import places_of
from toolbox.search.catalogue import Catalogue

# What a visitor's request has in common with that of the editor.
SAME = (
    "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SCRIPT_NAME", "REMOTE_ADDR", "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme", "wsgi.version",
)  # fmt: skip


def pages_of(entry, request):
    """The pages on which `entry` will appear: [{"label", "anchor", "html"}]. A page that is not there is left out.

    Only within a transaction that is turned back: it publishes the entry. Within it lies all that the pages are made
    of, so no page, list or search of the site has to know what a preview is.
    """
    _publish(entry)
    with Catalogue.apart():
        made = [(place, _page(place.address, request)) for place in places_of(entry)]
    return [
        {"label": place.label, "anchor": place.address.partition("#")[2], "html": html} for place, html in made if html
    ]


def _publish(entry):
    """Let the entry be public, and the tool that it is about."""
    for one in (entry, getattr(entry, "tool", None)):
        if isinstance(one, Publishable) and not one.is_public:
            shown = {"status": PublicationStatus.PUBLISHED, "public_from": None, "public_until": None}
            type(one).objects.filter(pk=one.pk).update(**shown)
            one.refresh_from_db()


def _page(address, request):
    """The HTML that a visitor gets at `address`; None when that is no page."""
    path, _, query = address.partition("#")[0].partition("?")
    environ = {name: request.META[name] for name in SAME if name in request.META}
    environ |= {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO()}
    asked = WSGIRequest(environ)
    asked.user, asked.resolver_match = AnonymousUser(), resolve(path)
    view, args, kwargs = asked.resolver_match
    try:
        response = view(asked, *args, **kwargs)
    except Http404:
        return None
    if hasattr(response, "render"):
        response.render()
    return response.content.decode() if response.status_code == 200 else None
