"""One key of the index, put together for answering: what texts say and what names of facets say add up like chances."""

from functools import cached_property, reduce
from itertools import compress, repeat
from math import log
from operator import or_

from toolbox.search.bits import bits_of, flags_of, ids_of
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
        """The sum of all weights of a long key: to make each weight would take longer."""
        said, asked = self._said[::4], self._asked[::4]
        before = map(dict(zip(ids_said, said, strict=True)).get, ids_asked, repeat(0))
        ids = ids_said + ids_asked
        adds = [*said, *(more - more * one / HEAVIEST for more, one in zip(asked, before, strict=True))]
        total = sum(adds) / HEAVIEST
        for bits, weight in apart(self._named):
            is_named = flags_of(bits, self.bits.bit_length())
            inside = sum(compress(adds, map(is_named.__getitem__, ids))) / HEAVIEST
            total += weight * (bits.bit_count() - inside)
        return total

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
        longest = max(len(self._said), len(self._asked)) // 4
        lists = [self._said, self._asked] if longest > 4 * STRONG else []
        return reduce(or_, (bits_of(ids_in(data, strong(data))) for data in lists), 0) or self.bits

    def is_of(self, said, asked, named):
        """Whether this is the term with those postings and names."""
        return (self._said, self._asked, self._named) == (said, asked, named)

    def tells(self, of):
        """How much the key tells, up to 1: the less the `of` documents say it in all, the more."""
        share = log((of + 1) / (self._amount + ONCE)) / log((of + 1) / ONCE)
        return max(LEAST_TELLING, share) ** TELLING


def _add(weights, more):
    """Add `more` to `weights`, both {id: weight}, like chances."""
    for pk, weight in more.items():
        said = weights.get(pk, 0)
        weights[pk] = said + weight - said * weight


def apart(named):
    """`named`, (set of ids, weight), as sets that have no id together."""
    parts = []
    for bits, weight in named:
        split = [(other & bits, before + weight - before * weight) for other, before in parts]
        split += [(other & ~bits, before) for other, before in parts]
        split.append((bits & ~reduce(or_, (other for other, _ in parts), 0), weight))
        parts = [part for part in split if part[0]]
    return parts


def strong(data):
    """From which weight on a posting is one of the thousand or so heaviest: by a sample."""
    number = len(data) // 4
    step = number // SAMPLE + 1
    return sorted(data[:: 4 * step], reverse=True)[STRONG // step] if number > STRONG * 2 else 0
