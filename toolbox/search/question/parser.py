"""Reading a question: from what was typed to concepts."""

from itertools import pairwise

from toolbox.search import MAX_LENGTH
from toolbox.search.index.weigh import PAIR, pair, whole_name
from toolbox.search.language import lexicon
from toolbox.search.language.analysis import clean, tokens
from toolbox.search.language.stopwords import GLUE
from toolbox.search.language.thesaurus import LONGEST
from toolbox.search.question.concepts import Concept, Question, importance

MAX_WORDS = 40
A_SENTENCE = 4  # concepts: so many vague words together do say something

# How much a way to say it counts against the word itself.
PARTS = 0.75  # all the parts of a compound: "buurt" and "budget" for buurtbudget
PART = 0.4
MODIFIER = 0.75  # of that, for a part that is not the head
BEGINNING = 0.85  # of a word that is not finished yet
ALSO_MEANT = 0.85  # what else may be meant by a word with a typing error
INSIDE = 0.7  # a word in which nobody would see a compound: verwijskaart in doorverwijskaartjes

JOINED = 0.9  # how much two neighbours count that may be one word
SEVERAL_COUNT = 0.9  # how much a concept of several words counts at least, before it is known how rare it is
LEAST_BEGINNING = 3  # letters
RARE_WORD = 2.5  # so rare that it is sooner an error in another word (lexicon.zipf)
LEAST_INSIDE = 5
MOST_WORDS = 20  # that a beginning or a piece of a word may stand for
MOST_CORRECTIONS = 3
MOST_UNKNOWN = 10  # words that are looked for among all words, which takes a millisecond each


def parse(text, vocabulary, exact=False):
    """Read what was typed as a Question; of more than `MAX_LENGTH` characters, the first.

    `vocabulary`: the Vocabulary of this state of the catalogue. `exact`: search the words as they are typed, without
    putting typing errors right.
    """
    text = clean(text)[:MAX_LENGTH]
    return _Parser(vocabulary, exact).question(text)


class _Parser:
    def __init__(self, vocabulary, exact):
        self.vocabulary, self.exact, self.key = vocabulary, exact, vocabulary.analyser.key
        self.lookups = MOST_UNKNOWN
        self.corrections = {}  # {where a word starts: the words that may be meant by it}

    def question(self, text):
        """The concepts of the text, in its order, and then the pairs of words that stand side by side."""
        words = list(tokens(text))[:MAX_WORDS]
        concepts, torn = self._read(words)
        self.corrections = {start: meant for start, meant in self.corrections.items() if start not in torn}
        put_right = []
        if self.corrections:  # read again: what was put right may be a saying, a name or one word with its neighbour
            put_right = [self._put_right(token) for token in words if token.start in self.corrections]
            words = [one for token in words for one in self._as_meant(token)]
            concepts, _ = self._read(words)
        if len(concepts) < A_SENTENCE and not any(concept.is_telling for concept in concepts):
            return Question(text, [])
        keys = [self.key(token.word) for token in words if token.word not in GLUE]
        for one, other in pairwise(keys):
            if self.vocabulary.number(pair(one, other)):
                concepts.append(Concept((), PAIR))
                concepts[-1].add([pair(one, other)], 1.0, direct=False)
        name = whole_name(self.key(token.word) for token in words)
        return Question(text, concepts, name, self.vocabulary.named_by(words), put_right)

    def _read(self, words):
        """The concepts of all the words together, and where those start that are one word with their neighbour.

        Notes on the way what may be meant by what is no word.
        """
        joined = list(self._joined(words))
        torn = {token for concept in joined if not self._are_known(concept.words) for token in concept.words}
        concepts = [concept for concept in self._concepts(words) if not torn.issuperset(concept.words)]
        return concepts + joined, {token.start for token in torn}

    def _put_right(self, token):
        """The word that is most likely meant; two, when the space between them was missing."""
        return token._replace(word=self.corrections[token.start][0], pieces=())

    def _as_meant(self, token):
        """The same, as the tokens that it is read as."""
        if token.start not in self.corrections:
            return [token]
        words = tokens(self.corrections[token.start][0])
        return [token._replace(word=one.word, pieces=(), start=token.start + one.start) for one in words]

    def _joined(self, words):
        """The concepts of neighbours that may be one word with a space in it."""
        for one, other in pairwise(words):
            key = self.key(one.word + other.word)
            meanings = self.vocabulary.thesaurus.find([key])
            if meanings or self.vocabulary.number(key):
                concept = Concept((one, other), JOINED)
                concept.add([key], 1.0)
                self._add_meanings(concept, meanings, 1.0)
                yield concept

    def _are_known(self, words):
        """Whether each of them is a word by itself, as ’t is: else they only are one together."""
        return all(len(token.word) == 1 or self.vocabulary.number(self.key(token.word)) for token in words)

    def _concepts(self, words):
        """The concepts that the words make up: a saying of the thesaurus or a name in one, any other word by itself."""
        start = 0
        while start < len(words):
            rest = words[start : start + LONGEST]
            several = (self._several(rest[:size]) for size in range(len(rest), 1, -1))
            concept = next(filter(None, several), None) or self._one(words[start], start + 1 == len(words))
            if concept and concept.variants:
                yield concept
            start += len(concept.words) if concept else 1

    def _several(self, words):
        """The one concept that some words in a row are: a saying or a name."""
        said = [token for token in words if token.word not in GLUE]
        meanings, keys = self.vocabulary.find(words), [self.key(token.word) for token in said]
        if not (meanings or (len(said) == len(words) and self.vocabulary.is_name(keys))):
            return None
        concept = Concept(tuple(words), max(SEVERAL_COUNT, *(importance(token.word) for token in words)))
        if keys:
            concept.add(keys, 1.0)
        self._add_meanings(concept, meanings, 1.0)
        for token, key in zip(said, keys, strict=True):
            concept.add([key], PART * importance(token.word), direct=False)
        return concept

    def _one(self, token, is_last):
        """The concept of one word; None when it only stands between others."""
        if token.word in GLUE:
            return None
        key, parts = self.key(token.word), self.vocabulary.analyser.parts(token)
        concept = Concept((token,), importance(token.word))
        concept.add([key], 1.0)
        self._add_meanings(concept, self.vocabulary.find([token]), 1.0)
        for other in self.corrections.get(token.start, ())[1:]:
            concept.add([self.key(other)], ALSO_MEANT)
            self._add_meanings(concept, self.vocabulary.thesaurus.find([self.key(other)]), ALSO_MEANT)
        if parts:
            concept.add(parts, PARTS)
        if not self.vocabulary.number(key):
            for part in parts:
                factor = PART if part == parts[-1] else PART * MODIFIER
                concept.add([part], factor, direct=False)
                self._add_meanings(concept, self.vocabulary.thesaurus.find([part]), factor, direct=False)
            if self.lookups and not any(self._is_said(variant) for variant in concept.variants if variant.direct):
                self.lookups -= 1
                self._look_alike(concept, token, is_last)
        return concept

    def _is_said(self, variant):
        """Whether some text or name has the one key of a variant. That several stand together is not known yet."""
        return len(variant.keys) == 1 and self.vocabulary.number(variant.keys[0])

    def _look_alike(self, concept, token, is_last):
        """Add what an unknown word may be: the beginning of one, a piece of one; or note what was meant by it."""
        word = token.word
        may_correct = not self.exact and token.start not in self.corrections and (lexicon.zipf(word) or 0) < RARE_WORD
        if is_last and len(word) >= LEAST_BEGINNING and (longer := self.vocabulary.beginning(word)):
            for other in longer[:MOST_WORDS]:
                concept.add([self.key(other)], BEGINNING)
        elif may_correct and (meant := self.vocabulary.alike(word)):
            self.corrections[token.start] = meant[:MOST_CORRECTIONS]
        elif len(word) >= LEAST_INSIDE:
            for other in self.vocabulary.holding(word)[:MOST_WORDS]:
                concept.add([self.key(other)], INSIDE, direct=False)
            for other in self.vocabulary.edges(word, LEAST_INSIDE):
                concept.add([self.key(other)], PART, direct=False)

    def _add_meanings(self, concept, meanings, factor, direct=True):
        for meaning in meanings:
            concept.is_meant = concept.is_meant or direct
            for keys, own, just_that in meaning.variants:
                concept.add(keys, factor * own, direct and just_that)
