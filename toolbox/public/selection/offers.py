"""Tools that a reader looks for to put with what is there."""

from toolbox.search import MAX_LENGTH
from toolbox.search.catalogue import Catalogue

OFFERED = 10


def asked_for(query):
    """What the reader looks for, as a search can take it; "" for nothing."""
    return query.get("zoek", "").strip()[:MAX_LENGTH]


def offers(wanted, keys):
    """Tools that fit what the reader looks for and are not among `keys` yet."""
    found = Catalogue.current().search(wanted).tools()[: OFFERED + len(keys)] if wanted else []
    return [tool for tool in found if tool.slug not in keys][:OFFERED]
