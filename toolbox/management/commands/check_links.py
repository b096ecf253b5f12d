"""Check whether the web addresses in the catalogue still work."""

from collections import Counter
from datetime import timedelta

from django.core.management.base import BaseCommand

from toolbox.links.run import HOST_PAUSE, RECHECK_AFTER, Run, only_one, register_addresses
from toolbox.models import LinkCheck
from toolbox.models.link import LinkState

BAR = 30


class Command(BaseCommand):
    help = (
        "Controleert of de links nog werken. Zet deze opdracht elke nacht in cron: ze doet alleen wat aan de beurt is. "
        "Breek je ze af, dan gaat ze de volgende keer verder waar ze was."
    )

    def add_arguments(self, parser):
        parser.add_argument("--alles", action="store_true", help="controleer ook wat nog niet aan de beurt is")
        parser.add_argument(
            "--dagen", type=int, default=RECHECK_AFTER.days, help="na hoeveel dagen een link weer aan de beurt is"
        )
        parser.add_argument("--hoogstens", type=int, help="controleer niet meer dan zoveel links")
        parser.add_argument("--pauze", type=float, default=HOST_PAUSE, help="seconden tussen twee vragen aan één site")

    def handle(self, *args, **options):
        with only_one() as is_first:
            if not is_first:
                self.stdout.write("Een andere machine controleert de links al.")
                return
            self._run(options)

    def _run(self, options):
        register_addresses()
        older_than = timedelta(0) if options["alles"] else timedelta(days=options["dagen"])
        checks = list(LinkCheck.objects.due(older_than)[: options["hoogstens"]])
        if not checks:
            self.stdout.write("Geen enkele link is aan de beurt.")
            return
        for number, check in enumerate(Run(checks, pause=options["pauze"]), start=1):
            self._show(number, len(checks), check)
        self._summary(checks)

    def _show(self, number, total, check):
        if self.stdout.isatty():
            done = number * BAR // total
            self.stdout.write(f"\r[{'#' * done}{'.' * (BAR - done)}] {number}/{total} {check.url[:60]:<60}", ending="")
            self.stdout.flush()
        else:
            self.stdout.write(f"{number}/{total} {check.get_state_display()}: {check.url}")

    def _summary(self, checks):
        states = Counter(
            LinkCheck.objects.filter(pk__in=[check.pk for check in checks]).values_list("state", flat=True)
        )
        self.stdout.write("")
        for state in LinkState:
            if states[state]:
                self.stdout.write(f"{state.label:<30} {states[state]:>5}")
