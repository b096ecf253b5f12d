"""The thesaurus in memory: for the words of a reader, the words of the toolbox."""

from collections import defaultdict
from dataclasses import dataclass

from toolbox.models import ThesaurusGroup
from toolbox.search.analysis import clean, tokens
from toolbox.search.stopwords import EVERYWHERE, GLUE, LIGHT, VAGUE

LONGEST = 4  # words in an entry
GAP = 3  # other words that may stand in between
SHORT_GAP = 2  # when all its words are daily; then they must stand in its order
SLIGHT = LIGHT | EVERYWHERE
DAILY = SLIGHT | VAGUE


@dataclass(frozen=True)
class Meaning:
    """What an entry stands for: other ways to say it, each a tuple of keys."""

    group: str
    narrower: bool
    saying: bool
    name: bool  # an abbreviation or another name for the very same
    others: tuple
    loose: frozenset = frozenset()  # those of `others` that lost words: "in kaart brengen" is kept as "kaart"


class Thesaurus:
    """All groups, found by the keys of an entry."""

    def __init__(self, analyser):
        self.words = {}
        self._cut = set()
        self._meanings = defaultdict(list)
        self._sayings = defaultdict(list)
        daily = {analyser.key(word) for word in DAILY}
        for group in ThesaurusGroup.objects.all():
            self._cut = set()
            equal = [self._read(word, analyser) for word in group.word_list]
            narrower = [self._read(word, analyser) for word in group.narrower_list]
            sayings = [self._read(word, analyser) for word in group.saying_list]
            is_name = group.theme == ThesaurusGroup.Theme.ABBREVIATIONS
            whole = {analyser.key(word) for word in group.word_list if " " not in word}
            loose = frozenset(told for told in self._cut if told[0] not in whole)
            said = list(dict.fromkeys(said for _, said in equal if said))
            for entries, near, saying in ((equal, False, False), (narrower, True, False), (sayings, False, True)):
                for typed, own in entries:
                    others = tuple(other for other in said if other != own)
                    meaning = Meaning(group.name, near, saying, is_name, others, loose)
                    self._meanings[typed].append(meaning)
                    if len(typed) > 1:
                        ordered = set(typed) <= daily
                        self._sayings[typed[-1]].append((typed, ordered, meaning))

    def _read(self, entry, analyser):
        """The keys of all words of an entry, as they are typed, and of those that say something."""
        found = list(tokens(clean(entry)))
        if len(found) == 1:
            self.words[found[0].word] = analyser.key(found[0].word)
        typed = tuple(analyser.key(token.word) for token in found if token.word not in GLUE)
        if len(typed) < 2:  # "wie doet wat", "op straat": without the small words it would say something else
            typed = tuple(analyser.key(token.word) for token in found)
        said = [token for token in found if not token.is_stop_word]
        if len(found) > 1 and len(said) == 1 and said[0].word in SLIGHT:
            said = []  # "van elkaar leren": a text that only has "leren" does not say it
        told = tuple(analyser.key(token.word) for token in said)
        if len(told) == 1 and len(found) > 1:
            self._cut.add(told)
        return typed, told

    def find_loose(self, keys):
        """Sayings of which all words stand near each other among `keys`, in any order: [(places, meaning)].

        `keys` are those of all words but the ones between words (stopwords.GLUE).
        """
        found = []
        for key in dict.fromkeys(keys):
            for typed, ordered, meaning in self._sayings.get(key, ()):
                wanted, gap = set(typed), SHORT_GAP if ordered else GAP
                places = [place for place, other in enumerate(keys) if other in wanted]
                for start in places:
                    near = [place for place in places if start <= place < start + len(wanted) + gap]
                    if ordered:
                        near = _in_order(typed, keys, near)
                    if {keys[place] for place in near} == wanted:
                        found.append((near, meaning))
                        break
        return found

    def find(self, keys):
        """What the words with these keys, in this order, may mean."""
        return self._meanings.get(tuple(keys), ())


def _in_order(typed, keys, places):
    """Those of `places` where the words of a saying stand in its order; [] when they do not."""
    found, rest = [], iter(places)
    for key in typed:
        place = next((place for place in rest if keys[place] == key), None)
        if place is None:
            return []
        found.append(place)
    return found
