"""Write the whole content to files that load_toolbox reads."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from toolbox.content.dump import files


class Command(BaseCommand):
    help = (
        "Schrijft de hele inhoud naar een map, zoals fixtures/. Met load_toolbox --map geeft die map op een lege "
        "installatie dezelfde site. Accounts, meldingen en geschiedenis zitten er niet in: neem daarvoor een back-up."
    )

    def add_arguments(self, parser):
        parser.add_argument("map", type=Path, help="een map die leeg is of nog niet bestaat")

    def handle(self, *args, **options):
        target = options["map"]
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise CommandError(f"{target} bestaat al en is geen lege map. Kies een andere map.")
        with transaction.atomic():  # all files are of the same moment
            written = files()
        for path, text in written.items():
            file = target / f"{path}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"De toolbox staat in {target}: {len(written)} bestanden."))
