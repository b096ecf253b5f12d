"""Small pieces that the search tests share."""

from tests import factories as make
from toolbox.models import Document, Placement, Tool
from toolbox.search.catalogue import Catalogue
from toolbox.search.index.weigh import ASKED


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


def shown(text):
    """The names of the tools on the page for `text`: those that answer, and below them what comes near."""
    found = results(text)
    return [*find(text), *(card.name for card in found.near())]


def results(text, exact=False):
    """What the results page shows for `text`."""
    return Catalogue.current().search(text, exact)


def postings(inverted):
    """{Kind: {key: postings}} of all keys that documents have, and of the words that one may have had before."""
    words = inverted.words.values()
    return {
        kind: {
            key: found
            for key in keys.union(words, map(ASKED.__add__, words))
            if (found := inverted.postings(kind, key))
        }
        for kind, keys in Document.objects.keys_by_kind().items()
    }


def index_content():
    """All that the index says, in the table and in memory."""
    catalogue = Catalogue.current()
    rows = Document.objects.filter(gone=False).order_by("kind", "object_id")
    columns = "kind", "object_id", "title", "year", "places", "values", "terms", "words", "card"
    return {
        "documents": list(rows.values_list(*columns)),
        "inverted": postings(catalogue.memory.inverted),
        "sets": {value: bits for value, bits in catalogue.memory.sets.items() if bits},
        "orders": catalogue.orders,
        "options": {
            param: [(option.value, option.label, option.names, option.bits) for option in options.values()]
            for param, options in catalogue.options.items()
        },
    }
