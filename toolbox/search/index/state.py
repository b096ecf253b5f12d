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


class Snapshot(NamedTuple):
    """The state of the catalogue that the index was made for: its token, and the word forms of editors as JSON."""

    token: str
    word_forms: str


# A facet value as the index keeps it (toolbox/models/search.py).
StoredValue = namedtuple("StoredValue", "param object_id value label names listed bits")


def read(known=None):
    """(Snapshot, [StoredValue, ...]) of the index, made right first. The values are None when that is still `known`."""
    rows = rows_of("state_with_values", [known.token if known else ""])
    if rows and rows[0][1:3] != (rows[0][0], INDEX_VERSION):
        update(INDEX_VERSION)
        rows = rows_of("state_with_values", [""])
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
