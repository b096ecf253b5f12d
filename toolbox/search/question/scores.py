"""The scores of documents: one by one for those that say something themselves, as sets for those that score alike.

A finding leads to hundreds of tools, and what they get of it is the same. To raise each by itself took longer, at
100,000 tools, than all the rest of the ranking; a set is raised as a whole (docs/beslissingen/0054).
"""

from collections import defaultdict
from heapq import nlargest

from toolbox.search.index.postings import bits_of, ids_of, to_bytes

MANY = 1000  # values, from where on to sort them all takes longer than to find the largest


class Scores:
    """A score for each document of `bits`: in `single` as {id: score}, or in `alike` as (set, score)."""

    def __init__(self, single, bits, came=()):
        """`came`: the sets in which the documents came in, first the first."""
        self.single, self.alike = single, []
        self.bits = self._bits_of_single = bits
        self.came = list(came)

    def __getitem__(self, pk):
        """The score of one document."""
        if pk in self.single:
            return self.single[pk]
        return next(score for bits, score in self.alike if bits >> pk & 1)

    def __bool__(self):
        return bool(self.bits)

    def raise_by(self, shares, part, within=-1):
        """Add what `shares` say, times `part`, to the documents `within`; those without a score begin at 0."""
        for bits, value in shares.alike:
            self._change(bits & within, lambda score, more=part * value: score + more)
            if new := bits & within & ~self.bits:
                self.alike.append((new, part * value))
                self.bits |= new
        several, single = shares.several & within, self.single
        self._single_out(several)
        chosen = shares.single if several == shares.several else _only(shares.single, several)
        for pk, value in chosen.items():
            single[pk] = single.get(pk, 0) + part * value
        self._bits_of_single |= several
        self.bits |= several
        self.came += shares.came

    def multiply(self, bits, factor):
        """Let the scores of the documents in `bits` count so many times."""
        self._change(bits, lambda score: score * factor)

    def put(self, bits, score):
        """Give the documents `bits` this score."""
        self._single_out(bits)
        self.single.update(dict.fromkeys(ids_of(bits), score))
        self._bits_of_single |= bits
        self.bits |= bits

    def _change(self, bits, change):
        """Change the scores of those in `bits` that have one."""
        for pk in ids_of(bits & self._bits_of_single):
            self.single[pk] = change(self.single[pk])
        if self.alike and bits & self.bits & ~self._bits_of_single:
            parts = [(known & bits, known & ~bits, score) for known, score in self.alike]
            self.alike = [(rest, score) for _, rest, score in parts if rest]
            self.alike += [(common, change(score)) for common, _, score in parts if common]

    def _single_out(self, bits):
        """Let those in `bits` that score like others go on by themselves."""
        if self.alike and bits & self.bits & ~self._bits_of_single:
            for known, score in self.alike:
                self.single.update(dict.fromkeys(ids_of(known & bits), score))
            self.alike = [(known & ~bits, score) for known, score in self.alike if known & ~bits]
            self._bits_of_single |= bits & self.bits

    @property
    def most(self):
        """The highest score."""
        return max(max(self.single.values(), default=0), max((score for _, score in self.alike), default=0))

    def drop_below(self, least):
        """Leave out what scores less."""
        low = {pk for pk, score in self.single.items() if score < least}
        for pk in low:
            del self.single[pk]
        self._bits_of_single &= ~bits_of(low)
        self.alike = [(bits, score) for bits, score in self.alike if score >= least]
        self.bits = self._bits_of_single
        for bits, _ in self.alike:
            self.bits |= bits

    def first(self, number, order, within=None):
        """The best `number` ids, of those in `within`; `order` puts ids with the same score in order: (ids, number)."""
        everyone = within is None or not self._bits_of_single & ~within
        single = self.single if everyone else _only(self.single, within)
        least = _largest(number, single.values()) if 0 < number < len(single) else 0
        levels, sets = defaultdict(list), defaultdict(list)
        for pk, score in single.items():
            if score >= least:
                levels[score].append(pk)
        for bits, score in self.alike:
            if score >= least:
                sets[score].append(bits if within is None else bits & within)
        found = []
        for score in sorted({*levels, *sets}, reverse=True):
            if len(found) >= number:
                break
            ids = levels[score]
            for bits in sets.get(score, ()):
                ids += ids_of(bits)
            found += order(ids, number - len(found)) if len(ids) > 1 else ids
        return found

    def best(self, number):
        """The best `number` ids; of those with the same score, those that came in first."""
        return self.first(number, self._first_come)

    def _first_come(self, ids, number):
        if len(ids) <= number:
            return ids
        found, rest = [], bits_of(ids)
        for bits in self.came:
            found += ids_of(bits & rest)
            rest &= ~bits
            if len(found) >= number:
                break
        return found[:number]


def _largest(number, values):
    """The last of the `number` largest values."""
    if len(values) < MANY:
        return sorted(values)[-number]  # in C: a few times faster than to keep the largest of so few
    return nlargest(number, values)[-1]


def _only(single, bits):
    """Those of `single` that are in a set."""
    data = to_bytes(bits)
    size = len(data) * 8
    return {pk: score for pk, score in single.items() if pk < size and data[pk >> 3] >> (pk & 7) & 1}


class Shares:
    """What documents get of some sets together. Those in one set only get the same as the others of it."""

    def __init__(self, sets, as_chances=False):
        """`sets`: (bits, value), in order. `as_chances`: they add up to 1 at most."""
        once = several = 0
        for bits, _ in sets:
            several |= once & bits
            once |= bits
        self.alike, self.several = [], several
        self.came = [bits for bits, _ in sets]
        self.single = single = dict.fromkeys(ids_of(several), 0)
        for bits, value in sets:
            if alone := bits & ~several:
                self.alike.append((alone, value))
            if as_chances:
                for pk in ids_of(bits & several):
                    had = single[pk]
                    single[pk] = had + value - had * value
            else:
                for pk in ids_of(bits & several):
                    single[pk] += value

    @property
    def most(self):
        """The most that any document gets."""
        return max([*self.single.values(), *(value for _, value in self.alike)], default=0)
