"""What a word weighs in a document: BM25 over fields, as a number from 1 to 255."""

from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b

from toolbox.search.language.analysis import clean, tokens


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
NAMES = {"name", "printed"}
HEAVIEST = 255
WHOLE = "="  # before the key of a whole name: no word begins with it
LENGTH = 0.5  # how much a word counts less in a long text than in a short one: 0 not at all, 1 in proportion
SATURATION = 3.0  # how soon more of the same word stops to add
HEAD = 0.6  # a compound found by its head: restaurant in buurtrestaurant
MODIFIER = 0.55  # by another part: buurt in buurtrestaurant


def whole_name(keys):
    """The key of a name of which the words, in this order, have these `keys`. Who types just that, means it."""
    return WHOLE + blake2b(" ".join(keys).encode(), digest_size=8).hexdigest()


def weigh(text, analyser):
    """The keys of a Text with their weight (1 to `HEAVIEST`), and its words with their key.

    Gives ({key: weight}, {word: key}). `analyser`: the Analyser with the word forms of editors.
    """
    amounts, words, names = Counter(), {}, {}
    for name, content in text.fields:
        field = FIELDS[name]
        typed = list(tokens(clean(content)))
        telling = [token for token in typed if not token.is_stop_word]
        if name in NAMES and telling:
            names[whole_name(analyser.key(token.word) for token in typed)] = HEAVIEST
        one = field.weight / (1 - LENGTH + LENGTH * len(telling) / field.usual_length)
        for token in telling:
            key = words[token.word] = analyser.key(token.word)
            amounts[key] += one
            parts = analyser.parts(token)
            for part in parts:
                amounts[part] += one * (HEAD if part == parts[-1] else MODIFIER)
    weights = {key: max(1, round(HEAVIEST * amount / (amount + SATURATION))) for key, amount in amounts.items()}
    return weights | names, words
