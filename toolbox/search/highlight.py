"""Show where a question is found: the words of the shown text that match are marked."""

import re
from functools import cached_property
from html import escape
from itertools import chain
from typing import NamedTuple

from django.utils.safestring import SafeString

from toolbox.search.language.analysis import WORD
from toolbox.search.question.concepts import LIGHT_COUNTS, importance

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)\s*")
LONGEST = 300  # characters of a passage
SHARED = 0.5  # from which factor on a way to say something is worth a mark


class ReadText(NamedTuple):
    """A text with the keys of its words: what does not depend on the question, so that a process does it once.

    Where its words stand is left out: only a text that says something of the question is looked through for that.
    """

    text: str
    keys: frozenset

    @classmethod
    def of(cls, text, analyser):
        """Read `text`."""
        # No word holds a space, and splitting at spaces takes a fifth of the time of looking for words.
        return cls(text, frozenset(chain.from_iterable(map(analyser.keys_in, text.split()))))


def sentences(text):
    """The sentences of `text`."""
    return [sentence.strip() for sentence in SENTENCE.findall(text)]


class Highlighter:
    """Marks the words of a text that say what a question asks.

    `ways`: sets of keys. A text says a way when it has all of its keys: "sociaal isolement" marks no "sociaal" alone.
    """

    def __init__(self, ways, reader):
        self.ways, self.reader = ways, reader

    @classmethod
    def of(cls, question, reader):
        """What marks the ways to say a question, and each telling word that was typed."""
        ways = {frozenset(way.keys) for concept in question.concepts for way in concept.ways if way.factor >= SHARED}
        typed = {token.word for concept in question.concepts for token in concept.words if not token.is_stop_word}
        ways |= {frozenset([reader.analyser.key(word)]) for word in typed if importance(word) > LIGHT_COUNTS}
        return cls(frozenset(ways), reader)

    @cached_property
    def _by_key(self):
        found = {}
        for way in self.ways:
            for key in way:
                found.setdefault(key, []).append(way)
        return found, frozenset(found)

    def within(self, keys):
        """The ways that texts with these keys may say."""
        # A question has many ways to be said and a card has few of their words: begin with those.
        by_key, wanted = self._by_key
        return frozenset([way for key in wanted & keys for way in by_key[key] if way <= keys])

    def said(self, read):
        """The keys that a read text has of the ways that it says."""
        return {key for way in self.ways if way <= read.keys for key in way}

    def places(self, read):
        """(start, end, key) of each word of a read text that matches."""
        said = self.said(read)
        if not said:
            return []
        found, keys_in = [], self.reader.analyser.keys_in
        for match in WORD.finditer(read.text):
            for key in keys_in(match[0]):
                if key in said:
                    found.append((match.start(), match.end(), key))
                    break
        return found

    def mark(self, text):
        """`text`, escaped, with <mark> around each word that matches."""
        return marked(text, self.places(self.reader.read(text)))

    def passage(self, texts, seen=()):
        """The sentence of `texts` that says most of the question, marked; "" when it says no more than `seen` does."""
        known = {key for text in seen for _, _, key in self.places(self.reader.read(text))}
        return self.best((sentence for text in texts for sentence in self.reader.sentences(text)), known)

    def best(self, read_sentences, known):
        """The one of some read sentences that says most of the question beside the keys `known`, marked; or ""."""
        best, most, found = None, 0, ()
        for sentence in read_sentences:
            if len(self.said(sentence) - known) <= most:
                continue  # to look where its words stand takes ten times as long
            places = self.places(sentence)
            said = len({key for _, _, key in places} - known)
            if said > most:
                best, most, found = sentence, said, places
        if not best:
            return ""
        if len(best.text) > LONGEST:
            return self.mark(shortened(best.text, found))
        return marked(best.text, found)


def marked(text, places):
    """`text`, escaped, with <mark> around each of `places`."""
    pieces, done = [], 0
    for start, end, _ in places:
        pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return SafeString("".join([*pieces, escape(text[done:])]))  # every piece of the text is escaped


def shortened(text, places):
    """`text` of at most `LONGEST` characters, cut between words, with the first place that matches in it."""
    if len(text) <= LONGEST:
        return text
    first = max(0, places[0][0] - LONGEST // 3)
    start = text.rfind(" ", 0, first) + 1 if first else 0
    end = text.rfind(" ", 0, start + LONGEST)
    end = end if end > places[0][1] else start + LONGEST
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
