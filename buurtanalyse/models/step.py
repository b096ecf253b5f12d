"""The four steps of the cycle, what they teach, and how they feed each other."""

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from fiches.models import Fiche
from fiches.shared.content import once
from fiches.shared.fields import LineField, ProseField, SlugField
from fiches.shared.passages import AbstractPassage
from fiches.shared.publication import Pointer, Publishable, PublishableQuerySet


class StepQuerySet(PublishableQuerySet):
    def for_list(self):
        """The steps with what each of them feeds, for the square."""
        return self.prefetch_related(Prefetch("feeds", StepInfluence.objects.published()))

    def for_detail(self):
        """A step with all that its reading page shows, and its two neighbours."""
        return self.with_neighbours("number", "slug", "number", "title").prefetch_related(
            "passages", Prefetch("step_fiches", StepFiche.objects.published())
        )


class Step(Publishable):
    """A step of the cycle. The cycle is not linear: the steps feed each other."""

    natural_key_fields = ("number",)
    shown_as = "{0.number}. {0.title}"
    children = ("passages", "step_fiches", "feeds")
    dump_file = "3-cyclus/stap-{0.number}"
    sitemap = "stappen"
    news_label = "Stap"

    number = models.PositiveSmallIntegerField("nummer", unique=True)
    slug = SlugField("adres", max_length=60, unique=True)
    title = LineField("titel", max_length=120)
    label = LineField("titel zoals gedrukt", max_length=160, blank=True)
    lead = ProseField("inleiding")
    fiches = models.ManyToManyField(Fiche, through="StepFiche", related_name="steps", verbose_name="fiches")

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=4),
                name="step_number_1_to_4",
                violation_error_message="De cyclus heeft vier stappen: kies een nummer van 1 tot 4.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("cyclus:detail", args=[self.slug])


class StepPassage(AbstractPassage):
    """A finding, a condition, a point of attention or a testimony on the page of a step."""

    natural_key_fields = ("step__number", "order")
    dump_file = "3-cyclus/stap-{0.step.number}"
    page_field = "step"

    step = models.ForeignKey(Step, models.CASCADE, related_name="passages", verbose_name="stap")

    class Meta(AbstractPassage.Meta):
        verbose_name = "passage van een stap"
        verbose_name_plural = "passages van een stap"
        constraints = [
            once("step_passage_once_per_place", "Deze stap heeft al een passage met dit volgnummer.", "step", "order")
        ]

    @property
    def anchor(self):
        """The fragment under which this passage stands on its page."""
        return f"passage-{self.order}"


class StepFiche(Pointer):
    """A fiche that a step points at, and why."""

    natural_key_fields = ("step__number", "fiche__letter")
    shown_as = "{0.step} → {0.fiche}"
    dump_file = "3-cyclus/stap-{0.step.number}"

    step = models.ForeignKey(Step, models.CASCADE, related_name="step_fiches", verbose_name="stap")
    fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="step_fiches", verbose_name="fiche")
    order = models.PositiveSmallIntegerField("volgorde")
    reason = LineField("waarom", max_length=300)

    class Meta(Pointer.Meta):
        verbose_name = "fiche bij een stap"
        verbose_name_plural = "fiches bij een stap"
        constraints = [once("step_fiche_once", "Deze stap verwijst al naar die fiche.", "step", "fiche")]


class StepInfluence(Pointer):
    """An arrow on the square: how one step feeds another."""

    natural_key_fields = ("from_step__number", "to_step__number")
    shown_as = "{0.from_step} → {0.to_step}"
    dump_file = "3-cyclus/verbanden"
    points_at = "to_step"

    from_step = models.ForeignKey(Step, models.CASCADE, related_name="feeds", verbose_name="van stap")
    to_step = models.ForeignKey(Step, models.CASCADE, related_name="fed_by", verbose_name="naar stap")
    text = LineField("hoe", max_length=300)

    class Meta:
        ordering = ["from_step__number", "to_step__number"]
        verbose_name = "pijl tussen stappen"
        verbose_name_plural = "pijlen tussen stappen"
        constraints = [once("step_influence_once", "Deze pijl bestaat al.", "from_step", "to_step")]
