"""Nothing that an editor typed is lost: what was sent while signed out, or with a form that was too old, waits in the
page itself and is offered again. The server keeps none of it, so it works in any process and without JavaScript."""

import json
from contextlib import suppress
from urllib.parse import urlsplit

from django.http.request import UnreadablePostError
from django.template.response import TemplateResponse
from django.views.csrf import csrf_failure as without_text

FIELD = "_bewaard"  # of the sign-in form: what was sent, while somebody signs in again
SECRET = ("password", "otp_token", "csrfmiddlewaretoken")


def typed(request):
    """What was sent, [[name, value], ...]; passwords are never kept, and a file cannot be."""
    if FIELD in request.POST:
        return _read(request.POST[FIELD])
    lists = request.POST.lists()
    return [[name, value] for name, values in lists if not any(word in name for word in SECRET) for value in values]


def _read(text):
    """What `typed` gave, from the page that it waited in."""
    with suppress(ValueError, TypeError):
        return [[str(name), str(value)] for name, value in json.loads(text)]
    return []


def as_field(sent):
    """What was sent, as the value of one hidden field."""
    return json.dumps(sent, ensure_ascii=False) if sent else ""


def offer(request, sent, status=200):
    """The page that offers once more what was sent, to the address that it was sent to."""
    words = [value for name, value in sent if not name.startswith("_") and any(map(str.isalpha, value))]
    context = {"sent": sent, "words": list(dict.fromkeys(words)), "address": request.get_full_path()}
    return TemplateResponse(request, "kept.html", {**context, "signed_in": status == 200}, status=status).render()


def csrf_failure(request, reason=""):
    """A form without a valid token. Offered again only when it came from a page of this site: a hostile one may not
    have us show its own form."""
    try:
        sent = typed(request) if _from_here(request) else []
    except UnreadablePostError:
        sent = []
    return offer(request, sent, status=403) if sent else without_text(request, reason)


def _from_here(request):
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(source).netloc == request.get_host()
    except ValueError:
        return False
