"""The answers to a question, best first. All in Python from the same numbers, so that every database agrees.

A concept of the question is found in a document by the best of its variants; what a text says and what a facet says add
up like chances. A concept counts for what it tells: its importance as a word, and how few documents have it. The sum is
then lowered by the concepts that a document misses. Findings that answer the question add to the tools that rest on
them, the more so the less any tool says of it itself (toolbox/search/index/evidence.py).
"""

from collections import defaultdict
from functools import reduce
from math import log
from operator import and_, or_

from toolbox.models.search import Kind
from toolbox.search.index import evidence
from toolbox.search.index.bm25 import HEAVIEST
from toolbox.search.index.postings import ids_of
from toolbox.search.question.hits import Hits
from toolbox.search.question.scores import best, first, raise_by, shares_of

COMPLETE = 0.3  # the part of a score that depends on how much of the question is found
LEAST = 0.05  # what scores less than this part of the best is left out: it shares only a word of little meaning
RAREST = 4.0  # what one document has tells no more than what two have: it may be an accident
SAYING_TELLS = 2.0  # at least: who says it in so many words means it, however many documents are about it
STRONG = 0.7  # from which part of the best way on a way decides how rare a concept is
LIFT = 0.7  # what the nearest word counts when no text has the word itself

# How much a facet says of a tool, as if it were a word in a text of that weight.
FACET_WEIGHT = {"eigenaar": 130, "trefwoord": 120, "vorm": 90, "doelgroep": 110, "voor": 60}
NAMED = 0.5  # from which factor on a facet is really meant, and not only a word of its name
TELLING = 0.4  # from which weight on it tells something: not "alle buurtbewoners", which most tools have
PREFERRED = {"doelgroep": 0.2, "vorm": 0.3, "eigenaar": 0.3}  # how much more a tool counts that is filed under it
FEW = 3  # when at most one in so many tools is

MOST_WEIGHED = 1000  # documents: of more, only those that say most of the question
LEAST_WEIGHED = 200
LEAST_SHARE = 0.1  # of what a question tells, for what answers without being weighed

EVIDENCE = 1.1  # how much a finding counts when no tool says what the question asks
EVIDENCE_ANYWAY = 0.15  # and when a tool says all of it
SOURCES = 30  # findings that may lead to a tool
KIN = 0.2  # of the best score, for the tool that has most in common with the best, when they say all of the question
KIN_NEEDED = 1.0  # and when they say nothing of it themselves
BEST = 5

CALLED = 1.01  # of the best score, for a tool of which the name was typed whole
UNSAID = 3.4  # the most that a concept counts which one side says and the other does not


def rank(question, reader, kind=Kind.TOOL):
    """The documents of `kind` that answer a Question, as Hits. `reader`: the IndexReader that it was read with."""
    lists = reader.postings(kind, question.keys)
    of = reader.number_of(kind)
    matches = [ConceptMatch(concept, lists, of, kind == Kind.TOOL) for concept in question.concepts]
    weighty = [match for match in matches if match.concept.is_weighty] or matches
    said = [match.concept for match in weighty if match.direct]
    if kind != Kind.TOOL:
        scores, _ = _sum(matches)
        return Hits(_at_least(LEAST * max(scores.values(), default=0), scores), said)
    sources = _sources(question, reader, matches)
    weighed, rest = _worth_weighing(matches)
    scores, covered = _sum(matches, weighed)
    reached = _reached(sources, reader)
    need = 1 - covered
    raise_by(scores, shares_of(reached, as_chances=True), EVIDENCE_ANYWAY + (EVIDENCE - EVIDENCE_ANYWAY) * need)
    _prefer_named(scores, question, reader)
    came = [bits & weighed for match in matches for bits in match.sets] + [bits for bits, _ in reached]
    _add_kin(scores, reader, need, came)
    most = max(scores.values(), default=0)
    if question.name and (called := lists[question.name].bits):
        most *= CALLED
        scores |= dict.fromkeys(ids_of(called), most)
    hits = Hits(_at_least(LEAST * most, scores), said, places=reader.catalogue.by_title)
    hits.rest = rest & ~hits.bits
    return hits


def _at_least(least, scores):
    return {pk: score for pk, score in scores.items() if score >= least}


def _worth_weighing(matches):
    """(the tools to weigh, those that answer too but say less).

    Of a great many tools, those that say the most telling concepts together: nobody reads on to the rest.
    """
    weighed = reduce(or_, (match.bits for match in matches), 0)
    if weighed.bit_count() <= MOST_WEIGHED:
        return weighed, 0
    total = sum(match.weight for match in matches)
    answers = reduce(or_, (match.bits for match in matches if match.weight >= LEAST_SHARE * total), 0)
    matches = sorted(matches, key=lambda match: -match.weight)
    # First those that say more of the concepts, then those that say just that and not something near.
    for bits in (*(match.bits for match in matches), *(match.direct for match in matches)):
        if weighed.bit_count() > MOST_WEIGHED and (weighed & bits).bit_count() >= LEAST_WEIGHED:
            weighed &= bits
    return weighed, answers & ~weighed


class ConceptMatch:
    """What some documents say of one concept: which say it, which say just that, and how much the concept tells."""

    def __init__(self, concept, lists, of, with_facets=False):
        """`lists`: {key: PostingList}. `of`: the number of documents. `with_facets`: these are tools, and have them."""
        self.concept = concept
        self.variants, self.facets = [], []  # (factor, posting lists, set), (value, set)
        self.bits = self.direct = 0
        for variant in concept.variants:
            parts = [lists[key] for key in variant.keys]
            if bits := reduce(and_, (part.bits for part in parts)):
                self.variants.append((variant.factor, parts, bits))
                self.bits |= bits
                self.direct |= bits if variant.direct else 0
        self.most = max((factor for factor, _, _ in self.variants), default=0)
        strong = reduce(or_, (bits for factor, _, bits in self.variants if factor >= STRONG * self.most), 0)
        if with_facets:
            self._read_facets(of)
        self.weight = self.expected = 0
        if self.bits:
            tells = idf((self.direct or strong or self.bits).bit_count(), of)
            self.weight = concept.importance * (max(tells, SAYING_TELLS) if concept.saying else tells)

    def _read_facets(self, of):
        for param, option, factor in self.concept.facets:
            telling = min(1.0, idf(option.number, of) / 2)  # what most tools have says little
            self.facets.append((factor * telling * FACET_WEIGHT[param] / HEAVIEST, option.bits))
            self.bits |= option.bits
            if factor > NAMED and telling > TELLING:
                self.direct |= option.bits

    def values(self, within, share):
        """How well each document of the set `within` that says it does so, times `share`: {id: value}."""
        # A word that no text has stands for the nearest that one has: there is no better way to say it here.
        lift = max(1.0, LIFT / (self.most or 1.0))
        part = 1 if self.facets else share
        values = {}
        for factor, parts, bits in self.variants:
            factor = factor * lift / HEAVIEST / len(parts)
            for pk in ids_of(bits & within):
                value = part * (factor * sum([one.weights[pk] for one in parts]))
                if value > values.get(pk, 0):
                    values[pk] = value
        return {pk: share * value for pk, value in self._with_facets(values, within)} if self.facets else values

    def _with_facets(self, values, within):
        """`values` with what the facets say, of which the best counts: it adds up like a chance."""
        filed = {}
        for value, bits in sorted(self.facets, key=lambda facet: facet[0]):
            filed |= dict.fromkeys(ids_of(bits & within), value)
        for pk, value in filed.items():
            said = values.get(pk, 0)
            values[pk] = said + value - said * value
        return values.items()

    @property
    def sets(self):
        """The sets of those who say it, variant by variant."""
        return [bits for *_, bits in [*self.variants, *self.facets]]


def _sources(question, reader, matches):
    """The scores of the findings, the testimonies and the figures: a question is a worry, and they know the way."""
    lists = reader.postings(evidence.EVIDENCE_SOURCES, question.keys)
    in_sources = [ConceptMatch(concept, lists, len(reader.evidence)) for concept in question.concepts]
    for match, other in zip(matches, in_sources, strict=True):
        # What only the findings say is missing in a tool, and the other way round. What nobody says counts for nothing.
        match.expected = other.weight and min(other.weight, match.concept.importance * UNSAID)
        other.expected = match.weight and min(match.weight, match.concept.importance * UNSAID)
    return _sum(in_sources)[0]


def _reached(sources, reader):
    """What the best of `sources`, {number: score}, lead to: (set of tools, value).

    Of equal ones the kind decides, then the order of the publication: not how far a database has counted its ids.
    """
    best_sources = first(sources, SOURCES, evidence.kind_and_pk)
    return [(bits, factor * sources[source]) for source in best_sources for bits, factor in reader.evidence[source]]


def _add_kin(scores, reader, need, came):
    """Add to the tools that share keywords and target groups with the best answers: what they share is the subject.

    The less any tool says of the question itself, the more it counts what the best have in common. A tool that says
    nothing of it only comes along for what two of the best share: what one has is no subject.
    """
    best_scores = [(pk, scores[pk]) for pk in best(scores, BEST, came)]
    sharing = defaultdict(list)
    for pk, score in best_scores:
        for place in reader.filed_under(pk):
            sharing[place].append(score)
    total, shared, subject = sum(score for _, score in best_scores), [], 0
    for place, sharers in sorted(sharing.items()):
        bits, root = reader.shared[place]
        subject |= bits if len(sharers) > 1 else 0
        shared.append((bits, sum(sharers) / total / root))
    if shared:
        kinship = shares_of(shared)
        one = (KIN + (KIN_NEEDED - KIN) * need) * best_scores[0][1] / max(kinship.values())
        along = scores.keys() | set(ids_of(subject))
        raise_by(scores, {pk: share for pk, share in kinship.items() if pk in along}, one)


def _prefer_named(scores, question, reader):
    """Put the tools that are filed under a named target group, form or owner before those that only speak of it."""
    named = {}
    for concept in question.concepts:
        for param, option, factor in concept.facets:
            if factor >= NAMED and param in PREFERRED and option.number * FEW < reader.number_of(Kind.TOOL):
                named[param] = named.get(param, 0) | option.bits
    for param, bits in named.items():
        for pk in scores.keys() & ids_of(bits):
            scores[pk] *= 1 + PREFERRED[param]


def idf(number, of):
    """How much a concept tells that `number` of so many documents have."""
    return max(0.1, min(RAREST, log(1 + (of - number + 0.5) / (number + 0.5))))


def _sum(matches, weighed=-1):
    """Concepts put together: (scores, the largest part of the question that a document says). `weighed`: of these."""
    total = sum(match.weight or match.expected for match in matches) or 1
    sums, covered = {}, {}
    for match in matches:
        share = match.weight / total
        for pk, value in match.values(weighed, share).items():
            sums[pk] = sums.get(pk, 0) + value
            covered[pk] = covered.get(pk, 0) + share
    scores = {pk: value * (1 - COMPLETE + COMPLETE * covered[pk]) for pk, value in sums.items()}
    return scores, max(covered.values(), default=0)
