"""Reading text that fiches and steps share: passages, dotted lists, and the tools that act on a passage."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models

from fiches.shared.content import Content, ContentQuerySet
from fiches.shared.fields import LineField, ProseField


class PassageKind(models.TextChoices):
    """What a passage is. All but a testimony are findings with a title of their own."""

    FINDING = "bevinding", "bevinding"
    PART = "onderdeel", "onderdeel"
    ATTENTION = "aandachtspunt", "aandachtspunt"
    CONDITION = "voorwaarde", "voorwaarde"
    COMPETENCE = "competentie", "competentie"
    VISION = "visievorming", "visievorming"
    TESTIMONY = "getuigenis", "getuigenis"


def split_lines(text):
    """The non-empty lines of `text`, stripped: how editors type a list, one item a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def list_in(field, split=split_lines):
    """A property of a model, for templates: what the text in its `field` names, as a list that `split` makes of it."""
    return property(lambda entry: split(getattr(entry, field)))


class PassageQuerySet(ContentQuerySet):
    """What the passages of fiches and of steps have in common."""

    def findings(self):
        """What the research taught: each with its own title."""
        return self.exclude(kind=PassageKind.TESTIMONY)

    def testimonies(self):
        """What somebody told the researchers, retold."""
        return self.filter(kind=PassageKind.TESTIMONY)

    def with_page(self):
        """Each with its page, in the order of the pages."""
        return self.select_related(self.model.page_field).order_by(self.model.page_field, "order")

    def published(self):
        """Those on a page that a visitor may see, with that page."""
        page = self.model._meta.get_field(self.model.page_field)
        return self.filter(**{f"{page.name}__in": page.related_model.objects.published()}).with_page()


class AbstractPassage(Content):
    """One piece of a reading page: a finding with its own title, or a testimony with who spoke.

    Findings and testimonies live in one table, so that a page reads them in their order with one query.
    """

    page_field = "fiche"  # the field of the fiche or the step on whose page it stands

    kind = models.CharField("soort", max_length=20, choices=PassageKind, default=PassageKind.FINDING)
    order = models.PositiveSmallIntegerField("volgorde")
    title = LineField("titel", max_length=120, blank=True, help_text="Een korte zin die het punt zegt.")
    speaker = LineField("wie spreekt", max_length=120, blank=True, help_text="Alleen bij een getuigenis.")
    text = ProseField("tekst", help_text="Witregel = nieuwe alinea.")
    points = ProseField("opsomming", blank=True, help_text="Eén punt per regel.")
    point_list = list_in("points")

    objects = PassageQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "pk"]  # of several pages together the same on each database

    def __str__(self):
        return self.title or self.speaker or self.text[:60]

    def clean(self):
        """A testimony names who speaks; anything else has a title."""
        if self.is_testimony and not self.speaker:
            raise ValidationError({"speaker": "Zeg wie spreekt, bv. “medewerker van een wijkgezondheidscentrum”."})
        if not self.is_testimony and not self.title:
            raise ValidationError({"title": "Geef een titel: een korte zin die het punt zegt."})

    @property
    def page(self):
        """The fiche or the step on whose page it stands."""
        return getattr(self, self.page_field)

    @property
    def is_testimony(self):
        """Whether somebody speaks here."""
        return self.kind == PassageKind.TESTIMONY


def attach_placements(passages, placements, relation):
    """Give each passage `acted_on_by`, the placements that rest on it, and each placement `rests_on`, its passages.

    A tool that is placed twice on the page is named once under a passage.

    `relation` names the prefetched relation from a placement to passages. Done here, from rows that the page
    has read anyway, since a query per passage would grow with the page.
    """
    resting = defaultdict(dict)
    for placement in placements:
        placement.rests_on = getattr(placement, relation).all()
        for passage in placement.rests_on:
            resting[passage.pk].setdefault(placement.tool_id, placement)
    for passage in passages:
        passage.acted_on_by = list(resting[passage.pk].values())
