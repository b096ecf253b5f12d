"""Which tools go with a tool: those that share its places, its keywords, its owners and its target groups."""

from collections import defaultdict
from functools import reduce
from math import log2
from operator import or_

from toolbox.search.bits import bits_of, ids_of

SHOWN = 6
# What two tools can have in common: how much it says, and how to say it.
SHARED = {
    "fiche": (3, "thema"),
    "stap": (3, "stap"),
    "trefwoord": (2, "trefwoord"),
    "eigenaar": (2, "eigenaar"),
    "doelgroep": (1, "doelgroep"),
}
LOOKED_AT = 1_000  # tools weighed: of more, only those that share what is rarest


def related_tools(tool, catalogue):
    """The cards of the tools that share most with `tool`, each with what they share, in words. One query for all.

    `tool`: a Tool with its stored_values (Tool.objects.for_list()). Of what weighs the same, first by title.
    """
    shared = shared_with(tool, catalogue)
    closest = sorted(shared, key=lambda pk: (-sum(shared[pk].values()), catalogue.by_title[pk]))[:SHOWN]
    return [
        card._replace(shared=tuple(label for param, (_, label) in SHARED.items() if param in shared[card.pk]))
        for card in catalogue.cards.of(closest)
    ]


def shared_with(tool, catalogue):
    """What `tool` shares with others, weighed, as {primary key: {param: weight}}. Something rare weighs more."""
    stored = tool.stored_values or {}
    options = [
        (option.number, param, option.bits)
        for param in SHARED
        for pk in stored.get(param, ())
        if (option := catalogue.by_pk[param].get(pk))
    ]
    options.sort(key=lambda option: option[:2])
    weighed = candidates([bits for _, _, bits in options])
    shared = defaultdict(lambda: defaultdict(float))
    for number, param, bits in options:
        for pk in ids_of(bits & weighed):
            shared[pk][param] += SHARED[param][0] / log2(1 + number)
    shared.pop(tool.pk, None)
    return shared


def candidates(sets):
    """The tools in any of `sets`, the smallest first; when they are many, those in as many of the first as can be."""
    found = reduce(or_, sets, 0)
    for bits in sets:
        if found.bit_count() <= LOOKED_AT:
            break
        if (found & bits).bit_count() > SHOWN:
            found &= bits
    return bits_of(ids_of(found)[:LOOKED_AT])
