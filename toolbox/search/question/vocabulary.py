"""The words that a question can be understood with: those of the texts, of the names of facets and of the thesaurus."""

from collections import defaultdict
from functools import lru_cache

from toolbox.search.language import lexicon, typos
from toolbox.search.language.analysis import clean, folded_word, tokens
from toolbox.search.language.stopwords import STOP_WORDS
from toolbox.search.language.thesaurus import Thesaurus, groups_now

LEGAL_FORMS = frozenset("asbl bv cv cvba nv vzw".split())  # nobody says them: "Demos" is Demos vzw
# How much the name of a facet value says of a tool that has it, as if it were a word in a text of that weight.
NAME_SAYS = {"eigenaar": 0.5, "trefwoord": 0.5, "vorm": 0.4, "doelgroep": 0.5, "voor": 0.2}
LEAST_PART, LEAST_KNOWN = 4, 5  # letters of the part of a compound that has one letter wrong, and of the other part
PART_SAYS = 0.55  # of that, for a part of a compound


class Vocabulary:
    """What is known of words, for one state of the catalogue."""

    def __init__(self, inverted, analyser, options, older=None):
        """`inverted`: the Inverted index. `options`: {param: values of that facet}, each with `names` and `bits`.

        `older`: the Vocabulary of an earlier state; reading the thesaurus takes longer than all the rest.
        """
        self.inverted, self.analyser, groups = inverted, analyser, groups_now()
        is_same = older and older.analyser is analyser and older.thesaurus.groups == groups
        self.thesaurus = older.thesaurus if is_same else Thesaurus(analyser, groups)
        self.named = defaultdict(list)  # {key: [(set of tools, how much the name says), ...]}
        self.names = {}  # {keys of a whole name: (param, value)}
        words = dict(self.thesaurus.words)
        self._chosen = set(words)  # by editors: no names of persons, as makers and texts may hold
        for param, says in NAME_SAYS.items():
            for option in options[param]:
                named = self._add_names(param, says, option)
                words |= named
                self._chosen.update(named if param != "eigenaar" else ())
        inverted.know(words)
        self.number = lru_cache(10_000)(self._number)

    def _add_names(self, param, says, option):
        """Know the names of a facet value; gives their words with their key."""
        said, words = {}, {}
        for name in option.names:
            found = [token for token in tokens(clean(name)) if not token.is_stop_word]
            found = [token for token in found if token.word not in LEGAL_FORMS]
            keys = [self.analyser.key(token.word) for token in found]
            if keys:
                self.names.setdefault(tuple(keys), (param, option.value))
            for token, key in zip(found, keys, strict=True):
                words[token.word] = key
                said[key] = says
                for part in self.analyser.parts(token):
                    said.setdefault(part, says * PART_SAYS)
        for key, weight in said.items():
            self.named[key].append((option.bits, weight))
        return words

    def _number(self, key):
        """How often a key occurs: in how many documents and names."""
        return self.inverted.number(key) + len(self.named.get(key, ()))

    def is_ordinary(self, written):
        """Whether a word is Dutch, a number, or one of the thesaurus or a filter. Another may be somebody's name."""
        word, pieces = folded_word(written)
        return self._is_ordinary_part(word) or bool(pieces and all(map(self._is_ordinary_part, pieces)))

    def _is_ordinary_part(self, part):
        return part.isdigit() or part in self._chosen or lexicon.exists(part)

    def find(self, words):
        """What the thesaurus says of some words in a row: a list of Meaning."""
        return self.thesaurus.find(self.thesaurus.typed(words))

    def named_by(self, words):
        """(param, value) of the facet value that is called just what some words say; None when there is none."""
        telling = [token.word for token in words if not token.is_stop_word and token.word not in LEGAL_FORMS]
        return self.names.get(tuple(map(self.analyser.key, telling)))

    def is_name(self, keys):
        """Whether a facet value has a name of several words with these keys."""
        return len(keys) > 1 and tuple(keys) in self.names

    def alike(self, word):
        """What may be meant by a word with a typing error, the most likely first: a word, or two without their space.

        Where none is, and it is no piece of a word either: compounds of which one part has that error. Of a word that
        does exist, only what sounds the same or has one other letter.
        """
        words = self.inverted.words
        near = self._likely(word, typos.alike(word, words, self.inverted.sounds))
        if near or lexicon.zipf(word) is not None:
            return near
        further = self._apart(word) or self._likely(word, typos.further(word, words))
        return further or ([] if self.holding(word) else self._compounds(word))

    def _likely(self, word, found):
        """Those of the words `found` that say something here. Few people err in the first letter."""
        keys = self.inverted.words
        said = self._often(found) or [other for other in found if self.thesaurus.find([keys[other]])]
        return sorted(said, key=lambda other: other[0] != word[0])

    def _apart(self, word):
        """The two words that stand together in `word`, the most common ones, as a list of one text; [] when none do."""
        if len(lexicon.split(word)) > 1:
            return []
        pairs = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
        pairs = [pair for pair in pairs if all(map(self._is_word, pair)) and self._means_something(pair)]
        return [" ".join(max(pairs, key=lambda pair: min(lexicon.zipf(part) or 0 for part in pair)))] if pairs else []

    def _means_something(self, pair):
        """Whether one of two words says something here; or neither of them ever does, as in “vooreen”."""
        return self._often(self.inverted.words.keys() & (set(pair) - STOP_WORDS)) or STOP_WORDS.issuperset(pair)

    def _compounds(self, word):
        """The compounds of two words that may be meant: one part as it is typed, the other with one letter wrong."""
        ends = range(LEAST_KNOWN, len(word) - LEAST_PART + 1)
        heads = [cut for cut in reversed(ends) if self._is_word(word[:cut])][:1]
        tails = [len(word) - size for size in reversed(ends) if self._is_word(word[-size:])][:1]
        found = [word[:cut] + other for cut in heads for other in self._one_letter_from(word[cut:])]
        found += [other + word[cut:] for cut in tails for other in self._one_letter_from(word[:cut])]
        return [compound for compound in found if compound != word and len(lexicon.split(compound)) > 1]

    def _is_word(self, part):
        """Whether letters that may be part of a word, are one by themselves and not by accident."""
        known = part in STOP_WORDS or lexicon.stands_alone(part)
        return known or (len(part) >= LEAST_PART and part in self.inverted.words)

    def _one_letter_from(self, part):
        return self._often(typos.nearest(part, self.inverted.words, 1))

    def beginning(self, start):
        """The words that begin so, those that occur most first."""
        return self._often(self.inverted.beginning(start))

    def holding(self, piece):
        """The words that hold a piece of one, those that occur most first."""
        return self._often([word for word in self.inverted.words if piece in word])

    def edges(self, word, least):
        """The words of at least so many letters that `word` begins or ends with, those that occur most first."""
        ends = {part for size in range(least, len(word)) for part in (word[:size], word[-size:])}
        return self._often(ends & self.inverted.words.keys())

    def _often(self, words):
        numbers = {word: self.number(self.inverted.words[word]) for word in words}
        return sorted((word for word, number in numbers.items() if number), key=lambda word: (-numbers[word], word))
