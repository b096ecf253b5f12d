"""Where a tool is put down, and what it offers there."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse

from buurtanalyse.models import Step, StepPassage
from fiches.models import Fiche, Passage
from fiches.shared.content import Content, ContentQuerySet, once
from fiches.shared.fields import LineField, ProseField, SlugField
from toolbox.models.tool import Tool

HEADING_SEPARATOR = " > "


class PlacementQuerySet(ContentQuerySet):
    def published(self):
        """Placements of a public tool at a public place, with the place itself."""
        public_place = (
            Q(fiche__in=Fiche.objects.published()) | Q(step__in=Step.objects.published()) | Q(whole_cycle=True)
        )
        # Looked up for each placement: `tool__in` lists all tools first, whatever few placements are asked.
        public_tool = Exists(Tool.objects.published().filter(pk=OuterRef("tool")))
        return self.filter(public_place, public_tool).select_related("fiche", "step")

    def at(self, place):
        """All placements at the same place as `place`, whatever their status."""
        return self.filter(fiche=place.fiche, step=place.step, whole_cycle=place.whole_cycle)

    def for_list(self):
        """The public placements with their tool and their place."""
        return self.published().select_related("tool")

    def for_page(self, *findings):
        """What a reading page shows of the tools placed there; `findings` leads to the passages that they rest on."""
        owners = models.Prefetch("tool__owners", to_attr="shown_owners")  # a list needs no manager for each tool
        return self.for_list().prefetch_related(owners, *findings)

    def for_whole_cycle(self):
        """What the page of the cycle shows: the tools that help with all steps."""
        return self.for_page().filter(whole_cycle=True)


class Placement(Content):
    """One row of a tool table: a tool in a fiche, in a step, or in the box for the whole cycle.

    The same tool is described differently at different places: the description says what it offers *there*.
    """

    natural_key_fields = ("key",)
    shown_as = "{0.tool} in {0.place_name}"

    key = SlugField(
        "vaste sleutel", max_length=40, unique=True, blank=True, help_text="Blijft gelijk. Leeg = wordt ingevuld."
    )
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="placements", verbose_name="tool")

    fiche = models.ForeignKey(
        Fiche, models.CASCADE, null=True, blank=True, related_name="placements", verbose_name="fiche"
    )
    step = models.ForeignKey(
        Step, models.CASCADE, null=True, blank=True, related_name="placements", verbose_name="stap"
    )
    whole_cycle = models.BooleanField(
        "voor de hele cyclus", default=False, help_text="Voor omvattende tools die bij alle stappen helpen."
    )
    heading = LineField(
        "kop", max_length=200, blank=True, help_text="Onder welke kop in de tabel. Niveaus gescheiden door “ > ”."
    )
    order = models.PositiveSmallIntegerField(
        "volgorde", blank=True, help_text="De hoeveelste tool op deze plaats. Leeg = achteraan."
    )

    description = ProseField("wat je er hier aan hebt")
    printed_name = LineField("naam zoals gedrukt", max_length=200, blank=True)
    owner = LineField("eigenaar zoals gedrukt", max_length=160, blank=True)
    reference_detail = LineField("detail bij de bron", max_length=80, blank=True, help_text="Bv. “pagina 37”.")
    label = LineField(
        "linktekst zonder link",
        max_length=300,
        blank=True,
        help_text="Een gedrukte linktekst waar geen adres bij staat.",
    )

    findings = models.ManyToManyField(
        Passage, blank=True, related_name="placements", verbose_name="bevindingen waar dit op steunt"
    )
    step_findings = models.ManyToManyField(
        StepPassage, blank=True, related_name="placements", verbose_name="inzichten van de stap waar dit op steunt"
    )

    objects = PlacementQuerySet.as_manager()

    rests_on = ()  # the passages of its page, where attach_placements (fiches/shared/passages.py) found them

    class Meta:
        # As in the publication: the whole cycle and the four steps (Part 1), then the fiches. Said in full, since the
        # databases do not agree on where an empty place comes.
        ordering = [
            F("whole_cycle").desc(),
            F("step__number").asc(nulls_last=True),
            F("fiche__letter").asc(nulls_last=True),
            "order",
        ]
        verbose_name = "plaats van een tool"
        verbose_name_plural = "plaatsen van tools"
        constraints = [
            models.CheckConstraint(
                condition=Q(fiche__isnull=False, step__isnull=True, whole_cycle=False)
                | Q(fiche__isnull=True, step__isnull=False, whole_cycle=False)
                | Q(fiche__isnull=True, step__isnull=True, whole_cycle=True),
                name="placement_has_one_place",
                violation_error_message="Kies één plaats: een fiche, een stap of de hele cyclus.",
            ),
            once(
                "placement_once_per_fiche_heading",
                "Deze tool staat al onder die kop van die fiche.",
                "tool",
                "fiche",
                "heading",
            ),
            once(
                "placement_once_per_step_heading",
                "Deze tool staat al onder die kop van die stap.",
                "tool",
                "step",
                "heading",
            ),
            once(
                "placement_once_for_the_cycle",
                "Deze tool staat al bij de hele cyclus.",
                "tool",
                condition=Q(whole_cycle=True),
            ),
        ]

    def clean(self):
        """One place; the constraint says so too, but here the message stands by the field."""
        chosen = [name for name in ("fiche", "step", "whole_cycle") if getattr(self, name)]
        if len(chosen) != 1:
            message = "Kies één plaats: een fiche, een stap of de hele cyclus."
            if chosen:
                message += " Staat de tool ook ergens anders, voeg dan nog een plaats toe."
            raise ValidationError({name: message for name in chosen[1:] or ["fiche"]})

    def save(self, *args, **kwargs):
        if self.order is None:
            self.order = (Placement.objects.at(self).aggregate(last=Max("order"))["last"] or 0) + 1
        if not self.key:
            self.key = self.next_key()
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if not is_new:  # moved to another tool, it takes along what is printed there
            for sources in (self.links, self.citations):
                sources.exclude(tool=self.tool_id).update(tool=self.tool_id)

    def get_absolute_url(self):
        """Where on the site this placement can be read: on the page of its fiche, its step or the cycle."""
        return f"{self.place_url}#{self.anchor}"

    @property
    def place(self):
        """The fiche or the step; None for the whole cycle."""
        return self.fiche or self.step

    @property
    def place_name(self):
        """The place in words, for readers and editors."""
        if self.fiche:
            return f"fiche {self.fiche}"
        return f"stap {self.step}" if self.step else "de hele cyclus"

    @property
    def place_url(self):
        """The address of the page that shows this placement."""
        return self.place.get_absolute_url() if self.place else reverse("cyclus:list")

    @property
    def anchor(self):
        """The fragment under which this placement stands on that page."""
        return f"plaats-{self.key}"

    @property
    def heading_path(self):
        """The heading as a list of levels, from the outside in."""
        return self.heading.split(HEADING_SEPARATOR) if self.heading else []

    def next_key(self):
        """A key that no placement has: the place and the first free number."""
        prefix = self.fiche.slug if self.fiche else f"stap-{self.step.number}" if self.step else "cyclus"
        taken = Placement.objects.filter(key__startswith=f"{prefix}-").aggregate(last=Max("order"))["last"] or 0
        number = max(taken, self.order)
        while Placement.objects.filter(key=f"{prefix}-{number}").exists():
            number += 1
        return f"{prefix}-{number}"
