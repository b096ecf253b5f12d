"""Figures 3, 4 and 5: what the projects reached, where they began, and what helped at the start."""

from django.db import models

from fiches.models import Fiche
from fiches.models.figure import RowQuerySet
from fiches.shared.content import Content
from fiches.shared.fields import LineField, ProseField, SlugField
from fiches.shared.passages import list_in


class Outcome(Content):
    """A row of figure 3: something that the 133 projects saw happen, and what to mind."""

    natural_key_fields = ("order",)
    dump_file = "4-achtergrond/figuur-3"

    class Group(models.TextChoices):
        RESIDENTS = "buurtbewoners", "Met betrekking tot de buurt(bewoners)"
        PARTNERS = "partners", "Met betrekking tot partners"
        EXTERNAL = "externe-partners", "Met betrekking tot externe partners"

        @property
        def short(self):
            """What a sign says of it, where the figure is long-winded."""
            return {
                self.RESIDENTS: "De buurt en de bewoners",
                self.PARTNERS: "Partners",
                self.EXTERNAL: "Externe partners",
            }[self]

    order = models.PositiveSmallIntegerField("volgorde", unique=True)
    group = models.CharField("groep", max_length=20, choices=Group)
    theme = LineField("waarover", max_length=120)
    text = ProseField("uitkomst")
    tips = ProseField("tips en aandachtspunten", blank=True, help_text="Eén tip per regel.")
    tip_list = list_in("tips")
    fiches = models.ManyToManyField(Fiche, blank=True, related_name="outcomes", verbose_name="fiches die helpen")

    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten (figuur 3)"

    def __str__(self):
        return self.text[:80]


class Situation(Content):
    """A starting situation of figure 4."""

    shown_as = "{0.title}"
    dump_file = "4-achtergrond/figuur-4"

    order = models.PositiveSmallIntegerField("volgorde", unique=True)
    slug = SlugField("adres", max_length=60, unique=True)
    title = LineField("beginsituatie", max_length=160)

    class Meta:
        ordering = ["order"]
        verbose_name = "beginsituatie"
        verbose_name_plural = "beginsituaties (figuur 4)"


class SituationElementQuerySet(RowQuerySet):
    def for_list(self):
        """The elements with their situation as well."""
        return super().for_list().select_related("situation")


class SituationElement(Content):
    """A goal, an action or a barrier of figure 4. Without a situation it is one of the general barriers."""

    natural_key_fields = ("order",)
    dump_file = "4-achtergrond/figuur-4"

    class Kind(models.TextChoices):
        GOAL = "doel", "doel"
        ACTION = "actie", "actie"
        BARRIER = "drempel", "drempel"

    situation = models.ForeignKey(
        Situation, models.CASCADE, null=True, blank=True, related_name="elements", verbose_name="beginsituatie"
    )
    kind = models.CharField("soort", max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField("volgorde", unique=True)
    text = LineField("tekst", max_length=200)
    fiches = models.ManyToManyField(
        Fiche, blank=True, related_name="situation_elements", verbose_name="fiches die helpen"
    )

    objects = SituationElementQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = "doel, actie of drempel"
        verbose_name_plural = "doelen, acties en drempels (figuur 4)"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(situation__isnull=False) | models.Q(kind="drempel"),
                name="general_elements_are_barriers",
                violation_error_message="Alleen een drempel kan algemeen zijn: kies een beginsituatie.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text}"

    @property
    def kind_heading(self):
        """What stands above the elements of its kind."""
        return {self.Kind.GOAL: "Doelen", self.Kind.ACTION: "Acties", self.Kind.BARRIER: "Drempels"}[self.kind]


class StartFactor(Content):
    """A row of figure 5: what helps at the start, and what to mind."""

    natural_key_fields = ("order",)
    dump_file = "4-achtergrond/figuur-5"

    class Heading(models.TextChoices):
        PRACTICAL = "praktisch", "Praktische factoren"
        POLICY = "beleidsmatig", "Beleidsmatige factoren"
        INVOLVEMENT = "betrokkenheid", "Betrokkenheid"

    order = models.PositiveSmallIntegerField("volgorde", unique=True)
    heading = models.CharField("groep", max_length=20, choices=Heading)
    helps = LineField("wat helpt", max_length=300, blank=True)
    attention = LineField("aandachtspunt", max_length=300, blank=True)
    fiches = models.ManyToManyField(Fiche, blank=True, related_name="start_factors", verbose_name="fiches die helpen")

    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = "startfactor"
        verbose_name_plural = "startfactoren (figuur 5)"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(helps="", attention=""),
                name="start_factor_says_something",
                violation_error_message="Vul minstens in wat helpt of waar je op let.",
            )
        ]

    def __str__(self):
        return self.helps or self.attention
