"""What a question is answered with: documents with a score, put in order no further than a page needs."""

from dataclasses import dataclass, field
from functools import cached_property

from toolbox.search.index.postings import ids_of
from toolbox.search.question.scores import Scores


@dataclass
class Hits:
    """The documents of one kind that answer a question, with their scores; which of its concepts they really are about.

    `rest` holds those that were not weighed: they say less of the question than a great many others.
    """

    scores: Scores
    said: list  # without what everything here is about, when the question has more than that
    rest: int = 0
    places: dict = field(default_factory=dict)  # their place in the alphabet, for those with the same score

    def __len__(self):
        return self.bits.bit_count()

    @cached_property
    def ids(self):
        """Their ids, best first."""
        return self.first(len(self))

    def first(self, number, bits=None):
        """The best `number` ids, of those that are also in `bits`. The others are not put in order."""
        found = self.scores.first(number, self._alphabetical, bits)
        rest = self.rest if bits is None else bits & self.rest
        if rest and len(found) < number:
            found += self._alphabetical(ids_of(rest), number - len(found))
        return found

    def _alphabetical(self, ids, number):
        return sorted(ids, key=lambda pk: (self.places.get(pk, 0), pk))[:number]

    @cached_property
    def bits(self):
        """Their set."""
        return self.scores.bits | self.rest

    @property
    def is_near(self):
        """Whether nothing is about the question, and these documents only come near."""
        return bool(self.scores) and not self.said

    def says(self, concept):
        """Whether some document really is about `concept`."""
        return any(one is concept for one in self.said)
