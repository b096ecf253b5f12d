"""Typing errors: the words of the catalogue that look like what was typed.

Two words that become the same when one letter is left out of each differ by at most two errors. So every word is stored
under what remains of its beginning, and a typed word needs one look-up (SymSpell's idea). A word is stored under its
sound as well: who writes as she hears it, or as it was spelt before, is a few letters off at once (kontakt, bureau).
"""

import re
from pathlib import Path

import yaml

BEGINNING = 8
SOUND = "="  # before the sound of a word among its pieces, which never begin so
WRITTEN = yaml.safe_load((Path(__file__).parent / "data" / "klanken.yaml").read_text(encoding="utf-8"))
SOUNDS = [(re.compile(letters), heard) for letters, heard in WRITTEN]


def beginnings(word):
    """The first letters of `word`, whole and with each of them left out, and those of its sound."""
    start = word[:BEGINNING]
    return {start, *(start[:index] + start[index + 1 :] for index in range(len(start))), SOUND + sound(word)[:7]}


def sound(word):
    """How `word` sounds, roughly: words that a Dutch speaker could write for each other have the same."""
    for letters, heard in SOUNDS:
        word = letters.sub(heard, word)
    return word


def allowed(word):
    """How many errors `word` may have."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def distance(one, other, most):
    """The number of letters to add, leave out, change or swap to make `other` of `one`; more than `most` is `most` + 1.

    Optimal string alignment.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = None, list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, counterpart in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != counterpart))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == counterpart:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)


def errors(one, other, most):
    """How far two words are apart, as `distance`; words that sound the same are nearer than any typing error."""
    return 0.5 if sound(one) == sound(other) else distance(one, other, most)
