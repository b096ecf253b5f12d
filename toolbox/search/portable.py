"""The index as plain data, for a device that searches without this code (toolbox/public/offline/).

What a device cannot hold is left out: the dictionary of all Dutch words, and the sayings of the thesaurus.
"""

from collections import defaultdict

from toolbox.models.search import Kind, Posting, Spelling
from toolbox.search.index import documents
from toolbox.search.index.bm25 import HEAVIEST, WHOLE
from toolbox.search.index.postings import BLOCK, ids_of, unpack
from toolbox.search.language.stopwords import STOP_WORDS
from toolbox.search.question.ranking import FACET_WEIGHT


def portable_index(catalogue, places):
    """The index of a Catalogue for some pages, as a dict with Dutch names. `places`: {(Kind, pk): number of the page}.

    "sleutels": for each key its pages and weights, one after the other; "woorden": {word: number of its key};
    "anders": other ways to say a single word, {word: [[number of a key, ...], ...]}; "stopwoorden": sorted.
    """
    keys = _weights(places, catalogue.index)
    numbers = {key: number for number, key in enumerate(keys)}
    spelled = Spelling.objects.order_by("word").values_list("word", "term__key")
    return {
        "sleutels": [[number for pair in sorted(found.items()) for number in pair] for found in keys.values()],
        "woorden": numbers | {word: numbers[key] for word, key in spelled if key in numbers},
        "anders": _other_words(catalogue.index.thesaurus, numbers),
        "stopwoorden": sorted(STOP_WORDS),
    }


def figure_texts(ids):
    """The words of the rows of the figures `ids`: {primary key: [text, ...]}."""
    return {
        text.object_id: [content for name, content in text.fields if name == "description"]
        for text in documents.figures(ids)
    }


def _weights(places, reader):
    """{key: {number of the page: weight}}; what a facet says of a tool is added like chances, as online."""
    keys = defaultdict(dict)
    rows = Posting.objects.exclude(term__key__startswith=WHOLE).order_by("term__key", "kind", "block")
    for key, kind, block, *packed in rows.values_list("term__key", "kind", "block", "offsets", "weights"):
        for offset, weight in unpack(*packed).items():
            place = places.get((kind, block * BLOCK + offset))
            if place is not None:
                keys[key][place] = weight
    for key, named in reader.names[1].items():
        for param, option, share in named:
            value = FACET_WEIGHT.get(param, 0) * share
            for pk in ids_of(option.bits) if value >= 1 else ():
                if (place := places.get((Kind.TOOL, pk))) is not None:
                    said = keys[key].get(place, 0)
                    keys[key][place] = round(said + value - said * value / HEAVIEST)
    return {key: found for key, found in sorted(keys.items()) if found}


def _other_words(thesaurus, numbers):
    words = {}
    for word, key in sorted(thesaurus.words.items()):
        others = [keys for meaning in thesaurus.find((key,)) for keys, _, _ in meaning.variants]
        known = [[numbers[one] for one in other] for other in others if all(one in numbers for one in other)]
        if known:
            words[word] = known
    return words
