"""One key of the index, put together for answering: what texts say and what names of facets say add up like chances."""

from functools import cached_property, reduce
from itertools import repeat
from math import log
from operator import mul, or_

from toolbox.search.bits import bits_of, ids_of
from toolbox.search.index.inverted import ids_in, weights_in
from toolbox.search.index.weigh import HEAVIEST

TELLING = 0.7  # how much more a rare key tells than a common one: 0 not, 1 as its logarithm
LEAST_TELLING = 0.05
ABOUT = 77  # from which weight on questions of a tool tell what it is about: some of its forty questions
ONCE = 0.3  # what no document says whole tells as much as what one document says so far
SHORT = 500  # documents, of which the weights are kept; those of a longer key are looked up for who asks
STRONG = 1_000  # documents, about, that say a longer key best
SAMPLE = 500  # postings


class Term:
    """Where one key occurs: `bits`, the set of ids, and `about`, those that do not only have it in passing."""

    def __init__(self, said, asked, named=()):
        """`said`: the postings of the key, `asked`: those of the key in questions.

        `named`: (set of tools, weight) of the facet values named so.
        """
        self._said, self._asked, self._named = said, asked, named
        ids_said, ids_asked = ids_in(said), ids_in(asked)
        self.about = reduce(or_, (bits for bits, _ in named), bits_of(ids_said))
        self.bits = self.about | bits_of(ids_asked) if asked else self.about
        self.about |= bits_of(ids_in(asked, ABOUT)) if asked else 0
        self._kept = self._weights(self.bits) if self.bits.bit_count() <= SHORT else None
        self._amount = self._sum(ids_said, ids_asked) if self._kept is None else sum(self._kept.values())

    def _sum(self, ids_said, ids_asked):
        """The sum of all weights: for a long key, adding up bytes takes a third of making each weight."""
        if not self._named:
            weight = dict(zip(ids_said, self._said[::4], strict=True)).get
            twice = sum(map(mul, map(weight, ids_asked, repeat(0)), self._asked[::4])) / HEAVIEST
            return (sum(self._said[::4]) + sum(self._asked[::4]) - twice) / HEAVIEST
        weights = weights_in(self._said, ids_said)
        _add(weights, weights_in(self._asked, ids_asked))
        *names, (most, called) = sorted(self._named, key=lambda name: name[0].bit_count())
        for bits, weight in names:
            _add(weights, dict.fromkeys(ids_of(bits), weight))
        left = most.bit_count() - sum(map(weights.get, ids_of(most), repeat(0)))
        return sum(weights.values()) + called * left

    def __len__(self):
        """About how many bytes it takes."""
        return 400 + 3 * self.bits.bit_length() // 8 + 100 * len(self._kept or ())

    def weights(self, within):
        """{id: how well it says the key, up to 1}, at least of those in the set `within`."""
        return self._weights(within & self.bits) if self._kept is None else self._kept

    def _weights(self, within):
        ids = ids_of(within)
        weights = weights_in(self._said, ids)
        for bits, weight in self._named:
            _add(weights, dict.fromkeys(ids_of(bits & within), weight))
        if self._asked:
            _add(weights, weights_in(self._asked, ids))
        return weights

    @cached_property
    def strongest(self):
        """The set of those that say it best in a text, or in questions, roughly."""
        return bits_of(ids_in(self._said, strong(self._said))) | bits_of(ids_in(self._asked, strong(self._asked)))

    def tells(self, of):
        """How much the key tells, up to 1: the less the `of` documents say it in all, the more."""
        share = log((of + 1) / (self._amount + ONCE)) / log((of + 1) / ONCE)
        return max(LEAST_TELLING, share) ** TELLING


def _add(weights, more):
    """Add `more` to `weights`, both {id: weight}, like chances."""
    before = map(weights.get, more, repeat(0))
    sums = [said + weight - said * weight for said, weight in zip(before, more.values(), strict=True)]
    weights.update(zip(more, sums, strict=True))


def strong(data):
    """From which weight on a posting is one of the thousand or so heaviest: by a sample."""
    number = len(data) // 4
    step = number // SAMPLE + 1
    return sorted(data[:: 4 * step], reverse=True)[STRONG // step] if number > STRONG * 2 else 0
