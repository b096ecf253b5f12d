"""The thesaurus in memory: for the words of a reader, the words of the toolbox."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from toolbox.models import ThesaurusGroup
from toolbox.search.language.analysis import clean, is_verb, tokens
from toolbox.search.language.stopwords import EVERYWHERE, GLUE, JOINTS, LIGHT, VAGUE

LONGEST = 4  # words in an entry
GAP = 3  # other words that may stand in between
SHORT_GAP = 2  # when all its words are daily; then they must stand in its order
SLIGHT = LIGHT | EVERYWHERE
DAILY = SLIGHT | VAGUE
BARE = GLUE - JOINTS
SHORT_VERBS = ("gaan", "staan")  # whose ending is not that of other verbs
FEW = 3  # fewer daily words say nothing together without the joints between them

PROPER = (ThesaurusGroup.Theme.ABBREVIATIONS, ThesaurusGroup.Theme.ORGANISATIONS)  # names: their words stay together

# How much another way to say it counts against the word itself.
NAME = 0.95  # an abbreviation, or another name of the very same
SAYING = 0.9  # the word that somebody means who says it in other words
SYNONYM = 0.6
WIDER = 0.5
WEAK = 0.55  # of that, for a saying in words that are an entry of their own in another group
CUT = 0.5  # of that, for a synonym that lost words: "in kaart brengen" is looked up as "kaart"


@dataclass(frozen=True)
class Meaning:
    """What an entry stands for. `variants`: (keys, factor, whether it says just that and not something near)."""

    variants: tuple
    is_saying: bool = False

    @cached_property
    def weakened(self):
        """The same, as something near."""
        return Meaning(tuple((keys, factor * WEAK, False) for keys, factor, _ in self.variants), True)


class Thesaurus:
    """All groups, found by the keys of an entry."""

    def __init__(self, analyser):
        self.analyser = analyser
        self.words = {}
        self._meanings = defaultdict(list)
        self._sayings = defaultdict(list)
        self._jointed = defaultdict(list)
        self._verb_last = set()
        self._daily = {analyser.key(word) for word in DAILY}
        self._joints = {analyser.key(word) for word in JOINTS}
        for group in ThesaurusGroup.objects.all():
            self._add(group)
        self._weaken_sayings()

    def _add(self, group):
        equal = [self._read(word) for word in group.word_list]
        names = group.theme == ThesaurusGroup.Theme.ABBREVIATIONS
        whole = {said for typed, said in equal if len(typed) == 1}
        # A group that has "netwerk" is not cut by "netwerk hebben".
        cuts = {said: len(said) < len(typed) and said not in whole for typed, said in reversed(equal) if said}
        for entries, factor, just_that in (
            (equal, NAME if names else SYNONYM, True),
            ([self._read(word) for word in group.narrower_list], WIDER, False),
            ([self._read(word) for word in group.saying_list], SAYING, True),
        ):
            variants = tuple(
                (keys, factor * (CUT if cut else 1), just_that and not cut) for keys, cut in reversed(cuts.items())
            )
            for typed, own in entries:
                others = tuple(variant for variant in variants if variant[0] != own)
                self._know(typed, Meaning(others, factor == SAYING), group.theme not in PROPER)

    def _weaken_sayings(self):
        """Words that an entry really is come before what somebody may mean who says them."""
        for typed, meanings in self._meanings.items():
            if any(not meaning.is_saying for meaning in meanings):
                self._meanings[typed] = [meaning.weakened if meaning.is_saying else meaning for meaning in meanings]

    def _know(self, typed, meaning, loose):
        self._meanings[typed].append(meaning)
        if len(typed) > 1 and loose:
            jointed = not self._joints.isdisjoint(typed)
            sayings = self._jointed if jointed else self._sayings
            wanted = frozenset(typed)
            sayings[typed[-1]].append((typed, wanted, jointed or wanted <= self._daily, meaning))

    def _read(self, entry):
        """The keys of all words of an entry, as they are typed, and of those that say something."""
        found = list(tokens(clean(entry)))
        if len(found) == 1:
            self.words[found[0].word] = self.analyser.key(found[0].word)
        typed = self._keys(found, without=GLUE)
        if len(typed) < 2:  # "op straat": without the small word it would say something else
            typed = self._keys(found)
        elif len(typed) < FEW and self._daily.issuperset(typed):
            typed = self._keys(found, without=BARE)
        if found and (is_verb(found[-1].word) or found[-1].word.endswith(SHORT_VERBS)):
            self._verb_last.add(typed)
        said = [token for token in found if not token.is_stop_word]
        if len(found) > 1 and len(said) == 1 and said[0].word in SLIGHT:
            said = []  # "van elkaar leren": a text that only has "leren" does not say it
        return typed, self._keys(said)

    def _keys(self, words, without=()):
        return tuple(self.analyser.key(token.word) for token in words if token.word not in without)

    def find_loose(self, keys, joints=False):
        """Sayings of which all words stand near each other among `keys`, in any order: [(places, meaning)].

        `keys` are those of all words but the ones between words (stopwords.GLUE); with `joints`, for the sayings that
        need those, of all but the other ones (BARE).
        """
        found, sayings = [], self._jointed if joints else self._sayings
        asked = frozenset(keys)
        for key in dict.fromkeys(keys):
            for typed, wanted, ordered, meaning in sayings.get(key, ()):
                if not wanted <= asked:
                    continue
                gap = SHORT_GAP if ordered else GAP
                places = [place for place, other in enumerate(keys) if other in wanted]
                for start in places:
                    near = [place for place in places if start <= place < start + len(wanted) + gap]
                    if ordered:
                        near = _in_order(typed, keys, near) or self._verb_first(typed, keys, near)
                    if {keys[place] for place in near} == wanted:
                        found.append((near, meaning))
                        break
        return found

    def _verb_first(self, typed, keys, places):
        """As _in_order, for a sentence that begins with the verb that ends the saying: "geef ze iets te zeggen"."""
        return _in_order((typed[-1], *typed[:-1]), keys, places) if typed in self._verb_last else []

    @property
    def entries(self):
        """The keys of each entry."""
        return self._meanings.keys()

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
