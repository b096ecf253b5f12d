"""The answers to a question, best first.

A concept of the question is found in a document by the best of its variants; what a text says and what a facet says add
up like chances. A concept counts for what it tells: its importance as a word, and how little the documents say it in
all. The sum is then lowered by the concepts that a document misses. Tools that share keywords, target groups or places
with the best answers come along behind them.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, reduce
from heapq import nlargest, nsmallest
from operator import and_, or_

from toolbox.models.search import Kind
from toolbox.search.bits import Totals, bits_of, ids_of

COMPLETE = 0.6  # the part of a score that depends on how much of the question is found
UNSAID = 0.4  # what a concept counts that no document says
MOST_WEIGHED = 1000  # documents
WEIGHED = 400  # of more: those that say most of the question
STEPS = 16  # in which that is counted
WEAK = 0.5  # how much a word counts then, where it is not said best
LEAST_SHARE = 0.1  # of what a question tells, for what answers without being weighed
CALLED = 1.01  # of the best score, for a tool of which the name was typed whole
SEVERAL = 3  # concepts: of fewer, two may be two words for the same
NEAR = 10  # documents that come near, when no other is about the question
KIN = 0.4  # of the best score, for the tool that has most in common with the best
BEST = 5
LEAST = 0.2  # what scores less than this part of the best is left out: it shares only a word of little meaning
SHARED = ("trefwoord", "doelgroep", "fiche", "stap")  # facets that tools have in common with the best answers


class Match:
    """What documents say of one concept: which of them say it, which say just that, and how much the concept tells."""

    def __init__(self, concept, terms, of):
        """`terms`: {key: Term}, of the documents. `of`: their number."""
        self.concept, self.variants, self.tells = concept, [], 0
        self.bits = self.direct = self.about = 0
        for keys, factor, direct in concept.variants:
            parts = [terms[key] for key in keys]
            if bits := reduce(and_, (part.bits for part in parts)):
                tells = factor * sum(part.tells(of) for part in parts) / len(parts)
                self.variants.append((tells, parts, bits))
                self.tells = max(self.tells, tells)
                self.bits |= bits
                if direct:
                    self.direct |= bits
                    self.about |= reduce(and_, (part.about for part in parts))
        self.weight = concept.importance * (self.tells or UNSAID)

    def values(self, within):
        """How well each document of the set `within` that says it does so: {id: value}."""
        values = {}
        for tells, parts, bits in self.variants:
            share = tells / len(parts)
            said = bits & within
            weights = [part.weights(said) for part in parts]
            for pk in ids_of(said):
                value = share * sum([of_part[pk] for of_part in weights])
                if value > values.get(pk, 0):
                    values[pk] = value
        return values


@dataclass
class Hits:
    """The documents of one kind that answer a question.

    `scores`: {id: score}. `about`: the set of those that really say something of it; the others only come near.
    `said`: the concepts that some document is about. `rest`: the set of those that were not weighed or say little: less
    than a great many others. `places`: {id: place in the alphabet}, for those with the same score.
    """

    scores: dict
    about: int
    said: list
    rest: int = 0
    places: dict = field(default_factory=dict)

    def __len__(self):
        return self.bits.bit_count()

    @cached_property
    def bits(self):
        """The set of those that answer; of the best that come near when there is no other."""
        return (self.about or bits_of(self.near(NEAR))) | self.rest

    @cached_property
    def ids(self):
        """Their ids, best first."""
        return self.first(len(self))

    def first(self, number, bits=-1):
        """The best `number` ids, of those in the set `bits`."""
        wanted = self.bits & bits
        ids = nsmallest(number, ids_of(wanted & ~self.rest), key=lambda pk: (-self.scores[pk], self._alphabetical(pk)))
        if len(ids) < number:
            ids += sorted(ids_of(wanted & self.rest), key=self._alphabetical)[: number - len(ids)]
        return ids

    def near(self, number):
        """The best `number` ids that only come near."""
        others = [pk for pk in self.scores if not self.about >> pk & 1]
        return nsmallest(number, others, key=lambda pk: (-self.scores[pk], self._alphabetical(pk)))

    def _alphabetical(self, pk):
        return self.places.get(pk, 0), pk

    @property
    def is_near(self):
        """Whether nothing is about the question, and these documents only come near."""
        return bool(self.scores) and not self.about

    def says(self, concept):
        """Whether some document really is about `concept`."""
        return any(one is concept for one in self.said)


def rank(question, catalogue, kind=Kind.TOOL):
    """The documents of `kind` that answer a Question, as Hits."""
    keys = {key for concept in question.concepts for variant in concept.variants for key in variant.keys}
    terms, number = catalogue.terms(kind, [*keys, question.name]), catalogue.number_of(kind)
    matches = [Match(concept, terms, number) for concept in question.concepts]
    weighed, answers = _worth_weighing(matches, terms[question.name].bits)
    scores = _sum(matches, weighed)
    if kind == Kind.TOOL:
        _add_kin(scores, catalogue)
    most = max(scores.values(), default=0)
    scores |= dict.fromkeys(ids_of(terms[question.name].bits), CALLED * most)
    least = LEAST * most
    scores = {pk: score for pk, score in scores.items() if score >= least}
    typed = [match for match in matches if match.concept.words]
    weighty = [match for match in typed if match.concept.is_weighty] or typed
    about = _about(weighty, in_passing=len(typed) >= SEVERAL) & weighed
    if kind == Kind.TOOL and question.named and question.named[0] == "eigenaar":
        about = catalogue.tools_with("eigenaar", question.named[1:])  # who names an owner wants all its tools
        scores |= {pk: scores.get(pk, least) for pk in ids_of(about)}
    kept = bits_of(scores)
    about &= kept
    said = [match.concept for match in weighty if match.direct & about]
    return Hits(scores, about, said, answers & ~kept, catalogue.by_title if kind == Kind.TOOL else {})


def _about(weighty, in_passing):
    """The documents that are about one of the concepts; or, `in_passing`, that say two of them."""
    about = once = twice = 0
    for match in weighty:
        about |= match.about
        twice |= once & match.direct
        once |= match.direct
    return about | twice if in_passing else about


def _worth_weighing(matches, called):
    """(the documents to weigh, those that answer without it); `called`: the set of those to weigh anyhow.

    Of a great many documents, those that say most of the question, roughly: nobody reads on to the rest.
    """
    said = reduce(or_, (match.bits for match in matches), 0)
    if said.bit_count() <= MOST_WEIGHED:
        return said, 0
    most = max(match.concept.importance * match.tells for match in matches)
    totals = Totals()
    for match in matches:
        done = 0
        for tells, parts, bits in sorted(match.variants, key=lambda variant: -variant[0]):
            roughly = match.concept.importance * tells / most
            strong = reduce(and_, (part.strongest for part in parts), bits & ~done)
            totals.add(strong, round(STEPS * roughly))
            totals.add(bits & ~done & ~strong, round(STEPS * roughly * WEAK))
            done |= bits
    weighed = called | totals.largest(WEIGHED, said)
    total = sum(match.weight for match in matches)
    answers = reduce(or_, (match.direct for match in matches if match.weight >= LEAST_SHARE * total), 0)
    return weighed, answers


def _sum(matches, weighed):
    """Concepts put together: {id: score}, of the documents in the set `weighed`."""
    total = sum(match.weight for match in matches) or 1
    sums, covered = {}, {}
    for match in matches:
        share, importance = match.weight / total, match.concept.importance / total
        for pk, value in match.values(weighed).items():
            sums[pk] = sums.get(pk, 0) + importance * value
            covered[pk] = covered.get(pk, 0) + share
    return {pk: value * (1 - COMPLETE + COMPLETE * covered[pk]) for pk, value in sums.items()}


def _add_kin(scores, catalogue):
    """Add to the tools that share keywords, target groups and places with the best answers: that is the subject."""
    best = nlargest(BEST, scores.items(), key=lambda item: (item[1], -catalogue.by_title[item[0]]))
    kinship, most = Counter(), best[0][1] if best else 0
    for pk, score in best:
        for others, root in catalogue.filed_with(pk):
            for other in ids_of(others):
                if other != pk:
                    kinship[other] += (score / most) ** 2 / root
    closest = max(kinship.values(), default=1)
    for pk, share in kinship.items():
        scores[pk] = scores.get(pk, 0) + KIN * most * share / closest
