"""The facets of the tools list: their parameter in the address, their label, and where their values come from.

A facet is declared once, here. Which tool has which value stands in search/index/texts.py; the sets of tools are made
by toolbox/search/catalogue.py.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from buurtanalyse.models import Step
from fiches.models import Fiche
from fiches.shared.order import dutch_order
from toolbox.models import Audience, Format, Keyword, Owner, OwnerAlias, TargetGroup


def numbered(queryset, number):
    """The values of a model with titles, labelled "A. Visievorming"; `number` is the field of its letter or number."""
    rows = queryset.values_list("pk", "slug", number, "title")
    return [(0, f"{sign}. {title}", pk, slug) for pk, slug, sign, title in rows]


def vocabulary(model):
    """The values of one of the short lists, in the order that editors gave them."""
    return model.objects.values_list("order", "name", "pk", "slug")


def alphabetic(model):
    """The values of a model without an order of their own."""
    return [(0, *row) for row in model.objects.values_list("name", "pk", "slug")]


def enumerated(label):
    """The names that a label lists: "Brochure, folder of kaartje" holds three."""
    return re.split(r", | of | en ", label)


def grouped(model):
    """The same, of a list of which an editor puts the values in groups."""
    return model.objects.values_list("order", "name", "pk", "slug", "group")


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list. `values` gives the values as (order, label, pk, slug), some with their group."""

    param: str
    label: str
    values: Callable
    names: Callable = lambda label: []  # how a label falls apart in names that a reader may type
    shows_empty: bool = True  # whether a value without tools is listed as well


LINK_VALUES = ((0, "met link", 1, "ja"), (1, "zonder link", 0, "nee"))  # of the facet that no table has
FACETS = (
    Facet("fiche", "Thema (fiche)", lambda: numbered(Fiche.objects.published(), "letter")),
    Facet("stap", "Stap van de cyclus", lambda: numbered(Step.objects.published(), "number")),
    Facet("doelgroep", "Doelgroep", lambda: vocabulary(TargetGroup), enumerated),
    Facet("voor", "Voor wie", lambda: vocabulary(Audience), enumerated),
    Facet("vorm", "Vorm", lambda: grouped(Format), enumerated),
    Facet("eigenaar", "Eigenaar", lambda: alphabetic(Owner), lambda label: [label], shows_empty=False),
    Facet("trefwoord", "Trefwoord", lambda: alphabetic(Keyword), lambda label: [label], shows_empty=False),
    Facet("link", "Link", lambda: LINK_VALUES),
)
FACET_BY_PARAM = {facet.param: facet for facet in FACETS}


def all_values():
    """Every value of every facet, in the order of the page, as (param, pk, slug, label, names, group)."""
    aliases = defaultdict(list)
    for owner, alias in OwnerAlias.objects.order_by("sort_key").values_list("owner", "alias"):
        aliases[owner].append(alias)
    for facet in FACETS:
        for _, label, pk, slug, *group in sorted(facet.values(), key=lambda row: (row[0], dutch_order(row[1]))):
            extra = aliases[pk] if facet.param == "eigenaar" else []
            yield facet.param, pk, slug, label, [*facet.names(label), *extra], "".join(group)
