"""Show where a question is found: the words of the shown text that match are marked."""

from functools import cached_property
from html import escape

from django.utils.safestring import SafeString

from toolbox.search.language.analysis import WORD
from toolbox.search.language.stopwords import EVERYWHERE, LIGHT

LONGEST = 300  # characters of a passage
SHARED = 0.5  # from which factor on a way to say something is worth a mark


class Highlighter:
    """Marks the words of a text that say what a question asks.

    `variants`: a frozenset of frozensets of keys, each a way to say a concept. A text says it when it has all of the
    keys: "sociaal isolement" marks no "sociaal" alone. `analyser`: the Analyser that made those keys.
    """

    def __init__(self, variants, analyser):
        self.variants, self.analyser = variants, analyser

    @classmethod
    def of(cls, question, analyser):
        """What marks the variants of a Question, and each telling word that was typed."""
        variants = (variant for concept in question.concepts if concept.words for variant in concept.variants)
        marked_whole = {frozenset(variant.keys) for variant in variants if variant.factor >= SHARED}
        typed = {token.word for concept in question.concepts for token in concept.words if not token.is_stop_word}
        words = {frozenset([analyser.key(word)]) for word in typed if word not in LIGHT and word not in EVERYWHERE}
        return cls(frozenset(marked_whole | words), analyser)

    @cached_property
    def _by_key(self):
        by_key = {}
        for variant in self.variants:
            for key in variant:
                by_key.setdefault(key, []).append(variant)
        return by_key

    def within(self, keys):
        """The variants that texts with these keys may say."""
        # A question has many variants and a card has few of their words: begin with those.
        asked = self._by_key
        return frozenset(variant for key in asked.keys() & keys for variant in asked[key] if variant <= keys)

    def said(self, read):
        """The keys that a read text has of the variants that it says."""
        return {key for variant in self.variants if variant <= read.keys for key in variant}

    def places(self, read):
        """(start, end, key) of each word of a read text that matches."""
        said = self.said(read)
        words = ((match, self.analyser.keys_in(match[0])) for match in WORD.finditer(read.text)) if said else ()
        firsts = ((match, next((key for key in keys if key in said), None)) for match, keys in words)
        return [(match.start(), match.end(), key) for match, key in firsts if key is not None]

    def mark(self, text):
        """`text`, escaped, with <mark> around each word that matches."""
        pieces, done = [], 0
        for start, end, _ in self.places(self.analyser.read(text)):
            pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
            done = end
        return SafeString("".join([*pieces, escape(text[done:])]))  # every piece of the text is escaped

    def passage(self, texts, seen=()):
        """The sentence of `texts` that says most of the question, marked; "" when it says no more than `seen` does.

        `texts`, `seen`: strings; what is seen is what stands beside the passage, like a title.
        """
        return self.place_and_passage(texts, seen)[1]

    def place_and_passage(self, texts, seen=()):
        """The same, with the place of its text among `texts`: (place, passage); (None, "") without one."""
        known = {key for text in seen for _, _, key in self.places(self.analyser.read(text))}

        def more(found):
            return len({key for _, _, key in self.places(found[1])} - known)

        # Only of what says more is looked where its words stand: that takes ten times as long.
        telling = (item for item in enumerate(texts) if self.said(self.analyser.read(item[1])) - known)
        sentences = ((place, sentence) for place, text in telling for sentence in self.analyser.sentences(text))
        best = max((found for found in sentences if self.said(found[1]) - known), key=more, default=None)
        if best is None or not more(best):
            return None, ""
        return best[0], self.mark(shortened(best[1].text, self.places(best[1])))


def shortened(text, places):
    """`text` of at most `LONGEST` characters, cut between words, with the first place that matches in it."""
    if len(text) <= LONGEST:
        return text
    first = max(0, places[0][0] - LONGEST // 3)
    start = text.rfind(" ", 0, first) + 1 if first else 0
    end = text.rfind(" ", 0, start + LONGEST)
    end = end if end > places[0][1] else start + LONGEST
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
