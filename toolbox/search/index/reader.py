"""What a question needs from the index, read once for each state of the catalogue and kept by the process."""

import json
import logging
from collections import defaultdict
from functools import cached_property, lru_cache, reduce
from math import sqrt
from operator import attrgetter, or_

from django.db.models import F, Q

from toolbox.models.search import Kind, Misspelling, Spelling
from toolbox.search.bounded_cache import BoundedCache
from toolbox.search.index import evidence
from toolbox.search.index.postings import BLOCK, PostingList, bits_of, is_whole, to_bytes, unpack
from toolbox.search.language import typos
from toolbox.search.language.analysis import Analyser, clean, tokens
from toolbox.search.language.stopwords import EVERYWHERE
from toolbox.search.language.thesaurus import Thesaurus
from toolbox.search.sql import rows_of

logger = logging.getLogger(__name__)

CACHED_POSTINGS = 300_000  # of about a hundred bytes when they are unpacked
CACHED_WORDS = 5_000  # keys and beginnings of which is known whether some text has them
CACHED_TOOLS = 2_000  # tools of which is known what they have in common with others
LEAST_BEGINNING = 3  # letters
MOST_BEGINNINGS = 50
LEAST_INSIDE = 4  # letters
LEGAL_FORMS = frozenset("asbl bv cv cvba nv vzw".split())  # nobody says them: "Demos" is Demos vzw
READING_PAGES = 14  # fiches, and about as many figures and steps: enough to tell a rare word from a common one


class Lists(dict):
    """The posting lists of one key: {kind: PostingList}, each made of its blocks when it is asked for.

    A page of tools asks for two of the eleven.
    """

    def __init__(self):
        self.blocks = defaultdict(list)  # {kind: [(block, offsets, weights, bits), ...]}

    def __missing__(self, kind):
        self[kind] = self._of_sources() if kind == evidence.EVIDENCE_SOURCES else PostingList(self.blocks[kind])
        return self[kind]

    def _of_sources(self):
        """The list of all sources of evidence together, each under its number."""
        made = PostingList()
        made.weights = {
            evidence.number(kind, block * BLOCK + offset): weight
            for kind in evidence.MODELS
            for block, offsets, weights, _ in self.blocks[kind]
            for offset, weight in unpack(offsets, weights).items()
        }
        made.bits = bits_of(made.weights)
        return made

    @property
    def size(self):
        """The number of postings; 1 more, since a key without any takes room as well."""
        return 1 + sum(len(weights) for blocks in self.blocks.values() for _, _, weights, _ in blocks)


class IndexReader:
    """The search index, for one state of the catalogue."""

    def __init__(self, catalogue):
        """`catalogue`: the Catalogue of that state, for the values of its facets."""
        self.catalogue = catalogue
        self.analyser = Analyser(json.loads(catalogue.snapshot.word_forms))
        self.is_damaged = False
        self._lists = BoundedCache(CACHED_POSTINGS, size=attrgetter("size"))
        self._known = BoundedCache(CACHED_WORDS)
        self.longer = lru_cache(CACHED_WORDS)(self._longer)
        self.filed_under = lru_cache(CACHED_TOOLS)(self._filed_under)

    @cached_property
    def thesaurus(self):
        """The words that editors put together."""
        return Thesaurus(self.analyser)

    @cached_property
    def everywhere(self):
        """The keys of what everything here is about."""
        return {self.analyser.key(word) for word in EVERYWHERE}

    @cached_property
    def names(self):
        """The facet values that a reader may name: ({keys: [(param, option)]}, {key: [(param, option, share)]})."""
        whole, partial = defaultdict(list), defaultdict(list)
        for param, options in self.catalogue.options.items():
            for option in options.values():
                shares = {}
                for name in option.names:
                    words = [token for token in tokens(clean(name)) if not token.is_stop_word]
                    words = [token for token in words if token.word not in LEGAL_FORMS]
                    keys = [self.analyser.key(token.word) for token in words]
                    if keys and (param, option) not in whole[tuple(keys)]:
                        whole[tuple(keys)].append((param, option))
                    for token, key in zip(words, keys, strict=True):
                        for one, share in [(key, 1), *((part, 0.5) for part in self.analyser.parts(token))]:
                            shares[one] = max(shares.get(one, 0), share / len(keys))
                for key, share in shares.items():
                    partial[key].append((param, option, share))
        self._add_short_names(whole)
        return whole, partial

    @cached_property
    def saying_ends(self):
        """(first key, last key) of each saying of the thesaurus and each name of a facet, of more words than one."""
        return {(keys[0], keys[-1]) for keys in (*self.thesaurus.entries, *self.names[0]) if len(keys) > 1}

    def _add_short_names(self, whole):
        """Let some words in a row name an owner when no other has them: "gezond leven" is its instituut."""
        short = defaultdict(set)
        for keys, named in whole.items():
            for param, option in named:
                if param == "eigenaar":
                    for size in range(2, len(keys)):
                        for start in range(len(keys) - size + 1):
                            short[keys[start : start + size]].add(option)
        for keys, options in short.items():
            if len(options) == 1 and keys not in whole:
                whole[keys].append(("eigenaar", *options))

    def postings(self, kind, keys):
        """{key: PostingList} for `keys`: one query, for all kinds, for the keys that are not yet known."""
        return {key: lists[kind] for key, lists in self._lists.many(keys, self._read_lists).items()}

    def _read_lists(self, keys):
        lists = {key: Lists() for key in keys}
        for key, kind, *block in rows_of("postings", keys):
            if is_whole(*block[1:]):
                lists[key].blocks[kind].append(block)
            else:
                logger.error("The search index is damaged: run manage.py rebuild_search, or ask /readyz.")
                self.is_damaged = True
        return lists

    @cached_property
    def evidence(self):
        """What each source of evidence reaches: {number of the source: [(set of tools, factor), ...]}.

        Not what so many tools have that it says nothing of any one of them.
        """
        reached = {}
        for number, values in self.catalogue.reach.items():
            sets = [
                (self.catalogue.bits_of(param, value), evidence.REACH[param])
                for param, some in json.loads(values).items()
                for value in some
            ]
            reached[number] = [(bits, factor) for bits, factor in sets if 0 < bits.bit_count() <= evidence.MOST_REACHED]
        return reached

    @cached_property
    def shared(self):
        """What tools may have in common: (set of tools, square root of their number), as often as it says something."""
        options = [option for param in evidence.SHARED for option in self.catalogue.options[param].values()]
        return [(option.bits, sqrt(option.number)) for option in options if 1 < option.number <= evidence.MOST_REACHED]

    @cached_property
    def _shared_bytes(self):
        return [to_bytes(bits) for bits, _ in self.shared]

    def _filed_under(self, pk):
        """The places in `shared` of what one tool has."""
        byte, bit = pk >> 3, 1 << (pk & 7)
        return [place for place, data in enumerate(self._shared_bytes) if byte < len(data) and data[byte] & bit]

    def number_of(self, kind):
        """About how many documents of `kind` there are."""
        return max(self.catalogue.number, 1) if kind == Kind.TOOL else READING_PAGES

    def known(self, keys):
        """Which of `keys` some public text has. One query, for those that were not asked before."""
        known = self._known.many(keys, self._read_known)
        return {key for key in keys if known[key]}

    def _read_known(self, keys):
        known = {key for (key,) in rows_of("known", keys)}
        return {key: key in known for key in keys}

    def _longer(self, beginning):
        """The keys of words of public texts that begin with `beginning`, those of most documents first."""
        if len(beginning) < LEAST_BEGINNING:
            return []
        longer = sorted(rows_of("longer", [beginning[:LEAST_BEGINNING], len(beginning), beginning]))
        return [key for _, _, key in longer[:MOST_BEGINNINGS]]

    def holding(self, words):
        """{word: keys of the words of public texts that hold it, those of most documents first}: it reads all words."""
        long = [word for word in words if len(word) >= LEAST_INSIDE]
        if not long:
            return {}
        holders = Spelling.objects.filter(reduce(or_, (Q(word__contains=word) for word in long)), term__documents__gt=0)
        holders = sorted(holders.values_list(-F("term__documents"), "word", "term__key"))
        return {word: [key for _, holder, key in holders if word in holder][:MOST_BEGINNINGS] for word in long}

    def spelled(self, words):
        """{word: its key} for those of `words` that some public text has."""
        return dict(Spelling.objects.filter(word__in=words, term__documents__gt=0).values_list("word", "term__key"))

    def corrections(self, words):
        """What may be meant by words that may be typing errors: {word: [(word of the catalogue, its key), ...]}.

        The likeliest first: only those with as few errors as can be, and of those the ones of most documents.
        """
        pieces = {word: typos.beginnings(word) for word in words if typos.allowed(word)}
        alike = defaultdict(set)
        rows = Misspelling.objects.filter(text__in=set().union(*pieces.values()), spelling__term__documents__gt=0)
        columns = "spelling__word", "spelling__term__key", "spelling__term__documents"
        for text, *spelling in rows.values_list("text", *columns):
            alike[text].add(tuple(spelling))
        corrections = {}
        for word, texts in pieces.items():
            most = typos.allowed(word)
            ranked = sorted(
                (distance, -documents, other, key)
                for other, key, documents in set().union(*(alike[text] | self._other_words[text] for text in texts))
                if (distance := typos.errors(word, other, most)) <= most
            )
            corrections[word] = [(other, key) for distance, _, other, key in ranked if distance == ranked[0][0]]
        return corrections

    @cached_property
    def _other_words(self):
        """Words that no text needs to have, by what a typing error leaves of them: of the thesaurus and of names."""
        options = (option for options in self.catalogue.options.values() for option in options.values())
        named = {token.word for option in options for token in tokens(clean(" ".join(option.names)))}
        words = self.thesaurus.words | {word: self.analyser.key(word) for word in named}
        pieces = defaultdict(set)
        for word, key in words.items():
            for text in typos.beginnings(word):
                pieces[text].add((word, key, 0))
        return pieces
