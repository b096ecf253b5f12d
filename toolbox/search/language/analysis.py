"""How text becomes keys: one way for what is indexed and for what is asked.

A key is what all forms of a word share: "vrijwilligers", "Vrijwilliger" and "vrijwilligërs" have one key.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import Stemmer

from fiches.shared.order import LETTERS
from toolbox.search.language import lexicon
from toolbox.search.language.stopwords import STOP_WORDS

MAX_TEXT = 100_000
MAX_WORD = 60

# A word may hold an apostrophe, a hyphen, a dot or an ampersand inside: auto's, co-creatie, i.k.v.
WORD = re.compile(r"[^\W_]+(?:['’`.\-‐‑–&/][^\W_]+)*")
INNER = re.compile(r"[^\W_]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)\s*")
PLURAL = re.compile(r"['’`](?:s|tje|tjes|er|ers|en|n|t)$")


class Token(NamedTuple):
    """A word of a text: as it is written, as it is folded, where it stands, and the pieces a hyphen makes of it."""

    text: str
    word: str
    start: int
    end: int
    pieces: tuple = ()

    @property
    def is_stop_word(self):
        """Whether the word says nothing of the subject."""
        return self.word in STOP_WORDS


def fold(text):
    """`text` without case, diacritics and ligatures: "Enchanté" is "enchante", "cœur" is "coeur"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in decomposed.translate(LETTERS) if not unicodedata.combining(char))


def clean(text):
    """`text` of at most `MAX_TEXT` characters, without what cannot be seen. Only for what is indexed or asked.

    An accent that no letter takes up (on a digit, say) goes: it would cut the word in two.
    """
    text = text[:MAX_TEXT].replace("\x00", " ")
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFKC", text)
    return INVISIBLE.sub("", "".join(char for char in composed if not unicodedata.combining(char)))


def tokens(text):
    """The words of `text`, in order, with their place in it."""
    for match in WORD.finditer(text):
        word, pieces = folded_word(match[0])
        if word:
            yield Token(match[0], word, match.start(), match.end(), pieces)


@lru_cache(maxsize=20_000)
def folded_word(written):
    """A word as it is folded, and the pieces that a hyphen makes of it. Texts have mostly the same words."""
    pieces = tuple(fold(piece)[:MAX_WORD] for piece in INNER.findall(PLURAL.sub("", written)))
    return "".join(pieces)[:MAX_WORD], pieces if len(pieces) > 1 else ()


@cache
def _lemmatizer():
    # Only a process that searches loads it. Read from its packed form the dictionary takes 5 MiB instead of 40; a word
    # then takes 10 µs instead of 1.4, and stem_of_lemma remembers what was asked, so nothing else has to.
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    return Lemmatizer(cache_max_size=0, lemmatization_strategy=DefaultStrategy(low_memory=True))


@cache
def _accented():
    """{folded word: the word with its accents}, for the words that the dictionary only knows so: enquêtes, reünies."""
    words = (lexicon.DATA / "accenten.txt").read_text(encoding="utf-8").split()
    return {fold(word): word for word in words}


@cache
def _stemmer():
    return Stemmer.Stemmer("dutch_porter")


def _lemma(word):
    """The lemma of a folded `word`; of a verb with a particle that the dictionary does not know, by its verb.

    And of a compound of which the end has an accent: babbelcafés, as cafés.
    """
    start = _accented_end(word)
    written = word[:start] + _accented()[word[start:]] if start < len(word) else word
    # The dictionary writes the particle of a verb apart: op_leveren.
    lemma = fold(_lemmatizer().lemmatize(written, lang="nl")).replace("_", "")
    if lemma == word and 0 < start < len(word):
        return word[:start] + _lemma(word[start:])
    if lemma == word:
        for size in range(2, len(word) - 3):
            if word[:size] in lexicon.PARTICLES:
                rest = fold(_lemmatizer().lemmatize(word[size:], lang="nl"))
                if rest != word[size:] and rest.endswith("en"):
                    return word[:size] + rest
    return lemma


def _accented_end(word):
    """Where the longest end of `word` begins that is a word with accents; its length when there is none."""
    starts = (start for start in range(len(word) - 3) if word[start:] in _accented())
    return next(starts, len(word))


@lru_cache(maxsize=50_000)
def stem_of_lemma(word):
    """The stem of the lemma of a folded `word`: what its forms share by the rules of the language."""
    if not word.isalpha():
        return word
    if word.endswith("jes"):
        word = word[:-1]  # the dictionary knows filmpje, not filmpjes
    if word.endswith("eetje") and _accented_end(word[:-4]) < len(word) - 4:
        word = word[:-4]  # of a word on é: comiteetje
    lemma = _lemma(word)
    return fold(_stemmer().stemWord(lemma if lemma.isalpha() else word))


class ReadText(NamedTuple):
    """A text with the keys of its words: what does not depend on the question, so that a process does it once.

    Where its words stand is left out: only a text that says something of the question is looked through for that.
    """

    text: str
    keys: frozenset


class Analyser:
    """Makes keys of words. `forms` are the forms that editors put right: {form: base}."""

    def __init__(self, forms):
        self.forms = forms
        # Remembered: a page of cards has more than a thousand words.
        self.keys_in = lru_cache(30_000)(self._keys_in)
        # A question asks these of each word some times over: of its own words, and of what they may mean.
        self._parts = lru_cache(5_000)(self._parts_of)
        self.read = lru_cache(3_000)(self._read)
        self.sentences = lru_cache(3_000)(self._sentences)

    def key(self, word):
        """The key of a folded `word`."""
        return self.forms.get(word) or stem_of_lemma(word)

    def _keys_in(self, written):
        """The keys of what stands between two spaces and those of its parts; () when it says nothing of the subject."""
        return tuple(
            key
            for token in tokens(written)
            if not token.is_stop_word
            for key in (self.key(token.word), *self.parts(token))
        )

    def keys_of(self, text):
        """The keys of the words of `text`, as a frozenset."""
        # No word holds a space, and splitting at spaces takes a fifth of the time of looking for words.
        return frozenset(chain.from_iterable(map(self.keys_in, text.split())))

    def _read(self, text):
        """`text` as a ReadText."""
        return ReadText(text, self.keys_of(text))

    def _sentences(self, text):
        """The sentences of `text`, each as a ReadText."""
        return [self.read(sentence.strip()) for sentence in SENTENCE.findall(text)]

    def parts(self, token):
        """The keys of the parts of a compound or of a hyphenated word, its head last; () when it is one piece."""
        return self._parts(token.word, token.pieces)

    def _parts_of(self, word, pieces):
        split = [part for piece in pieces or (word,) for part in lexicon.split(piece)]
        parts = split if len(split) > 1 else []
        # A piece that is a compound itself counts whole as well: afwegingssjabloon in keuze-afwegingssjabloon.
        whole = [piece for piece in pieces if piece not in split]
        return tuple(self.key(part) for part in (*whole, *parts) if part not in STOP_WORDS and len(part) > 1)
