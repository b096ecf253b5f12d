"""The fourteen thematic fiches A-N: what the research taught, who spoke, and where to read on."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Prefetch, Q, Subquery
from django.urls import reverse

from fiches.shared.content import once
from fiches.shared.fields import LineField, ProseField, SlugField
from fiches.shared.passages import AbstractPassage
from fiches.shared.publication import Pointer, Publishable, PublishableQuerySet


class FicheQuerySet(PublishableQuerySet):
    def for_list(self):
        """The fiches for an overview; their tools are counted by the app that places them."""
        return self.order_by("letter")

    def for_detail(self):
        """A fiche with all that its page shows, its two neighbours, and the number of its rows in figures 4 and 8."""
        figures = Fiche._meta.get_field("figure").related_model.objects.published()
        barriers, competences = Q(situation_elements__kind="drempel"), Q(figure_rows__figure__number=8)
        return (
            self.with_neighbours("letter", "slug", "letter", "title")
            .select_related("figure")
            .prefetch_related(
                "passages",
                Prefetch("read_on", ReadOn.objects.published()),
            )
            .annotate(
                barrier_figure_slug=Subquery(figures.filter(number=4).values("slug")[:1]),
                barrier_count=Count("situation_elements", filter=barriers, distinct=True),
                competence_figure_slug=Subquery(figures.filter(number=8).values("slug")[:1]),
                competence_count=Count("figure_rows", filter=competences, distinct=True),
            )
        )


class Fiche(Publishable):
    """A theme of the toolbox. Its letter is its house number in the street."""

    natural_key_fields = ("letter",)
    shown_as = "{0.letter}. {0.title}"
    children = ("passages", "read_on")
    dump_file = "1-fiches/{0.letter}"
    sitemap = "fiches"
    news_label = "Thema"

    letter = LineField(
        "letter", max_length=1, unique=True, validators=[RegexValidator(r"^[A-Z]$", "Gebruik één hoofdletter.")]
    )
    slug = SlugField(
        "adres", max_length=60, unique=True, help_text="Komt in het adres: /fiches/a/. Meestal de kleine letter."
    )
    title = LineField("titel", max_length=120)
    subtitle = LineField("ondertitel", max_length=160, blank=True)
    lead = ProseField("inleiding", help_text="Twee of drie zinnen: waarover gaat dit thema?")
    heading = LineField("titel boven de tools", max_length=160, blank=True)

    objects = FicheQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["letter"]
        verbose_name = "fiche"
        verbose_name_plural = "fiches"

    def get_absolute_url(self):
        return reverse("fiches:detail", args=[self.slug])


class Passage(AbstractPassage):
    """A finding or a testimony on the page of a fiche."""

    natural_key_fields = ("fiche__letter", "order")
    dump_file = "1-fiches/{0.fiche.letter}"

    fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="passages", verbose_name="fiche")

    class Meta(AbstractPassage.Meta):
        verbose_name = "passage"
        verbose_name_plural = "passages"
        constraints = [
            once("passage_once_per_place", "Deze fiche heeft al een passage met dit volgnummer.", "fiche", "order")
        ]

    @property
    def anchor(self):
        """The fragment under which this passage stands on its page."""
        return f"bevinding-{self.order}"


class ReadOn(Pointer):
    """A "lees verder" link of one fiche to another, with its reason."""

    natural_key_fields = ("from_fiche__letter", "to_fiche__letter")
    shown_as = "{0.from_fiche.letter} → {0.to_fiche.letter}"
    dump_file = "1-fiches/verwijzingen"
    points_at = "to_fiche"

    from_fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="read_on", verbose_name="van fiche")
    to_fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="read_from", verbose_name="naar fiche")
    order = models.PositiveSmallIntegerField("volgorde")
    label = LineField("zoals gedrukt", max_length=160, blank=True)
    reason = LineField("waarom verder lezen", max_length=300)

    class Meta(Pointer.Meta):
        verbose_name = "lees verder"
        verbose_name_plural = "lees verder"
        constraints = [once("read_on_once", "Deze fiche verwijst al naar die fiche.", "from_fiche", "to_fiche")]
