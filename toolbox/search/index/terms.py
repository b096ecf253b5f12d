"""One key of the index, put together for answering: what texts say and what names of facets say add up like chances."""

from array import array
from functools import cached_property
from math import log

from toolbox.search.bits import bits_of, ids_of
from toolbox.search.index.inverted import ids_in, weights_in
from toolbox.search.index.weigh import HEAVIEST

TELLING = 0.7  # how much more a rare key tells than a common one: 0 not, 1 as its logarithm
LEAST_TELLING = 0.05
ABOUT = 0.3  # from which weight on questions of a tool tell what it is about: some of its forty questions
ONCE = 0.3  # what no document says whole tells as much as what one document says so far
SHORT = 2_000  # postings, of which the weights are kept; those of a longer key are looked up for who asks


class Term:
    """Where one key occurs: `bits`, the set of ids, and `about`, those that do not only have it in passing."""

    def __init__(self, said, asked, named=()):
        """`said`: the postings of the key, `asked`: those of the key in questions.

        `named`: (set of tools, weight) of the facet values named so.
        """
        self._said, self._asked, self._named = said, asked, named
        self.about = bits_of(ids_in(said))
        for bits, _ in named:
            self.about |= bits
        self.bits = self.about | bits_of(ids_in(asked))
        self.about |= bits_of(posting >> 8 for posting in array("I", asked) if posting & 255 >= ABOUT * HEAVIEST)
        self._is_short = self.bits.bit_count() <= SHORT

    def __len__(self):
        """About how many bytes it takes."""
        return 400 + self.bits.bit_length() // 4 + (100 * self.bits.bit_count() if self._is_short else 0)

    def weights(self, within):
        """{id: how well it says the key, up to 1}, at least of those in the set `within`."""
        return self._kept if self._is_short else self._weights(within & self.bits)

    @cached_property
    def _kept(self):
        return self._weights(self.bits, whole=True)

    def _weights(self, within, whole=False):
        ids = None if whole else ids_of(within)
        weights = {pk: weight / HEAVIEST for pk, weight in weights_in(self._said, ids).items()}
        named = [dict.fromkeys(ids_of(bits & within), weight) for bits, weight in self._named]
        asked = {pk: weight / HEAVIEST for pk, weight in weights_in(self._asked, ids).items()}
        for more in (*named, asked):
            for pk, weight in more.items():
                said = weights.get(pk, 0)
                weights[pk] = said + weight - said * weight
        return weights

    def tells(self, of):
        """How much the key tells, up to 1: the less the `of` documents say it in all, the more."""
        share = log((of + 1) / (self._amount + ONCE)) / log((of + 1) / ONCE)
        return max(LEAST_TELLING, share) ** TELLING

    @cached_property
    def _amount(self):
        return sum((self._kept if self._is_short else self._weights(self.bits, whole=True)).values())
