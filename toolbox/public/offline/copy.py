"""The whole public toolbox as one compact file: the texts to read, and the search index to find them with.

The index is the one of the site (toolbox/search), so that a word of the toolbox has the same key and weight offline.
"""

from itertools import groupby

from django.utils.text import capfirst

from buurtanalyse.models import Step
from fiches.models import Fiche, Figure
from toolbox.models import Placement, TargetGroup, Tool, Worry
from toolbox.models.search import Kind
from toolbox.search.catalogue import Catalogue
from toolbox.search.portable import figure_texts, portable_index

WORRY = "vraag"  # no Kind: the index of the site does not have them
KINDS = {Kind.TOOL: "Tool", Kind.FICHE: "Thema", Kind.STEP: "Stap", Kind.FIGURE: "Wegwijzer", WORRY: "Vraag"}


def contents():
    """The file, as data. The names of its fields are short: it goes over the line."""
    catalogue = Catalogue.current()
    places, pages = {}, []
    for kind, pk, page in all_pages():
        places[kind, pk] = len(pages)
        pages.append(page)
    for place, headings in [*tools_of_places(places), *tools_of_worries(places)]:
        pages[places[place]]["k"] = headings
    used = {slug for page in pages for slug in page.get("g", ())}
    groups = [[group.slug, group.name] for group in TargetGroup.objects.filter(slug__in=used)]
    index = portable_index(catalogue, places)
    return {"versie": catalogue.snapshot.token, "bladzijden": pages, "doelgroepen": groups, **index}


def all_pages():
    """(kind, primary key, page to read) of everything public that can be found, and of every worry."""
    for tool in Tool.objects.published().for_export():
        yield Kind.TOOL, tool.pk, tool_page(tool)
    for kind, model in ((Kind.FICHE, Fiche), (Kind.STEP, Step)):
        for item in model.objects.published().prefetch_related("passages"):
            yield kind, item.pk, reading_page(kind, item)
    figures = Figure.objects.published()
    texts = figure_texts([figure.pk for figure in figures])
    for figure in figures:  # the words of all its rows
        yield Kind.FIGURE, figure.pk, page(Kind.FIGURE, figure, figure.intro, [("", text) for text in texts[figure.pk]])
    for worry in Worry.objects.published().for_list():
        yield WORRY, worry.pk, page(WORRY, worry, worry.group, [("Wat buurten leerden", worry.learned)])


def tools_of_places(places):
    """((kind, pk), headings) of each fiche and step with tools; a heading is [title, [[page, why it is there], ...]]"""
    placed = {}
    for placement in Placement.objects.for_list().exclude(whole_cycle=True):
        place = (Kind.FICHE, placement.fiche_id) if placement.fiche_id else (Kind.STEP, placement.step_id)
        placed.setdefault(place, []).append(placement)
    for place, placements in placed.items():
        groups = groupby(placements, lambda placement: " › ".join(placement.heading_path) or "Tools")
        yield place, [[title, [[places[Kind.TOOL, one.tool_id], ""] for one in group]] for title, group in groups]


def tools_of_worries(places):
    """The same of each worry: its tools with their reasons, and the fiche that goes deeper."""
    for worry in Worry.objects.published().for_detail():
        tools = [[places[Kind.TOOL, row.tool_id], row.reason] for row in worry.tools.all()]
        fiche = places.get((Kind.FICHE, worry.fiche_id))
        deeper = [] if fiche is None else [["Lees verder in", [[fiche, ""]]]]
        yield (WORRY, worry.pk), [*([["Begin hiermee", tools]] if tools else []), *deeper]


def page(kind, item, summary, parts, **more):
    """A page to read: kind, title, address, summary, and its parts as (heading, text)."""
    shown = [[heading, text] for heading, text in parts if text]
    return {"s": KINDS[kind], "t": str(item), "u": item.get_absolute_url(), "z": summary, "d": shown, **more}


def tool_page(tool):
    """A tool: what it offers at each place, whose it is, where it is, and in which filters: its themes ("p") and its
    target groups ("g")."""
    placements = tool.placements.all()
    parts = [(capfirst(one.place_name), one.description) for one in placements]
    facts = {
        "Van": tool.owners.all(),
        "Vorm": tool.formats.all(),
        "Doelgroep": tool.target_groups.all(),
        "Bron": [reference.citation for reference in tool.distinct_references],
    }
    lines = [f"{label}: {', '.join(map(str, values))}" for label, values in facts.items() if values]
    themes = sorted({one.fiche.slug for one in placements if one.fiche})
    groups = [group.slug for group in tool.target_groups.all()]
    return page(Kind.TOOL, tool, tool.summary, parts, f=lines, l=tool.distinct_urls, p=themes, g=groups)


def reading_page(kind, item):
    """A fiche or a step: its passages."""
    parts = [(one.title or one.speaker, f"{one.text}\n{one.points}".strip()) for one in item.passages.all()]
    return page(kind, item, item.lead, parts)
