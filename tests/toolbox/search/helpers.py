"""Small pieces that the search tests share."""

from collections import defaultdict

from tests import factories as make
from toolbox.models import Document, FacetValue, Placement, Posting, Term, Tool
from toolbox.search.catalogue import Catalogue
from toolbox.search.index import postings
from toolbox.search.index.evidence import REACH_OF_SOURCE


def make_fiche(letter="A", title="Visie", **fields):
    """A public fiche with as few words as can be."""
    return make.FicheFactory(letter=letter, title=title, **{"lead": "Inleiding.", **fields})


def make_tool(name, summary="Hulpmiddel.", description="", fiche=None, **fields):
    """A public tool with as few words as can be, placed in `fiche` with `description` when there is one."""
    tool = make.ToolFactory(name=name, summary=summary, **fields)
    if description:
        order = Placement.objects.count() + 1
        make.PlacementFactory(tool=tool, fiche=fiche or make_fiche(), order=order, description=description)
    return tool


def find(text, exact=False):
    """The names of the tools that answer `text`, best first."""
    ids = results(text, exact).answer.ids
    names = Tool.objects.in_bulk(ids)
    return [names[pk].name for pk in ids]


def results(text, exact=False):
    """What the results page shows for `text`."""
    return Catalogue.current().search(text, exact)


def index_content():
    """All that the index says, without the numbers that a row happens to have."""
    keys = dict(Term.objects.values_list("pk", "key"))
    found = defaultdict(dict)
    for posting in Posting.objects.all():
        for offset, weight in postings.unpack(posting.offsets, posting.weights).items():
            found[keys[posting.term_id], posting.kind][posting.block * postings.BLOCK + offset] = weight
    return {
        "postings": dict(found),
        "terms": dict(Term.objects.filter(documents__gt=0).values_list("key", "documents")),
        "documents": {
            tuple(row[:2]): row[2:]
            for row in Document.objects.values_list("kind", "object_id", "title", "year", "places", "values", "card")
        },
        "values": {
            (value.param, value.object_id): (value.value, value.label, value.names, value.position, bytes(value.bits))
            for value in FacetValue.objects.all()
            if value.listed or value.bits or value.param == REACH_OF_SOURCE
        },
    }
