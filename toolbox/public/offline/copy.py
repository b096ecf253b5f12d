"""The whole public toolbox as one compact file: the texts to read, and the search index to find them with.

The index is the one of the site (toolbox/search), so that a word of the toolbox has the same key and weight offline.
What a device cannot hold is left out: the dictionary of all Dutch words, and the sayings of the thesaurus.
"""

from collections import defaultdict

from buurtanalyse.models import Step
from fiches.models import Fiche, Figure
from toolbox.models import Tool
from toolbox.models.search import Kind, Posting, Spelling
from toolbox.search.catalogue import Catalogue
from toolbox.search.index import documents
from toolbox.search.index.bm25 import HEAVIEST, WHOLE
from toolbox.search.index.postings import BLOCK, ids_of, unpack
from toolbox.search.language.stopwords import STOP_WORDS
from toolbox.search.question.ranking import FACET_WEIGHT

KINDS = {Kind.TOOL: "Tool", Kind.FICHE: "Thema", Kind.STEP: "Stap", Kind.FIGURE: "Wegwijzer"}


def contents():
    """The file, as data. The names of its fields are short: it goes over the line."""
    index = Catalogue.current()
    places, pages = {}, []
    for kind, pk, page in all_pages():
        places[kind, pk] = len(pages)
        pages.append(page)
    keys = weights(places, index.index)
    numbers = {key: number for number, key in enumerate(keys)}
    return {
        "versie": index.snapshot.token,
        "bladzijden": pages,
        "sleutels": [[number for pair in sorted(found.items()) for number in pair] for found in keys.values()],
        "woorden": words(numbers),
        "anders": other_words(index.index, numbers),
        "stopwoorden": sorted(STOP_WORDS),
    }


def all_pages():
    """(kind, primary key, page to read) of everything public that can be found."""
    for tool in Tool.objects.published().for_export():
        yield Kind.TOOL, tool.pk, tool_page(tool)
    for kind, model in ((Kind.FICHE, Fiche), (Kind.STEP, Step)):
        for item in model.objects.published().prefetch_related("passages"):
            yield kind, item.pk, reading_page(kind, item)
    figures = Figure.objects.published()
    texts = {text.object_id: text for text in documents.figures(list(figures.values_list("pk", flat=True)))}
    for figure in figures:  # the words of all its rows
        words = [("", text) for name, text in texts[figure.pk].fields if name == "description"]
        yield Kind.FIGURE, figure.pk, page(Kind.FIGURE, figure, figure.intro, words)


def page(kind, item, summary, parts, **more):
    """A page to read: kind, title, address, summary, and its parts as (heading, text)."""
    shown = [[heading, text] for heading, text in parts if text]
    return {"s": KINDS[kind], "t": str(item), "u": item.get_absolute_url(), "z": summary, "d": shown, **more}


def tool_page(tool):
    """A tool: what it offers at each place, whose it is, where it is."""
    placements = tool.placements.all()
    parts = [(one.place_name.capitalize(), one.description) for one in placements]
    facts = {
        "Van": tool.owners.all(),
        "Vorm": tool.formats.all(),
        "Doelgroep": tool.target_groups.all(),
        "Bron": [reference.citation for reference in tool.distinct_references],
    }
    lines = [f"{label}: {', '.join(map(str, values))}" for label, values in facts.items() if values]
    return page(Kind.TOOL, tool, tool.summary, parts, f=lines, l=tool.distinct_urls)


def reading_page(kind, item):
    """A fiche or a step: its passages."""
    parts = [(one.title or one.speaker, f"{one.text}\n{one.points}".strip()) for one in item.passages.all()]
    return page(kind, item, item.lead, parts)


def weights(places, search):
    """{key: {number of the page: weight}}; what a facet says of a tool is added, as online."""
    keys = defaultdict(dict)
    rows = Posting.objects.exclude(term__key__startswith=WHOLE).order_by("term__key", "kind", "block")
    for key, kind, block, *packed in rows.values_list("term__key", "kind", "block", "offsets", "weights"):
        for offset, weight in unpack(*packed).items():
            place = places.get((kind, block * BLOCK + offset))
            if place is not None:
                keys[key][place] = weight
    for key, named in search.names[1].items():
        for param, option, share in named:
            value = FACET_WEIGHT.get(param, 0) * share
            for pk in ids_of(option.bits):
                add(keys[key], places.get((Kind.TOOL, pk)), value)
    return {key: found for key, found in sorted(keys.items()) if found}


def add(found, place, value):
    """Add what a facet says to what the text says, like chances."""
    if place is not None and value >= 1:
        said = found.get(place, 0)
        found[place] = round(said + value - said * value / HEAVIEST)


def words(numbers):
    """{word: number of its key} for every word that some text has, and for the keys themselves."""
    spelled = Spelling.objects.order_by("word").values_list("word", "term__key")
    return numbers | {word: numbers[key] for word, key in spelled if key in numbers}


def other_words(search, numbers):
    """{word: [[number of a key, ...], ...]}: other ways to say a single word, from the thesaurus."""
    found = {}
    for word, key in sorted(search.thesaurus.words.items()):
        others = [keys for meaning in search.thesaurus.find((key,)) for keys, _, _ in meaning.ways]
        known = [[numbers[one] for one in other] for other in others if all(one in numbers for one in other)]
        if known:
            found[word] = known
    return found
