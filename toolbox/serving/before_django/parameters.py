"""What stands in an address behind the question mark, as far as it says which page it is."""

from urllib.parse import unquote_plus

from fiches.shared.tracking import is_tracking

# All that some page reads. Anybody can make up others without end, and each would fill the cache with the same page.
FILTERS = "doelgroep eigenaar fiche link stap trefwoord voor vorm vormgroep"
LISTS = "aantal exact formaat pagina per_pagina q sorteer tool zoek"
PLAN = "stap1 stap2 stap3 stap4 t"
OTHERS = "groep naam over plan rol situatie van wat"
KNOWN = frozenset(f"{FILTERS} {LISTS} {PLAN} {OTHERS}".split())


def without_tracking(query):
    """`query` without the parameters that only count visitors, not ours to know: so many links, one page."""
    return "&".join(part for part in query.split("&") if not is_tracking(part.partition("=")[0]))


def is_known(query):
    """Whether all parameters of `query` are read by some page, so that the page may be kept under it."""
    return all(unquote_plus(part.partition("=")[0]) in KNOWN for part in query.split("&") if part)
