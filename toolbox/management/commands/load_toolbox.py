"""Load the toolbox as published into an empty database."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from fiches.models import Fiche
from toolbox.content.load import FixtureError, load
from toolbox.models import Tool
from toolbox.search.index import state

FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = "Laadt de hele toolbox uit fixtures/ in een lege database. Wat er al staat, blijft zoals het is."

    def add_arguments(self, parser):
        parser.add_argument("--map", default=str(FIXTURES), help="de map met fixtures")
        parser.add_argument(
            "--overschrijf",
            action="store_true",
            help="laadt ook in een database met inhoud: zet elk item uit de fixtures terug zoals het daar staat",
        )

    def handle(self, *args, **options):
        if not options["overschrijf"] and (Tool.objects.exists() or Fiche.objects.exists()):
            if options["verbosity"]:
                self.stdout.write("De toolbox staat al in de database. Er is niets veranderd.")
            return
        files = sorted(settings.BASE_DIR.joinpath(options["map"]).rglob("*.yaml"))
        if not files:
            raise CommandError(f"Geen fixtures gevonden in {options['map']}.")
        try:
            with transaction.atomic():
                load(files)
                state.catch_up()
        except FixtureError as error:
            raise CommandError(f"De toolbox is niet geladen; de database is zoals ze was.\n{error}") from error
        if not options["verbosity"]:
            return
        total = Tool.objects.count()
        noun = "tool" if total == 1 else "tools"
        self.stdout.write(self.style.SUCCESS(f"De toolbox is geladen: {total} {noun}."))
