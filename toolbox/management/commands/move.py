"""Move the whole site to another database: SQLite, PostgreSQL, either way."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from toolbox.moving import MoveError, ends, rows
from toolbox.serving.databases import database

THERE = "there"  # the alias of the other database
SHOWN = 5  # pages that differ


class Command(BaseCommand):
    help = "Verhuist inhoud en accounts naar een andere databank. De databank van nu blijft zoals ze is."

    def add_arguments(self, parser):
        parser.add_argument("adres", metavar="DATABASE_URL", help="waar alles heen moet")
        parser.add_argument("--vervang", action="store_true", help="gooi weg wat daar al staat")

    def handle(self, *args, **options):
        started = time.monotonic()
        try:
            done = self.move(options["adres"], options["vervang"])
        except (MoveError, ImproperlyConfigured) as error:
            raise CommandError(f"Er is niet verhuisd. {error}") from error
        seconds = time.monotonic() - started
        self.stdout.write(self.style.SUCCESS(f"Verhuisd in {seconds:.0f} s: {done}."))
        self.stdout.write("Zet dat adres nu als DATABASE_URL in de instellingen, en start de site opnieuw.")

    def move(self, url, replace):
        """Everything to the database at `url`, compared afterwards; gives in words what went along."""
        here, there = connections[DEFAULT_DB_ALIAS], connection_to(url)
        self.stdout.write(f"Van {ends.name_of(here)} naar {ends.name_of(there)}.")
        ends.check(here, there, replace)
        self.say("De tabellen klaarzetten …")
        manage(url, "migrate", "-v0")
        self.say("De rijen kopiëren en naast elkaar leggen …")
        total = rows.move(DEFAULT_DB_ALIAS, THERE)
        self.say("De zoekindex maken …")
        manage(url, "rebuild_search")
        self.say("De bladzijden vergelijken …")
        pages = self.compare_pages(url)
        return f"{total} rijen in {len(rows.moved())} tabellen en {pages} bladzijden, allemaal hetzelfde"

    def say(self, words):
        """What is being done, at once: some of it takes minutes."""
        self.stdout.write(words)
        self.stdout.flush()

    def compare_pages(self, url):
        """The number of pages; MoveError when one is not the same in both."""
        with ThreadPoolExecutor(2) as pool:
            ours, theirs = pool.map(page_sums, [settings.DATABASE_URL, url])
        different = sorted(address for address, _ in ours.items() ^ theirs.items())
        if different:
            some = " ".join(list(dict.fromkeys(different))[:SHOWN])
            raise MoveError(f"De rijen staan er, maar deze bladzijden zijn anders dan hier: {some}")
        return len(ours)


def connection_to(url):
    """A connection to the other database, beside that of the site."""
    configured = connections.configure_settings({DEFAULT_DB_ALIAS: {}, THERE: database(url)})
    connections.settings[THERE] = configured[THERE]
    return connections[THERE]


def manage(url, *arguments):
    """What another command says on the database at `url`: a process of its own, that knows of no other."""
    env = os.environ | {"DATABASE_URL": url, "COSTLY_GETS_PER_MINUTE": "0"}
    env.pop("ENV_FILE", None)  # what it says is in the environment by now, and its database would go before this one
    command = [sys.executable, settings.BASE_DIR / "manage.py", *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise MoveError(
            f"manage.py {arguments[0]} mislukte: {(done.stderr.strip() or 'zonder uitleg').splitlines()[-1]}"
        )
    return done.stdout


def page_sums(url):
    """{address: sum} of the pages of the database at `url`."""
    lines = manage(url, "page_sums").splitlines()
    return {address: digest for digest, _, address in (line.partition("  ") for line in lines)}
