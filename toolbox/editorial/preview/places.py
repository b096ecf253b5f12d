"""Where an entry appears on the site: its page, its card, its place in a fiche."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from buurtanalyse import models as cycle
from fiches import models as fiches
from toolbox import models as toolbox

MOST = 12


class Place(NamedTuple):
    """A page on which an entry appears, where on it, and what an editor calls it."""

    label: str
    address: str


def places_of(entry):
    """The places of an entry that is public, each page once, at most `MOST`."""
    places = {place.address.partition("#")[0]: place for place in reversed(list(PLACES[type(entry)](entry)))}
    return list(reversed(places.values()))[:MOST]


def has_places(model):
    """Whether entries of `model` appear anywhere."""
    return model in PLACES


def _own_page(entry):
    yield Place("De bladzijde", entry.get_absolute_url())


def _list(name, label="In de lijst"):
    def places(entry):
        yield Place(label, reverse(name))

    return places


def _filtered(param):
    def places(value):
        query = urlencode({param: value.slug})
        yield Place("De tools ermee", f"{reverse('toolbox:list')}?{query}")

    return places


def _both(*parts):
    def places(entry):
        for part in parts:
            yield from part(entry)

    return places


def _card(tool):
    yield Place("De kaart in de lijst", f"{reverse('toolbox:list')}?{urlencode({'q': tool.name})}")


def _tool(tool):
    yield from _own_page(tool)
    yield from _card(tool)
    for placement in toolbox.Placement.objects.published().filter(tool=tool).select_related("fiche", "step"):
        yield _place(placement)
    for row in tool.worry_tools.filter(worry__in=toolbox.Worry.objects.published()).select_related("worry"):
        yield Place(f"Bij de vraag “{row.worry}”", row.worry.get_absolute_url())
    shown = toolbox.Collection.objects.published()
    for row in tool.collection_entries.filter(collection__in=shown).select_related("collection"):
        yield Place(f"In de collectie “{row.collection}”", row.collection.get_absolute_url())


def _place(placement):
    where = placement.place_name
    return Place(f"{where[0].upper()}{where[1:]}", placement.get_absolute_url())


def _placement(placement):
    yield _place(placement)
    yield from _own_page(placement.tool)


def _about_tool(entry):
    if entry.tool:
        yield from _own_page(entry.tool)


def _figure_of(number):
    """The page of the figure whose rows these are."""

    def places(entry):
        for figure in fiches.Figure.objects.published().filter(number=number):
            yield Place(str(figure), figure.get_absolute_url())

    return places


def _figure(figure):
    yield from _own_page(figure)
    if figure.fiche and figure.fiche.is_public:
        yield Place(f"Fiche {figure.fiche}", figure.fiche.get_absolute_url())


def _citing(reference):
    for tool in toolbox.Tool.objects.published().filter(citations__reference=reference).distinct():
        yield Place(f"Bij de tool “{tool}”", tool.get_absolute_url())


def _background(entry):
    page = getattr(entry, "page", "") or getattr(entry, "place", "")
    name = {"toolbox": "over:toolbox", "zorgzame-buurten": "over:neighbourhoods", "cyclus": "cyclus:list"}[page]
    yield Place("De bladzijde", reverse(name))


PLACES = {
    toolbox.Tool: _tool,
    toolbox.Placement: _placement,
    toolbox.Owner: _both(_own_page, _list("eigenaars:list")),
    toolbox.Reference: _citing,
    toolbox.Erratum: _both(_list("errata", "De lijst van errata"), _about_tool),
    toolbox.Collection: _both(_own_page, _list("collecties:list")),
    toolbox.Worry: _both(_own_page, _list("vragen:list"), _list("home", "De startpagina")),
    toolbox.Experience: _about_tool,
    toolbox.Format: _filtered("vorm"),
    toolbox.Audience: _filtered("voor"),
    toolbox.Keyword: _filtered("trefwoord"),
    toolbox.TargetGroup: _both(_own_page, _list("doelgroepen:list"), _filtered("doelgroep")),
    fiches.Fiche: _both(_own_page, _list("fiches:list"), _list("home", "De startpagina")),
    fiches.Figure: _both(_figure, _list("wegwijzers:list")),
    fiches.UnreachedGroup: _figure_of(6),
    cycle.Step: _both(_own_page, _list("cyclus:list")),
    cycle.Outcome: _figure_of(3),
    cycle.Situation: _figure_of(4),
    cycle.SituationElement: _figure_of(4),
    cycle.StartFactor: _figure_of(5),
    cycle.Section: _background,
    cycle.Resource: _background,
    cycle.Pillar: _list("over:neighbourhoods", "De bladzijde"),
    cycle.BuildingBlock: _list("over:neighbourhoods", "De bladzijde"),
    cycle.ReadingGuide: _list("over:reading_guide", "De leeswijzer"),
}
