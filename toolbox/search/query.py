"""A question as the search engine reads it: ideas, each with the ways in which a text may say it."""

from dataclasses import dataclass, field
from itertools import pairwise

from toolbox.search import lexicon
from toolbox.search.analysis import clean, tokens
from toolbox.search.stopwords import EVERYWHERE, GLUE, LIGHT, VAGUE
from toolbox.search.thesaurus import LONGEST

MAX_LENGTH = 500
MAX_WORDS = 40

# How much a way to say it counts against the word itself.
PART = 0.4
PARTS = 0.75  # all the parts of a compound: "buurt" and "budget" for buurtbudget
JOINED = 1.0
BEGINNING = 0.4
BEGINNING_ONLY = 0.85  # of a word that is not finished yet
SYNONYM = 0.6
WIDER = 0.5
CORRECTED = 0.85
AROUND = 0.1
LIGHTLY = 0.25
LEAST_SAID = 0.2
STEEP = 0.42
OF_OURS = 0.7  # a word of the thesaurus or of a facet: it is about something here, however daily it is
INSIDE = 0.7  # a word in which nobody would see a compound: verwijskaart in doorverwijskaartjes
EDGE = 5
LONGEST_CLAUSE = 8  # words between a verb and its particle
AFTER_PARTICLE = frozenset(
    "aan als bij dat door en hoe in maar met na naar of om omdat op over te tijdens van voor waarom wanneer wat zodat "
    "zonder".split()
)
NAME = 0.95
CUT = 0.5
SAYING = 0.9
SHORTER = 0.8  # a saying of fewer words than another at the same place
OF_A_SAYING = 0.9
OF_VAGUE_WORDS = 0.6
EXPLAINED = 0.5  # a word that is part of a saying
LOOSE = 0.9  # a saying of which the words stand apart
RELATED = 0.6  # the noun for the verb: evaluatie for evalueren

# How much a facet says of a tool, as if it were a word in a text of that weight.
FACET_WEIGHT = {"eigenaar": 130, "trefwoord": 120, "vorm": 110, "doelgroep": 110, "voor": 60}


@dataclass(frozen=True)
class Way:
    """A way to say an idea: all `keys` together. `direct`: it says just that, and not something near."""

    keys: tuple
    factor: float
    direct: bool = True


@dataclass
class Idea:
    """One idea of a question, with the words that were typed for it."""

    words: tuple
    ways: list = field(default_factory=list)
    facets: list = field(default_factory=list)  # (param, option, factor, whether its whole name was typed)
    importance: float = 1.0
    corrected: str = ""
    saying: bool = False

    @property
    def text(self):
        """The words as they were typed."""
        return " ".join(token.text for token in self.words)

    def add(self, keys, factor, direct=True):
        """Another way to say it."""
        self.ways.append(Way(tuple(keys), factor, direct))


@dataclass
class Question:
    """What was typed, as ideas."""

    text: str
    ideas: list
    unknown: list = field(default_factory=list)

    @property
    def keys(self):
        """All keys that any way needs."""
        return {key for idea in self.ideas for way in idea.ways for key in way.keys}

    @property
    def corrected(self):
        """The question as it was understood, or "" when no typing error was put right."""
        if not any(idea.corrected for idea in self.ideas):
            return ""
        words, done = [], 0
        for idea in self.ideas:
            if idea.corrected:
                words += [self.text[done : idea.words[0].start], idea.corrected]
                done = idea.words[-1].end
        return "".join([*words, self.text[done:]])


def importance(word):
    """How much a word says: a daily word says less than a rare one, whatever our few texts suggest."""
    if word in EVERYWHERE:
        return AROUND
    if word in LIGHT:
        return LIGHTLY
    zipf = lexicon.zipf(word) or 0
    return min(1.0, max(LEAST_SAID, 1.0 - (zipf - 4.0) * STEEP))


def edges(word):
    """The beginnings and the endings of a word that are long enough to be a word themselves."""
    return [word[:size] for size in range(EDGE, len(word))] + [word[-size:] for size in range(EDGE, len(word))]


def parse(text, reader, exact=False):
    """Read a question. `exact`: search the words as they are typed, without putting typing errors right."""
    text = clean(text)[:MAX_LENGTH]
    return _Parser(text, reader, exact).question()


class _Parser:
    def __init__(self, text, reader, exact):
        self.text, self.reader, self.exact = text, reader, exact
        self.key = reader.analyser.key
        self.tokens = list(tokens(text))[:MAX_WORDS]

    def question(self):
        """The ideas of the text, in its order."""
        ideas = list(self._spans())
        singles = [idea for idea in ideas if len(idea.words) == 1]
        pairs = list(self._pairs(ideas))
        apart = list(self._verbs_apart())
        last = singles[-1] if singles and singles[-1].words[0] is self.tokens[-1] else None
        wanted = {self.key(word) for _, word in [*pairs, *apart]}
        for idea in singles:
            word = idea.words[0]
            wanted.update(
                [self.key(word.word), *self.reader.analyser.parts(word), *self.reader.analyser.related(word.word)]
            )
        self.known, longer = self.reader.known(wanted, last.words[0].word if last else "")
        for idea in singles:
            self._read_word(idea)
        if last:
            self._read_beginning(last, longer)
        for neighbours, word in pairs:
            for idea in neighbours if self.key(word) in self.known else []:
                idea.add([self.key(word)], JOINED)
        ideas += self._joined_verbs(apart, ideas)
        ideas += self._sayings(ideas)
        for idea in ideas:
            self._name_facets(idea)
        if not self.exact:
            self._correct([idea for idea in singles if self._is_lost(idea) and not lexicon.exists(idea.words[0].word)])
        for idea in singles:
            if self._is_lost(idea):
                self._look_inside(idea)
        return Question(self.text, ideas)

    def _is_lost(self, idea):
        """Whether nothing is known of a word."""
        key = self.key(idea.words[0].word)
        return key not in self.known and not idea.facets and all(way.keys == (key,) for way in idea.ways)

    def _spans(self):
        """The ideas that the words make up: a saying of the thesaurus or a name in one, any other word by itself."""
        start = 0
        while start < len(self.tokens):
            for size in range(min(LONGEST, len(self.tokens) - start), 0, -1):
                words = self.tokens[start : start + size]
                if idea := self._idea(words):
                    yield idea
                    break
            start += size

    def _idea(self, words):
        """The one idea that `words` are, if they are."""
        edges_say_something = not (words[0].is_stop_word or words[-1].is_stop_word)
        if len(words) == 1 and not edges_say_something:
            return None
        said = [self.key(token.word) for token in words if not token.is_stop_word]
        meanings = self.reader.thesaurus.find(self._loose(words)) or self.reader.thesaurus.find(self._keys(words))
        named = edges_say_something and self.reader.names[0].get(tuple(said))
        if len(words) > 1 and not meanings and not named:
            return None
        weight = max(importance(token.word) for token in words)
        if len(words) > 1 and weight == AROUND and not any(token.is_stop_word for token in words):
            weight *= 3  # "zorgzame buurt"
        elif (len(words) > 1 or weight > LIGHTLY) and (meanings or named):
            weight = max(weight, OF_OURS)
        idea = Idea(tuple(words), importance=weight)
        if said:
            # "geen nederlands" is not "nederlands": what remains of a saying without its vague words is only near.
            whole = len(said) == len([token for token in words if token.word not in GLUE])
            idea.add(said, 1.0 if whole or not meanings else PART, direct=whole or not meanings)
        self._add_meanings(idea, meanings, 1.0)
        if len(words) > 1:
            for token in words:
                if not token.is_stop_word:
                    idea.add([self.key(token.word)], PART * importance(token.word), direct=False)
        return idea

    def _keys(self, words):
        return [self.key(token.word) for token in words]

    def _loose(self, words):
        """The keys of `words` without those between words; the first and the last always count."""
        if words[0].word in GLUE or words[-1].word in GLUE:
            return []
        return [self.key(token.word) for token in words if token.word not in GLUE]

    def _sayings(self, ideas):
        """Sayings of which the words may stand apart: "ziet bijna nooit iemand" is loneliness.

        One stretch of the question is one idea, however many sayings of the thesaurus share its words.
        """
        stretches = []
        told = [token for token in self.tokens if token.word not in GLUE]
        for places, meaning in self.reader.thesaurus.find_loose(self._keys(told)):
            words = {told[place] for place in places}
            if any(words <= set(idea.words) for idea in ideas):
                continue
            meanings = [(meaning, len(places))]
            for stretch in [stretch for stretch in stretches if stretch[0] & words]:
                stretches.remove(stretch)
                words, meanings = words | stretch[0], meanings + stretch[1]
            stretches.append((words, meanings))
        for words, meanings in stretches:
            idea = Idea(tuple(sorted(words, key=lambda token: token.start)), importance=OF_VAGUE_WORDS, saying=True)
            if not all(token.word in VAGUE or token.word in EVERYWHERE for token in words):
                idea.importance = OF_A_SAYING
            most = max(size for _, size in meanings)
            for meaning, size in meanings:
                self._add_meanings(idea, [meaning], LOOSE if size == most else LOOSE * SHORTER)
            if idea.ways:
                for single in ideas:
                    if set(single.words) <= words:
                        single.importance *= EXPLAINED
                yield idea

    def _add_meanings(self, idea, meanings, factor, direct=True):
        for meaning in meanings:
            for other in meaning.others:
                own = NAME if meaning.name and not meaning.narrower else SAYING if meaning.saying else WIDER if meaning.narrower else SYNONYM
                if other in meaning.loose:
                    idea.add(other, factor * own * CUT, False)
                else:
                    idea.add(other, factor * own, direct and not meaning.narrower)

    def _pairs(self, ideas):
        """Neighbours that may be one word with a space in it: (their ideas, joined word). One may be a stop word."""
        idea_of = {idea.words[0]: idea for idea in ideas if len(idea.words) == 1}
        for one, other in pairwise(self.tokens):
            found = [idea_of[token] for token in (one, other) if token in idea_of]
            if found and all(token in idea_of or token.is_stop_word for token in (one, other)):
                yield found, one.word + other.word

    def _verbs_apart(self):
        """Verbs of which the particle stands apart: (their words, the verb): "spreek ik mensen aan" is "aanspreek"."""
        for place, particle in enumerate(self.tokens):
            if particle.word in lexicon.PARTICLES and self._ends_clause(place):
                for verb in reversed(self.tokens[max(0, place - LONGEST_CLAUSE) : place]):
                    if verb.word not in GLUE and (lexicon.exists(particle.word + verb.word)):
                        yield (verb, particle), particle.word + verb.word

    def _ends_clause(self, place):
        """Whether the word at `place` is no preposition: nothing follows, or something that it cannot stand before."""
        if place + 1 == len(self.tokens):
            return True
        between = self.text[self.tokens[place].end : self.tokens[place + 1].start]
        return between.strip() != "" or self.tokens[place + 1].word in AFTER_PARTICLE

    def _joined_verbs(self, apart, ideas):
        """The ideas of verbs with their particle, where a text or the thesaurus has such a verb."""
        for words, verb in apart:
            key = self.key(verb)
            meanings = self.reader.thesaurus.find([key])
            if key in self.known or meanings:
                idea = Idea(words, importance=max(importance(verb), OF_OURS if meanings else 0), saying=True)
                idea.add([key], 1.0)
                self._add_meanings(idea, meanings, 1.0)
                for single in ideas:
                    if set(single.words) <= set(words):
                        single.importance *= EXPLAINED
                yield idea

    def _read_word(self, idea):
        around = self.reader.around
        token = idea.words[0]
        parts = self.reader.analyser.parts(token)
        for related in self.reader.analyser.related(token.word):
            if related in self.known:
                idea.add([related], RELATED)
        if parts and self.known.issuperset(parts):
            idea.add(parts, PARTS)
        if parts and self.key(token.word) not in self.known:
            for part in parts:
                factor = PART if part == parts[-1] else PART * 0.75
                if part in around:
                    factor *= 0.3
                if part in self.known:
                    idea.add([part], factor, direct=False)
                self._add_meanings(idea, self.reader.thesaurus.find([part]), factor, direct=False)

    def _read_beginning(self, idea, longer):
        """The last word may be the beginning of a longer one."""
        key = self.key(idea.words[0].word)
        factor = BEGINNING if key in self.known else BEGINNING_ONLY
        for other in longer:
            if other != key:
                idea.add([other], factor)

    def _correct(self, ideas):
        """Put typing errors right."""
        corrections = self.reader.corrections([idea.words[0].word for idea in ideas]) if ideas else {}
        for idea in ideas:
            for word, key in corrections.get(idea.words[0].word, [])[:3]:
                idea.corrected = idea.corrected or word
                idea.add([key], CORRECTED)
                self._add_meanings(idea, self.reader.thesaurus.find([key]), CORRECTED)
            self._name_facets(idea)

    def _look_inside(self, idea):
        """A word of which nothing is known: words that hold it, or else the words that it begins or ends with."""
        word = idea.words[0].word
        for key in self.reader.keys_of_words_with(word):
            idea.add([key], INSIDE)
        if len(idea.ways) == 1:
            for key in self.reader.keys_of_words(edges(word)):
                idea.add([key], PART, direct=False)

    def _name_facets(self, idea):
        """The facet values whose name, or a part of it, is a way to say the idea."""
        whole, partial = self.reader.names
        best = {}
        for way in idea.ways:
            for param, option in whole.get(way.keys, ()):
                best[param, option] = max(best.get((param, option), 0), way.factor)
            if len(way.keys) == 1:
                for param, option, share in partial.get(way.keys[0], ()):
                    if param != "voor":  # "buurt" is no "medewerker in de buurt"
                        best[param, option] = max(best.get((param, option), 0), way.factor * share * 0.8)
        idea.facets = [(param, option, factor) for (param, option), factor in best.items()]
