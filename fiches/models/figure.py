"""The eight figures of the publication, and the rows of those that belong to a fiche."""

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse

from fiches.models.fiche import Fiche
from fiches.shared.content import Content, ContentQuerySet, once
from fiches.shared.fields import LineField, NameKey, ProseField, SlugField, URLField
from fiches.shared.passages import list_in
from fiches.shared.publication import Publishable, PublishableQuerySet


class FigureQuerySet(PublishableQuerySet):
    def for_detail(self):
        """A figure with its fiche. Its template reads `rows` once; most figures have rows of another kind."""
        return self.select_related("fiche")


class Figure(Publishable):
    """One of the eight numbered figures of the publication, made into something to use."""

    natural_key_fields = ("number",)
    shown_as = "{0.title} (figuur {0.number})"
    children = ("rows",)
    dump_file = "2-figuren"
    sitemap = "wegwijzers"

    number = models.PositiveSmallIntegerField("nummer", unique=True)
    slug = SlugField("adres", max_length=60, unique=True)
    title = LineField("titel", max_length=200, help_text="Zeg wat een bezoeker hier vindt, niet “figuur 4”.")
    label = LineField("titel zoals gedrukt", max_length=200, blank=True)
    intro = ProseField("inleiding")
    note = ProseField("wat er van de figuur overblijft", blank=True)
    url = URLField("link", max_length=500, blank=True)
    fiche = models.OneToOneField(
        Fiche, models.SET_NULL, null=True, blank=True, related_name="figure", verbose_name="staat in fiche"
    )

    objects = FigureQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["number"]
        verbose_name = "figuur"
        verbose_name_plural = "figuren"

    def get_absolute_url(self):
        return reverse("wegwijzers:detail", args=[self.slug])


class RowQuerySet(ContentQuerySet):
    """What the rows of all figures have in common."""

    def for_list(self):
        """The rows of a figure with the fiches that treat them, as far as a visitor may see those."""
        return self.prefetch_related(Prefetch("fiches", Fiche.objects.published()))


class FigureRow(Content):
    """A row of a figure that is a plain table: an actor, a competence, a question of the burenbox."""

    natural_key_fields = ("figure__number", "order")
    shown_as = "{0.label}"
    dump_file = "2-figuren"

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="rows", verbose_name="figuur")
    order = models.PositiveSmallIntegerField("volgorde")
    heading = LineField("groep", max_length=120, blank=True)
    label = LineField("wat", max_length=160)
    text = ProseField("uitleg", blank=True)
    points = ProseField("opsomming", blank=True, help_text="Eén punt per regel.")
    point_list = list_in("points")
    place = LineField("staat in", max_length=60, blank=True, help_text="Bv. “Fiche H”.")
    lines = models.PositiveSmallIntegerField("schrijflijnen", default=0, help_text="Alleen voor de burenbox.")
    fiches = models.ManyToManyField(
        Fiche, blank=True, related_name="figure_rows", verbose_name="fiches die hierover gaan"
    )

    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = "rij van een figuur"
        verbose_name_plural = "rijen van een figuur"
        constraints = [once("figure_row_once", "Deze figuur heeft al een rij met dit volgnummer.", "figure", "order")]

    @property
    def line_range(self):
        """One item per writing line of the printed card."""
        return range(self.lines)


class UnreachedGroupQuerySet(RowQuerySet):
    def for_list(self):
        """The groups with the fiches that help and the target groups of the catalogue they answer to."""
        return super().for_list().prefetch_related("target_groups")


class UnreachedGroup(Content):
    """A row of figure 6: a group that the projects hardly reached, and why they think so."""

    natural_key_fields = ("name",)
    dump_file = "2-figuren"

    order = models.PositiveSmallIntegerField("volgorde")
    name = LineField("groep", max_length=120, error_messages={"unique": "Er is al een groep met deze naam."})
    name_key = NameKey("name")
    reasons = ProseField("mogelijke verklaringen", help_text="Eén verklaring per regel.")
    reason_list = list_in("reasons")
    tips = ProseField("wat kan helpen", blank=True, help_text="Eén tip per regel.")
    tip_list = list_in("tips")
    fiches = models.ManyToManyField(Fiche, blank=True, related_name="unreached_groups", verbose_name="fiches")

    objects = UnreachedGroupQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = "groep die men moeilijk bereikt"
        verbose_name_plural = "groepen die men moeilijk bereikt (figuur 6)"
