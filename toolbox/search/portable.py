"""The index as plain data, for a device that searches without this code (toolbox/public/offline/).

What a device cannot hold is left out: the dictionary of all Dutch words, pairs of words, the sayings of the thesaurus.
"""

from collections import defaultdict

from toolbox.models.search import Document, Kind
from toolbox.search.index import texts
from toolbox.search.index.weigh import ASKED, HEAVIEST
from toolbox.search.language.stopwords import STOP_WORDS


def portable_index(catalogue, places):
    """The index of a Catalogue for some pages, as a dict with Dutch names. `places`: {(Kind, pk): number of the page}.

    "sleutels": for each key its pages and weights, one after the other; "woorden": {word: number of its key};
    "anders": other ways to say a single word, {word: [[number of a key, ...], ...]}; "stopwoorden": sorted.
    """
    keys = _weights(catalogue, places)
    numbers = {key: number for number, key in enumerate(keys)}
    spelled = sorted(catalogue.memory.inverted.words.items())
    return {
        "sleutels": [[number for pair in sorted(found.items()) for number in pair] for found in keys.values()],
        "woorden": numbers | {word: numbers[key] for word, key in spelled if key in numbers},
        "anders": _other_words(dict(spelled), catalogue.vocabulary.thesaurus, numbers),
        "stopwoorden": sorted(STOP_WORDS),
    }


def figure_texts(ids):
    """The words of the rows of the figures `ids`: {primary key: [text, ...]}."""
    return {text.pk: [content for name, content in text.fields if name == "description"] for text in texts.figures(ids)}


def _weights(catalogue, places):
    """{key: {number of the page: weight}} of all single keys that are no stop words."""
    keys = defaultdict(dict)
    for kind, of_kind in Document.objects.keys_by_kind().items():
        of_kind = {key.removeprefix(ASKED) for key in of_kind}
        of_kind = {key for key in of_kind if " " not in key} - STOP_WORDS
        of_kind |= catalogue.vocabulary.named.keys() if kind == Kind.TOOL else set()
        for key, term in catalogue.terms(kind, of_kind).items():
            for pk, weight in term.weights(term.bits).items():
                if (place := places.get((kind, pk))) is not None:
                    keys[key][place] = max(1, round(weight * HEAVIEST))
    return {key: found for key, found in sorted(keys.items()) if found}


def _other_words(spelled, thesaurus, numbers):
    words = {}
    for word, key in sorted((spelled | thesaurus.words).items()):
        others = [keys for meaning in thesaurus.find((key,)) for keys, _, _ in meaning.variants]
        known = [[numbers[one] for one in other] for other in others if all(one in numbers for one in other)]
        if known:
            words[word] = known
    return words
