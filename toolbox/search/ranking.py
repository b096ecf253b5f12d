"""The answers to a question, best first. All in Python from the same numbers, so that every database agrees.

An idea of the question is found in a document by the best of its ways; what a text says and what a facet says add up
like chances. An idea counts for what it tells: its importance as a word, and how few documents have it. The sum is
then lowered by the ideas that a document misses.
"""

from dataclasses import dataclass
from functools import cached_property
from math import log

from toolbox.models.search import Kind
from toolbox.search.postings import bits_of, ids_of
from toolbox.search.query import FACET_WEIGHT

HEAVIEST = 255
COMPLETE = 0.45  # the part of a score that depends on how much of the question is found
NAMED = 0.5  # from which factor on a facet is really meant, and not only a word of its name
LEAST = 0.1  # what scores less than this part of the best is left out: it shares only a word of little meaning


@dataclass
class Answer:
    """The documents of one kind that answer a question: {id: score}; which of its ideas they really are about."""

    scores: dict
    said: list

    @cached_property
    def ids(self):
        """Their ids, best first."""
        return sorted(self.scores, key=lambda pk: (-self.scores[pk], pk))

    def ids_within(self, bits):
        """The ids that are also in `bits`, best first."""
        return [pk for pk in self.ids if bits >> pk & 1]

    @cached_property
    def bits(self):
        """Their set."""
        return bits_of(self.scores)

    @property
    def is_near(self):
        """Whether nothing is about the question, and these documents only come near."""
        return bool(self.scores) and not self.said

    def says(self, idea):
        """Whether some document really is about `idea`."""
        return any(one is idea for one in self.said)


def rank(question, reader, kind=Kind.TOOL):
    """The documents of `kind` that answer `question`."""
    lists = reader.postings(kind, question.keys)
    found, said = [], []
    for idea in question.ideas:
        values, direct = _text_values(idea, lists)
        if kind == Kind.TOOL:
            direct |= _add_facet_values(idea, values)
        if values:
            number = (direct or bits_of(values)).bit_count()
            rarity = log(1 + (reader.number_of(kind) - number + 0.5) / (number + 0.5))
            found.append((values, idea.importance * max(rarity, 0.1)))
        if direct:
            said.append(idea)
    return Answer(_sum(found), said)


def _text_values(idea, lists):
    """What the texts say of an idea: ({id: value}, the set of documents that really say it)."""
    values, direct = {}, 0
    for way in idea.ways:
        parts = [lists[key] for key in way.keys]
        bits = parts[0].bits
        for part in parts[1:]:
            bits &= part.bits
        if way.direct:
            direct |= bits
        factor = way.factor / HEAVIEST / len(parts)
        if len(parts) == 1:
            pairs = parts[0].weights.items()
        else:
            pairs = ((pk, sum(part.weights[pk] for part in parts)) for pk in ids_of(bits))
        for pk, weight in pairs:
            value = factor * weight
            if value > values.get(pk, 0):
                values[pk] = value
    return values, direct


def _add_facet_values(idea, values):
    """Add to `values` what the facets say of an idea; gives the set of tools of which a facet is named in full."""
    best, direct = {}, 0
    for param, option, factor in idea.facets:
        value = factor * FACET_WEIGHT[param] / HEAVIEST
        if factor > NAMED:
            direct |= option.bits
        for pk in ids_of(option.bits):
            if value > best.get(pk, 0):
                best[pk] = value
    for pk, value in best.items():
        said = values.get(pk, 0)
        values[pk] = said + value - said * value
    return direct


def _sum(found):
    """Put the ideas together: the score of each document."""
    total = sum(weight for _, weight in found)
    scores, covered = {}, {}
    for values, weight in found:
        for pk, value in values.items():
            scores[pk] = scores.get(pk, 0) + weight * value
            covered[pk] = covered.get(pk, 0) + weight
    scores = {pk: score * (1 - COMPLETE + COMPLETE * covered[pk] / total) for pk, score in scores.items()}
    least = LEAST * max(scores.values(), default=0)
    return {pk: score for pk, score in scores.items() if score >= least}
