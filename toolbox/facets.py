"""The facets of the tools list: their values, what they filter, and how they are counted.

A facet is declared once. OR inside a facet, AND between facets; a facet's own choice does not narrow its own
counts. All values come in one query and all counts in another, whatever the number of facets.
"""

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Value, When
from django.db.models.functions import Cast, Concat
from taggit.models import Tag

from buurtanalyse.models import Step
from fiches.models import Fiche
from toolbox.models import Audience, Format, Link, Owner, TargetGroup, Tool


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list: the parameter in the address, its label, and how a tool gets its values."""

    param: str
    label: str
    expression: object
    values: object  # a function that gives a queryset of (value, label, order)

    def filter(self, queryset, chosen):
        """The tools of `queryset` that have at least one of the `chosen` values."""
        matching = Tool.objects.alias(facet=self.expression).filter(facet__in=chosen)
        return queryset.filter(pk__in=matching.values("pk"))

    def counts(self, queryset):
        """A queryset of (param, value, number of tools of `queryset` with that value)."""
        return (
            Tool.objects.filter(pk__in=queryset.order_by().values("pk"))
            .order_by()
            .annotate(facet=Cast(self.expression, CharField()))
            .filter(facet__isnull=False)
            .values_list(Value(self.param, CharField()), "facet")
            .annotate(number=Count("pk", distinct=True))
        )


def numbered(queryset, number, separator):
    """Values labelled "A. Visievorming", in the order of their letter or number."""
    label = Concat(Cast(number, CharField()), Value(separator), "title", output_field=CharField())
    return queryset.order_by().values_list("slug", label, "pk")


def vocabulary(model):
    """Values of one of the short lists, in the order that editors gave them."""
    return model.objects.order_by().values_list("slug", "name", "order")


def alphabetic(queryset):
    """Values without an order of their own."""
    return queryset.order_by().values_list("slug", "name", Value(0, IntegerField()))


LINK_VALUES = {"ja": "met link", "nee": "zonder link"}

FACETS = (
    Facet(
        "fiche",
        "Thema (fiche)",
        F("placements__fiche__slug"),
        lambda: numbered(Fiche.objects.published(), "letter", ". "),
    ),
    Facet(
        "stap",
        "Stap van de cyclus",
        F("placements__step__slug"),
        lambda: numbered(Step.objects.published(), "number", ". "),
    ),
    Facet("doelgroep", "Doelgroep", F("target_groups__slug"), lambda: vocabulary(TargetGroup)),
    Facet("voor", "Voor wie", F("audiences__slug"), lambda: vocabulary(Audience)),
    Facet("vorm", "Vorm", F("formats__slug"), lambda: vocabulary(Format)),
    Facet("eigenaar", "Eigenaar", F("owners__slug"), lambda: alphabetic(Owner.objects.published())),
    Facet("trefwoord", "Trefwoord", F("keywords__tag__slug"), lambda: alphabetic(used_tags())),
    Facet(
        "link",
        "Link",
        Case(
            When(Exists(Link.objects.filter(tool=OuterRef("pk"))), then=Value("ja")),
            default=Value("nee"),
            output_field=CharField(),
        ),
        None,
    ),
)


def used_tags():
    """The tags that some public tool carries."""
    return Tag.objects.filter(Exists(Tool.objects.published().filter(keywords__tag=OuterRef("pk"))))


def all_values():
    """Every facet's values as {param: [(value, label), ...]}, read in one query."""
    parts = [facet.values().annotate(param=Value(facet.param, CharField())) for facet in FACETS if facet.values]
    rows = [row for row in parts[0].union(*parts[1:], all=True)]
    values = {facet.param: [] for facet in FACETS}
    for value, label, _, param in sorted(rows, key=lambda row: (row[2], row[1].casefold())):
        values[param].append((value, label))
    values["link"] = list(LINK_VALUES.items())
    return values


def all_counts(querysets):
    """What adding each value gives, as {(param, value): number}; `querysets` maps a param to the tools it counts."""
    parts = [facet.counts(querysets[facet.param]) for facet in FACETS]
    return {(param, value): number for param, value, number in parts[0].union(*parts[1:], all=True)}


def values_of(tool):
    """The facet values of one tool as {param: [(value, label), ...]}, read in one query."""
    parts = [
        Owner.objects.filter(tools=tool).order_by().values_list(Value("eigenaar", CharField()), "slug", "name"),
        *(
            model.objects.filter(tools=tool).order_by().values_list(Value(param, CharField()), "slug", "name")
            for param, model in (("doelgroep", TargetGroup), ("voor", Audience), ("vorm", Format))
        ),
        Tag.objects.filter(tool_keywords__content_object=tool)
        .order_by()
        .values_list(Value("trefwoord", CharField()), "slug", "name"),
    ]
    values = {}
    for param, value, label in parts[0].union(*parts[1:], all=True):
        values.setdefault(param, []).append((value, label))
    return {param: sorted(pairs, key=lambda pair: pair[1].casefold()) for param, pairs in values.items()}
