"""Logs: one JSON object a line in production, plain lines while developing.

No query string, no full address, no cookie, no body: what a visitor looks for is nobody's business. Of an exception
we keep its type, the first line of what it says (a database adds the values of the row below it) and where it was.
The line of each request has a maker of its own: toolbox/serving/before_django/log.py.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id = ContextVar("request_id", default="")

encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
LONGEST_MESSAGE = 300  # characters
SHOWN_FRAMES = 12  # the innermost: where it broke
SECRET = ("/voorbeeld/", "/post/")  # what follows opens something for whoever has it


def shown(path):
    """A path as a log may have it: without what opens something."""
    return f"/{path.split('/')[1]}/…" if path.startswith(SECRET) else path


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record):
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            entry["request"] = request_id.get()
        if record.exc_info and record.exc_info[1] is not None:
            entry["exception"] = self.describe(record.exc_info[1])
        return encode(entry)

    @staticmethod
    def describe(error):
        """What went wrong and where, without the values that a database prints below the first line."""
        first_line = (str(error).splitlines() or [""])[0]
        frames = traceback.extract_tb(error.__traceback__)
        return {
            "type": type(error).__name__,
            "says": first_line[:LONGEST_MESSAGE],
            "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-SHOWN_FRAMES:]],
        }


class RefusedRequest(logging.Filter):
    """What Django refuses as unsafe is a scanner's doing: a warning with the kind of refusal, not what was sent."""

    def filter(self, record):
        if record.name.startswith("django.security.") and record.exc_info:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.msg, record.args = "Refused a request: %s", (type(record.exc_info[1]).__name__,)
            record.exc_info = None
        return True


class NoSecrets(logging.Filter):
    """Django writes the path of what it refuses; ours never says what opens something."""

    def filter(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple(shown(said) if isinstance(said, str) else said for said in record.args)
        return True


def config(debug):
    """The LOGGING setting: everything goes to standard error, where systemd or a container picks it up."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "toolbox.serving.logging.JsonFormatter"},
            "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
        },
        "filters": {
            "refused": {"()": "toolbox.serving.logging.RefusedRequest"},
            "secrets": {"()": "toolbox.serving.logging.NoSecrets"},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "plain" if debug else "json",
                "filters": ["refused", "secrets"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO" if debug else "WARNING"},  # not to Django's own: once is enough
            "django.utils.autoreload": {"level": "WARNING"},  # `make run` says itself where the site is
            "toolbox": {"level": "WARNING" if debug else "INFO"},
        },
    }
