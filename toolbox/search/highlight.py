"""Show where a question is found: the words of the shown text that match are marked."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import mark_safe

from toolbox.search.analysis import tokens
from toolbox.search.ideas import LIGHT_COUNTS, importance

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)\s*")
LONGEST = 300  # characters of a passage
SHARED = 0.5  # from which factor on a way to say something is worth a mark


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with the keys of its words: what does not depend on the question, so that a process does it once.

    `words`: (start, end, keys) of each word that says something; the key of the word itself before those of its parts.
    """

    text: str
    words: tuple
    keys: frozenset

    @classmethod
    def of(cls, text, analyser):
        """Read `text`."""
        words = tuple(
            (token.start, token.end, analyser.all_keys(token)) for token in tokens(text) if not token.is_stop_word
        )
        return cls(text, words, frozenset(key for _, _, keys in words for key in keys))


def sentences(text):
    """The sentences of `text`."""
    return [match[0].strip() for match in SENTENCE.finditer(text)]


class Highlighter:
    """Marks the words of a text that say what a question asks.

    `ways`: sets of keys. A text says a way when it has all of its keys: "sociaal isolement" marks no "sociaal" alone.
    """

    def __init__(self, ways, reader):
        self.ways, self.reader = ways, reader

    @classmethod
    def of(cls, question, reader):
        """What marks the ways to say a question, and each telling word that was typed."""
        ways = {frozenset(way.keys) for idea in question.ideas for way in idea.ways if way.factor >= SHARED}
        typed = {token.word for idea in question.ideas for token in idea.words if not token.is_stop_word}
        ways |= {frozenset([reader.analyser.key(word)]) for word in typed if importance(word) > LIGHT_COUNTS}
        return cls(frozenset(ways), reader)

    def within(self, keys):
        """The ways that texts with these keys may say."""
        return frozenset(way for way in self.ways if way <= keys)

    def places(self, read):
        """(start, end, key) of each word of a read text that matches."""
        said = {key for way in self.ways if way <= read.keys for key in way}
        if not said:
            return []
        found = []
        for start, end, keys in read.words:
            for key in keys:
                if key in said:
                    found.append((start, end, key))
                    break
        return found

    def mark(self, text):
        """`text`, escaped, with <mark> around each word that matches."""
        pieces, done = [], 0
        for start, end, _ in self.places(self.reader.read(text)):
            pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
            done = end
        return mark_safe("".join([*pieces, escape(text[done:])]))  # noqa: S308  every piece of the text is escaped

    def passage(self, texts, seen=()):
        """The sentence of `texts` that says most of the question, marked; "" when it says no more than `seen` does."""
        known = {key for text in seen for _, _, key in self.places(self.reader.read(text))}
        best, most = None, 0
        for text in texts:
            for sentence in self.reader.sentences(text):
                said = len({key for _, _, key in self.places(sentence)} - known)
                if said > most:
                    best, most = sentence, said
        return self.mark(shortened(best.text, self.places(best))) if best else ""


def shortened(text, places):
    """`text` of at most `LONGEST` characters, cut between words, with the first place that matches in it."""
    if len(text) <= LONGEST:
        return text
    first = max(0, places[0][0] - LONGEST // 3)
    start = text.rfind(" ", 0, first) + 1 if first else 0
    end = text.rfind(" ", 0, start + LONGEST)
    end = end if end > places[0][1] else start + LONGEST
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
