"""The catalogue in memory: every facet value with its set of tools, and the orders of the list.

Read when the catalogue changed, by the query that asks whether it did, and kept by each process until it changes again.
A set is a number with one bit for each tool (bit n is the tool with primary key n), so that filtering is `&` and
counting is `bit_count()`, at 100 tools and at 100,000, on every database.
"""

from array import array
from dataclasses import dataclass
from threading import Lock

from toolbox.search.bounded_cache import BoundedCache
from toolbox.search.cards import Cards
from toolbox.search.facets import FACET_BY_PARAM, FACETS
from toolbox.search.index import state
from toolbox.search.index.documents import WHOLE_CYCLE
from toolbox.search.index.evidence import EVIDENCED, REACH_OF_SOURCE
from toolbox.search.index.facet_values import ORDER, ORDERS
from toolbox.search.index.postings import from_bytes, ids_of
from toolbox.search.index.reader import IndexReader

KEPT_READINGS = 300  # entries with all that their page shows, of some 20 kB


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each, and to compare sets of 100,000 takes long
class FacetOption:
    """A value of a facet and the public tools that have it, with their number."""

    pk: int
    value: str
    label: str
    names: tuple
    bits: int
    number: int


class Catalogue:
    """The public tools by facet value and in order, their cards and the search index, for one state of the content."""

    _latest = None
    _renewing = Lock()

    @classmethod
    def current(cls):
        """The catalogue of the present content: one query when nothing changed since the last time."""
        latest = cls._latest  # another thread may put a newer one in its place meanwhile
        snapshot, values = state.read(latest and latest.snapshot)
        if values is None:
            return latest
        with cls._renewing:  # two threads that see the same change make one catalogue
            if cls._latest is None or cls._latest.snapshot != snapshot:
                cls._latest = cls(snapshot, values)
            return cls._latest

    @classmethod
    def met_damage(cls, token):
        """Whether this process met damaged postings in the index for this state of the content."""
        latest = cls._latest
        return latest is not None and latest.snapshot.token == token and latest.index.is_damaged

    def __init__(self, snapshot, values):
        self.snapshot = snapshot
        self.everything = 0
        self.options = {facet.param: {} for facet in FACETS}
        self.by_pk = {facet.param: {} for facet in FACETS}
        self.orders = {}
        self.evidenced = {}  # {(param, primary key of a finding): the tools that rest on it}
        self.reach = {}  # {number of a source: what it reaches, as JSON}
        for row in values:
            if row.param == ORDER:
                self.orders[ORDERS[row.object_id]] = array("I", bytes(row.bits))
            elif not row.param:
                self.everything = from_bytes(row.bits)
            elif row.param == REACH_OF_SOURCE:
                self.reach[row.object_id] = row.names
            elif row.param in EVIDENCED:
                self.evidenced[row.param, row.object_id] = from_bytes(row.bits)
            elif row.listed and (row.bits or FACET_BY_PARAM[row.param].shows_empty):
                self._add(row)
        self.number = self.everything.bit_count()
        self.values = {
            param: tuple((option.value, option.label) for option in options.values())
            for param, options in self.options.items()
        }
        self._sets = {param: [option.bits for option in options.values()] for param, options in self.options.items()}
        self._ranks = {}
        self.cards = Cards(self)
        self._read = BoundedCache(KEPT_READINGS)
        self.index = IndexReader(self)

    def _add(self, row):
        names, bits = tuple(row.names.splitlines()), from_bytes(row.bits)
        option = FacetOption(row.object_id, row.value, row.label, names, bits, bits.bit_count())
        self.options[row.param][row.value] = self.by_pk[row.param][row.object_id] = option

    def once(self, key, read):
        """What `read()` gives, read once for this state of the content and found by `key` afterwards."""
        return self._read.many([key], lambda _: {key: read()})[key]

    def bits_of(self, param, pk):
        """The tools that have the value with primary key `pk` of a facet, or that rest on that finding."""
        if (param, pk) in self.evidenced:
            return self.evidenced[param, pk]
        option = self.by_pk.get(param, {}).get(pk)
        return option.bits if option else 0

    def tools_with(self, param, values):
        """The tools that have at least one of `values` of a facet."""
        bits = 0
        for value in values:
            if value in self.options[param]:
                bits |= self.options[param][value].bits
        return bits

    def counts(self, param, bits):
        """How many of the tools in `bits` have each value of a facet, in the order of its options."""
        return [(found & bits).bit_count() for found in self._sets[param]]

    def in_order(self, bits, order, start, stop):
        """The tools of `bits` in an order of the list, from place `start` up to `stop`."""
        ordered = self.orders.get(order, ())
        if bits == self.everything:
            return list(ordered[start:stop])
        if bits.bit_count() * 20 < len(ordered):
            return sorted(ids_of(bits), key=self.rank(order).__getitem__)[start:stop]
        data = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
        size, found = len(data) * 8, []
        for pk in ordered:
            if pk < size and data[pk >> 3] >> (pk & 7) & 1:
                found.append(pk)
                if len(found) == stop:
                    break
        return found[start:]

    def rank(self, order):
        """{primary key of a tool: its number in an order of the list}."""
        if order not in self._ranks:
            self._ranks[order] = {pk: rank for rank, pk in enumerate(self.orders.get(order, ()))}
        return self._ranks[order]

    def labels_of(self, stored):
        """The values of one tool, as the index stores them, in words: {param: ((value, label), ...)}."""
        return {param: self.labels(param, stored) for param in self.by_pk}

    def labels(self, param, stored):
        """The values of one facet of a tool as (value, label). What is not public is left out."""
        known = self.by_pk[param]
        return tuple((known[pk].value, known[pk].label) for pk in (stored or {}).get(param, ()) if pk in known)

    def places(self, stored):
        """Where a tool stands, in short."""
        steps = [label.partition(". ")[2] for _, label in self.labels("stap", stored)]
        fiches = [label.partition(". ")[0] for _, label in self.labels("fiche", stored)]
        whole = ["hele cyclus"] if WHOLE_CYCLE in (stored or {}).get("stap", ()) else []
        return (*steps, *fiches, *whole)

    def select(self, bits, order="titel"):
        """The tools of `bits` in an order of the list."""
        return Selection(self, bits.bit_count(), lambda start, stop: self.in_order(bits, order, start, stop))

    def select_shared(self, sets):
        """The tools that are in one of `sets`, those in most of them first, and by title among equals."""
        at_least = []  # the tools in one set or more, in two or more, ...
        for bits in sets:
            for number, known in enumerate(at_least):
                at_least[number], bits = known | bits, known & bits
            if bits:
                at_least.append(bits)
        exactly = [bits & ~more for bits, more in zip(at_least, [*at_least, 0][1:], strict=True)]

        def find(start, stop):
            ids = []
            for bits in reversed(exactly):
                if len(ids) < stop:
                    ids += self.in_order(bits, "titel", 0, stop - len(ids))
            return ids[start:]

        return Selection(self, at_least[0].bit_count() if at_least else 0, find)

    def select_listed(self, ids):
        """The tools `ids`, in that order."""
        return Selection(self, len(ids), lambda start, stop: ids[start:stop])


class Selection:
    """Some tools in an order. Only a slice of it, a page, is read."""

    def __init__(self, catalogue, length, find, highlighter=None):
        self.catalogue, self.length, self.find, self.highlighter = catalogue, length, find, highlighter

    def __len__(self):
        return self.length

    def __getitem__(self, part):
        """The tools of a slice as cards, marked when they answer a question."""
        start, stop, _ = part.indices(self.length)
        ids, cards = self.find(start, stop), self.catalogue.cards
        return cards.marked(ids, self.highlighter) if self.highlighter else cards.of(ids)
