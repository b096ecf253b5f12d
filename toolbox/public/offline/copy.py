"""The whole public toolbox as one compact file: the texts to read, and the search index to find them with.

The index is the one of the site (toolbox/search), so that a word of the toolbox has the same key and weight offline.
"""

from buurtanalyse.models import Step
from fiches.models import Fiche, Figure
from toolbox.models import Tool
from toolbox.models.search import Kind
from toolbox.search.catalogue import Catalogue
from toolbox.search.portable import figure_texts, portable_index

KINDS = {Kind.TOOL: "Tool", Kind.FICHE: "Thema", Kind.STEP: "Stap", Kind.FIGURE: "Wegwijzer"}


def contents():
    """The file, as data. The names of its fields are short: it goes over the line."""
    catalogue = Catalogue.current()
    places, pages = {}, []
    for kind, pk, page in all_pages():
        places[kind, pk] = len(pages)
        pages.append(page)
    return {"versie": catalogue.snapshot.token, "bladzijden": pages, **portable_index(catalogue, places)}


def all_pages():
    """(kind, primary key, page to read) of everything public that can be found."""
    for tool in Tool.objects.published().for_export():
        yield Kind.TOOL, tool.pk, tool_page(tool)
    for kind, model in ((Kind.FICHE, Fiche), (Kind.STEP, Step)):
        for item in model.objects.published().prefetch_related("passages"):
            yield kind, item.pk, reading_page(kind, item)
    figures = Figure.objects.published()
    texts = figure_texts([figure.pk for figure in figures])
    for figure in figures:  # the words of all its rows
        yield Kind.FIGURE, figure.pk, page(Kind.FIGURE, figure, figure.intro, [("", text) for text in texts[figure.pk]])


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
