"""The catalogue in memory: all that searching, filtering and listing need, for one version of the content.

Read when the content changed, by the query that asks whether it did, and used by each process until it changes again.
A set of tools is a number with one bit for each tool (bit n is the tool with primary key n), so that filtering is `&`
and counting is `bit_count()`, at 100 tools and at 100,000, on every database.
"""

from array import array
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import islice
from operator import or_
from threading import Lock

from toolbox.search.bounded_cache import BoundedCache
from toolbox.search.cards import Cards, Selection
from toolbox.search.facets import FACET_BY_PARAM, FACETS
from toolbox.search.index import state
from toolbox.search.index.documents import WHOLE_CYCLE
from toolbox.search.index.evidence import EVIDENCED, REACH_OF_SOURCE
from toolbox.search.index.facet_values import ORDER, ORDERS
from toolbox.search.index.postings import bits_of, from_bytes, ids_of
from toolbox.search.index.reader import IndexReader
from toolbox.search.related import related_tools
from toolbox.search.results import Results
from toolbox.search.suggest import suggestions

KEPT_QUESTIONS = 16  # a common word at 100,000 tools takes some MB
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
    """The public tools by facet value and in order, their cards and the search index, for one state of the content.

    A facet is named by its parameter in the address (facets.FACETS), a value of it by its slug. Sets of tools are bits.
    """

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
        """Whether this process met damaged postings in the index for the state of the content with this `token`."""
        latest = cls._latest
        return latest is not None and latest.snapshot.token == token and latest.index.is_damaged

    def __init__(self, snapshot, values):
        """`snapshot`, `values`: what state.read() gives."""
        self.snapshot = snapshot
        self.everything = 0
        self.options = {facet.param: {} for facet in FACETS}
        self.by_pk = {facet.param: {} for facet in FACETS}
        self.orders = dict.fromkeys(ORDERS, ())
        self.evidenced = {}  # {(param, primary key of a finding): the tools that rest on it}
        self.reach = {}  # {number of a source: what it reaches, as JSON}
        for row in values:
            self._add(row)
        self.number = self.everything.bit_count()
        self.values = {
            param: tuple((option.value, option.label) for option in options.values())
            for param, options in self.options.items()
        }
        self._read = BoundedCache(KEPT_READINGS)
        self._results = lru_cache(KEPT_QUESTIONS)(lambda text, exact: Results(text, exact, self))
        self.index = IndexReader(self)
        self.cards = Cards(self, self.index.analyser)

    def _add(self, row):
        if row.param == ORDER:
            self.orders[ORDERS[row.object_id]] = array("I", bytes(row.bits))
        elif not row.param:
            self.everything = from_bytes(row.bits)
        elif row.param == REACH_OF_SOURCE:
            self.reach[row.object_id] = row.names
        elif row.param in EVIDENCED:
            self.evidenced[row.param, row.object_id] = from_bytes(row.bits)
        elif row.listed and (row.bits or FACET_BY_PARAM[row.param].shows_empty):
            names, bits = tuple(row.names.splitlines()), from_bytes(row.bits)
            option = FacetOption(row.object_id, row.value, row.label, names, bits, bits.bit_count())
            self.options[row.param][row.value] = self.by_pk[row.param][row.object_id] = option

    def search(self, text, exact=False):
        """What is found for a question: Results. `exact`: typing errors are not put right.

        A question comes back with every filter that a reader adds and with every page: the last ones are remembered.
        """
        return self._results(text, exact)

    def suggest(self, text):
        """What a reader may mean who is typing `text`: a list of Suggestion."""
        return suggestions(text, self)

    def related(self, tool):
        """The cards of the tools that share most with `tool`, which comes from Tool.objects.for_list()."""
        return related_tools(tool, self)

    def set_of(self, ids):
        """The set of the public tools among the primary keys `ids`."""
        return bits_of(ids) & self.everything

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
        """The tools that have at least one of `values` of a facet; a value that it has not has no tools."""
        options = self.options[param]
        return reduce(or_, (options[value].bits for value in values if value in options), 0)

    def counts(self, param, bits):
        """How many of the tools in `bits` have each value of a facet, in the order of its options."""
        return [(option.bits & bits).bit_count() for option in self.options[param].values()]

    def in_order(self, bits, order, start, stop):
        """The ids of the tools of `bits` in an order of the list ("titel", ...), from place `start` up to `stop`."""
        if bits == self.everything:
            return list(self.orders[order][start:stop])
        wanted = set(ids_of(bits))
        return list(islice((pk for pk in self.orders[order] if pk in wanted), start, stop))

    @cached_property
    def by_title(self):
        """{primary key of a tool: its place in the alphabet}."""
        return {pk: place for place, pk in enumerate(self.orders["titel"])}

    def labels_of(self, stored):
        """The values of one tool in words: {param: ((value, label), ...)}.

        `stored`: Tool.stored_values, {param: [primary key, ...]}, or None for a tool that the index does not have.
        """
        return {param: self.labels(param, stored) for param in self.by_pk}

    def labels(self, param, stored):
        """The values of one facet of a tool as (value, label). What is not public is left out."""
        known = self.by_pk[param]
        return tuple((known[pk].value, known[pk].label) for pk in (stored or {}).get(param, ()) if pk in known)

    def places(self, stored):
        """Where a tool stands, in short: the names of its steps, and the letters of its fiches."""
        steps = [label.partition(". ")[2] for _, label in self.labels("stap", stored)]
        fiches = [label.partition(". ")[0] for _, label in self.labels("fiche", stored)]
        whole = ["hele cyclus"] if WHOLE_CYCLE in (stored or {}).get("stap", ()) else []
        return (*steps, *fiches, *whole)

    def select(self, bits, order="titel"):
        """The tools of `bits` in an order of the list, as a Selection."""
        return Selection(self.cards, bits.bit_count(), lambda start, stop: self.in_order(bits, order, start, stop))

    def select_shared(self, sets):
        """The tools that are in one of `sets`, those in most of them first, and by title among equals."""
        shared = Counter(pk for bits in sets for pk in ids_of(bits))
        return self.select_listed(sorted(shared, key=lambda pk: (-shared[pk], self.by_title[pk])))

    def select_listed(self, ids):
        """The tools `ids`, in that order."""
        return Selection(self.cards, len(ids), lambda start, stop: ids[start:stop])
