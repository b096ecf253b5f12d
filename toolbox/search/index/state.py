"""The index keeps itself right: nobody has to remember a command.

Database triggers write down every row that changes and renew the catalogue's token, inside the transaction of the
change (content/version.py); the token also moves when something comes or goes by itself (models/version.py). The index
knows for which token it was made. The admin and the loader let it catch up inside their own transaction; whoever reads
finds it right or lets it catch up first, so that a bulk update, a change by hand in SQL or a restored backup is seen as
well. Catching up costs what changed, not what there is.
"""

import json
import logging
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db import DataError, connection, transaction
from django.db.models import Count, Q

from toolbox.models import CatalogueVersion, WordForm
from toolbox.models.search import Change, Document, IndexState
from toolbox.models.version import at_this_moment, moment_of
from toolbox.search.index import texts
from toolbox.search.index.texts import batched
from toolbox.search.index.weigh import weigh
from toolbox.search.language.analysis import Analyser, fold

logger = logging.getLogger(__name__)
# Another number makes every installation index anew: for when the code says otherwise what a word is.
INDEX_VERSION = "8"
CHUNK = 500
FOLLOWED = 50  # states before this one; who has an older one reads all anew
CONTENTS = "values", "kind", "object_id", "title", "year", "places", "terms", "words", "card"
DAMAGE = ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError  # as what it meets breaks on
# Asked at every request, and so written out: to build it costs ten times the asking.
STATE = """SELECT version.token, state.token, state.recipe, state.word_forms, state.lineage, state.version
FROM toolbox_catalogueversion AS version LEFT JOIN toolbox_indexstate AS state ON state.id = 1 WHERE version.id = 1"""


class Snapshot(NamedTuple):
    """The state of the catalogue that the index was made for, and the word forms of editors as JSON.

    `token`: what `CatalogueVersion.objects.current()` gives. `lineage`: the tokens of the states before it. What
    changed since one of those has a higher `version` than it had.
    """

    token: str = ""
    word_forms: str = "{}"
    lineage: str = ""
    version: int = 0

    def follows(self, other):
        """Whether `other` is a state before this one, and not one that was rolled back or made anew since."""
        return other.token in self.lineage.split()


def read():
    """The Snapshot of the index, made right first: one query when it is."""
    row = _state()
    if row and row[1:3] != (row[0], INDEX_VERSION):
        update()
        row = _state()
    return Snapshot(row[0], *row[3:]) if row else Snapshot()


def _state():
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        row = cursor.fetchone()
    return row and (at_this_moment(row[0]), *row[1:])


def catch_up():
    """Make the index right if it is not: one query if it is."""
    read()


@transaction.atomic
def rebuild():
    """Index everything anew. Pages that were made with the index as it was are not used any longer."""
    CatalogueVersion.objects.renew()
    IndexState.objects.update(recipe="")
    update()


def or_rebuilt(read):
    """What `read()` gives; who meets damage mends the index, and reads again."""
    try:
        return read()
    except DAMAGE:
        if not mended():
            raise
        return read()


def mended():
    """Whether the index was damaged: then it is made anew. What fails on a sound index is a fault of ours, and pages
    that were made with it stay. A process looks once at each state."""
    if _Seen.token == CatalogueVersion.objects.current():
        return False
    with transaction.atomic():
        CatalogueVersion.objects.lock()
        before = _contents()
        rebuild()
        is_damaged = _contents() != before
        transaction.set_rollback(not is_damaged)
    _Seen.token = CatalogueVersion.objects.current()
    if is_damaged:
        logger.error("The search index is damaged; it was made again.")
    return is_damaged


class _Seen:
    """The state of which this process knows that the index is sound."""

    token = None


def _contents():
    """All that is in the index, to compare; None when it cannot be read."""
    rows = Document.objects.filter(gone=False).values_list(*CONTENTS).iterator(chunk_size=CHUNK)
    try:
        documents = {hash((json.dumps(values, sort_keys=True), *row)) for values, *row in rows}
    except ValueError:
        return None
    return documents, list(IndexState.objects.values_list("word_forms", flat=True))


def is_whole():
    """Whether all that is public is in the index, and nothing else: what damage from outside breaks."""
    indexed = Document.objects.filter(gone=False).exclude(terms="{}").order_by()
    numbers = dict(indexed.values_list("kind").annotate(Count("pk")))
    public = {kind: model.objects.published() for kind, model in texts.MODELS.items()}
    return numbers == {kind: number for kind, entries in public.items() if (number := entries.count())} and not any(
        entries.exclude(pk__in=indexed.filter(kind=kind).values("object_id")).exists()
        for kind, entries in public.items()
    )


@transaction.atomic
def update():
    """Analyse what changed since the last time; all of it when another version of the code did so, or when what is
    known of the last time is damaged."""
    state, _ = IndexState.objects.select_for_update().get_or_create(pk=1)  # so that two never run at once
    try:
        with transaction.atomic():
            _update(state)
    except (*DAMAGE, DataError):
        logger.exception("The search index cannot follow from what it was; it is made again.")
        _update(IndexState(pk=1))


def _update(state):
    # The token first: a change that is committed in between leaves its rows for the next run.
    token = CatalogueVersion.objects.current()
    changes = list(Change.objects.values_list("pk", "source", "object_id"))
    forms = {fold(form): fold(base) for form, base in WordForm.objects.values_list("form", "base")}
    word_forms = json.dumps(forms, sort_keys=True)
    if state.recipe != INDEX_VERSION or Document.objects.filter(version__gt=state.version).exists():
        dirty = {kind: model.objects.values_list("pk", flat=True) for kind, model in texts.MODELS.items()}
        Document.objects.all().delete()
        lineage = []
    else:
        changed = {(source, object_id) for _, source, object_id in changes}
        dirty = texts.touched(changed | texts.turned(moment_of(state.token)))
        lineage = state.lineage.split()
        _add_with_other_forms(dirty, json.loads(state.word_forms), forms)
    state.version += 1
    state.lineage = " ".join([*lineage, token][-FOLLOWED:])
    analyser = Analyser(forms)
    for kind, ids in dirty.items():
        for some in batched(sorted(ids), CHUNK):
            _write(kind, some, state.version, analyser)
    for seen in batched((pk for pk, _, _ in changes), CHUNK):
        Change.objects.filter(pk__in=seen).delete()
    state.token, state.recipe, state.word_forms = token, INDEX_VERSION, word_forms
    state.save()


def _add_with_other_forms(dirty, before, after):
    """Add to `dirty` the documents with a word of which editors changed the base."""
    analysers = Analyser(before), Analyser(after)
    for form in {form for form, _ in before.items() ^ after.items()}:
        keys = {form, *(analyser.key(form) for analyser in analysers)}
        said = [Q(terms__contains=json.dumps(key)) | Q(words__contains=json.dumps(key)) for key in keys]
        for kind, pk in Document.objects.filter(reduce(or_, said)).values_list("kind", "object_id"):
            dirty[kind].add(pk)


def _write(kind, ids, version, analyser):
    """Keep what the documents `ids` say now; those that are not public any more are gone."""
    rows = {pk: Document(kind=kind, object_id=pk, version=version, gone=True) for pk in ids}
    for text in texts.READERS[kind](ids):
        terms, words = weigh(text, analyser)
        row = rows[text.pk]
        row.gone, row.title, row.year, row.places, row.values = False, text.title, text.year, text.places, text.values
        row.terms, row.words = json.dumps(terms, ensure_ascii=False), json.dumps(words, ensure_ascii=False)
        row.card = json.dumps(text.card, ensure_ascii=False) if text.card else ""
    columns = ["version", "gone", "title", "year", "places", "values", "terms", "words", "card"]
    Document.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=columns
    )
