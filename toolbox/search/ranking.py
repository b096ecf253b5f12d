"""The answers to a question, best first. All in Python from the same numbers, so that every database agrees.

An idea of the question is found in a document by the best of its ways; what a text says and what a facet says add up
like chances. An idea counts for what it tells: its importance as a word, and how few documents have it. The sum is
then lowered by the ideas that a document misses. Findings that answer the question add to the tools that rest on them,
the more so the less any tool says of it itself (toolbox/search/bridges.py).
"""

from heapq import nlargest
from math import log, sqrt

from toolbox.models.search import Kind
from toolbox.search import bridges
from toolbox.search.answer import Answer
from toolbox.search.bridges import MOST_REACHED, SOURCES_OF_BRIDGES
from toolbox.search.postings import bits_of, ids_of
from toolbox.search.weights import HEAVIEST

COMPLETE = 0.3  # the part of a score that depends on how much of the question is found
LEAST = 0.05  # what scores less than this part of the best is left out: it shares only a word of little meaning
RAREST = 4.0  # what one document has tells no more than what two have: it may be an accident
SAYING_TELLS = 2.0  # at least: who says it in so many words means it, however many documents are about it
STRONG = 0.7  # from which part of the best way on a way decides how rare an idea is
LIFT = 0.7  # what the nearest word counts when no text has the word itself

# How much a facet says of a tool, as if it were a word in a text of that weight.
FACET_WEIGHT = {"eigenaar": 130, "trefwoord": 120, "vorm": 90, "doelgroep": 110, "voor": 60}
NAMED = 0.5  # from which factor on a facet is really meant, and not only a word of its name
TELLING = 0.4  # from which weight on it tells something: not "alle buurtbewoners", which most tools have
PREFERRED = {"doelgroep": 0.2, "vorm": 0.3, "eigenaar": 0.3}  # how much more a tool counts that is filed under it
FEW = 3  # when at most one in so many tools is

MOST_WEIGHED = 3000  # documents: of more, only those that say most of the question
LEAST_WEIGHED = 200
LEAST_SHARE = 0.1  # of what a question tells, for what answers without being weighed

BRIDGE = 1.1  # how much a finding counts when no tool says what the question asks
BRIDGE_ANYWAY = 0.15  # and when a tool says all of it
SOURCES = 30  # findings that may lead to a tool
KIN = 0.2  # of the best score, for the tool that has most in common with the best, when they say all of the question
KIN_NEEDED = 1.0  # and when they say nothing of it themselves
BEST = 5
SHARED = ("trefwoord", "doelgroep")

CALLED = 1.01  # of the best score, for a tool of which the name was typed whole
UNSAID = 3.4  # the most that an idea counts which one side says and the other does not


def rank(question, reader, kind=Kind.TOOL):
    """The documents of `kind` that answer `question`."""
    lists = reader.postings(kind, question.keys)
    called = lists[question.name].weights if question.name else ()
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
    weighed, rest = _worth_weighing(told)
    scores, covered = _sum(told, weighed)
    need = 1 - max(covered.values(), default=0)
    _add_bridges(scores, _sum(ways)[0], reader, BRIDGE_ANYWAY + (BRIDGE - BRIDGE_ANYWAY) * need)
    _prefer_named(scores, question, reader)
    _add_kin(scores, reader, need)
    best = max(scores.values(), default=0)
    scores |= dict.fromkeys(called, best * CALLED)
    scores = _best(scores)
    return Answer(scores, said, rest & ~bits_of(scores), reader.facets.rank("titel"))


def _worth_weighing(told):
    """(the tools to weigh, those that answer too but say less); the first is None for all that answer.

    Of a great many tools, those that say the most telling ideas of the question together: nobody reads on to the rest.
    """
    total = sum(one.weight for one in told)
    found = 0
    for one in told:
        found |= one.bits
    if found.bit_count() <= MOST_WEIGHED:
        return None, 0
    answers = 0
    for one in told:
        answers |= one.bits if one.weight >= LEAST_SHARE * total else 0
    weighed = found
    for one in sorted(told, key=lambda one: -one.weight):
        if weighed.bit_count() > MOST_WEIGHED and (weighed & one.bits).bit_count() >= LEAST_WEIGHED:
            weighed &= one.bits
    return weighed, answers & ~weighed


class _Told:
    """What some documents say of one idea: which say it, which say just that, and how much the idea tells."""

    def __init__(self, idea, lists, of, with_facets=False):
        self.idea = idea
        self.ways, self.facets = [], []  # (factor, posting lists, set), (value, set)
        self.bits = self.direct = strong = 0
        for way in idea.ways:
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
            tells = rarity((self.direct or strong or self.bits).bit_count(), of)
            self.weight = idea.importance * (max(tells, SAYING_TELLS) if idea.saying else tells)

    def _read_facets(self, of):
        for param, option, factor in self.idea.facets:
            telling = min(1.0, rarity(option.bits.bit_count(), of) / 2)  # what most tools have says little
            self.facets.append((factor * telling * FACET_WEIGHT[param] / HEAVIEST, option.bits))
            self.bits |= option.bits
            if factor > NAMED and telling > TELLING:
                self.direct |= option.bits

    def values(self, weighed=None):
        """How well each document says it, of those in `weighed`: {id: value}."""
        values = {}
        # A word that no text has stands for the nearest that one has: there is no better way to say it here.
        lift = max(1.0, LIFT / (self.most or 1.0))
        for factor, parts, bits in self.ways:
            factor = factor * lift / HEAVIEST / len(parts)
            for pk, weight in _weights(parts, bits, weighed):
                value = factor * weight
                if value > values.get(pk, 0):
                    values[pk] = value
        for pk, value in self._facet_values(weighed).items():
            said = values.get(pk, 0)
            values[pk] = said + value - said * value
        return values

    def _facet_values(self, weighed):
        best = {}
        for value, bits in self.facets:
            for pk in ids_of(bits if weighed is None else bits & weighed):
                if value > best.get(pk, 0):
                    best[pk] = value
        return best


def _weights(parts, bits, weighed):
    """(id, weight) for the documents of `bits` and `weighed`: the sum of what some terms weigh in it."""
    if len(parts) == 1 and weighed is None:
        return parts[0].weights.items()
    ids = ids_of(bits if weighed is None else bits & weighed)
    return ((pk, sum(part.weights[pk] for part in parts)) for pk in ids)


def _best(scores):
    """Without what scores far less than the best."""
    least = LEAST * max(scores.values(), default=0)
    return {pk: score for pk, score in scores.items() if score >= least}


def _add_bridges(scores, sources, reader, bridge):
    """Add what the findings, the testimonies and the figures say: a question is a worry, and they know the way."""
    added = {}
    # Of equal ones the kind decides, then the order of the publication: not how far a database has counted its ids.
    for source in sorted(sources, key=lambda source: (-sources[source], bridges.kind_and_pk(source)))[:SOURCES]:
        for ids, factor in reader.bridges[source]:
            value = factor * sources[source]
            for pk in ids:
                had = added.get(pk, 0)
                added[pk] = had + value - had * value
    for pk, value in added.items():
        scores[pk] = scores.get(pk, 0) + bridge * value


def _add_kin(scores, reader, need):
    """Add to the tools that share keywords and target groups with the best answers: what they share is the subject.

    The less any tool says of the question itself, the more it counts what the best have in common. A tool that says
    nothing of it only comes along for what two of the best share: what one has is no subject.
    """
    best = nlargest(BEST, scores, key=scores.get)
    total, kinship, subject = sum(scores[pk] for pk in best), {}, 0
    for option in (option for param in SHARED for option in reader.facets.options[param].values()):
        number = option.bits.bit_count()
        sharing = [scores[pk] for pk in best if option.bits >> pk & 1]
        if sharing and 1 < number <= MOST_REACHED:
            subject |= option.bits if len(sharing) > 1 else 0
            for pk in ids_of(option.bits):
                kinship[pk] = kinship.get(pk, 0) + sum(sharing) / total / sqrt(number)
    if kinship:
        one = (KIN + (KIN_NEEDED - KIN) * need) * scores[best[0]] / max(kinship.values())
        for pk, value in kinship.items():
            if pk in scores or subject >> pk & 1:
                scores[pk] = scores.get(pk, 0) + one * value


def _prefer_named(scores, question, reader):
    """Put the tools that are filed under a named target group, form or owner before those that only speak of it."""
    named = {}
    for idea in question.ideas:
        for param, option, factor in idea.facets:
            if factor >= NAMED and param in PREFERRED and option.bits.bit_count() * FEW < reader.number_of(Kind.TOOL):
                named[param] = named.get(param, 0) | option.bits
    for param, bits in named.items():
        for pk in ids_of(bits & bits_of(scores)):
            scores[pk] *= 1 + PREFERRED[param]


def rarity(number, of):
    """How much an idea tells that `number` of so many documents have."""
    return max(0.1, min(RAREST, log(1 + (of - number + 0.5) / (number + 0.5))))


def _sum(told, weighed=None):
    """Put the ideas together: ({id: score}, {id: the part of the question that it says}). `weighed`: only these."""
    total = sum(one.weight or one.expected for one in told) or 1
    scores, covered = {}, {}
    for one in told:
        share = one.weight / total
        for pk, value in one.values(weighed).items():
            scores[pk] = scores.get(pk, 0) + share * value
            covered[pk] = covered.get(pk, 0) + share
    return {pk: score * (1 - COMPLETE + COMPLETE * covered[pk]) for pk, score in scores.items()}, covered
