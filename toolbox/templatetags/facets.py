"""The facets of a list, of pieces that are made once (toolbox/templatetags/kept.py says why that stays right).

From question to question only the numbers of tools differ, and which values are shown at once. The rest of a facet and
of its values is made once, with holes where those come: with many tools, hardly a number is ever seen again.
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString

from toolbox.public.frames import filled, hole
from toolbox.templatetags.kept import kept

register = template.Library()
KEPT_FACETS = 40  # the values of one facet, of about 20 kB, in one state of the catalogue
HOLE = hole("count")
MORE = 2  # None, one, or more tools: that makes a difference for what stands around the number


@register.simple_tag
def filters(filterset, action):
    """{% filters filter action %}: the form of a list with its search box, its order and its facets."""
    chosen = filterset.data.get("sorteer")
    return filled(
        "toolbox/_filters.html",
        action=action,
        q=filterset.data.get("q", ""),
        chosen=len(filterset.chips),
        sortable=filterset.sortable,
        sorts=kept("toolbox/_sorts.html", sorts=filterset.sorts, chosen=chosen) if filterset.sortable else "",
        facets=SafeString("".join(map(facet, filterset.facet_groups))),  # made by a template
    )


@register.simple_tag
def facet(group):
    """{% facet group %}: a facet with its values."""
    folded = _values(group)
    number = len(folded)
    shown = [folded.pop(place) for place in reversed(group.places_at_once)]
    return filled(
        "toolbox/_facet.html",
        param=group.param,
        label=group.label,
        errors=group.errors,
        number=number,
        shown=SafeString("".join(reversed(shown))),  # made by a template
        folded=SafeString("".join(folded)),  # made by a template
    )


def _values(group):
    """The values of a facet, each as an item of the list."""
    found = []
    for around, count in zip(_around_values(group.param, group.values), group.counts, strict=True):
        before, after = around[count] if count < MORE else around[MORE]
        found.append(f"{before}{count}{after}")
    for place in group.chosen_places:
        before, after = _around_value(group.param, *group.values[place], min(group.counts[place], MORE), selected=True)
        found[place] = f"{before}{group.counts[place]}{after}"
    return found


def _around_all(param, values):
    """What stands around the number of each of `values` when it is not chosen: for none, for one and for more tools."""
    return [[_around_value(param, value, label, count) for count in range(MORE + 1)] for value, label in values]


def _around_value(param, value, label, count, selected=False):
    context = {"param": param, "value": value, "label": label, "count": count, "selected": selected, "hole": HOLE}
    return get_template("toolbox/_option.html").render(context).split(HOLE)


# While working on the site a changed template shows at once.
_around_values = _around_all if settings.DEBUG else lru_cache(KEPT_FACETS)(_around_all)
