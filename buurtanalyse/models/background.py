"""What everybody should know first: what a zorgzame buurt is, its pillars and building blocks, and who reads what."""

from django.db import models
from django.db.models import Prefetch

from fiches.models import Fiche
from fiches.shared.content import Content, ContentQuerySet, once
from fiches.shared.fields import LineField, NameKey, ProseField, SlugField, URLField
from fiches.shared.passages import list_in
from fiches.shared.publication import Pointer


class SectionPage(models.TextChoices):
    """The two pages that are made of sections."""

    TOOLBOX = "toolbox", "Over de toolbox"
    NEIGHBOURHOODS = "zorgzame-buurten", "Over zorgzame buurten"


class Section(Content):
    """A section of one of the two pages that tell what this is about."""

    shown_as = "{0.title}"
    dump_file = "4-achtergrond/achtergrond"

    page = models.CharField("pagina", max_length=20, choices=SectionPage)
    order = models.PositiveSmallIntegerField("volgorde")
    slug = SlugField("anker", max_length=60, unique=True)
    title = LineField("titel", max_length=120)
    text = ProseField("tekst", help_text="Witregel = nieuwe alinea.")
    points = ProseField("opsomming", blank=True, help_text="Eén punt per regel.")
    point_list = list_in("points")

    class Meta:
        ordering = ["page", "order"]
        verbose_name = "achtergrondtekst"
        verbose_name_plural = "achtergrondteksten"


class Numbered(Content):
    """One of a short numbered list with a title and a text."""

    natural_key_fields = ("number",)
    shown_as = "{0.number}. {0.title}"
    dump_file = "4-achtergrond/achtergrond"

    number = models.PositiveSmallIntegerField("nummer", unique=True)
    title = LineField("titel", max_length=160)
    text = ProseField("uitleg", blank=True)

    class Meta:
        abstract = True
        ordering = ["number"]


class Pillar(Numbered):
    """One of the three pillars of the Flemish government."""

    class Meta(Numbered.Meta):
        verbose_name = "pijler"
        verbose_name_plural = "pijlers"


class BuildingBlock(Numbered):
    """One of the eight building blocks (Bloemen et al., 2022)."""

    class Meta(Numbered.Meta):
        verbose_name = "bouwsteen"
        verbose_name_plural = "bouwstenen"


class Resource(Content):
    """Something that the publication recommends in a box outside its tool tables. It is not one of the 135 tools."""

    natural_key_fields = ("name",)
    dump_file = "4-achtergrond/achtergrond"

    class Place(models.TextChoices):
        TOOLBOX = SectionPage.TOOLBOX.value, SectionPage.TOOLBOX.label
        NEIGHBOURHOODS = SectionPage.NEIGHBOURHOODS.value, SectionPage.NEIGHBOURHOODS.label
        CYCLE = "cyclus", "De cyclus"

    place = models.CharField("staat op", max_length=20, choices=Place)
    order = models.PositiveSmallIntegerField("volgorde")
    name = LineField("naam", max_length=160, error_messages={"unique": "Er is al een bron met deze naam."})
    name_key = NameKey("name")
    text = ProseField("wat je er vindt")
    owner = LineField("eigenaar", max_length=120, blank=True)
    url = URLField("link", max_length=500, blank=True)

    class Meta:
        ordering = ["place", "order"]
        verbose_name = "bron buiten de tabellen"
        verbose_name_plural = "bronnen buiten de tabellen"


class ReadingGuideQuerySet(ContentQuerySet):
    def for_list(self):
        """The roles, each with the fiches to read and why."""
        return self.prefetch_related(Prefetch("entries", ReadingGuideFiche.objects.published()))


class ReadingGuide(Content):
    """Which fiches help in which role. Our own proposal: the printed guide did not survive in the text."""

    shown_as = "{0.title}"
    children = ("entries",)
    dump_file = "4-achtergrond/leeswijzer"

    slug = SlugField("adres", max_length=60, unique=True)
    order = models.PositiveSmallIntegerField("volgorde")
    title = LineField("rol", max_length=120)
    intro = ProseField("inleiding")
    fiches = models.ManyToManyField(Fiche, through="ReadingGuideFiche", related_name="reading_guides")

    objects = ReadingGuideQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = "leeswijzer"
        verbose_name_plural = "leeswijzer"


class ReadingGuideFiche(Pointer):
    """A fiche in the guide of a role, and why."""

    natural_key_fields = ("guide__slug", "fiche__letter")
    shown_as = "{0.guide} → {0.fiche}"
    dump_file = "4-achtergrond/leeswijzer"

    guide = models.ForeignKey(ReadingGuide, models.CASCADE, related_name="entries", verbose_name="rol")
    fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="guide_entries", verbose_name="fiche")
    order = models.PositiveSmallIntegerField("volgorde")
    reason = LineField("waarom", max_length=300)

    class Meta(Pointer.Meta):
        verbose_name = "fiche voor een rol"
        verbose_name_plural = "fiches voor een rol"
        constraints = [once("guide_fiche_once", "Deze fiche staat al bij die rol.", "guide", "fiche")]
