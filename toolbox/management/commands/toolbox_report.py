"""Print what the catalogue holds, section by section."""

from django.core.management.base import BaseCommand
from django.db.models import Count

from buurtanalyse.models import Outcome, Situation, StartFactor, Step
from fiches.models import Fiche, Figure, Passage, ReadOn
from toolbox.models import Citation, Erratum, Link, Owner, Placement, Reference, Tool


def sections():
    """The places of the toolbox in their order, each with the number of its placements."""
    for step in Step.objects.annotate(number_placed=Count("placements")).order_by("number"):
        yield f"Stap {step}", step.number_placed
    yield "Hele cyclus (omvattende tools)", Placement.objects.filter(whole_cycle=True).count()
    for fiche in Fiche.objects.annotate(number_placed=Count("placements")).order_by("letter"):
        yield f"Fiche {fiche}", fiche.number_placed


def totals():
    """The counts of the whole catalogue."""
    return {
        "Plaatsen": Placement.objects.count(),
        "Tools": Tool.objects.count(),
        "Eigenaars": Owner.objects.count(),
        "Bronvermeldingen": Reference.objects.count(),
        "Bronvermeldingen bij tools": Citation.objects.count(),
        "Links bij tools": Link.objects.count(),
        "Verschillende adressen": Link.objects.values("url").distinct().count(),
        "Bevindingen": Passage.objects.findings().count(),
        "Getuigenissen": Passage.objects.testimonies().count(),
        "Lees verder": ReadOn.objects.count(),
        "Figuren": Figure.objects.count(),
        "Uitkomsten (figuur 3)": Outcome.objects.count(),
        "Beginsituaties (figuur 4)": Situation.objects.count(),
        "Startfactoren (figuur 5)": StartFactor.objects.count(),
        "Errata": Erratum.objects.count(),
    }


def gaps():
    """How many tools miss something that a reader filters on or follows."""
    labels = {
        "Tools zonder doelgroep": "doelgroep",
        "Tools zonder vorm": "vorm",
        "Tools zonder “voor wie”": "voor",
        "Tools zonder trefwoord": "trefwoord",
        "Tools zonder eigenaar": "eigenaar",
        "Tools zonder link": "link",
        "Tools zonder bronvermelding": "bron",
        "Tools die nergens staan": "plaats",
    }
    return {label: Tool.objects.missing(what).count() for label, what in labels.items()}


class Command(BaseCommand):
    help = "Toont wat er in de catalogus staat, per onderdeel."

    def handle(self, *args, **options):
        self._table("Plaatsen per onderdeel", sections())
        self._table("Totalen", totals().items())
        self._table("Wat nog ontbreekt", gaps().items())

    def _table(self, title, rows):
        self.stdout.write(self.style.MIGRATE_HEADING(title))
        for label, number in rows:
            self.stdout.write(f"  {label:<50} {number:>5}")
