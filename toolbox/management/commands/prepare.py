"""Get everything ready for the server, in one process: the time that nobody listens at a restart."""

import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from toolbox.search.index import state
from toolbox.serving.release import fingerprint
from toolbox.usage import store

STAMP = "klaargezet.txt"
LOCK = 135_187  # any number, as long as all machines have the same
PAUSE = 0.5


class Command(BaseCommand):
    help = "Zet alles klaar voor de server: databank bijgewerkt, inhoud geladen, index gemaakt, stijl en scripts klaar."

    def add_arguments(self, parser):
        parser.add_argument("--zonder-databank", action="store_true", help="alleen stijl en scripts")

    def handle(self, *args, **options):
        if not options["zonder_databank"]:
            with one_at_a_time(self.stdout.write):
                call_command("migrate", verbosity=0)
                call_command("load_toolbox", stdout=self.stdout)
                store.forget_old()  # also where counting was switched off since
                state.catch_up()  # or the first visitor after an upgrade waits for it
        collect()


@contextmanager
def one_at_a_time(say):
    """Let one machine at a time through: several may start at the same moment on one empty PostgreSQL.

    Asked again and again, since a server may have a limit on how long a statement waits. SQLite is of one machine.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        waits = False
        while not cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()[0]:
            if not waits:
                say("Een andere machine zet de databank klaar; we wachten daarop.")
            waits = True
            time.sleep(PAUSE)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def collect():
    """Collect the static files, unless those of this very code are there: compressing them takes two seconds."""
    stamp = Path(settings.STATIC_ROOT, STAMP)
    release = fingerprint(settings.BASE_DIR)
    if stamp.is_file() and stamp.read_text() == release and stamp.with_name("staticfiles.json").is_file():
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(release)
