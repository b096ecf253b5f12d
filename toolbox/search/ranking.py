"""The answers to a question, best first. All in Python from the same numbers, so that every database agrees.

An idea of the question is found in a document by the best of its ways; what a text says and what a facet says add up
like chances. An idea counts for what it tells: its importance as a word, and how few documents have it. The sum is
then lowered by the ideas that a document misses. Findings that answer the question add to the tools that rest on them,
the more so the less any tool says of it itself (toolbox/search/bridges.py).
"""

from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest
from math import log

from toolbox.models.search import Kind
from toolbox.search.bridges import SOURCES_OF_BRIDGES
from toolbox.search.postings import bits_of, ids_of

HEAVIEST = 255
COMPLETE = 0.3  # the part of a score that depends on how much of the question is found
LEAST = 0.05  # what scores less than this part of the best is left out: it shares only a word of little meaning
RAREST = 3.5  # what one document has tells no more than what four have: it may be an accident
SAYING_TELLS = 2.0  # at least: who says it in so many words means it, however many documents are about it
STRONG = 0.7  # from which part of the best way on a way decides how rare an idea is
LIFT = 0.6  # what the nearest word counts when no text has the word itself

# How much a facet says of a tool, as if it were a word in a text of that weight.
FACET_WEIGHT = {"eigenaar": 130, "trefwoord": 120, "vorm": 110, "doelgroep": 110, "voor": 60}
NAMED = 0.5  # from which factor on a facet is really meant, and not only a word of its name
TELLING = 0.4  # from which weight on it tells something: not "alle buurtbewoners", which most tools have
PREFERRED = {"doelgroep": 0.2, "vorm": 0.3, "eigenaar": 0.3}  # how much more a tool counts that is filed under it
FEW = 3  # when at most one in so many tools is

BRIDGE = 1.3  # how much a finding counts when no tool says what the question asks
BRIDGE_ANYWAY = 0.15  # and when a tool says all of it
SOURCES = 20  # findings that may lead to a tool
UNSAID = 2.5  # the most that an idea counts which one side says and the other does not


@dataclass
class Answer:
    """The documents of one kind that answer a question: {id: score}; which of its ideas they really are about."""

    scores: dict
    said: list  # without what everything here is about, when the question has more than that
    places: dict = field(default_factory=dict)  # their place in the alphabet, for those with the same score

    @cached_property
    def ids(self):
        """Their ids, best first."""
        return self.first(len(self.scores))

    def first(self, number, bits=None):
        """The best `number` ids, of those that are also in `bits`. The others are not put in order."""
        scores = self.scores
        if bits is not None and bits & self.bits != self.bits:
            scores = {pk: scores[pk] for pk in ids_of(bits & self.bits)}
        if number < len(scores):
            least = nlargest(number, scores.values())[-1] if number else 0
            scores = {pk: score for pk, score in scores.items() if score >= least}
        return sorted(scores, key=lambda pk: (-scores[pk], self.places.get(pk, 0), pk))[:number]

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
    told = [_Told(idea, lists, reader.number_of(kind), kind == Kind.TOOL) for idea in question.ideas]
    weighty = [one for one in told if one.idea.is_weighty] or told
    said = [one.idea for one in weighty if one.direct]
    if kind != Kind.TOOL:
        return Answer(_best(_sum(told)[0]), said)
    lists = reader.postings(SOURCES_OF_BRIDGES, question.keys)
    ways = [_Told(idea, lists, len(reader.bridges)) for idea in question.ideas]
    for one, other in zip(told, ways, strict=True):
        # What only the findings say is missing in a tool, and the other way round. What nobody says counts for nothing.
        one.expected = other.weight and min(other.weight, one.idea.importance * UNSAID)
        other.expected = one.weight and min(one.weight, one.idea.importance * UNSAID)
    scores, covered = _sum(told)
    need = 1 - max(covered.values(), default=0)
    _add_bridges(scores, _sum(ways)[0], reader, BRIDGE_ANYWAY + (BRIDGE - BRIDGE_ANYWAY) * need)
    _prefer_named(scores, question, reader)
    return Answer(_best(scores), said, reader.facets.rank("titel"))


class _Told:
    """What some documents say of one idea: their values, which say just that, and how much the idea tells."""

    def __init__(self, idea, lists, of, with_facets=False):
        self.idea = idea
        self.values, self.direct, strong = _text_values(idea, lists)
        if with_facets:
            self.direct |= _add_facet_values(idea, self.values, of)
        self.weight = self.expected = 0
        if self.values:
            tells = rarity((self.direct or strong or bits_of(self.values)).bit_count(), of)
            self.weight = idea.importance * (max(tells, SAYING_TELLS) if idea.saying else tells)


def _best(scores):
    """Without what scores far less than the best."""
    least = LEAST * max(scores.values(), default=0)
    return {pk: score for pk, score in scores.items() if score >= least}


def _add_bridges(scores, sources, reader, bridge):
    """Add what the findings, the testimonies and the figures say: a question is a worry, and they know the way."""
    added = {}
    for source in sorted(sources, key=lambda source: (-sources[source], source))[:SOURCES]:
        for ids, factor in reader.bridges[source]:
            value = factor * sources[source]
            for pk in ids:
                had = added.get(pk, 0)
                added[pk] = had + value - had * value
    for pk, value in added.items():
        scores[pk] = scores.get(pk, 0) + bridge * value


def _prefer_named(scores, question, reader):
    """Put the tools that are filed under a named target group, form or owner before those that only speak of it."""
    named = {}
    for idea in question.ideas:
        for param, option, factor in idea.facets:
            if factor >= NAMED and param in PREFERRED and option.bits.bit_count() * FEW < reader.number_of(Kind.TOOL):
                named[param] = named.get(param, 0) | option.bits
    for param, bits in named.items():
        for pk in scores.keys() & set(ids_of(bits)):
            scores[pk] *= 1 + PREFERRED[param]


def rarity(number, of):
    """How much an idea tells that `number` of so many documents have."""
    return max(0.1, min(RAREST, log(1 + (of - number + 0.5) / (number + 0.5))))


def _text_values(idea, lists):
    """What the texts say of an idea: ({id: value}, the documents that really say it, those that say it best)."""
    values, direct, found, strong = {}, 0, [], 0
    for way in idea.ways:
        parts = [lists[key] for key in way.keys]
        bits = parts[0].bits
        for part in parts[1:]:
            bits &= part.bits
        if bits:
            found.append((way.factor, parts, bits))
        if way.direct:
            direct |= bits
    # A word that no text has stands for the nearest that one has: there is no better way to say it here.
    lift = max(1.0, LIFT / max((factor for factor, _, _ in found), default=1.0))
    most = max((factor for factor, _, _ in found), default=0)
    for factor, _, bits in found:
        strong |= bits if factor >= STRONG * most else 0
    for factor, parts, bits in found:
        factor = factor * lift / HEAVIEST / len(parts)
        if len(parts) == 1:
            pairs = parts[0].weights.items()
        else:
            pairs = ((pk, sum(part.weights[pk] for part in parts)) for pk in ids_of(bits))
        for pk, weight in pairs:
            value = factor * weight
            if value > values.get(pk, 0):
                values[pk] = value
    return values, direct, strong


def _add_facet_values(idea, values, everything):
    """Add to `values` what the facets say of an idea; gives the set of tools of which a facet is named in full."""
    best, direct = {}, 0
    for param, option, factor in idea.facets:
        telling = min(1.0, rarity(option.bits.bit_count(), everything) / 2)  # what most tools have says little
        value = factor * telling * FACET_WEIGHT[param] / HEAVIEST
        if factor > NAMED and telling > TELLING:
            direct |= option.bits
        for pk in ids_of(option.bits):
            if value > best.get(pk, 0):
                best[pk] = value
    for pk, value in best.items():
        said = values.get(pk, 0)
        values[pk] = said + value - said * value
    return direct


def _sum(told):
    """Put the ideas together: ({id: score}, {id: the part of the question that it says})."""
    total = sum(one.weight or one.expected for one in told) or 1
    scores, covered = {}, {}
    for one in told:
        for pk, value in one.values.items():
            scores[pk] = scores.get(pk, 0) + one.weight * value / total
            covered[pk] = covered.get(pk, 0) + one.weight / total
    return {pk: score * (1 - COMPLETE + COMPLETE * covered[pk]) for pk, score in scores.items()}, covered
