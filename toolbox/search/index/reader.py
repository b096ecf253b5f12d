"""What a question needs from the index, read once for each state of the catalogue and kept by the process."""

import json
import logging
from collections import defaultdict
from functools import cached_property, lru_cache
from math import sqrt

from toolbox.models.search import Kind
from toolbox.search.bounded_cache import BoundedCache
from toolbox.search.highlight import ReadText, sentences
from toolbox.search.index import evidence
from toolbox.search.index.evidence import EVIDENCE_SOURCES
from toolbox.search.index.postings import BLOCK, EMPTY, PostingList, is_whole, size_of, to_bytes, unpack
from toolbox.search.language import typos
from toolbox.search.language.analysis import Analyser, clean, tokens
from toolbox.search.language.stopwords import EVERYWHERE
from toolbox.search.language.thesaurus import Thesaurus
from toolbox.search.sql import places_for, rows_of

logger = logging.getLogger(__name__)

KEPT = 30 * 2**20  # bytes of postings that a process remembers, about
KEPT_TEXTS = 2_000  # texts that it remembers the words of
KEPT_WORDS = 5_000  # keys and beginnings that it remembers whether some text has them
KEPT_TOOLS = 2_000  # tools that it remembers what they have in common with others of
KEY, BEGINNING = "sleutel", "begin"
LEAST_BEGINNING = 3  # letters
MOST_BEGINNINGS = 50
LEAST_INSIDE = 4  # letters
LEGAL_FORMS = frozenset("asbl bv cv cvba nv vzw".split())  # nobody says them: "Demos" is Demos vzw
READING_PAGES = 14  # fiches, and about as many figures and steps: enough to tell a rare word from a common one

# Asked for almost every question, so the statements are written out: building them each time cost ten times the asking.
POSTINGS = (
    "SELECT term.key, posting.kind, posting.block, posting.offsets, posting.weights, posting.bits "
    "FROM toolbox_posting AS posting JOIN toolbox_term AS term ON term.id = posting.term_id "
    "WHERE term.key IN ({}) ORDER BY posting.block"
)
EXACT = "SELECT key, documents, '' FROM toolbox_term WHERE documents > 0 AND key IN ({})"
LONGER = (
    "SELECT term.key, term.documents, spelling.word FROM toolbox_spelling AS spelling JOIN toolbox_term AS term "
    "ON term.id = spelling.term_id WHERE spelling.beginning = %s AND substr(spelling.word, 1, %s) = %s "
    "AND term.documents > 0"
)
INSIDE, END = "*", "+"  # instead of a piece of a misspelling, which never is one of these
PIECES = (
    "SELECT misspelling.text, spelling.word, term.key, term.documents FROM toolbox_misspelling AS misspelling "
    "JOIN toolbox_spelling AS spelling ON spelling.id = misspelling.spelling_id "
    "JOIN toolbox_term AS term ON term.id = spelling.term_id WHERE term.documents > 0 AND misspelling.text IN ({})"
)
SPELLINGS = (
    "SELECT '{}', spelling.word, term.key, term.documents FROM toolbox_spelling AS spelling "
    "JOIN toolbox_term AS term ON term.id = spelling.term_id WHERE term.documents > 0 AND ({})"
)


class Lists(dict):
    """The posting lists of one key: {kind: PostingList}, each made of its blocks when it is asked for.

    A page of tools asks for two of the eleven.
    """

    def __init__(self, blocks):
        """`blocks`: {kind: [(block, offsets, weights, bits), ...]}."""
        self._blocks = blocks

    def __missing__(self, kind):
        if kind == EVIDENCE_SOURCES:
            made = PostingList.of(self._weights_of_sources())
        else:
            made = PostingList(self._blocks[kind]) if kind in self._blocks else EMPTY
        self[kind] = made
        return made

    def _weights_of_sources(self):
        """The weights in all sources of evidence together."""
        return {
            evidence.number(kind, block * BLOCK + offset): weight
            for kind in evidence.MODELS
            for block, offsets, weights, _ in self._blocks.get(kind, ())
            for offset, weight in unpack(offsets, weights).items()
        }

    @property
    def size(self):
        """About how many bytes all of them take."""
        return sum(map(size_of, self._blocks.values()))


class IndexReader:
    """The search index, for one state of the catalogue."""

    def __init__(self, catalogue):
        self.facets = catalogue
        self.analyser = Analyser(json.loads(catalogue.snapshot.word_forms))
        self.is_damaged = False
        self._postings = {}
        self._kept = 0
        self._known = BoundedCache(KEPT_WORDS)
        # BoundedCache with this reader: an editor's word forms change keys, and then there is another one.
        self.read = lru_cache(KEPT_TEXTS)(lambda text: ReadText.of(text, self.analyser))
        self.sentences = lru_cache(KEPT_TEXTS)(lambda text: tuple(map(self.read, sentences(text))))
        self.filed_under = lru_cache(KEPT_TOOLS)(self._filed_under)

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
        for param, options in self.facets.options.items():
            for option in options.values():
                shares = {}
                for name in option.names:
                    found = [
                        token
                        for token in tokens(clean(name))
                        if not token.is_stop_word and token.word not in LEGAL_FORMS
                    ]
                    keys = [self.analyser.key(token.word) for token in found]
                    if keys and (param, option) not in whole[tuple(keys)]:
                        whole[tuple(keys)].append((param, option))
                    for token, key in zip(found, keys, strict=True):
                        for one, share in [(key, 1), *((part, 0.5) for part in self.analyser.parts(token))]:
                            shares[one] = max(shares.get(one, 0), share / len(keys))
                for key, share in shares.items():
                    partial[key].append((param, option, share))
        self._add_short_names(whole)
        return whole, partial

    @cached_property
    def ends_of_sayings(self):
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
        keys = set(keys)
        if self._kept > KEPT:
            self._postings, self._kept = {}, 0
        wanted = [key for key in keys if key not in self._postings]
        if wanted:
            blocks = {key: defaultdict(list) for key in wanted}
            for key, found_kind, *block in rows_of(POSTINGS.format(places_for(wanted)), wanted):
                if is_whole(*block[1:]):
                    blocks[key][found_kind].append(block)
                else:
                    logger.error("The search index is damaged: run manage.py rebuild_search, or ask /readyz.")
                    self.is_damaged = True
            for key, by_kind in blocks.items():
                self._postings[key] = lists = Lists(by_kind)
                self._kept += lists.size
        return {key: self._postings[key][kind] for key in keys}

    @cached_property
    def evidence(self):
        """What each source of a bridge reaches: {number of the source: [(set of tools, factor), ...]}.

        Not what so many tools have that it says nothing of any one of them.
        """
        reached = {}
        for number, values in self.facets.reach.items():
            found = [
                (self.facets.bits_of(param, value), evidence.REACH[param])
                for param, some in json.loads(values).items()
                for value in some
            ]
            reached[number] = [
                (bits, factor) for bits, factor in found if 0 < bits.bit_count() <= evidence.MOST_REACHED
            ]
        return reached

    @cached_property
    def shared(self):
        """What tools may have in common: (set of tools, square root of their number), as often as it says something."""
        options = [option for param in evidence.SHARED for option in self.facets.options[param].values()]
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
        return max(self.facets.number, 1) if kind == Kind.TOOL else READING_PAGES

    def known(self, keys, beginning):
        """Which of `keys` some public text has, and those of words that begin with `beginning`.

        One query, for what was not asked before: another question mostly has words of an earlier one.
        """
        asked = [*((KEY, key) for key in keys), (BEGINNING, beginning)]
        found = self._known.many(asked, self._read_known)
        return {key for key in keys if found[KEY, key]}, found[BEGINNING, beginning]

    def _read_known(self, asked):
        keys = [text for what, text in asked if what == KEY]
        beginnings = [text for what, text in asked if what == BEGINNING and len(text) >= LEAST_BEGINNING]
        parts, values = [EXACT.format(places_for(keys) or "NULL")], keys
        for text in beginnings:
            parts, values = [*parts, LONGER], [*values, text[:LEAST_BEGINNING], len(text), text]
        rows = rows_of(" UNION ALL ".join(parts), values)
        known = {key for key, _, word in rows if not word}
        begun = [key for _, _, key in sorted((-documents, word, key) for key, documents, word in rows if word)]
        return {(what, text): text in known if what == KEY else begun[:MOST_BEGINNINGS] for what, text in asked}

    def lookups(self, misspelt, unknown, ends):
        """What may be meant by words of which nothing is known: one query for all of them.

        `misspelt`: words that may be typing errors. `unknown`: words that may stand inside another word, which reads
        all words. `ends`: beginnings and endings that may be words. Gives (corrections, {word: keys of words that hold
        it}, {end: its key}); corrections are {word: [(word of the catalogue, its key), ...]}, the likeliest first.
        """
        pieces = {word: typos.beginnings(word) for word in misspelt if typos.allowed(word)}
        unknown = [word for word in unknown if len(word) >= LEAST_INSIDE]
        alike, holders, keys = defaultdict(set), [], {}
        for text, word, key, documents in self._spellings(set().union(*pieces.values()), unknown, ends):
            if text == INSIDE:
                holders.append((-documents, word, key))
            elif text == END:
                keys[word] = key
            else:
                alike[text].add((word, key, documents))
        inside = {
            word: [key for _, holder, key in sorted(holders) if word in holder][:MOST_BEGINNINGS] for word in unknown
        }
        return self._corrections(pieces, alike), inside, keys

    @staticmethod
    def _spellings(pieces, inside, ends):
        """The words of public texts that leave one of `pieces`, hold a word of `inside` or are one of `ends`.

        As (the piece, `INSIDE` or `END`, word, key, number of documents), in one query.
        """
        parts, values = [], [*pieces, *(f"%{word}%" for word in inside), *ends]
        if pieces:
            parts.append(PIECES.format(places_for(pieces)))
        if inside:
            parts.append(SPELLINGS.format(INSIDE, " OR ".join(["spelling.word LIKE %s"] * len(inside))))
        if ends:
            parts.append(SPELLINGS.format(END, f"spelling.word IN ({places_for(ends)})"))
        return rows_of(" UNION ALL ".join(parts), values) if parts else ()

    def _corrections(self, pieces, found):
        corrections = {}
        for word, texts in pieces.items():
            most = typos.allowed(word)
            candidates = set().union(*(found[text] | self._other_words[text] for text in texts))
            ranked = sorted(
                (distance, -documents, other, key)
                for other, key, documents in candidates
                if (distance := typos.errors(word, other, most)) <= most
            )
            corrections[word] = [(other, key) for distance, _, other, key in ranked if distance == ranked[0][0]]
        return corrections

    @cached_property
    def _other_words(self):
        """Words that no text needs to have, by what a typing error leaves of them: of the thesaurus and of names."""
        words = dict(self.thesaurus.words)
        for options in self.facets.options.values():
            for option in options.values():
                for token in tokens(clean(" ".join(option.names))):
                    words[token.word] = self.analyser.key(token.word)
        found = defaultdict(set)
        for word, key in words.items():
            for text in typos.beginnings(word):
                found[text].add((word, key, 0))
        return found
