"""The search index as the database keeps it: made from the content by toolbox/search/index/state.py, never by hand."""

from django.db import models
from django.db.models import Q


class Kind(models.IntegerChoices):
    """What can be found."""

    TOOL = 0, "tool"
    FICHE = 1, "fiche"
    STEP = 2, "stap"
    FIGURE = 3, "figuur"
    # Never an answer themselves: they lead from a worry to the tools (toolbox/search/index/evidence.py).
    PASSAGE = 4, "passage"
    STEP_PASSAGE = 5, "stappassage"
    OUTCOME = 6, "uitkomst"
    SITUATION = 7, "situatie"
    START_FACTOR = 8, "startfactor"
    UNREACHED = 9, "groep"


class Change(models.Model):
    """A row that changed since the index last caught up, written by a database trigger (toolbox/content/version.py)."""

    source = models.CharField("wat", max_length=30)
    object_id = models.BigIntegerField("welke")

    class Meta:
        verbose_name = "wijziging voor de zoekindex"
        verbose_name_plural = "wijzigingen voor de zoekindex"
        indexes = [models.Index(fields=["source", "object_id"], name="change_source")]

    def __str__(self):
        return f"{self.source} {self.object_id}"


class IndexState(models.Model):
    """One row: the state of the catalogue that the index was made for."""

    token = models.CharField("merkteken", max_length=40)
    recipe = models.CharField("versie van de taalregels", max_length=20)
    word_forms = models.TextField("woordvormen", default="{}")

    class Meta:
        verbose_name = "toestand van de zoekindex"
        verbose_name_plural = "toestand van de zoekindex"

    def __str__(self):
        return self.token


class DocumentQuerySet(models.QuerySet):
    def for_pages(self, ids):
        """The documents `ids`, {kind: ids}, to be shown as reading pages."""
        wanted = Q()
        for kind, some in ids.items():
            wanted |= Q(kind=kind, object_id__in=some)
        return self.filter(wanted).only("kind", "object_id", "title", "values") if wanted else self.none()


class Document(models.Model):
    """Something public that can be found: what the index must know to take it out again, and to sort and count it."""

    kind = models.PositiveSmallIntegerField("soort", choices=Kind)
    object_id = models.BigIntegerField("welk")
    title = models.CharField("titel", max_length=200)
    year = models.PositiveSmallIntegerField("jaar van de nieuwste bron", default=0)
    places = models.PositiveSmallIntegerField("aantal plaatsen", default=0)
    values = models.JSONField("waarden van de filters", default=dict)
    terms = models.BinaryField("termen")
    card = models.TextField("wat de kaart van een tool zegt, als JSON", default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document in de zoekindex"
        verbose_name_plural = "documenten in de zoekindex"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="document_once")]

    def __str__(self):
        return self.title


class Term(models.Model):
    """A key: what all forms of a word share."""

    key = models.CharField("sleutel", max_length=60, unique=True)
    documents = models.PositiveIntegerField("aantal documenten", default=0)

    class Meta:
        verbose_name = "term"
        verbose_name_plural = "termen"

    def __str__(self):
        return self.key


class Posting(models.Model):
    """Where a term occurs and how much it weighs there, for 4,096 objects at a time (search/index/postings.py)."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="postings", verbose_name="term", db_index=False)
    kind = models.PositiveSmallIntegerField("soort", choices=Kind)
    block = models.PositiveIntegerField("blok")
    offsets = models.BinaryField("plaatsen in het blok")
    weights = models.BinaryField("gewichten")
    bits = models.BinaryField("dezelfde plaatsen als bits, als het er veel zijn", default=bytes)

    class Meta:
        verbose_name = "vindplaatsen"
        verbose_name_plural = "vindplaatsen"
        constraints = [models.UniqueConstraint(fields=["term", "kind", "block"], name="posting_once")]

    def __str__(self):
        return f"{self.term_id} in blok {self.block}"


class Spelling(models.Model):
    """A word as some public text writes it, with its key: for the beginnings of words and for typing errors."""

    word = models.CharField("woord", max_length=60, unique=True)
    beginning = models.CharField("eerste drie letters", max_length=3, db_index=True)
    term = models.ForeignKey(Term, models.CASCADE, related_name="spellings", verbose_name="term")

    class Meta:
        verbose_name = "schrijfwijze"
        verbose_name_plural = "schrijfwijzen"

    def __str__(self):
        return self.word


class Misspelling(models.Model):
    """A word with one of its first letters left out: two words that share one are a typing error apart."""

    text = models.CharField("stuk", max_length=8, db_index=True)
    spelling = models.ForeignKey(Spelling, models.CASCADE, related_name="misspellings", verbose_name="schrijfwijze")

    class Meta:
        verbose_name = "mogelijke tikfout"
        verbose_name_plural = "mogelijke tikfouten"

    def __str__(self):
        return self.text


class FacetValue(models.Model):
    """A value of a facet with its names and the set of public tools that have it, one bit for each tool.

    Two more are kept here, to be read in the same query: all public tools, and the tools in each order of the list.
    """

    param = models.CharField("filter", max_length=20)
    object_id = models.BigIntegerField("welke")
    value = models.CharField("in het adres", max_length=120, default="")
    label = models.CharField("label", max_length=200, default="")
    names = models.TextField("alle namen, elk op een regel", default="")
    position = models.IntegerField("volgorde", default=0)
    listed = models.BooleanField("staat in de lijst", default=False)
    bits = models.BinaryField("tools", default=bytes)

    class Meta:
        verbose_name = "waarde van een filter"
        verbose_name_plural = "waarden van filters"
        constraints = [models.UniqueConstraint(fields=["param", "object_id"], name="facet_value_once")]

    def __str__(self):
        return f"{self.param}: {self.label}"
