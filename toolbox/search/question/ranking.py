"""The answers to a question, best first. All in Python from the same numbers, so that every database agrees.

A concept of the question is found in a document by the best of its ways; what a text says and what a facet says add up
like chances. A concept counts for what it tells: its importance as a word, and how few documents have it. The sum is
then lowered by the concepts that a document misses. Findings that answer the question add to the tools that rest on
them, the more so the less any tool says of it itself (toolbox/search/index/evidence.py).
"""

from bisect import bisect_left
from collections import defaultdict
from itertools import repeat
from math import log
from operator import add, itemgetter, mul

from toolbox.models.search import Kind
from toolbox.search.index import evidence
from toolbox.search.index.bm25 import HEAVIEST
from toolbox.search.index.evidence import EVIDENCE_SOURCES
from toolbox.search.index.postings import ids_of, pick
from toolbox.search.question.hits import Hits
from toolbox.search.question.scores import Scores, Shares

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
SELDOM = 8  # what fewer than one in so many of the weighed documents have is looked up for those that have it

CALLED = 1.01  # of the best score, for a tool of which the name was typed whole
UNSAID = 3.4  # the most that a concept counts which one side says and the other does not


def rank(question, reader, kind=Kind.TOOL):
    """The documents of `kind` that answer `question`."""
    lists = reader.postings(kind, question.keys)
    called = lists[question.name].bits if question.name else 0
    told = [ConceptMatch(concept, lists, reader.number_of(kind), kind == Kind.TOOL) for concept in question.concepts]
    weighty = [one for one in told if one.concept.is_weighty] or told
    said = [one.concept for one in weighty if one.direct]
    if kind != Kind.TOOL:
        scores, _ = _sum(told)
        scores.drop_below(LEAST * scores.most)
        return Hits(scores, said)
    lists = reader.postings(EVIDENCE_SOURCES, question.keys)
    ways = [ConceptMatch(concept, lists, len(reader.evidence)) for concept in question.concepts]
    for one, other in zip(told, ways, strict=True):
        # What only the findings say is missing in a tool, and the other way round. What nobody says counts for nothing.
        one.expected = other.weight and min(other.weight, one.concept.importance * UNSAID)
        other.expected = one.weight and min(one.weight, one.concept.importance * UNSAID)
    weighed, rest = _worth_weighing(told)
    scores, covered = _sum(told, weighed)
    need = 1 - covered
    _add_bridges(scores, _sum(ways)[0], reader, EVIDENCE_ANYWAY + (EVIDENCE - EVIDENCE_ANYWAY) * need)
    _prefer_named(scores, question, reader)
    _add_kin(scores, reader, need)
    most = scores.most
    if called:
        most *= CALLED
        scores.put(called, most)
    scores.drop_below(LEAST * most)
    return Hits(scores, said, rest & ~scores.bits, reader.facets.rank("titel"))


def _worth_weighing(told):
    """(the tools to weigh, those that answer too but say less).

    Of a great many tools, those that say the most telling concepts together: nobody reads on to the rest.
    """
    total = sum(one.weight for one in told)
    found = 0
    for one in told:
        found |= one.bits
    if found.bit_count() <= MOST_WEIGHED:
        return found, 0
    answers = 0
    for one in told:
        answers |= one.bits if one.weight >= LEAST_SHARE * total else 0
    weighed, told = found, sorted(told, key=lambda one: -one.weight)
    # First those that say more of the concepts, then those that say just that and not something near.
    for bits in (*(one.bits for one in told), *(one.direct for one in told)):
        if weighed.bit_count() > MOST_WEIGHED and (weighed & bits).bit_count() >= LEAST_WEIGHED:
            weighed &= bits
    return weighed, answers & ~weighed


class ConceptMatch:
    """What some documents say of one concept: which say it, which say just that, and how much the concept tells."""

    def __init__(self, concept, lists, of, with_facets=False):
        self.concept = concept
        self.ways, self.facets = [], []  # (factor, posting lists, set), (value, set)
        self.bits = self.direct = strong = 0
        for way in concept.ways:
            parts = [lists[key] for key in way.keys]
            bits = parts[0].bits
            for part in parts[1:]:
                bits &= part.bits
            if bits:
                self.ways.append((way.factor, parts, bits))
                self.bits |= bits
            if way.direct:
                self.direct |= bits
        self.most = max((factor for factor, _, _ in self.ways), default=0)
        for factor, _, bits in self.ways:
            strong |= bits if factor >= STRONG * self.most else 0
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

    def values(self, ids, bits, share):
        """How well each of the documents `ids`, of which `bits` is the set, says it, times `share`; 0 if not."""
        # A word that no text has stands for the nearest that one has: there is no better way to say it here.
        lift = max(1.0, LIFT / (self.most or 1.0))
        part = 1 if self.facets else share
        columns, seldom = [], {}
        for factor, parts, found in self.ways:
            factor, found = factor * lift / HEAVIEST / len(parts), found & bits
            if found.bit_count() * SELDOM < len(ids):
                some = ids_of(found)
                for pk, weight in zip(some, _weights(parts, some), strict=True):
                    seldom[pk] = max(part * (factor * weight), seldom.get(pk, 0))
            else:
                columns.append(_times(_weights(parts, ids), factor, part, HEAVIEST * len(parts)))
        values = list(columns[0] if len(columns) == 1 else map(max, *columns) if columns else repeat(0, len(ids)))
        for pk, value in seldom.items():
            place = bisect_left(ids, pk)
            values[place] = max(values[place], value)
        return list(map(mul, self._with_facets(values, ids, bits), repeat(share))) if self.facets else values

    def _with_facets(self, values, ids, bits):
        """`values` with what the facets say, of which the best counts: it adds up like a chance."""
        best = {}
        for value, found in sorted(self.facets, key=itemgetter(0)):
            best |= dict.fromkeys(ids_of(found & bits), value)
        if len(best) * SELDOM < len(ids):
            for pk, value in best.items():
                place = bisect_left(ids, pk)
                values[place] = values[place] + value - values[place] * value
            return values
        filed = map(best.get, ids, repeat(0))
        return [said + value - said * value for said, value in zip(values, filed, strict=True)]

    @property
    def sets(self):
        """The sets of those who say it, way by way."""
        return [bits for *_, bits in [*self.ways, *self.facets]]


def _times(weights, factor, part, most):
    """`weights`, of which none is more than `most`, times two numbers. Of many, each weight is worked out once."""
    if len(weights) < most:
        return [part * (factor * weight) for weight in weights]
    return pick(weights, [part * (factor * weight) for weight in range(most + 1)])


def _weights(parts, ids):
    """What some terms together weigh in each of `ids`; 0 when it does not have them all."""
    columns = [part.weights_of(ids) for part in parts]
    if len(parts) == 1:
        return columns[0]
    return [sum(weights) if all(weights) else 0 for weights in zip(*columns, strict=True)]


def _add_bridges(scores, sources, reader, bridge):
    """Add what the findings, the testimonies and the figures say: a question is a worry, and they know the way."""
    best = sources.first(SOURCES, _in_order_of_publication)
    reached = [(bits, factor * sources[source]) for source in best for bits, factor in reader.evidence[source]]
    scores.raise_by(Shares(reached, as_chances=True), bridge)


def _in_order_of_publication(sources, number):
    """Of equal ones the kind decides, then the order of the publication: not how far a database has counted its ids."""
    return sorted(sources, key=evidence.kind_and_pk)[:number]


def _add_kin(scores, reader, need):
    """Add to the tools that share keywords and target groups with the best answers: what they share is the subject.

    The less any tool says of the question itself, the more it counts what the best have in common. A tool that says
    nothing of it only comes along for what two of the best share: what one has is no subject.
    """
    best = {pk: scores[pk] for pk in scores.best(BEST)}
    sharing = defaultdict(list)
    for pk, score in best.items():
        for place in reader.filed_under(pk):
            sharing[place].append(score)
    total, shared, subject = sum(best.values()), [], 0
    for place, found in sorted(sharing.items()):
        bits, root = reader.shared[place]
        subject |= bits if len(found) > 1 else 0
        shared.append((bits, sum(found) / total / root))
    if shared:
        kinship = Shares(shared)
        one = (KIN + (KIN_NEEDED - KIN) * need) * max(best.values()) / kinship.most
        scores.raise_by(kinship, one, scores.bits | subject)


def _prefer_named(scores, question, reader):
    """Put the tools that are filed under a named target group, form or owner before those that only speak of it."""
    named = {}
    for concept in question.concepts:
        for param, option, factor in concept.facets:
            if factor >= NAMED and param in PREFERRED and option.number * FEW < reader.number_of(Kind.TOOL):
                named[param] = named.get(param, 0) | option.bits
    for param, bits in named.items():
        scores.multiply(bits, 1 + PREFERRED[param])


def idf(number, of):
    """How much a concept tells that `number` of so many documents have."""
    return max(0.1, min(RAREST, log(1 + (of - number + 0.5) / (number + 0.5))))


def _sum(told, weighed=None):
    """Concepts put together: (scores, the largest part of the question that a document says). `weighed`: of these."""
    total = sum(one.weight or one.expected for one in told) or 1
    if weighed is None:
        weighed = 0
        for one in told:
            weighed |= one.bits
    ids, covered = ids_of(weighed), 0  # `covered` is a number as long as all say the same concepts
    scores = []
    for one in told:
        if one.bits & weighed:
            share = one.weight / total
            values = one.values(ids, weighed, share)
            scores = list(map(add, scores, values)) if scores else values
            if isinstance(covered, list) or weighed & ~one.bits:
                parts = covered if isinstance(covered, list) else repeat(covered)
                covered = [part + share if value else part for part, value in zip(parts, values, strict=False)]
            else:
                covered += share
    if isinstance(covered, list):
        scores = [score * (1 - COMPLETE + COMPLETE * part) for score, part in zip(scores, covered, strict=True)]
        covered = max(covered)
    else:
        scores = map(mul, scores, repeat(1 - COMPLETE + COMPLETE * covered))
    came = [bits & weighed for one in told for bits in one.sets]
    return Scores(dict(zip(ids, scores, strict=True)), weighed, came), covered
