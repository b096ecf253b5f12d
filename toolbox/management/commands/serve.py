"""Start the production server."""

import logging
import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from toolbox.serving import sqlite
from toolbox.serving.ports import hindrance, listens
from toolbox.serving.supervisor import THREADS

# Of glibc: it keeps room per thread (measured 10 MiB a worker), and now gives back what is free. It keeps up to 4 MiB
# of that: a page that is made would ask the system for the same room again each time (measured 0.9 ms a page).
KEEPS = str(4 * 2**20)
MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": KEEPS, "MALLOC_MMAP_THRESHOLD_": KEEPS}
LOG = Path(__file__).parents[2] / "serving" / "server_log.json"  # JSON lines, as all others
HOST, PORT = "127.0.0.1", "8000"
PATIENCE = "60"  # seconds that a worker may be silent before it is replaced
LEAST_PATIENCE = 10  # granian stops all of the site when a worker ends within 5.5 s of its start


def cores():
    """The processors that this process may use: a container may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def patience(environ):
    """The seconds that a worker may be silent, as text; "0" for ever. CommandError when that would stop the site."""
    seconds = environ.get("WEB_TIMEOUT") or PATIENCE
    if seconds != "0" and not (seconds.isdecimal() and int(seconds) >= LEAST_PATIENCE):
        raise CommandError(
            f"WEB_TIMEOUT moet een geheel getal zijn van minstens {LEAST_PATIENCE} seconden, of 0: een werker die te "
            "kort na zijn start vervangen wordt, legt de hele site stil."
        )
    return seconds


def whole(environ, name, default):
    """A setting that counts something of which there has to be one at least; CommandError for another."""
    said = environ.get(name) or str(default)
    if not (said.isdecimal() and int(said)):
        raise CommandError(f"{name} moet een getal zijn, 1 of meer.")
    return said


def arguments(environ):
    """What granian is started with: a worker per core, and some threads each."""
    return [
        "--interface=wsgi",
        "--http=1",
        "--no-ws",
        f"--host={environ.get('HOST') or HOST}",
        f"--port={environ.get('PORT') or PORT}",
        f"--workers={whole(environ, 'WEB_WORKERS', cores())}",
        f"--blocking-threads={whole(environ, 'WEB_THREADS', THREADS)}",
        "--http1-header-read-timeout=10000",  # a client that sends its headers drop by drop is let go
        "--workers-kill-timeout=30",  # a stop lets what is running end, but not for ever
        "--respawn-failed-workers",
        "--no-access-log",  # toolbox/serving/before_django/log.py writes it, without addresses
        "--log-level=warning",
        f"--log-config={LOG}",
        *([f"--pid-file={environ['PID_FILE']}"] if environ.get("PID_FILE") else []),
        "toolbox.wsgi:application",
    ]


class Command(BaseCommand):
    help = "Start de server voor productie. HOST, PORT, WEB_WORKERS, WEB_THREADS en WEB_TIMEOUT komen uit de omgeving."

    def handle(self, *args, **options):
        if settings.DEBUG:
            raise CommandError(
                "Zet DEBUG=0, SECRET_KEY, ALLOWED_HOSTS en DATABASE_URL in de omgeving. Om te proberen: make run."
            )
        if not Path(settings.STATIC_ROOT, "staticfiles.json").exists():
            raise CommandError(
                "De stijl en de scripts zijn nog niet klaargezet. Voer eerst make manage DO=prepare uit."
            )
        server = Path(sys.executable).with_name("granian")
        if not server.exists():
            raise CommandError("De server staat er nog niet. Voer eerst make install-serve uit.")
        silence = patience(os.environ)
        host, port = os.environ.get("HOST") or HOST, os.environ.get("PORT") or PORT
        if hinders := hindrance(host, port):
            raise CommandError(hinders)
        if listens(host, port):
            raise CommandError(f"Op {host}:{port} luistert al een ander programma. Kies een andere PORT.")
        if connection.vendor == "sqlite" and sqlite.warning():
            logging.getLogger("toolbox.sqlite").warning(sqlite.warning())
        for name, value in MEMORY.items():
            os.environ.setdefault(name, value)
        os.chdir(settings.BASE_DIR)
        os.environ["PYTHONPATH"] = str(settings.BASE_DIR)  # that log is made by toolbox/serving/logging.py
        command = [sys.executable, "-m", "toolbox.serving.supervisor", silence, *arguments(os.environ)]
        os.execv(sys.executable, command)  # noqa: S606  our own server, no shell in between
