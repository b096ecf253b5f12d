"""What is known of Dutch words: which exist, how common they are, and how a compound falls apart.

The list is OpenTaal's, with the frequencies of wordfreq; data/LICENTIE.md names the licences and how it was made.
"""

from functools import cache, lru_cache
from pathlib import Path

import marisa_trie
import yaml

from toolbox.search.language.stopwords import STOP_WORDS

DATA = Path(__file__).parent / "data"

MIN_PART = 3
MAX_COMPOUND = 40
LINKS = ("s", "e", "en", "n")
ER_PLURALS = frozenset("been blad ei kalf kind lied rad rund".split())  # kinderopvang, but tienerinspraak
TOO_COMMON = 4.9  # such a word stands on its own in a reader's head, whatever it was made of
RARE = 1.0
KNOWN_PART = 3.3
UNKNOWN_PART = 1.8
SHORT_PART = 4.6  # three letters are easily an accident
PART_COST = 2.0

_formation = yaml.safe_load((DATA / "woordvorming.yaml").read_text(encoding="utf-8"))
# A word that begins with one of these is one concept (opvolgen, bijsturen); its tail alone means something else.
PARTICLES = frozenset(_formation["particles"].split())
# Endings that look like words.
SUFFIXES = frozenset(_formation["suffixes"].split())


@cache
def _words():
    trie = marisa_trie.RecordTrie("<B")
    trie.load(str(DATA / "woorden.marisa"))
    return trie


@lru_cache(maxsize=20_000)
def zipf(word):
    """How common `word` is: 7 is "de", 4 is a daily word, 0 is a word without a known frequency; None is no word."""
    found = _words().get(word)
    return found[0][0] / 10 if found else None


def exists(word):
    """Whether `word` is Dutch: it stands in the list, or it is made of words that do."""
    return zipf(word) is not None or len(split(word)) > 1


@lru_cache(maxsize=20_000)
def split(word):
    """The parts of a compound, its head last: ("buurt", "restaurant"). A word that is no compound is its only part."""
    frequency = zipf(word) or 0
    if not 2 * MIN_PART <= len(word) <= MAX_COMPOUND or frequency >= TOO_COMMON or not word.isalpha():
        return (word,)
    # A word that is in use is more likely to be one word: its parts must then be more common.
    least = KNOWN_PART if frequency >= RARE else UNKNOWN_PART
    # best[end]: the cheapest way to read word[:end] as parts, as (cost, parts).
    best = {0: (0.0, ())}
    for end in range(MIN_PART, len(word) + 1):
        readings = [
            (cost + PART_COST + 8 - zipf(word[start:end]), (*parts, word[start:end]))
            for begin, (cost, parts) in best.items()
            for start in _starts(word, begin, parts)
            if _is_part(word[start:end], least, first=start == 0, last=end == len(word))
        ]
        if readings:
            best[end] = min(readings)
    parts = best.get(len(word), (0, ()))[1]
    return parts if len(parts) > 1 else (word,)


def _starts(word, begin, parts):
    """Where a part may start after `parts`, which end at `begin`: at once, or after a linking letter."""
    yield begin
    if begin:
        for link in LINKS:
            if word.startswith(link, begin):
                yield begin + len(link)
        if parts[-1] in ER_PLURALS and word.startswith("er", begin):
            yield begin + 2


def _is_part(text, least, first, last):
    """Whether `text` may be a part of a compound."""
    if text in STOP_WORDS or (first and text in PARTICLES) or (last and text in SUFFIXES):
        return False
    return stands_alone(text, least)


def stands_alone(text, least=KNOWN_PART):
    """Whether `text` is a word, at least so common, and no accident of three letters or fewer."""
    return len(text) >= MIN_PART and (zipf(text) or 0) >= (SHORT_PART if len(text) == MIN_PART else least)
