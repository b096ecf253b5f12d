"""What a question is made of: concepts, each with its variants, ways in which a text may say it, and what it counts."""

from dataclasses import dataclass, field
from typing import NamedTuple

from toolbox.search.language import lexicon
from toolbox.search.language.stopwords import EVERYWHERE, LIGHT

# How much a concept counts, before it is known how rare it is.
EVERYWHERE_COUNTS = 0.3  # "buurt", "project": what all pages are about
LIGHT_COUNTS = 0.5  # "praten", "beginnen": what anyone does in any question
LEAST_COUNTS = 0.45  # the most common word of all others
COMMON = 4.0  # from which frequency on a word counts less
STEEP = 0.2  # how much less for each tenfold


class Variant(NamedTuple):  # a question has dozens, and a dataclass takes three times as long to make
    """A way to say a concept: all `keys` together. `direct`: it says just that, and not something near."""

    keys: tuple
    factor: float
    direct: bool = True


@dataclass
class Concept:
    """One concept of a question, with the words that were typed for it."""

    words: tuple
    importance: float = 1.0
    variants: list = field(default_factory=list)
    is_meant: bool = False  # the thesaurus knows what it means

    @property
    def text(self):
        """The words as they were typed."""
        return " ".join(token.text for token in self.words)

    @property
    def is_telling(self):
        """Whether it says something of the subject."""
        return self.is_meant or any(not token.is_stop_word for token in self.words)

    @property
    def is_weighty(self):
        """Whether it says what the question is about, and not only what everything here is about."""
        return self.is_telling and not all(token.word in EVERYWHERE or token.word in LIGHT for token in self.words)

    def add(self, keys, factor, direct=True):
        """Add a variant: a way to say it with all of `keys`, that counts `factor` against the word itself (1)."""
        self.variants.append(Variant(tuple(keys), factor, direct))


@dataclass
class Question:
    """What was typed, as concepts.

    `name`: the key of a document that is called just that. `named`: (param, value) of such a facet value, or None.
    `put_right`: the words in which a typing error was put right, as they were understood.
    """

    text: str
    concepts: list
    name: str = ""
    named: tuple | None = None
    put_right: tuple = ()

    @property
    def corrected(self):
        """The question as it was understood, or "" when no typing error was put right."""
        words, done = [], 0
        for token in self.put_right:
            words += [self.text[done : token.start], token.word]
            done = token.end
        return "".join([*words, self.text[done:]]) if words else ""


def importance(word):
    """How much a word says: a daily word says less than a rare one, whatever our few texts suggest."""
    if word in EVERYWHERE:
        return EVERYWHERE_COUNTS
    if word in LIGHT:
        return LIGHT_COUNTS
    return min(1.0, max(LEAST_COUNTS, 1.0 - ((lexicon.zipf(word) or 0) - COMMON) * STEEP))
