"""The tools of a worry: those to begin with, and the rest."""

from typing import NamedTuple

from django.http import QueryDict

from toolbox.models import Worry
from toolbox.search.catalogue import Catalogue
from toolbox.search.filterset import ToolFilter

SHOWN = 6


class Rest(NamedTuple):
    """The first cards of a list of tools, how many tools that list has, and its query."""

    cards: list
    total: int
    query: str


def begin_with(worry, catalogue):
    """The tools to begin with as [(card, reason)], in the order of the editor; what is not public is left out."""
    reasons = {row.tool_id: row.reason for row in worry.tools.all()}
    return [(card, reasons[card.pk]) for card in catalogue.cards.of(list(reasons))]


def worry_of_situation(slug):
    """The public worry that a starting situation of figure 4 is, with its tools as `begin_with`; None without one.

    Read once for each state of the content.
    """
    catalogue = Catalogue.current()
    return catalogue.once(("worry of a situation", slug), lambda: _with_tools(slug, catalogue))


def _with_tools(slug, catalogue):
    worry = Worry.objects.published().filter(situation__slug=slug).first()
    if worry:
        worry.begin_with = begin_with(worry, catalogue)
    return worry


def rest_of(worry):
    """The Rest, without the tools to begin with; None when there is no other, or its list cannot be read any more."""
    asked = ToolFilter(QueryDict(worry.rest))
    if asked.errors or not asked.sets:  # a list without a filter would be all tools
        return None
    first = {row.tool_id for row in worry.tools.all()}
    cards = [card for card in asked.qs[: SHOWN + len(first)] if card.pk not in first][:SHOWN]
    return Rest(cards, len(asked.qs), worry.rest) if cards else None
