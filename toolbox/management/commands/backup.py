"""Make a backup while the site goes on."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from toolbox.backup import database, explained
from toolbox.backup.folder import PREFIX, locked, rotate, stamp, whole_file


class Command(BaseCommand):
    help = "Maakt een reservekopie, leest ze na en ruimt de oudste op. De site blijft intussen werken."

    def add_arguments(self, parser):
        parser.add_argument("--map", default=settings.BACKUP_DIR, help="waar de kopieën staan (of BACKUP_DIR)")
        parser.add_argument("--bewaar", type=int, default=30, help="hoeveel kopieën er blijven (30)")

    def handle(self, *args, **options):
        if options["bewaar"] < 1:
            raise CommandError("--bewaar moet minstens 1 zijn.")
        folder = Path(options["map"])
        say = self.stdout.write if options["verbosity"] else lambda words: None
        with explained("Er is geen reservekopie gemaakt"):
            module = database()
            with locked(folder):
                target = folder / f"{PREFIX}{stamp()}{module.SUFFIX}"
                with whole_file(target) as busy:
                    contents = module.write(busy, connection, say)
                    contents.refuse_foreign()
                gone = rotate(folder, module.SUFFIX, options["bewaar"])
        size = target.stat().st_size / 1024 / 1024
        say(f"{target}: {size:.1f} MB, {contents.total} rijen in {len(contents.rows)} tabellen, nagelezen.")
        for path in gone:
            say(f"Opgeruimd: {path.name}")
