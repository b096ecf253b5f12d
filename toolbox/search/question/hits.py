"""What a question is answered with: documents with a score, put in order no further than a page needs."""

from dataclasses import dataclass, field
from functools import cached_property

from toolbox.search.index.postings import bits_of, ids_of
from toolbox.search.question import scores


@dataclass
class Hits:
    """The documents of one kind that answer a question.

    `scores`: {id: score}. `said`: the concepts that some document really is about, without what everything here is
    about, when the question has more than that. `rest`: the set of those that were not weighed: they say less of the
    question than a great many others. `places`: {id: place in the alphabet}, for those with the same score.
    """

    scores: dict
    said: list
    rest: int = 0
    places: dict = field(default_factory=dict)

    def __len__(self):
        return self.bits.bit_count()

    @cached_property
    def ids(self):
        """Their ids, best first."""
        return self.first(len(self))

    def first(self, number, bits=-1):
        """The best `number` ids, of those in the set `bits`."""
        wanted = self.scores if bits == -1 else {pk: self.scores[pk] for pk in ids_of(bits & self._weighed)}
        ids = scores.first(wanted, number, self._alphabetical)
        if self.rest and len(ids) < number:
            ids += sorted(ids_of(bits & self.rest), key=self._alphabetical)[: number - len(ids)]
        return ids

    def _alphabetical(self, pk):
        return self.places.get(pk, 0), pk

    @cached_property
    def _weighed(self):
        return bits_of(self.scores)

    @property
    def bits(self):
        """Their set."""
        return self._weighed | self.rest

    @property
    def is_near(self):
        """Whether nothing is about the question, and these documents only come near."""
        return bool(self.scores) and not self.said

    def says(self, concept):
        """Whether some document really is about `concept`."""
        return any(one is concept for one in self.said)
