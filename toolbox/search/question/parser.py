"""Reading a question: from what was typed to concepts."""

from itertools import pairwise

from toolbox.search import MAX_LENGTH
from toolbox.search.index.bm25 import whole_name
from toolbox.search.language import lexicon
from toolbox.search.language.analysis import clean, is_verb, tokens
from toolbox.search.language.stopwords import EVERYWHERE, GLUE
from toolbox.search.language.thesaurus import BARE, DAILY, LONGEST
from toolbox.search.question.concepts import LIGHT_COUNTS, Concept, Question, importance

MAX_WORDS = 40

# How much a way to say it counts against the word itself.
JOINED = 1.0
PARTS = 0.75  # all the parts of a compound: "buurt" and "budget" for buurtbudget
PART = 0.4
MODIFIER = 0.75  # of that, for a part that is not the head
DULL_PART = 0.3  # of that, for a part that everything here has: "bewoner" in moslimbewoner
BEGINNING = 0.4
BEGINNING_ONLY = 0.85  # of a word that is not finished yet
CORRECTED = 0.85
RELATED = 0.6  # the noun for the verb: evaluatie for evalueren
INSIDE = 0.7  # a word in which nobody would see a compound: verwijskaart in doorverwijskaartjes
LOOSE = 0.9  # of that, for a saying of which the words stand apart
SHORTER = 0.8  # of that, for a saying of fewer words than another at the same place
PART_OF_NAME = 0.8  # of that, for a facet of which a part of the name is said

# How much a concept of several words counts, before it is known how rare it is.
OURS_COUNTS = 0.8  # at least: a word of the thesaurus or a name of a facet is about something here, however daily
SAYING_COUNTS = 0.8
DAILY_SAYING_COUNTS = 0.45  # "niemand komt", "zorgzame buurt": none of its words says anything by itself
EXPLAINED = 0.5  # of that, for a word that is part of a saying

EDGE = 5  # letters of a beginning or an ending that may be a word
LONGEST_CLAUSE = 8  # words between a verb and its particle
AFTER_PARTICLE = frozenset(
    "aan als bij dat door en hoe in maar met na naar of om omdat op over te tijdens van voor waarom wanneer wat zodat "
    "zonder".split()
)


def edges(word):
    """The beginnings and the endings of a word that are long enough to be a word themselves."""
    return [word[:size] for size in range(EDGE, len(word))] + [word[-size:] for size in range(EDGE, len(word))]


def parse(text, reader, exact=False):
    """Read what was typed as a Question; of more than `MAX_LENGTH` characters, the first.

    `reader`: the IndexReader of this state of the catalogue. `exact`: search the words as they are typed, without
    putting typing errors right.
    """
    text = clean(text)[:MAX_LENGTH]
    return _Parser(text, reader, exact).question()


class _Parser:
    def __init__(self, text, reader, exact):
        self.text, self.reader, self.exact = text, reader, exact
        self.analyser, self.thesaurus, self.key = reader.analyser, reader.thesaurus, reader.analyser.key
        self.tokens = list(tokens(text))[:MAX_WORDS]

    def question(self):
        """The concepts of the text, in its order."""
        concepts = list(self._spans())
        singles = [concept for concept in concepts if len(concept.words) == 1]
        pairs = list(self._pairs(concepts))
        apart = list(self._verbs_apart())
        name = whole_name(self._keys(self.tokens))
        self.known = self.reader.known({name, *self._keys_of_interest(singles, [*pairs, *apart])})
        for concept in singles:
            self._read_word(concept)
        if singles and singles[-1].words[0] is self.tokens[-1]:
            self._read_beginning(singles[-1])
        for neighbours, word in pairs:
            for concept in neighbours if self.key(word) in self.known else []:
                concept.add([self.key(word)], JOINED)
        concepts += self._joined_verbs(apart, concepts)
        concepts += self._sayings(concepts)
        for concept in concepts:
            self._name_facets(concept)
        if lost := [concept for concept in singles if self._is_lost(concept)]:
            self._correct(lost)
        if lost := [concept for concept in lost if self._is_lost(concept)]:
            self._look_inside(lost)
        return Question(self.text, concepts, name if name in self.known else "")

    def _keys_of_interest(self, singles, joined):
        """The keys of which this question needs to know whether some text has them."""
        yield from (self.key(word) for _, word in joined)
        for (token,) in (concept.words for concept in singles):
            yield from (self.key(token.word), *self.analyser.parts(token), *self.analyser.related(token.word))
            yield from (key for keys, _ in self._alike_compounds(token) for key in keys)

    def _is_lost(self, concept):
        """Whether nothing is known of a word."""
        key = self.key(concept.words[0].word)
        only_itself = all(variant.keys == (key,) for variant in concept.variants)
        return only_itself and key not in self.known and not concept.facets

    def _spans(self):
        """The concepts that the words make up: a saying of the thesaurus or a name in one, any other word by itself."""
        start = 0
        while start < len(self.tokens):
            for size in range(min(LONGEST, len(self.tokens) - start), 0, -1):
                words = self.tokens[start : start + size]
                # Of most words in a row, how they begin and end is all there is to know.
                may_be_one = size == 1 or (self.key(words[0].word), self.key(words[-1].word)) in self.reader.saying_ends
                if may_be_one and (concept := self._one_word(words[0]) if size == 1 else self._several_words(words)):
                    yield concept
                    break
            start += size

    def _one_word(self, token):
        """The concept of a word; None when it says nothing of the subject."""
        if token.word in GLUE:
            return None
        meanings = self._meanings([token])
        if token.is_stop_word:  # it says little by itself, but the thesaurus may know better: "snappen" is heldere taal
            concept = Concept((token,), importance=DAILY_SAYING_COUNTS, saying=True)
            self._add_meanings(concept, meanings, 1.0)
            return concept if concept.variants else None
        key, counts = (self.key(token.word),), importance(token.word)
        is_ours = counts > LIGHT_COUNTS and (meanings or self.reader.names[0].get(key))
        concept = Concept((token,), importance=max(counts, OURS_COUNTS) if is_ours else counts)
        concept.add(key, 1.0)
        self._add_meanings(concept, meanings, 1.0)
        return concept

    def _several_words(self, words):
        """The one concept that `words` are, if they are: a saying of the thesaurus, or a name."""
        telling = [token for token in words if not token.is_stop_word]
        said, meanings = self._keys(telling), self._meanings(words)
        edges_say_something = not (words[0].is_stop_word or words[-1].is_stop_word)
        if not meanings and not (edges_say_something and self.reader.names[0].get(tuple(said))):
            return None
        counts = max(OURS_COUNTS, *(importance(token.word) for token in words))
        concept = Concept(tuple(words), importance=DAILY_SAYING_COUNTS if self._all_daily(words) else counts)
        if said:
            # "geen nederlands" is not "nederlands": what remains of a saying without its vague words is only near.
            whole = not meanings or len(said) == len([token for token in words if token.word not in GLUE])
            concept.add(said, 1.0 if whole else PART, direct=whole)
        self._add_meanings(concept, meanings, 1.0)
        for token in telling:
            concept.add([self.key(token.word)], PART * importance(token.word), direct=False)
        return concept

    def _all_daily(self, words):
        """Whether no word says anything by itself."""
        return all(token.word in DAILY or token.word in GLUE for token in words)

    def _keys(self, words):
        return [self.key(token.word) for token in words]

    def _meanings(self, words):
        """What the thesaurus says of `words`, with as few of the words between words as it needs."""
        for without in (GLUE, BARE):
            # The first and the last word always count.
            if words[0].word not in without and words[-1].word not in without:
                found = self.thesaurus.find(self._keys(token for token in words if token.word not in without))
                if found:
                    return found
        return self.thesaurus.find(self._keys(words))

    def _sayings(self, concepts):
        """Sayings of which the words may stand apart: "ziet bijna nooit iemand" is loneliness.

        One stretch of the question is one concept, however many sayings of the thesaurus share its words.
        """
        stretches = []
        for words, meaning in self._said_apart():
            if any(words <= set(concept.words) for concept in concepts):
                continue
            meanings = [(meaning, len(words))]
            for stretch in [stretch for stretch in stretches if stretch[0] & words]:
                stretches.remove(stretch)
                words, meanings = words | stretch[0], meanings + stretch[1]
            stretches.append((words, meanings))
        for words, meanings in stretches:
            daily = self._all_daily(words)
            counts = DAILY_SAYING_COUNTS if daily else SAYING_COUNTS
            concept = Concept(tuple(sorted(words, key=lambda token: token.start)), importance=counts, saying=not daily)
            concept.typed = False
            most = max(size for _, size in meanings)
            for meaning, size in meanings:
                self._add_meanings(concept, [meaning], LOOSE if size == most else LOOSE * SHORTER)
            if concept.variants:
                self._explain(concepts, words)
                yield concept

    def _said_apart(self):
        """(words, meaning) of each saying of the thesaurus of which the words may stand apart."""
        for without in (GLUE, BARE):
            words = [token for token in self.tokens if token.word not in without]
            for places, meaning in self.thesaurus.find_loose(self._keys(words), joints=without is BARE):
                yield {words[place] for place in places}, meaning

    def _explain(self, concepts, words):
        """Let the concepts of single `words` count less: another concept says what they say together."""
        for concept in concepts:
            if set(concept.words) <= words:
                concept.importance *= EXPLAINED

    def _add_meanings(self, concept, meanings, factor, direct=True):
        for meaning in meanings:
            for keys, own, just_that in meaning.variants:
                concept.add(keys, factor * own, direct and just_that)

    def _pairs(self, concepts):
        """Neighbours that may be one word with a space in it: (their concepts, joined word). One may be a stop word."""
        concept_of = {concept.words[0]: concept for concept in concepts if len(concept.words) == 1}
        for one, other in pairwise(self.tokens):
            found = [concept_of[token] for token in (one, other) if token in concept_of]
            if found and all(token in concept_of or token.is_stop_word for token in (one, other)):
                yield found, one.word + other.word

    def _verbs_apart(self):
        """Verbs of which the particle stands apart: (their words, the verb): "spreek ik mensen aan" is "aanspreek"."""
        for place, particle in enumerate(self.tokens):
            if particle.word not in lexicon.PARTICLES:
                continue
            after = self.tokens[place + 1 : place + 3]  # "om bij te houden"
            if len(after) == 2 and after[0].word == "te" and lexicon.exists(particle.word + after[1].word):
                yield (particle, after[1]), particle.word + after[1].word
            elif self._ends_clause(place):
                for verb in reversed(self.tokens[max(0, place - LONGEST_CLAUSE) : place]):
                    # "de wijk in" is not "inwijken"
                    may_be_verb = verb.word not in GLUE and (verb.word not in EVERYWHERE or is_verb(verb.word))
                    if may_be_verb and lexicon.exists(particle.word + verb.word):
                        yield (verb, particle), particle.word + verb.word

    def _ends_clause(self, place):
        """Whether the word at `place` is no preposition: nothing follows, or something that it cannot stand before."""
        if place + 1 == len(self.tokens):
            return True
        between = self.text[self.tokens[place].end : self.tokens[place + 1].start]
        return between.strip() != "" or self.tokens[place + 1].word in AFTER_PARTICLE

    def _joined_verbs(self, apart, concepts):
        """The concepts of verbs with their particle, where a text or the thesaurus has such a verb."""
        for words, verb in apart:
            key = self.key(verb)
            meanings = self.thesaurus.find([key])
            if key in self.known or meanings:
                concept = Concept(words, importance=max(importance(verb), OURS_COUNTS if meanings else 0), saying=True)
                concept.add([key], 1.0)
                self._add_meanings(concept, meanings, 1.0)
                self._explain(concepts, set(words))
                yield concept

    def _read_word(self, concept):
        token = concept.words[0]
        parts = self.analyser.parts(token)
        for related in self.analyser.related(token.word):
            if related in self.known:
                concept.add([related], RELATED)
        if parts and self.known.issuperset(parts):
            concept.add(parts, PARTS)
        if parts and self.key(token.word) not in self.known:
            for keys, factor in self._alike_compounds(token):
                if self.known.issuperset(keys):
                    concept.add(keys, PARTS * factor)
            for part in parts:
                factor = PART if part == parts[-1] else PART * MODIFIER
                if part in self.reader.everywhere:
                    factor *= DULL_PART
                if part in self.known:
                    concept.add([part], factor, direct=False)
                self._add_meanings(concept, self.thesaurus.find([part]), factor, direct=False)

    def _alike_compounds(self, token):
        """A compound with another word for one of its parts: ("groep", "gesprek") for groepsdiscussie."""
        parts = self.analyser.parts(token)
        for place, part in enumerate(parts):
            for meaning in self.thesaurus.find([part]):
                for keys, factor, _ in meaning.variants:
                    if len(keys) == 1 and not meaning.is_saying:
                        yield (*parts[:place], *keys, *parts[place + 1 :]), factor

    def _read_beginning(self, concept):
        """The last word may be the beginning of a longer one."""
        word = concept.words[0].word
        factor = BEGINNING if self.key(word) in self.known else BEGINNING_ONLY
        for key in self.reader.longer(word):
            if key != self.key(word):
                concept.add([key], factor)

    def _correct(self, concepts):
        """Find what is meant by words of which nothing is known, when they are typing errors."""
        words = [concept.words[0].word for concept in concepts]
        misspelt = [] if self.exact else [word for word in words if not lexicon.exists(word)]
        corrections = self.reader.corrections(misspelt)
        for concept, word in zip(concepts, words, strict=True):
            for other, key in corrections.get(word, [])[:3]:
                concept.corrected = concept.corrected or other
                concept.add([key], CORRECTED)
                self._add_meanings(concept, self.thesaurus.find([key]), CORRECTED)
            self._name_facets(concept)

    def _look_inside(self, concepts):
        """Words that hold the word, in which nobody would see a compound; or else those that it begins or ends with."""
        words = [concept.words[0].word for concept in concepts]
        holders = self.reader.holding(words)
        keys = self.reader.spelled({end for word in words if not holders.get(word) for end in edges(word)})
        for concept, word in zip(concepts, words, strict=True):
            for key in holders.get(word, ()):
                concept.add([key], INSIDE)
            for end in edges(word) if not holders.get(word) else ():
                if end in keys:
                    concept.add([keys[end]], PART, direct=False)

    def _name_facets(self, concept):
        """The facet values whose name, or a part of it, is a way to say the concept."""
        whole, partial = self.reader.names
        best = {}
        for keys, factor, _ in concept.variants:
            named = [(place, factor) for place in whole.get(keys, ())]
            if len(keys) == 1:
                # "buurt" is no "medewerker in de buurt"
                parts = ((place, share) for *place, share in partial.get(keys[0], ()) if place[0] != "voor")
                named += [(tuple(place), factor * share * PART_OF_NAME) for place, share in parts]
            for place, value in named:
                best[place] = max(best.get(place, 0), value)
        concept.facets = [(*place, factor) for place, factor in best.items()]
