"""The worries that a question comes close to: which page of /vragen/ says what was asked, in one of its own sentences.

A worry is said in one sentence and in some ten other ways. What counts is the one that says most of the question, and
then a little how many others say it too. Each concept counts for what it tells, as in the ranking of tools; how rare it
is, is told by these sentences themselves.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from heapq import nlargest
from math import log
from operator import and_, or_

from toolbox.models import Worry
from toolbox.search.bits import bits_of, ids_of
from toolbox.search.language.analysis import tokens

MOST = 2  # worries beside the answers: more would be another list
CLOSE = 0.55  # of what the question tells, that one sentence says
TELLING = 0.2  # what a question tells at least: "gemeente" alone stands in many sentences
OTHERS, OTHERS_COUNT = 3, 0.13  # other sentences of a worry, and how much each of them counts
BESIDE = 0.8  # of the best score, for a second one


@dataclass(frozen=True)
class Sayings:
    """All ways in which the public worries are said. `worries`: of each way its worry. `said`: {key: set of ways}.

    `sentences`: {the words of its sentence: worry}.
    """

    worries: list
    said: dict
    sentences: dict

    def of(self, variant):
        """The set of ways that say a Variant of a concept."""
        return reduce(and_, (self.said.get(key, 0) for key in variant.keys))

    def tells(self, concept):
        """How much a concept tells among these: 1 for what hardly any of them says."""
        number = reduce(or_, (self.of(one) for one in concept.variants if one.direct), 0).bit_count()
        return min(1, log(len(self.worries) / (number + 1)) / log(len(self.worries)))


def fitting_worries(question, catalogue):
    """The public worries that a Question comes close to, best first: at most `MOST`, and often none."""
    sayings = catalogue.once("sayings of worries", lambda: _read(catalogue.analyser))
    if itself := sayings.sentences.get(words_of(question.text)):
        return [itself]
    concepts = [concept for concept in question.concepts if concept.words and concept.is_telling]
    if not sayings.worries or (question.named and question.named[0] == "eigenaar"):
        return []
    weights = [concept.importance * sayings.tells(concept) for concept in concepts]
    if sum(weights) < TELLING:
        return []
    shares, of_worry = defaultdict(float), defaultdict(list)
    for concept, weight in zip(concepts, weights, strict=True):
        done = 0
        for variant in sorted(concept.variants, key=lambda one: -one.factor):
            for way in ids_of(sayings.of(variant) & ~done):
                shares[way] += variant.factor * weight / sum(weights)
            done |= sayings.of(variant)
    for way, share in shares.items():
        of_worry[sayings.worries[way]].append(share)
    return _best(of_worry)


def _best(of_worry):
    """Of {worry: how much each of its sentences says}, those that come close."""
    scores = {}
    for worry, shares in of_worry.items():
        most, *others = nlargest(1 + OTHERS, shares)
        if most >= CLOSE:
            scores[worry] = most + OTHERS_COUNT * sum(others)
    best = nlargest(MOST, scores, key=scores.get)
    return [worry for worry in best if scores[worry] >= BESIDE * scores[best[0]]]


def words_of(text):
    """The words of `text`, without their capitals, accents and what stands between them."""
    return tuple(token.word for token in tokens(text))


def _read(analyser):
    """The Sayings of all public worries, in their order."""
    worries, said, sentences = [], defaultdict(list), {}
    for worry in Worry.objects.published().for_list():
        sentences[words_of(worry.sentence)] = worry
        for way in (worry.sentence, *worry.question_list):
            for key in analyser.read(way).keys:
                said[key].append(len(worries))
            worries.append(worry)
    return Sayings(worries, {key: bits_of(ways) for key, ways in said.items()}, sentences)
