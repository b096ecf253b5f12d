"""One key of the index, put together for answering: what texts say and what names of facets say add up like chances."""

from functools import cached_property
from math import log

from toolbox.search.bits import bits_of, ids_of
from toolbox.search.index.inverted import unpack
from toolbox.search.index.weigh import HEAVIEST

TELLING = 0.7  # how much more a rare key tells than a common one: 0 not, 1 as its logarithm
LEAST_TELLING = 0.05
ABOUT = 0.3  # from which weight on questions of a tool tell what it is about: some of its forty questions
ONCE = 0.3  # what no document says whole tells as much as what one document says so far


class Term:
    """Where one key occurs: `bits`, the set of ids, and `weights`, {id: how well it says the key, up to 1}."""

    def __init__(self, data, asked, named=()):
        """`data`: the packed postings of the key, `asked`: those of the key in questions.

        `named`: (set of tools, weight) of the facet values named so.
        """
        self.weights = {pk: weight / HEAVIEST for pk, weight in unpack(data).items()}
        for bits, weight in named:
            self._add(dict.fromkeys(ids_of(bits), weight))
        asked = {pk: weight / HEAVIEST for pk, weight in unpack(asked).items()}
        often = [pk for pk, weight in asked.items() if weight >= ABOUT]
        self.about = bits_of([*self.weights, *often])  # the set of those that do not only have the key in passing
        self._add(asked)
        self.bits = bits_of(self.weights)

    def _add(self, weights):
        for pk, weight in weights.items():
            said = self.weights.get(pk, 0)
            self.weights[pk] = said + weight - said * weight

    def __len__(self):
        return 1 + len(self.weights)  # one without documents takes room as well

    @cached_property
    def _amount(self):
        return sum(self.weights.values())

    def tells(self, of):
        """How much the key tells, up to 1: the less the `of` documents say it in all, the more."""
        share = log((of + 1) / (self._amount + ONCE)) / log((of + 1) / ONCE)
        return max(LEAST_TELLING, share) ** TELLING
