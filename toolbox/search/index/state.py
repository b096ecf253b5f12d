"""The index keeps itself right: nobody has to remember a command.

Database triggers write down every row that changes and renew the catalogue's token, inside the transaction of the
change (content/version.py). The index knows for which token it was made. The admin and the loader let it catch up
inside their own transaction; whoever reads finds it right or lets it catch up first, so that a bulk update, a change
by hand in SQL or a restored backup is seen as well. Catching up costs what changed, not what there is.
"""

from collections import namedtuple
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from toolbox.models import CatalogueVersion
from toolbox.models.search import Document, IndexState, Posting, Term
from toolbox.search.index import documents
from toolbox.search.index.indexer import update
from toolbox.search.sql import rows_of

# Another number makes every installation index anew: for when the code says otherwise what a word is.
INDEX_VERSION = "6"

# Asked at every request, so written out: for which state of the catalogue the index is, and the facet values when that
# is another state than the one that the process already knows. It compares the key, and not only the tokens: a database
# then looks up that there is none (6 µs), instead of holding 500 values against the tokens (23 µs).
STATE_WITH_VALUES = (
    "SELECT version.token, state.token, state.recipe, state.word_forms, value.param, value.object_id, value.value, "
    "value.label, value.names, value.listed, value.bits FROM toolbox_catalogueversion AS version "
    "LEFT JOIN toolbox_indexstate AS state ON state.id = 1 "
    "LEFT JOIN toolbox_facetvalue AS value "
    "ON value.id >= CASE WHEN state.token = version.token AND version.token <> %s THEN 0 END "
    "WHERE version.id = 1 ORDER BY value.position"
)


class Snapshot(NamedTuple):
    """The state of the catalogue that the index was made for: its token, and the word forms of editors as JSON."""

    token: str
    word_forms: str


# A facet value as the index keeps it (toolbox/models/search.py).
StoredValue = namedtuple("StoredValue", "param object_id value label names listed bits")


def read(known=None):
    """(Snapshot, [StoredValue, ...]) of the index, made right first. The values are None when that is still `known`."""
    rows = rows_of(STATE_WITH_VALUES, [known.token if known else ""])
    if rows and rows[0][1:3] != (rows[0][0], INDEX_VERSION):
        update(INDEX_VERSION)
        rows = rows_of(STATE_WITH_VALUES, [""])
    token, _, _, word_forms = rows[0][:4] if rows else ("", "", "", "{}")
    snapshot = Snapshot(token, word_forms)
    values = [StoredValue(*row[4:]) for row in rows if row[4] is not None]
    return snapshot, None if snapshot == known else values


def catch_up():
    """Make the index right if it is not: one query if it is."""
    right = IndexState.objects.filter(recipe=INDEX_VERSION)
    if CatalogueVersion.objects.exclude(token__in=right.values("token")).exists():
        update(INDEX_VERSION)


@transaction.atomic
def rebuild():
    """Index everything anew. Pages that were made with the index as it was are not used any longer."""
    CatalogueVersion.objects.renew()
    IndexState.objects.all().delete()
    update(INDEX_VERSION)


def is_whole():
    """Whether all that is public is in the index and every term leads somewhere: what damage from outside breaks."""
    indexed = dict(Document.objects.order_by().values_list("kind").annotate(Count("pk")))
    public = {kind: documents.public(kind).count() for kind in documents.MODELS}
    lost = Term.objects.filter(~Exists(Posting.objects.filter(term=OuterRef("pk"))), documents__gt=0)
    return indexed == {kind: number for kind, number in public.items() if number} and not lost.exists()
