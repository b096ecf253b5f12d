"""What the publication has wrong, kept visible."""

import re

from django.db import models
from django.db.models import Q

from buurtanalyse.models import Step
from fiches.models import Fiche
from fiches.shared.content import Content, ContentQuerySet
from fiches.shared.fields import LineField, ProseField
from toolbox.models.tool import Tool

PART = re.compile(r"\b(?i:(?P<kind>hele publicatie|inleiding|deel|stap|fiche|figuur)s?)\b(?:\s+(?P<name>[A-Z]\b|\d))?")


class ErratumQuerySet(ContentQuerySet):
    def published(self):
        """Only errata about nothing that is hidden from visitors."""
        return self.filter(
            Q(tool=None) | Q(tool__in=Tool.objects.published()),
            Q(fiche=None) | Q(fiche__in=Fiche.objects.published()),
            Q(step=None) | Q(step__in=Step.objects.published()),
        )

    def open(self):
        """Only errata that somebody still has to look into."""
        return self.filter(status=Erratum.Status.OPEN)

    def for_list(self):
        """The errata with the tool, fiche or step that they are about."""
        return self.select_related("tool", "fiche", "step")


class Erratum(Content):
    """An accident of the source: what is printed, what it should be, and why."""

    natural_key_fields = ("number",)
    shown_as = "{0.number}. {0.where}: {0.printed}"
    dump_file = "8-errata"
    neuter = True

    class Kind(models.TextChoices):
        NAME = "naam", "naam"
        OWNER = "eigenaar", "eigenaar"
        DESCRIPTION = "beschrijving", "beschrijving"
        LINK = "link", "link"
        CROSS_REFERENCE = "verwijzing", "verwijzing"
        CITATION = "bronvermelding", "bronvermelding"
        TEXT = "tekst", "tekst"
        FIGURE = "figuur", "figuur"

    class Status(models.TextChoices):
        OPEN = "open", "nog na te kijken"
        REPAIRED = "hersteld", "hersteld op deze site"
        KEPT = "behouden", "behouden zoals gedrukt"

    number = models.PositiveSmallIntegerField("nummer", unique=True)
    kind = models.CharField("soort", max_length=20, choices=Kind)
    where = LineField("waar", max_length=160)
    printed = LineField("er staat", max_length=300)
    should_be = LineField("het moet zijn", max_length=300)
    why = ProseField("waarom")
    status = models.CharField("wat deden we", max_length=20, choices=Status)
    tool = models.ForeignKey(Tool, models.SET_NULL, null=True, blank=True, related_name="errata", verbose_name="tool")
    fiche = models.ForeignKey(
        Fiche, models.SET_NULL, null=True, blank=True, related_name="errata", verbose_name="fiche"
    )
    step = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="errata", verbose_name="stap")

    objects = ErratumQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = "erratum"
        verbose_name_plural = "errata"

    @property
    def part(self):
        """The part of the publication that it says first: "Inleiding", "Stap 3", "Fiche C"."""
        found = PART.search(self.where)
        return f"{found['kind'].capitalize()} {found['name'] or ''}".strip() if found else "Elders"
