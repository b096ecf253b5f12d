"""Typing errors: the words of the catalogue that look or sound like what was typed."""

import re
from pathlib import Path

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

WRITTEN = yaml.safe_load((Path(__file__).parent / "data" / "klanken.yaml").read_text(encoding="utf-8"))
SOUNDS = [(re.compile(letters), heard) for letters, heard in WRITTEN]
SHORTEST, LONG = 4, 6  # letters: a shorter word has no typing error, a longer one may have two


def sound(word):
    """How `word` sounds, roughly: words that a Dutch speaker could write for each other have the same."""
    for letters, heard in SOUNDS:
        word = letters.sub(heard, word)
    return word


def alike(word, words, sounds):
    """Those of `words` that may be meant by `word`: that sound the same or have one letter wrong.

    `words`: {word: ...}. `sounds`: {sound: the words that sound so, with spaces}.
    """
    if len(word) < SHORTEST or word in words:
        return []
    return sorted({*sounds.get(sound(word), "").split(), *nearest(word, words, 1)})


def further(word, words):
    """Those of `words` of which a long `word` has two letters wrong."""
    return nearest(word, words, 2) if len(word) >= LONG else []


def nearest(word, words, most):
    """Those of `words` that differ from `word` in the fewest letters, and in at most so many."""
    found = process.extract(word, words.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
    least = min((distance for _, distance, _ in found), default=0)
    return sorted(other for other, distance, _ in found if distance == least and not other.isdecimal())
