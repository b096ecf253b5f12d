"""The thesaurus in memory: for the words of a reader, the words of the toolbox."""

from collections import defaultdict
from dataclasses import dataclass

from toolbox.models import ThesaurusGroup
from toolbox.search.language.analysis import clean, tokens
from toolbox.search.language.stopwords import EVERYWHERE, GLUE, LIGHT

LONGEST = 4  # words in an entry
SLIGHT = LIGHT | EVERYWHERE

# How much another way to say it counts against the word itself.
NAME = 0.95  # an abbreviation, or another name of the very same
SAYING = 0.9  # the word that somebody means who says it in other words
SYNONYM = 0.6
WIDER = 0.5
WEAK = 0.55  # of that, for a saying in words that are an entry of their own in another group
CUT = 0.5  # of that, for a synonym that lost words: "in kaart brengen" is looked up as "kaart"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an entry stands for: what its group says, save the entry itself. Entries share `group`: it is memory."""

    group: tuple  # of (keys, factor, whether it says just that and not something near)
    own: tuple  # the keys of the entry
    is_saying: bool = False
    is_weak: bool = False  # something near

    @property
    def variants(self):
        """(keys, factor, whether it says just that) of each other way to say it."""
        others = [variant for variant in self.group if variant[0] != self.own]
        return [(keys, factor * WEAK, False) for keys, factor, _ in others] if self.is_weak else others

    def weakened(self):
        """The same, as something near."""
        return Meaning(self.group, self.own, is_saying=True, is_weak=True)


def groups_now():
    """The groups of editors as they are now, to read and to compare: [{field: value}, ...]."""
    return list(ThesaurusGroup.objects.order_by("name").values("name", "theme", "words", "narrower", "sayings"))


class Thesaurus:
    """All groups, found by the keys of an entry."""

    def __init__(self, analyser, groups):
        """`groups`: the ThesaurusGroups, as `groups_now` gives them."""
        self.analyser, self.groups = analyser, groups
        self.words = {}  # the single words among the entries, with their key
        self._meanings = defaultdict(list)
        for group in groups:
            self._add(ThesaurusGroup(**group))
        # Words that an entry really is come before what somebody may mean who says them.
        for typed, meanings in self._meanings.items():
            if any(not meaning.is_saying for meaning in meanings):
                self._meanings[typed] = [meaning.weakened() if meaning.is_saying else meaning for meaning in meanings]

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
                self._meanings[typed].append(Meaning(variants, own, factor == SAYING))

    def _read(self, entry):
        """The keys of all words of an entry, as they are typed, and of those that say something."""
        found = list(tokens(clean(entry)))
        if len(found) == 1:
            self.words[found[0].word] = self.analyser.key(found[0].word)
        said = [token for token in found if not token.is_stop_word]
        if len(found) > 1 and len(said) == 1 and said[0].word in SLIGHT:
            said = []  # "van elkaar leren": a text that only has "leren" does not say it
        return self.typed(found), tuple(self.analyser.key(token.word) for token in said)

    def typed(self, words):
        """The keys by which the entry of `words` is found: without the words between words, unless little is left."""
        telling = [token for token in words if token.word not in GLUE]
        return tuple(self.analyser.key(token.word) for token in (telling if len(telling) > 1 else words))

    def find(self, keys):
        """What the words with these keys, in this order, may mean."""
        return self._meanings.get(tuple(keys), ())
