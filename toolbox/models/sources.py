"""Where a tool comes from: its references."""

from django.core.exceptions import ValidationError
from django.db import models

from fiches.shared.content import Content, once
from fiches.shared.fields import LineField, NameKey, SlugField
from fiches.shared.order import SortKey
from toolbox.models.dates import year_of_source


class Reference(Content):
    """An author-year citation as the publication gives it, shared by the tools that cite it."""

    shown_as = "{0.citation}"
    dump_file = "5-lijsten/bronvermeldingen"

    slug = SlugField("sleutel", max_length=80, unique=True)
    citation = LineField(
        "bronvermelding",
        max_length=200,
        help_text="Auteur, jaar. Bv. “Bloemen et al., 2022”.",
        error_messages={"unique": "Deze bronvermelding bestaat al."},
    )
    citation_key = NameKey("citation")
    year = models.PositiveSmallIntegerField(
        "jaar", null=True, blank=True, validators=[year_of_source], help_text="Leeg = zonder jaar (z.d.)."
    )
    sort_key = SortKey("citation")

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "bronvermelding"
        verbose_name_plural = "bronvermeldingen"

    @property
    def year_display(self):
        """The year, or "z.d." where the publication has none."""
        return str(self.year) if self.year else "z.d."


def check_same_tool(source):
    """A source that is tied to a place belongs to the tool of that place."""
    if source.placement and source.placement.tool_id != source.tool_id:
        raise ValidationError({"placement": "Deze plaats is van een andere tool."})


def become_general(collector, field, sources, using):
    """What happens to a source when its place is deleted: it becomes one of the tool as a whole, and what the tool
    then would have twice is deleted."""
    model = field.model
    says = "url" if hasattr(model, "url") else "reference_id"
    tools = {source.tool_id for source in sources}
    seen = set(model._base_manager.using(using).filter(tool__in=tools, placement=None).values_list("tool_id", says))
    for source in sources:
        what = (source.tool_id, getattr(source, says))
        if what in seen:
            models.CASCADE(collector, field, [source], using)
        else:
            models.SET_NULL(collector, field, [source], using)
        seen.add(what)


class Citation(Content):
    """A reference of a tool: printed at one of its places, or of the tool as a whole."""

    natural_key_fields = ("tool__slug", "placement__key", "reference__slug")
    shown_as = "{0.reference}"

    tool = models.ForeignKey("toolbox.Tool", models.CASCADE, related_name="citations", verbose_name="tool")
    placement = models.ForeignKey(
        "toolbox.Placement",
        become_general,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name="plaats",
        help_text="Leeg = geldt voor de tool in het algemeen.",
    )
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="citations", verbose_name="bronvermelding")

    class Meta:
        ordering = ["reference__sort_key"]
        verbose_name = "bronvermelding bij een tool"
        verbose_name_plural = "bronvermeldingen bij een tool"
        constraints = [
            once("citation_once", "Deze bronvermelding staat er al.", "tool", "placement", "reference"),
            once(
                "general_citation_once",
                "Deze bronvermelding staat er al.",
                "tool",
                "reference",
                condition=models.Q(placement=None),
            ),
        ]

    def clean(self):
        check_same_tool(self)
