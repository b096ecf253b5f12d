"""Show where a question is found: the shown text is analysed again, and the words that match are marked."""

import re

from django.utils.html import format_html, format_html_join

from toolbox.search.analysis import tokens

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)\s*")
LONGEST = 300  # characters of a passage
SHARED = 0.5  # from which factor on a way to say something is worth a mark


class Highlighter:
    """Marks the words that say what a question asks."""

    def __init__(self, question, analyser):
        self.analyser = analyser
        self.keys = {key for idea in question.ideas for way in idea.ways if way.factor >= SHARED for key in way.keys}

    def places(self, text):
        """(start, end, key) of each word of `text` that matches."""
        found = []
        for token in tokens(text):
            if not token.is_stop_word:
                for key in [self.analyser.key(token.word), *self.analyser.parts(token)]:
                    if key in self.keys:
                        found.append((token.start, token.end, key))
                        break
        return found

    def mark(self, text):
        """`text`, escaped, with <mark> around each word that matches."""
        pieces, done = [], 0
        for start, end, _ in self.places(text):
            pieces.append((text[done:start], text[start:end]))
            done = end
        return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[done:])

    def passage(self, texts, seen=""):
        """The sentence of `texts` that says most of the question, marked; "" when it says no more than `seen` does."""
        known = {key for _, _, key in self.places(seen)}
        best, most = "", 0
        for text in texts:
            for match in SENTENCE.finditer(text):
                said = len({key for _, _, key in self.places(match[0])} - known)
                if said > most:
                    best, most = match[0].strip(), said
        return self.mark(shortened(best, self.places(best))) if best else ""


def shortened(text, places):
    """`text` of at most `LONGEST` characters, cut between words, with the first place that matches in it."""
    if len(text) <= LONGEST:
        return text
    first = max(0, places[0][0] - LONGEST // 3)
    start = text.rfind(" ", 0, first) + 1 if first else 0
    end = text.rfind(" ", 0, start + LONGEST)
    end = end if end > places[0][1] else start + LONGEST
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
