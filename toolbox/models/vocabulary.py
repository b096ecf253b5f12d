"""The short lists that tools are filed under: form, target group and audience."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from fiches.models import UnreachedGroup
from fiches.shared.content import Content, ContentQuerySet
from fiches.shared.fields import LineField, NameKey, ProseField, SlugField
from fiches.shared.order import SortKey
from toolbox.models.tool import Tool


class VocabularyQuerySet(ContentQuerySet):
    def with_tool_count(self):
        """Each value with the number of published tools filed under it, as `tool_count`."""
        number = Count("tools", filter=Q(tools__in=Tool.objects.published()), distinct=True)
        return self.annotate(tool_count=number).order_by("order", "sort_key")  # counting drops the order of the model


class Vocabulary(Content):
    """A value of a short list that editors keep."""

    dump_file = "5-lijsten/woordenlijsten"

    name = LineField("naam", max_length=80, error_messages={"unique": "Deze naam staat al in de lijst."})
    name_key = NameKey("name")
    slug = SlugField(
        "adres",
        max_length=80,
        unique=True,
        help_text="Komt in het adres van de gefilterde lijst.",
        error_messages={"unique": "Dit adres staat al in de lijst."},
    )
    description = ProseField("uitleg", blank=True)
    order = models.PositiveSmallIntegerField(
        "volgorde", default=0, help_text="Bij een gelijk nummer beslist het alfabet."
    )
    sort_key = SortKey("name")

    objects = VocabularyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "sort_key"]


class FormatGroup(models.TextChoices):
    """Forms that ask the same of who takes a tool up, in the order of the filters. Our choice: docs/redactie.md."""

    LOOK = "kijken", "Kijken"
    LISTEN = "luisteren", "Luisteren"
    READ = "lezen", "Lezen"
    DO = "doen", "Doen"
    LEARN = "leren", "Leren"


class Format(Vocabulary):
    """What kind of thing a tool is: a video, a handbook, an app."""

    group = models.CharField(
        "wat je ermee doet",
        max_length=10,
        choices=FormatGroup,
        blank=True,
        help_text="De groep in de filters. Past er geen? Laat dit leeg: dan staat de vorm apart, onder de groepen.",
    )

    class Meta(Vocabulary.Meta):
        verbose_name = "vorm"
        verbose_name_plural = "vormen"


class Audience(Vocabulary):
    """Who uses a tool: the worker, the director, the local government, the organisation, the volunteer."""

    class Meta(Vocabulary.Meta):
        verbose_name = "gebruiker (voor wie)"
        verbose_name_plural = "gebruikers (voor wie)"


class TargetGroup(Vocabulary):
    """Whom a tool is for or about."""

    sitemap = "doelgroepen"

    unreached_group = models.ForeignKey(
        UnreachedGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="target_groups",
        verbose_name="groep in figuur 6",
    )

    class Meta(Vocabulary.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"

    def get_absolute_url(self):
        return reverse("doelgroepen:detail", args=[self.slug])
