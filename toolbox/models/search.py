"""What the search index keeps: each thing that can be found, analysed. Made from the content, never by hand."""

import json

from django.db import models


class Kind(models.IntegerChoices):
    """What can be found."""

    TOOL = 0, "tool"
    FICHE = 1, "fiche"
    STEP = 2, "stap"
    FIGURE = 3, "figuur"


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

    token = models.CharField("merkteken", max_length=80)
    recipe = models.CharField("versie van de taalregels", max_length=20)
    word_forms = models.TextField("woordvormen", default="{}")
    lineage = models.TextField("merktekens van de vorige standen", default="")
    version = models.PositiveBigIntegerField("hoeveelste stand", default=0)

    class Meta:
        verbose_name = "toestand van de zoekindex"
        verbose_name_plural = "toestand van de zoekindex"

    def __str__(self):
        return self.token


class DocumentQuerySet(models.QuerySet):
    def for_pages(self, kind, ids):
        """The documents `ids` of a kind, to be shown as reading pages."""
        return self.filter(kind=kind, object_id__in=ids, gone=False).only("object_id", "title", "values")

    def keys_by_kind(self):
        """Every key that documents have: {Kind: set of strings}."""
        found = {kind: set() for kind in Kind}
        for kind, terms in self.values_list("kind", "terms").order_by():
            found[kind].update(json.loads(terms))
        return found


class Document(models.Model):
    """Something that can be found: its words with what they weigh, and what lists sort, count and show.

    What is not public any more stays as an empty row that is `gone`, so that every process hears of it.
    """

    kind = models.PositiveSmallIntegerField("soort", choices=Kind)
    object_id = models.BigIntegerField("welk")
    version = models.PositiveBigIntegerField("sinds welke stand", default=0, db_index=True)
    gone = models.BooleanField("niet meer openbaar", default=False)
    title = models.CharField("titel", max_length=200)
    year = models.PositiveSmallIntegerField("jaar van de nieuwste bron", default=0)
    places = models.PositiveSmallIntegerField("aantal plaatsen", default=0)
    values = models.JSONField("waarden van de filters", default=dict)
    terms = models.TextField("sleutels met hun gewicht, als JSON", default="{}")
    words = models.TextField("woorden met hun sleutel, als JSON", default="{}")
    card = models.TextField("wat de kaart van een tool zegt, als JSON", default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document in de zoekindex"
        verbose_name_plural = "documenten in de zoekindex"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="document_once")]

    def __str__(self):
        return self.title
