"""What a word weighs in a document: BM25 over fields, as a number from 1 to 255."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from toolbox.search.language.analysis import clean, tokens
from toolbox.search.language.stopwords import GLUE


@dataclass(frozen=True)
class Field:
    """How much one word in a field counts, and how many words such a field usually has."""

    weight: float
    usual_length: int


FIELDS = {
    "name": Field(6.0, 4),
    "printed": Field(3.0, 4),
    "summary": Field(2.0, 14),
    "heading": Field(1.5, 4),
    "description": Field(1.0, 30),
    "citation": Field(0.7, 3),
}
QUESTIONS = 4.85  # the weight of all questions of a tool together, divided by the square root of their number
HEAVIEST = 255
LENGTH = 0.5  # how much a word counts less in a long text than in a short one: 0 not at all, 1 in proportion
SATURATION = 3.0  # how soon more of the same word stops to add
HEAD = 0.6  # a compound found by its head: restaurant in buurtrestaurant
MODIFIER = 0.55  # by another part: buurt in buurtrestaurant
PAIR = 0.4  # two words side by side, for the two together


NAMES = {"name", "printed"}
WHOLE = "= "  # before the keys of a whole name: no key begins so
ASKED = "? "  # before a key of the questions that a tool answers: it is not said that the tool is about it


def whole_name(keys):
    """The key of a name of which the words, in this order, have these `keys`. Who types just that, means it."""
    return WHOLE + " ".join(keys)


def pair(one, other):
    """The key of two words that stand side by side, in any order: no word holds a space."""
    return f"{min(one, other)} {max(one, other)}"


def weigh(text, analyser):
    """The keys of a Text with their weight (1 to `HEAVIEST`), and its words with their key.

    Gives ({key: weight}, {word: key}). `analyser`: the Analyser with the word forms of editors.
    """
    amounts, words, names = Counter(), {}, {}
    questions = sum(name == "question" for name, _ in text.fields)
    for name, content in text.fields:
        typed = list(tokens(clean(content)))
        if name in NAMES and typed:
            names[whole_name(analyser.key(token.word) for token in typed)] = HEAVIEST
        found = [token for token in typed if token.word not in GLUE]
        one = _one_word(name, sum(not token.is_stop_word for token in found), questions)
        keys = [analyser.key(token.word) for token in found]
        said = Counter(dict.fromkeys(keys, 1) if name == "question" else keys)
        for token, key in zip(found, keys, strict=True):
            words[token.word] = key
            parts = analyser.parts(token)
            for part in parts:
                said[part] += HEAD if part == parts[-1] else MODIFIER
        for key, other in pairwise(keys):
            if key != other:
                said[pair(key, other)] = PAIR
        mark = ASKED if name == "question" else ""
        for key, times in said.items():
            amounts[mark + key] += one * times
    weights = {key: max(1, round(HEAVIEST * amount / (amount + SATURATION))) for key, amount in amounts.items()}
    return weights | names, words


def _one_word(field, length, questions):
    """How much one word counts in a field of so many telling words, of a tool with so many questions."""
    if field == "question":
        return QUESTIONS / sqrt(questions)
    weight, usual_length = FIELDS[field].weight, FIELDS[field].usual_length
    return weight / (1 - LENGTH + LENGTH * length / usual_length)
