"""Who made a tool or keeps it."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from fiches.shared.content import Content, ContentQuerySet
from fiches.shared.fields import LineField, NameKey, SlugField, URLField
from fiches.shared.order import SortKey
from toolbox.models.tool import Tool, refuse_address_of_another


class OwnerQuerySet(ContentQuerySet):
    def published(self):
        """Only owners of something that a visitor may see."""
        return self.filter(Exists(Tool.objects.published().filter(owners=OuterRef("pk"))))

    def for_list(self):
        """The owners with the number of their published tools, as `tool_count`."""
        number = Count("tools", filter=Q(tools__in=Tool.objects.published()), distinct=True)
        return self.annotate(tool_count=number).order_by("sort_key")  # counting drops the order of the model

    def for_detail(self):
        """An owner with its other names."""
        return self.for_list().prefetch_related("aliases")


class Owner(Content):
    """An organisation or a person that made a tool or keeps it. It has one name here, and aliases."""

    children = ("aliases",)
    dump_file = "5-lijsten/eigenaars"
    sitemap = "eigenaars"

    class Kind(models.TextChoices):
        ORGANISATION = "organisatie", "organisatie"
        PERSON = "persoon", "persoon of personen"

    name = LineField("naam", max_length=120, error_messages={"unique": "Er is al een eigenaar met deze naam."})
    name_key = NameKey("name")
    slug = SlugField(
        "adres",
        max_length=120,
        unique=True,
        help_text="Komt in het adres: /eigenaars/dit-adres/.",
        error_messages={"unique": "Er is al een eigenaar met dit adres."},
    )
    kind = models.CharField("soort", max_length=20, choices=Kind, default=Kind.ORGANISATION)
    url = URLField(
        "website",
        max_length=500,
        blank=True,
        help_text="De eigen site. De bladzijde van een tool zonder link verwijst ernaar.",
    )
    sort_key = SortKey("name", db_index=True)

    objects = OwnerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "eigenaar"
        verbose_name_plural = "eigenaars"

    def get_absolute_url(self):
        return reverse("eigenaars:detail", args=[self.slug])

    def clean(self):
        super().clean()
        refuse_address_of_another(self)


class OwnerAlias(Content):
    """Another name under which an owner is known or printed. Search knows it too."""

    natural_key_fields = ("alias",)
    shown_as = "{0.alias}"
    dump_file = "5-lijsten/eigenaars"

    owner = models.ForeignKey(Owner, models.CASCADE, related_name="aliases", verbose_name="eigenaar")
    alias = LineField(
        "andere naam",
        max_length=120,
        error_messages={"unique": "Deze andere naam is al van een eigenaar."},
    )
    alias_key = NameKey("alias")

    sort_key = SortKey("alias")

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "andere naam"
        verbose_name_plural = "andere namen"
