"""The catalogue in memory: all that searching, filtering and listing need, for one version of the content.

Made from the table of analysed documents, brought up to date with the rows that changed when the content changed, and
used by each process until it changes again. A set of tools is a number (toolbox/search/bits.py).
"""

import json
from array import array
from collections import Counter
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import islice
from math import sqrt
from operator import or_
from threading import Lock

from toolbox.models.search import Kind
from toolbox.search.bits import bits_of, ids_of
from toolbox.search.bounded_cache import BoundedCache
from toolbox.search.cards import Cards, Selection
from toolbox.search.facets import FACET_BY_PARAM, FACETS, all_values
from toolbox.search.index import state
from toolbox.search.index.memory import Memory
from toolbox.search.index.terms import Term
from toolbox.search.index.texts import WHOLE_CYCLE
from toolbox.search.index.weigh import ASKED
from toolbox.search.language.analysis import Analyser
from toolbox.search.question.ranking import SHARED
from toolbox.search.question.vocabulary import Vocabulary
from toolbox.search.related import related_tools
from toolbox.search.results import Results
from toolbox.search.suggest import suggestions

KEPT_QUESTIONS = 16  # a common word at 100,000 tools takes some MB
KEPT_READINGS = 300  # entries with all that their page shows, of some 20 kB
KEPT_COUNTS = 200  # facets, of some 5 kB
KEPT_TERMS = 48 * 2**20  # bytes
KEPT_KIN = 2_000  # tools of which is known what they have in common with others
READING_PAGES = 14  # fiches, and about as many figures and steps
MOST_FILED = 150  # what more tools have in common says nothing of them


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each, and to compare sets of 100,000 takes long
class FacetOption:
    """A value of a facet and the public tools that have it, with their number. `group`: where an editor put it."""

    pk: int
    value: str
    label: str
    names: tuple
    bits: int
    number: int
    group: str = ""


DAMAGE = state.DAMAGE


class Catalogue:
    """The public tools by facet value and in order, their cards and the search index, for one state of the content.

    A facet is named by its parameter in the address (facets.FACETS), a value of it by its slug.
    """

    _latest = None
    _renewing = Lock()
    _apart = ContextVar("catalogue apart", default=None)

    @classmethod
    def current(cls):
        """The catalogue of the present content: one query when nothing changed since the last time."""
        latest, snapshot = cls._latest, state.read()  # another thread may put a newer one in its place meanwhile
        if (apart := cls._apart.get()) is not None:
            return cls._current_of(apart, snapshot)
        if latest and latest.snapshot == snapshot:
            return latest
        with cls._renewing:  # two threads that see the same change make one catalogue
            if cls._latest is None or cls._latest.snapshot != snapshot:
                cls._latest = cls._made(snapshot, cls._latest)
            return cls._latest

    @classmethod
    @contextmanager
    def apart(cls):
        """Inside, who asks has a catalogue of their own: of changes that will be turned back. Nobody else gets it, and
        nobody has to make theirs anew afterwards."""
        mark = cls._apart.set([cls._latest])
        try:
            yield
        finally:
            cls._apart.reset(mark)

    @classmethod
    def _current_of(cls, apart, snapshot):
        if apart[0] is None or apart[0].snapshot != snapshot:
            apart[0] = cls._made(snapshot, apart[0])
        return apart[0]

    @classmethod
    def _made(cls, snapshot, older):
        """The catalogue of `snapshot`. Who begins with nothing looks first whether the index misses something."""
        if older is None and not state.is_whole() and state.mended():
            snapshot = state.read()
        try:
            return cls(snapshot, older)
        except state.DAMAGE:
            if not state.mended():
                raise
            return cls(state.read())

    @classmethod
    def mend(cls):
        """Make the index anew when it is damaged, and what was made with it."""
        if state.mended():
            cls.forget()

    @classmethod
    def forget(cls):
        """Make the next one from nothing."""
        cls._latest = None

    def __init__(self, snapshot, older=None):
        """`snapshot`: what state.read() gives. `older`: the catalogue of an earlier state, to start from."""
        self.snapshot = snapshot
        self.memory = Memory(snapshot, older and older.memory)
        self.everything = bits_of(self.memory.sorting)
        self.number = len(self.memory.sorting)
        self._read_options()
        is_same = older and older.snapshot.word_forms == snapshot.word_forms
        self.analyser = older.analyser if is_same else Analyser(json.loads(snapshot.word_forms))
        options = {param: found.values() for param, found in self.options.items()}
        self.vocabulary = Vocabulary(self.memory.inverted, self.analyser, options, older and older.vocabulary)
        self.cards = Cards(self, self.analyser)
        self._readings = BoundedCache(KEPT_READINGS)
        self._counts = BoundedCache(KEPT_COUNTS)
        self._terms = {kind: BoundedCache(KEPT_TERMS, len, self._same_terms(kind, older)) for kind in Kind}
        self._results = lru_cache(KEPT_QUESTIONS)(lambda text, exact: Results(text, exact, self))
        self.filed_with = lru_cache(KEPT_KIN)(self._filed_with)

    def _read_options(self):
        """Read what the values of the facets are called, in their order."""
        self.options = {facet.param: {} for facet in FACETS}
        self.by_pk = {facet.param: {} for facet in FACETS}
        for param, pk, value, label, names, group in all_values():
            bits = self.memory.sets.get((param, pk), 0)
            if bits or FACET_BY_PARAM[param].shows_empty:
                option = FacetOption(pk, value, label, tuple(names), bits, bits.bit_count(), group)
                self.options[param][value] = self.by_pk[param][pk] = option
        self.values = {
            param: tuple((option.value, option.label) for option in options.values())
            for param, options in self.options.items()
        }

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

    def terms(self, kind, keys):
        """{key: Term} for `keys`, of the documents of a kind."""
        return self._terms[kind].many(keys, lambda keys: {key: Term(*self._postings(kind, key)) for key in keys})

    def _postings(self, kind, key):
        postings, named = self.memory.inverted.postings, self.vocabulary.named if kind == Kind.TOOL else {}
        return postings(kind, key), postings(kind, ASKED + key), named.get(key, ())

    def _same_terms(self, kind, older):
        """Of the terms that an older catalogue knows, those that did not change."""
        known = older._terms[kind].things if older else {}
        return {key: term for key, term in list(known.items()) if term.is_of(*self._postings(kind, key))}

    def number_of(self, kind):
        """About how many documents of `kind` there are: enough to tell a rare word from a common one."""
        return max(self.number, 1) if kind == Kind.TOOL else READING_PAGES

    def _filed_with(self, pk):
        """What a tool has in common with others: (set of tools, square root of their number) of each value it has."""
        options = (option for param in SHARED for option in self.by_pk[param].values())
        shared = (option for option in options if 1 < option.number <= MOST_FILED and option.bits >> pk & 1)
        return [(option.bits, sqrt(option.number)) for option in shared]

    def set_of(self, ids):
        """The set of the public tools among the primary keys `ids`."""
        return bits_of(ids) & self.everything

    def once(self, key, read):
        """What `read()` gives, read once for this state of the content and found by `key` afterwards."""
        return self._readings.many([key], lambda _: {key: read()})[key]

    def counted(self, key, count):
        """The same for what choices leave of the values of a facet; there is no end to those: the last come back."""
        return self._counts.many([key], lambda _: {key: count()})[key]

    def bits_of(self, param, pk):
        """The tools that have the value with primary key `pk` of a facet."""
        option = self.by_pk.get(param, {}).get(pk)
        return option.bits if option else 0

    def tools_with(self, param, values):
        """The tools that have at least one of `values` of a facet; a value that it has not has no tools."""
        options = self.options[param]
        return reduce(or_, (options[value].bits for value in values if value in options), 0)

    def counts(self, param, bits):
        """How many of the tools in `bits` have each value of a facet, in the order of its options."""
        return [(option.bits & bits).bit_count() for option in self.options[param].values()]

    @cached_property
    def orders(self):
        """The tools in each order of the list: {"titel": ids, ...}."""
        sorting = self.memory.sorting
        titled = sorted(sorting, key=lambda pk: (sorting[pk][0], pk))
        newest = sorted(titled, key=lambda pk: sorting[pk][1])
        most = sorted(titled, key=lambda pk: sorting[pk][2])
        return {"titel": array("I", titled), "nieuwste": array("I", newest), "geplaatst": array("I", most)}

    @cached_property
    def by_title(self):
        """{primary key of a tool: its place in the alphabet}."""
        return {pk: place for place, pk in enumerate(self.orders["titel"])}

    @cached_property
    def years(self):
        """{primary key of a tool: the year of its newest source}, of those of which that is known."""
        return {pk: -year for pk, (_, year, _) in self.memory.sorting.items() if year}

    def in_order(self, bits, order, start, stop):
        """The ids of the tools of `bits` in an order of the list ("titel", ...), from place `start` up to `stop`."""
        if bits == self.everything:
            return list(self.orders[order][start:stop])
        wanted = set(ids_of(bits))
        return list(islice((pk for pk in self.orders[order] if pk in wanted), start, stop))

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
