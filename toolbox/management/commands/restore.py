"""Put a backup back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from toolbox.backup import BackupError, database
from toolbox.backup.folder import refuse_altered, stamp
from toolbox.backup.progress import Progress


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
        say = Progress(self.stdout, options["verbosity"])
        if not source.is_file():
            raise CommandError(f"{source} bestaat niet.")
        connections.close_all()
        try:
            module, where = database()
            say("nalezen")
            if not options["zonder_controlegetal"]:
                refuse_altered(source)
            contents = module.inspect(source, where)
            contents.refuse_foreign()
            self.stdout.write(f"In {source.name} staan {contents.rows['toolbox_tool']} tools, {contents.total} rijen.")
            if not options["ja"] and input("Dit vervangt alles wat nu in de databank staat. Typ ja: ").strip() != "ja":
                raise CommandError("Er is niets veranderd.")
            old = module.restore(source, where, stamp(), say)
        except BackupError as error:
            raise CommandError(f"Er is niets teruggezet. {error}") from error
        except OSError as error:
            raise CommandError(f"Er is niets teruggezet: {error.strerror}.") from error
        kept = f" Wat er stond, is bewaard: {old}" if old else ""
        self.stdout.write(self.style.SUCCESS(f"Teruggezet.{kept}"))
        self.stdout.write("Voer nu manage.py migrate uit: een oudere kopie wordt zo bijgewerkt.")
