"""The facets of the tools list: their parameter in the address, their label, and where their values come from.

A facet is declared once, here. Which tool has which value stands in search/index/documents.py; sets of tools are
kept by toolbox/search/index/state.py and read by toolbox/search/catalogue.py.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, F, IntegerField, Value
from django.db.models.functions import Cast, Concat
from taggit.models import Tag

from buurtanalyse.models import Step
from fiches.models import Fiche
from toolbox.models import Audience, Format, Owner, OwnerAlias, TargetGroup

LINK_VALUES = {1: ("ja", "met link"), 0: ("nee", "zonder link")}


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list. `values` gives a queryset of (pk, slug, label, order)."""

    param: str
    label: str
    values: Callable | None = None
    shows_empty: bool = True  # whether a value without tools is listed as well
    names: Callable | None = None  # how a label falls apart in names that a reader may type


def numbered(queryset, number):
    """Values labelled "A. Visievorming", in the order of their letter or number."""
    label = Concat(Cast(number, CharField()), Value(". "), "title", output_field=CharField())
    return queryset.values_list("pk", "slug", label, Value(0, IntegerField()))


def vocabulary(model):
    """Values of one of the short lists, in the order that editors gave them."""
    return model.objects.values_list("pk", "slug", "name", F("order"))


def alphabetic(model):
    """Values without an order of their own."""
    return model.objects.values_list("pk", "slug", "name", Value(0, IntegerField()))


def whole(label):
    """The one name of an owner or a keyword."""
    return [label]


def enumerated(label):
    """The names that a label lists: "Brochure, folder of kaartje" holds three."""
    return re.split(r", | of | en ", label)


FACETS = (
    Facet("fiche", "Thema (fiche)", lambda: numbered(Fiche.objects.published(), "letter")),
    Facet("stap", "Stap van de cyclus", lambda: numbered(Step.objects.published(), "number")),
    Facet("doelgroep", "Doelgroep", lambda: vocabulary(TargetGroup), names=enumerated),
    Facet("voor", "Voor wie", lambda: vocabulary(Audience), names=enumerated),
    Facet("vorm", "Vorm", lambda: vocabulary(Format), names=enumerated),
    Facet("eigenaar", "Eigenaar", lambda: alphabetic(Owner), shows_empty=False, names=whole),
    Facet("trefwoord", "Trefwoord", lambda: alphabetic(Tag), shows_empty=False, names=whole),
    Facet("link", "Link"),
)
FACET_BY_PARAM = {facet.param: facet for facet in FACETS}


def all_values():
    """Every value of every facet, in the order of the page, as (param, pk, slug, label, names)."""
    rows = [(facet.param, *row) for facet in FACETS if facet.values for row in facet.values().order_by()]
    rows.sort(key=lambda row: (row[4], row[3].casefold()))
    aliases = defaultdict(list)
    for owner, alias in OwnerAlias.objects.order_by("alias").values_list("owner", "alias"):
        aliases[owner].append(alias)
    for param, pk, slug, label, _ in rows:
        names = FACET_BY_PARAM[param].names
        extra = aliases[pk] if param == "eigenaar" else []
        yield param, pk, slug, label, [*names(label), *extra] if names else []
    yield from (("link", pk, slug, label, []) for pk, (slug, label) in LINK_VALUES.items())
