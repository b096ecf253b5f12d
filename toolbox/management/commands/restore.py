"""Put a backup back."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from toolbox.backup import database, explained
from toolbox.backup.folder import refuse_altered, stamp
from toolbox.moving.ends import pending


class Command(BaseCommand):
    help = "Zet een reservekopie terug. Weigert een kopie die niet klopt, en bewaart wat er nu staat."
    requires_system_checks = []  # the present database may be what is broken

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, help="de reservekopie")
        parser.add_argument("--ja", action="store_true", help="vraag niet om bevestiging")
        parser.add_argument(
            "--zonder-controlegetal",
            action="store_true",
            help="aanvaard een bestand zonder .sha256; de databank zelf wordt wel nagelezen",
        )

    def handle(self, *args, **options):
        source = options["bestand"].absolute()
        say = self.stdout.write
        if not source.is_file():
            raise CommandError(f"{source} is er niet, of is geen bestand.")
        with explained("Er is niets teruggezet"):
            module = database()
            say("nalezen …")
            if not options["zonder_controlegetal"]:
                refuse_altered(source)
            contents = module.inspect(source)
            contents.refuse_foreign()
            say(f"In {source.name} staan {contents.rows['toolbox_tool']} tools, {contents.total} rijen.")
            if not options["ja"]:
                self.confirm()
            connection.close()
            old = module.restore(source, connection, stamp(), say)
        kept = f" Wat er stond, is bewaard: {old}" if old else ""
        say(self.style.SUCCESS(f"Teruggezet.{kept}"))
        if pending(connection):
            say("Deze kopie is van een oudere versie. Voer nu make manage DO=migrate uit.")

    def confirm(self):
        """CommandError unless somebody is there and says yes."""
        if not sys.stdin.isatty():
            raise CommandError("Er is niets teruggezet. Hier is niemand om te antwoorden: geef --ja mee.")
        if input("Dit vervangt alles wat nu in de databank staat. Typ ja: ").strip() != "ja":
            raise CommandError("Er is niets veranderd.")
