"""The index keeps itself right: nobody has to remember a command.

Database triggers write down every row that changes and renew the catalogue's token, inside the transaction of the
change (content/version.py). The index knows for which token it was made. The admin and the loader let it catch up
inside their own transaction; whoever reads finds it right or lets it catch up first, so that a bulk update, a change
by hand in SQL or a restored backup is seen as well. Catching up costs what changed, not what there is.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from toolbox.models import CatalogueVersion
from toolbox.models.search import Document, IndexState, Posting, Term
from toolbox.search.index import documents
from toolbox.search.index.indexer import Update
from toolbox.search.sql import rows_of

INDEX_VERSION = (
    "6"  # another number makes every installation index anew: for when the code says otherwise what a word is
)


@dataclass(frozen=True)
class Snapshot:
    """The state of the catalogue that the index was made for."""

    token: str
    word_forms: str


# Asked at every request, so the statements are written out.
STATE = (
    "SELECT version.token, state.token, state.recipe FROM toolbox_catalogueversion AS version "
    "LEFT JOIN toolbox_indexstate AS state ON state.id = 1 WHERE version.id = 1"
)
# One query says for which state of the catalogue the index is, and gives the facet values when that is another state
# than the one that the process already knows. It compares the key, and not only the tokens: a database then looks up
# that there is none (6 µs), instead of holding 500 values against the tokens (23 µs).
STATE_WITH_VALUES = (
    "SELECT version.token, state.token, state.recipe, state.word_forms, value.param, value.object_id, value.value, "
    "value.label, value.names, value.listed, value.bits FROM toolbox_catalogueversion AS version "
    "LEFT JOIN toolbox_indexstate AS state ON state.id = 1 "
    "LEFT JOIN toolbox_facetvalue AS value "
    "ON value.id >= CASE WHEN state.token = version.token AND version.token <> %s THEN 0 END "
    "WHERE version.id = 1 ORDER BY value.position"
)


@dataclass(frozen=True)
class StoredValue:
    """A facet value as the index keeps it (toolbox/models/search.py)."""

    param: str
    object_id: int
    value: str
    label: str
    names: str
    listed: bool
    bits: bytes


def read(known=None):
    """(state of the index, its facet values), made right first. The values are None when the state is `known`."""
    known_token = known.token if known else ""
    rows = _read(known_token)
    if not rows:
        return Snapshot("", "{}"), None if known == Snapshot("", "{}") else []
    token, indexed, recipe, word_forms = rows[0][:4]
    if (indexed, recipe) != (token, INDEX_VERSION):
        with transaction.atomic():
            Update(INDEX_VERSION).run()
        rows = _read("")
        token, _, _, word_forms = rows[0][:4]
    snapshot = Snapshot(token, word_forms)
    if snapshot == known:
        return snapshot, None
    return snapshot, [StoredValue(*row[4:]) for row in rows if row[4] is not None]


def _read(known_token):
    return rows_of(STATE_WITH_VALUES, [known_token])


def catch_up():
    """Make the index right if it is not: one query if it is."""
    if any((indexed, recipe) != (token, INDEX_VERSION) for token, indexed, recipe in rows_of(STATE)):
        with transaction.atomic():
            Update(INDEX_VERSION).run()


def rebuild():
    """Index everything anew. Pages that were made with the index as it was are not kept any longer."""
    with transaction.atomic():
        CatalogueVersion.objects.renew()
        IndexState.objects.all().delete()
        Update(INDEX_VERSION).run()


def is_whole():
    """Whether all that is public is in the index and every term leads somewhere: what damage from outside breaks."""
    indexed = dict(Document.objects.order_by().values_list("kind").annotate(Count("pk")))
    public = {kind: documents.public(kind).count() for kind in documents.MODELS}
    lost = Term.objects.filter(~Exists(Posting.objects.filter(term=OuterRef("pk"))), documents__gt=0)
    return indexed == {kind: number for kind, number in public.items() if number} and not lost.exists()
