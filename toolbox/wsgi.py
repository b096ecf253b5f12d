"""The WSGI entry point for a production server."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.settings")
if not settings.configured:  # `manage.py runserver` and the tests have read the settings before they come here
    os.environ["SERVES_PAGES"] = "1"  # a command has all the time it needs, a visitor has not
    # A server that was told nothing must not show what goes wrong inside; the settings then refuse what is missing.
    os.environ.setdefault("DEBUG", "0")
application = get_wsgi_application()

from toolbox.serving.before_django.alive import Alive  # noqa: E402  they need Django to be set up
from toolbox.serving.before_django.counting import Counting  # noqa: E402
from toolbox.serving.before_django.heartbeat import Heartbeat  # noqa: E402
from toolbox.serving.before_django.log import RequestLog  # noqa: E402
from toolbox.serving.before_django.metrics import Measured, recalled  # noqa: E402
from toolbox.serving.before_django.pages import KeptPages  # noqa: E402
from toolbox.serving.supervisor import THREADS  # noqa: E402

application = KeptPages(Measured(application))
if settings.COUNT_USAGE:
    application = Counting(application).begin()
application = RequestLog(Alive(application))
application = Heartbeat(application, threads=int(os.environ.get("WEB_THREADS") or THREADS)).beat()
recalled.keep_telling()

# What is loaded by now stays. The garbage collector need not look at it again: its longest pause went from 80 to 20 ms.
gc.collect()
gc.freeze()
