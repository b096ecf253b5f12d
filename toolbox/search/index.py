"""The index keeps itself right: nobody has to remember a command.

Database triggers write down every row that changes and renew the catalogue's token, inside the transaction of the
change (toolbox/triggers.py). The index knows for which token it was made. The admin and the loader let it catch up
inside their own transaction; whoever reads finds it right or lets it catch up first, so that a bulk update, a change
by hand in SQL or a restored backup is seen as well. Catching up costs what changed, not what there is.
"""

import json
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef

from toolbox import facets
from toolbox.models import CatalogueVersion, WordForm
from toolbox.models.search import (
    Change,
    Document,
    FacetValue,
    IndexState,
    Kind,
    Misspelling,
    Posting,
    Spelling,
    Term,
)
from toolbox.search import bridges, documents, postings, typos, weights
from toolbox.search.analysis import Analyser, fold

RECIPE = "3"  # another number makes every installation index anew: for when the code says otherwise what a word is
ALL_TOOLS = ("", 0)  # the facet value of every public tool
ORDER = "volgorde"  # what is kept beside the values of facets: the tools in an order, as numbers and not as bits
ORDERS = ("titel", "nieuwste", "geplaatst")
CHUNK = 500


@dataclass(frozen=True)
class Snapshot:
    """The state of the catalogue that the index was made for."""

    token: str
    word_forms: str


# Asked at every request, so the statement is written out. One query says for which state of the catalogue the index is,
# and gives the facet values when that is another state than the one that the process already knows.
STATE = (
    "SELECT version.token, state.token, state.recipe, state.word_forms, value.param, value.object_id, value.value, "
    "value.label, value.names, value.listed, value.bits FROM toolbox_catalogueversion AS version "
    "LEFT JOIN toolbox_indexstate AS state ON state.id = 1 "
    "LEFT JOIN toolbox_facetvalue AS value ON state.token = version.token AND version.token <> %s "
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
    if (indexed, recipe) != (token, RECIPE):
        with transaction.atomic():
            _Update().run()
        rows = _read("")
        token, _, _, word_forms = rows[0][:4]
    snapshot = Snapshot(token, word_forms)
    if snapshot == known:
        return snapshot, None
    return snapshot, [StoredValue(*row[4:]) for row in rows if row[4] is not None]


def _read(known_token):
    with connection.cursor() as cursor:
        cursor.execute(STATE, [known_token])
        return cursor.fetchall()


def catch_up():
    """Make the index right if it is not: one query if it is."""
    with connection.cursor() as cursor:
        cursor.execute(STATE.replace("AND version.token <> %s", "AND 1 = 0"))
        row = cursor.fetchone()
    if row and (row[1], row[2]) != (row[0], RECIPE):
        with transaction.atomic():
            _Update().run()


def rebuild():
    """Index everything anew. Pages that were made with the index as it was are not kept any longer."""
    with transaction.atomic():
        CatalogueVersion.objects.renew()
        IndexState.objects.all().delete()
        _Update().run()


def is_whole():
    """Whether all that is public is in the index and every term leads somewhere: what damage from outside breaks."""
    indexed = dict(Document.objects.order_by().values_list("kind").annotate(Count("pk")))
    public = {kind: documents.public(kind).count() for kind in documents.MODELS}
    lost = Term.objects.filter(~Exists(Posting.objects.filter(term=OuterRef("pk"))), documents__gt=0)
    return indexed == {kind: number for kind, number in public.items() if number} and not lost.exists()


class _Update:
    """One run that makes the index right. It holds the lock on the state, so that two never run at once."""

    def __init__(self):
        self.state, _ = IndexState.objects.select_for_update().get_or_create(pk=1)
        forms = WordForm.objects.values_list("form", "base")
        self.word_forms = {fold(form): fold(base) for form, base in forms}
        self.analyser = Analyser(self.word_forms)
        self.anew = self.state.recipe != RECIPE
        self.terms = {}
        self.documents_of_term = Counter()
        self.bits_on = defaultdict(set)
        self.bits_off = defaultdict(set)
        self.order_changed = False

    def run(self):
        """Index what changed."""
        # The token first: a change that is committed in between leaves its rows for the next run.
        token = CatalogueVersion.objects.values_list("token", flat=True).first() or ""
        changes = list(Change.objects.values_list("pk", "source", "object_id"))
        if self.anew:
            self._empty()
            dirty = {kind: set(model.objects.values_list("pk", flat=True)) for kind, model in documents.MODELS.items()}
        else:
            dirty = documents.touched({(source, object_id) for _, source, object_id in changes})
            dirty = self._with_other_word_forms(dirty)
        for kind, ids in dirty.items():
            for block, members in groupby(sorted(ids), lambda number: number // postings.BLOCK):
                self._index(kind, block, list(members))
        self._count_terms()
        self._write_bits()
        self._refresh_values()
        if self.order_changed:
            self._write_orders()
        for seen in _chunks([pk for pk, _, _ in changes]):
            Change.objects.filter(pk__in=seen).delete()
        self.state.token, self.state.recipe = token, RECIPE
        self.state.word_forms = json.dumps(self.word_forms, sort_keys=True)
        self.state.save()

    def _empty(self):
        for model in (Misspelling, Spelling, Posting, Term, Document, FacetValue):
            model.objects.all().delete()

    def _with_other_word_forms(self, dirty):
        """`dirty` and the documents with a word of which editors changed the base."""
        before, after = json.loads(self.state.word_forms), self.word_forms
        forms = [form for form in before.keys() | after.keys() if before.get(form) != after.get(form)]
        keys = {Analyser(forms_then).key(form) for form in forms for forms_then in (before, after)}
        for posting in Posting.objects.filter(term__key__in=keys):
            base = posting.block * postings.BLOCK
            dirty[Kind(posting.kind)].update(
                base + offset for offset in postings.unpack(posting.offsets, posting.weights)
            )
        return dirty

    def _index(self, kind, block, ids):
        """Bring the documents `ids`, all of one block, in the index, or out of it when they are not public any more."""
        old = {document.object_id: document for document in Document.objects.filter(kind=kind, object_id__in=ids)}
        texts = {text.object_id: text for text in documents.READERS[kind](ids)}
        weighed = {pk: weights.weigh(text, self.analyser) for pk, text in texts.items()}
        self._know_terms({key: None for keys, _ in weighed.values() for key in keys})
        self._know_words({word: key for _, words in weighed.values() for word, key in words.items()})
        new_terms = {pk: {self.terms[key]: weight for key, weight in keys.items()} for pk, (keys, _) in weighed.items()}
        old_terms = {pk: set(array("I", bytes(document.terms))) for pk, document in old.items()}
        self._write_postings(kind, block, old_terms, new_terms)
        if kind == Kind.TOOL:
            self._note_values(old, texts)
        elif kind in bridges.MODELS:
            self._write_reach(kind, ids, texts)
        Document.objects.filter(kind=kind, object_id__in=old.keys() - texts.keys()).delete()
        Document.objects.bulk_create(
            [
                Document(
                    kind=kind,
                    object_id=pk,
                    title=text.title,
                    year=text.year,
                    places=text.places,
                    values=text.values,
                    terms=array("I", new_terms[pk]).tobytes(),
                )
                for pk, text in texts.items()
            ],
            batch_size=CHUNK,
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=["title", "year", "places", "values", "terms"],
        )

    def _know_terms(self, keys):
        """Have a number for each of `keys`."""
        unknown = [key for key in keys if key not in self.terms]
        for some in _chunks(unknown):
            self.terms.update(Term.objects.filter(key__in=some).values_list("key", "pk"))
        missing = [Term(key=key) for key in unknown if key not in self.terms]
        self.terms.update((term.key, term.pk) for term in Term.objects.bulk_create(missing, batch_size=CHUNK))

    def _know_words(self, words):
        """Have every one of `words`, {word: key}, among the spellings."""
        known = {}
        for some in _chunks(list(words)):
            known.update(Spelling.objects.filter(word__in=some).values_list("word", "term"))
        missing = [
            Spelling(word=word, beginning=word[:3], term_id=self.terms[key])
            for word, key in words.items()
            if word not in known
        ]
        new = Spelling.objects.bulk_create(missing, batch_size=CHUNK)
        Misspelling.objects.bulk_create(
            [
                Misspelling(text=text, spelling=spelling)
                for spelling in new
                if not spelling.word.isdecimal()  # another year is no typing error
                for text in typos.beginnings(spelling.word)
            ],
            batch_size=CHUNK,
        )
        for word, term in known.items():
            if term != self.terms[words[word]]:  # an editor gave the word another base
                Spelling.objects.filter(word=word).update(term=self.terms[words[word]])

    def _write_postings(self, kind, block, old, new):
        """Replace the postings of some documents of a block. `old`: {id: terms}, `new`: {id: {term: weight}}."""
        by_term = defaultdict(dict)
        for pk in old.keys() | new.keys():
            for term in old.get(pk, ()):
                by_term[term][pk % postings.BLOCK] = 0
                self.documents_of_term[term] -= 1
            for term, weight in new.get(pk, {}).items():
                by_term[term][pk % postings.BLOCK] = weight
                self.documents_of_term[term] += 1
        if not self.anew:
            for some in _chunks(list(by_term)):
                rows = Posting.objects.filter(kind=kind, block=block, term__in=some)
                for posting in rows:
                    kept = postings.unpack(posting.offsets, posting.weights)
                    by_term[posting.term_id] = kept | by_term[posting.term_id]
                rows.delete()
        packed = []
        for term, found in by_term.items():
            offsets, heavy = postings.pack({offset: weight for offset, weight in found.items() if weight})
            if offsets:
                packed.append(Posting(term_id=term, kind=kind, block=block, offsets=offsets, weights=heavy))
        Posting.objects.bulk_create(packed, batch_size=CHUNK)

    def _note_values(self, old, texts):
        """Remember which bits of which facet values go on and off, and whether the orders of the list change."""
        for pk in old.keys() | texts.keys():
            before = _pairs(old[pk].values) if pk in old else set()
            after = _pairs(texts[pk].values) if pk in texts else set()
            for pair in before - after:
                self.bits_off[pair].add(pk)
            for pair in after - before:
                self.bits_on[pair].add(pk)
            if _sort_values(old.get(pk)) != _sort_values(texts.get(pk)):
                self.order_changed = True

    def _write_reach(self, kind, ids, texts):
        """Keep what each source of a bridge reaches where a reader finds it with the facet values."""
        numbers = [bridges.number(kind, pk) for pk in ids]
        FacetValue.objects.filter(param=bridges.REACH_OF_SOURCE, object_id__in=numbers).delete()
        FacetValue.objects.bulk_create(
            FacetValue(
                param=bridges.REACH_OF_SOURCE,
                object_id=bridges.number(kind, pk),
                names=json.dumps(text.values, sort_keys=True),
            )
            for pk, text in sorted(texts.items())
        )

    def _count_terms(self):
        """Keep the number of documents of each term."""
        by_difference = defaultdict(list)
        for term, difference in self.documents_of_term.items():
            by_difference[difference].append(term)
        for difference, terms in by_difference.items():
            for some in _chunks(terms if difference else []):
                Term.objects.filter(pk__in=some).update(documents=F("documents") + difference)

    def _write_bits(self):
        """Turn the bits on and off that this run noted."""
        pairs = self.bits_on.keys() | self.bits_off.keys()
        rows = {
            (row.param, row.object_id): row
            for row in FacetValue.objects.filter(param__in={param for param, _ in pairs})
            if (row.param, row.object_id) in pairs
        }
        for pair in pairs:
            row = rows.setdefault(pair, FacetValue(param=pair[0], object_id=pair[1]))
            bits = postings.from_bytes(row.bits)
            bits = bits & ~postings.bits_of(self.bits_off[pair]) | postings.bits_of(self.bits_on[pair])
            row.bits = postings.to_bytes(bits)
        FacetValue.objects.bulk_create([row for row in rows.values() if not row.pk])
        FacetValue.objects.bulk_update([row for row in rows.values() if row.pk], ["bits"], batch_size=50)

    def _refresh_values(self):
        """Give every facet value its present name and place in the list; forget those that are gone."""
        kept = FacetValue.objects.exclude(param__in=[bridges.REACH_OF_SOURCE, *bridges.BRIDGED])
        rows = {(row.param, row.object_id): row for row in kept.defer("bits")}
        new, changed = [], []
        for position, (param, pk, value, label, names) in enumerate(facets.all_values()):
            row = rows.pop((param, pk), None) or FacetValue(param=param, object_id=pk)
            now = {"value": value, "label": label, "names": "\n".join(names), "position": position, "listed": True}
            if any(getattr(row, name) != content for name, content in now.items()):
                for name, content in now.items():
                    setattr(row, name, content)
                (changed if row.pk else new).append(row)
        # A withdrawn fiche keeps its bits, so that it comes back as it was.
        gone = [row.pk for row in rows.values() if row.listed]
        FacetValue.objects.filter(pk__in=gone).update(listed=False)
        FacetValue.objects.bulk_create(new)
        FacetValue.objects.bulk_update(changed, ["value", "label", "names", "position", "listed"], batch_size=50)

    def _write_orders(self):
        """Put the public tools in each order of the list. In Python, so that both databases agree on the alphabet."""
        rows = list(Document.objects.filter(kind=Kind.TOOL).values_list("object_id", "title", "year", "places"))
        rows.sort(key=lambda row: (_alphabetical(row[1]), row[0]))
        orders = {
            "titel": rows,
            "nieuwste": sorted(rows, key=lambda row: -row[2]),
            "geplaatst": sorted(rows, key=lambda row: -row[3]),
        }
        for name, ordered in orders.items():
            ids = array("I", (row[0] for row in ordered)).tobytes()
            FacetValue.objects.update_or_create(param=ORDER, object_id=ORDERS.index(name), defaults={"bits": ids})


def _chunks(items):
    """`items` in lists of at most `CHUNK`."""
    return [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]


def _pairs(values):
    """The facet values of one tool as (param, value) pairs; every public tool has one pair in common."""
    return {ALL_TOOLS, *((param, value) for param, found in values.items() for value in found)}


def _sort_values(document):
    """What decides the place of a tool in the orders of the list."""
    return document and (document.title, document.year, document.places)


def _alphabetical(title):
    """`title` as it is sorted: without case, accents and quotes."""
    return "".join(char for char in fold(title) if char.isalnum() or char == " ").strip()
