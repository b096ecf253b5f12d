"""The thesaurus in memory: for the words of a reader, the words of the toolbox."""

from collections import defaultdict
from dataclasses import dataclass

from toolbox.models import ThesaurusGroup
from toolbox.search.analysis import clean, tokens
from toolbox.search.stopwords import GLUE

LONGEST = 4  # words in an entry
GAP = 3  # other words that may stand in between


@dataclass(frozen=True)
class Meaning:
    """What an entry stands for: other ways to say it, each a tuple of keys."""

    group: str
    narrower: bool
    others: tuple


class Thesaurus:
    """All groups, found by the keys of an entry."""

    def __init__(self, analyser):
        self.words = {}
        self._meanings = defaultdict(list)
        self._sayings = defaultdict(list)
        for group in ThesaurusGroup.objects.all():
            equal = [self._read(word, analyser) for word in group.word_list]
            narrower = [self._read(word, analyser) for word in group.narrower_list]
            said = list(dict.fromkeys(said for _, said in equal if said))
            for entries, is_narrower in ((equal, False), (narrower, True)):
                for typed, own in entries:
                    others = tuple(other for other in said if other != own)
                    meaning = Meaning(group.name, is_narrower, others)
                    self._meanings[typed].append(meaning)
                    if len(typed) > 1:
                        self._sayings[typed[-1]].append((frozenset(typed), meaning))

    def _read(self, entry, analyser):
        """The keys of all words of an entry, as they are typed, and of those that say something."""
        found = list(tokens(clean(entry)))
        if len(found) == 1:
            self.words[found[0].word] = analyser.key(found[0].word)
        typed = tuple(analyser.key(token.word) for token in found if token.word not in GLUE)
        if len(typed) < 2:  # "wie doet wat", "op straat": without the small words it would say something else
            typed = tuple(analyser.key(token.word) for token in found)
        return typed, tuple(analyser.key(token.word) for token in found if not token.is_stop_word)

    def find_loose(self, keys):
        """Sayings of which all words stand near each other among `keys`, in any order: [(places, meaning)]."""
        found = []
        for key in dict.fromkeys(keys):
            for wanted, meaning in self._sayings.get(key, ()):
                places = [place for place, other in enumerate(keys) if other in wanted]
                if {keys[place] for place in places} == wanted and places[-1] - places[0] < len(wanted) + GAP:
                    found.append((places, meaning))
        return found

    def find(self, keys):
        """What the words with these keys, in this order, may mean."""
        return self._meanings.get(tuple(keys), ())
