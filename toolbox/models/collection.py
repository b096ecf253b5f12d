"""Collections: a choice of tools and themes that an editor puts in order and introduces, for a region or a partner."""

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from fiches.models import Fiche
from fiches.shared.content import Content, ContentQuerySet, once
from fiches.shared.fields import LineField, NameKey, ProseField, SlugField
from fiches.shared.order import SortKey
from fiches.shared.publication import Publishable, PublishableQuerySet
from toolbox.models.tool import Tool, refuse_address_of_another


class CollectionQuerySet(PublishableQuerySet):
    def for_list(self):
        """The collections with the number of their entries that are public, as `entry_count`."""
        number = Count("entries", filter=Q(entries__in=CollectionEntry.objects.published()))
        return self.annotate(entry_count=number).order_by("sort_key")  # counting drops the order of the model

    def for_detail(self):
        """A collection with its public entries, in their order."""
        return self.prefetch_related(Prefetch("entries", CollectionEntry.objects.for_list()))


class Collection(Publishable):
    """A named choice of tools and themes with an introduction, at an address of its own."""

    children = ("entries",)
    dump_file = "9-collecties"
    sitemap = "collecties"
    news_label = "Collectie"

    name = LineField("naam", max_length=120, error_messages={"unique": "Er is al een collectie met deze naam."})
    name_key = NameKey("name")
    slug = SlugField("adres", max_length=80, unique=True, help_text="Komt in het adres: /collecties/<adres>/.")
    compiler = LineField(
        "samengesteld door", max_length=160, blank=True, help_text="Een organisatie, een regio of een persoon."
    )
    summary = LineField("in één zin", max_length=300, help_text="Voor wie is deze collectie, en waarvoor?")
    introduction = ProseField("inleiding", blank=True, help_text="Een lege regel begint een nieuwe alinea.")
    sort_key = SortKey("name")

    objects = CollectionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["sort_key"]
        verbose_name = "collectie"
        verbose_name_plural = "collecties"

    def get_absolute_url(self):
        return reverse("collecties:detail", args=[self.slug])

    def clean(self):
        super().clean()
        refuse_address_of_another(self)


class CollectionEntryQuerySet(ContentQuerySet):
    def published(self):
        """The entries that a visitor may see."""
        return self.filter(Q(tool__in=Tool.objects.published()) | Q(fiche__in=Fiche.objects.published()))

    def for_list(self):
        """The public entries, each with its tool or fiche and what a card shows of it."""
        tools = Prefetch("tool", Tool.objects.published().for_list())
        return self.published().select_related("fiche").prefetch_related(tools)


class CollectionEntry(Content):
    """A tool or a theme in a collection, and why it stands there."""

    natural_key_fields = ("collection__slug", "tool__slug", "fiche__letter")
    shown_as = "{0.item} in {0.collection}"
    dump_file = "9-collecties"

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="entries", verbose_name="collectie")
    tool = models.ForeignKey(
        Tool, models.CASCADE, null=True, blank=True, related_name="collection_entries", verbose_name="tool"
    )
    fiche = models.ForeignKey(Fiche, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="fiche")
    order = models.PositiveSmallIntegerField("volgorde", default=0, help_text="Het kleinste getal staat eerst.")
    note = ProseField("waarom staat dit hier?", blank=True, help_text="Eén of twee zinnen voor de lezer.")

    objects = CollectionEntryQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "onderdeel van een collectie"
        verbose_name_plural = "onderdelen van collecties"
        constraints = [
            models.CheckConstraint(
                condition=Q(tool__isnull=False, fiche__isnull=True) | Q(tool__isnull=True, fiche__isnull=False),
                name="collection_entry_is_one_thing",
                violation_error_message="Kies een tool of een fiche, niet allebei.",
            ),
            once("collection_tool_once", "Deze tool staat al in de collectie.", "collection", "tool"),
            once("collection_fiche_once", "Deze fiche staat al in de collectie.", "collection", "fiche"),
        ]

    @property
    def item(self):
        """The tool or the fiche."""
        return self.tool or self.fiche
