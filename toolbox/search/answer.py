"""What a question is answered with: documents with a score, put in order no further than a page needs."""

from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest

from toolbox.search.postings import bits_of, ids_of


@dataclass
class Answer:
    """The documents of one kind that answer a question: {id: score}; which of its ideas they really are about.

    `rest` holds those that were not weighed: they say less of the question than a great many others.
    """

    scores: dict
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
        scores, rest = self.scores, self.rest
        if bits is not None:
            scores, rest = {pk: scores[pk] for pk in ids_of(bits & self._weighed)}, bits & rest
        found = self._ordered(scores, number)
        if rest and len(found) < number:
            found += sorted(ids_of(rest), key=self._place)[: number - len(found)]
        return found

    def _ordered(self, scores, number):
        if number < len(scores):
            least = nlargest(number, scores.values())[-1] if number else 0
            scores = {pk: score for pk, score in scores.items() if score >= least}
        return sorted(scores, key=lambda pk: (-scores[pk], self._place(pk)))[:number]

    def _place(self, pk):
        return self.places.get(pk, 0), pk

    @cached_property
    def _weighed(self):
        return bits_of(self.scores)

    @cached_property
    def bits(self):
        """Their set."""
        return self._weighed | self.rest

    @property
    def is_near(self):
        """Whether nothing is about the question, and these documents only come near."""
        return bool(self.scores) and not self.said

    def says(self, idea):
        """Whether some document really is about `idea`."""
        return any(one is idea for one in self.said)
