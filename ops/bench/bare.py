"""The least that Django can do: one view, no middleware, no database, no line in a log, a body that is ready.

What the site is measured against. Debugging is off, as Django has it by itself; the server and its options are ours.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

BODY = Path(os.environ["BARE_BODY"]).read_bytes()  # as many bytes as the page it is compared with


def view(request):
    """The body."""
    return HttpResponse(BODY)


urlpatterns = [path("", view)]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY=os.environ["SECRET_KEY"], MIDDLEWARE=[])
application = get_wsgi_application()
