"""One run that brings the search index up to date: the documents that changed, their terms and their words."""

import json
from array import array
from collections import Counter, defaultdict
from itertools import groupby

from django.db import transaction
from django.db.models import F

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
from toolbox.search.index import bm25, documents, evidence, postings
from toolbox.search.index.documents import batched
from toolbox.search.index.facet_values import ValueChanges, write_reach
from toolbox.search.language import typos
from toolbox.search.language.analysis import Analyser, fold

CHUNK = 500


@transaction.atomic
def update(recipe):
    """Make the index right: all of it when another `recipe` made it (state.INDEX_VERSION), else what changed."""
    Update(recipe).run()


class Update:
    """One run that makes the index right. It holds the lock on the state, so that two never run at once."""

    def __init__(self, recipe):
        self.recipe = recipe
        self.state, _ = IndexState.objects.select_for_update().get_or_create(pk=1)
        forms = WordForm.objects.values_list("form", "base")
        self.word_forms = {fold(form): fold(base) for form, base in forms}
        self.analyser = Analyser(self.word_forms)
        self.anew = self.state.recipe != recipe
        self.terms = {}
        self.documents_of_term = Counter()
        self.values = ValueChanges()

    def run(self):
        """Index what changed."""
        # The token first: a change that is committed in between leaves its rows for the next run.
        token = CatalogueVersion.objects.values_list("token", flat=True).first() or ""
        changes = list(Change.objects.values_list("pk", "source", "object_id"))
        if self.anew:
            for model in (Misspelling, Spelling, Posting, Term, Document, FacetValue):
                model.objects.all().delete()
            dirty = {kind: set(model.objects.values_list("pk", flat=True)) for kind, model in documents.MODELS.items()}
        else:
            dirty = documents.touched({(source, object_id) for _, source, object_id in changes})
            dirty = self._with_other_word_forms(dirty)
        for kind, ids in dirty.items():
            for block, members in groupby(sorted(ids), lambda number: number // postings.BLOCK):
                self._index(kind, block, list(members))
        self._count_terms()
        self.values.write()
        for seen in batched((pk for pk, _, _ in changes), CHUNK):
            Change.objects.filter(pk__in=seen).delete()
        self.state.token, self.state.recipe = token, self.recipe
        self.state.word_forms = json.dumps(self.word_forms, sort_keys=True)
        self.state.save()

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
        weighed = {pk: bm25.weigh(text, self.analyser) for pk, text in texts.items()}
        self._know_terms({key: None for keys, _ in weighed.values() for key in keys})
        self._know_words({word: key for _, words in weighed.values() for word, key in words.items()})
        new_terms = {pk: {self.terms[key]: weight for key, weight in keys.items()} for pk, (keys, _) in weighed.items()}
        old_terms = {pk: set(array("I", bytes(document.terms))) for pk, document in old.items()}
        self._write_postings(kind, block, old_terms, new_terms)
        if kind == Kind.TOOL:
            self.values.note(old, texts)
        elif kind in evidence.MODELS:
            write_reach(kind, ids, texts)
        Document.objects.filter(kind=kind, object_id__in=old.keys() - texts.keys()).delete()
        _write_documents(kind, texts, new_terms)

    def _know_terms(self, keys):
        """Have a number for each of `keys`."""
        unknown = [key for key in keys if key not in self.terms]
        for some in batched(unknown, CHUNK):
            self.terms.update(Term.objects.filter(key__in=some).values_list("key", "pk"))
        missing = [Term(key=key) for key in unknown if key not in self.terms]
        self.terms.update((term.key, term.pk) for term in Term.objects.bulk_create(missing, batch_size=CHUNK))

    def _know_words(self, words):
        """Have every one of `words`, {word: key}, among the spellings."""
        terms = {word: self.terms[key] for word, key in words.items()}
        known = {}
        for some in batched(words, CHUNK):
            known.update(Spelling.objects.filter(word__in=some).values_list("word", "term"))
        missing = [Spelling(word=word, beginning=word[:3], term_id=terms[word]) for word in words if word not in known]
        misspellings = [
            Misspelling(text=text, spelling=spelling)
            for spelling in Spelling.objects.bulk_create(missing, batch_size=CHUNK)
            if not spelling.word.isdecimal()  # another year is no typing error
            for text in typos.beginnings(spelling.word)
        ]
        Misspelling.objects.bulk_create(misspellings, batch_size=CHUNK)
        for word in [word for word, term in known.items() if term != terms[word]]:
            Spelling.objects.filter(word=word).update(term=terms[word])  # an editor gave the word another base

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
            for some in batched(list(by_term), CHUNK):
                rows = Posting.objects.filter(kind=kind, block=block, term__in=some)
                for posting in rows:
                    before = postings.unpack(posting.offsets, posting.weights)
                    by_term[posting.term_id] = before | by_term[posting.term_id]
                rows.delete()
        packed = []
        for term, found in by_term.items():
            offsets, heavy, bits = postings.pack({offset: weight for offset, weight in found.items() if weight})
            if offsets:
                packed.append(Posting(term_id=term, kind=kind, block=block, offsets=offsets, weights=heavy, bits=bits))
        Posting.objects.bulk_create(packed, batch_size=CHUNK)

    def _count_terms(self):
        """Keep the number of documents of each term."""
        by_difference = defaultdict(list)
        for term, difference in self.documents_of_term.items():
            by_difference[difference].append(term)
        for difference, terms in by_difference.items():
            for some in batched(terms if difference else [], CHUNK):
                Term.objects.filter(pk__in=some).update(documents=F("documents") + difference)


def _write_documents(kind, texts, terms):
    """Keep what the index must know of each document. `texts`: {id: Text}, `terms`: {id: {term: weight}}."""
    Document.objects.bulk_create(
        [
            Document(
                kind=kind,
                object_id=pk,
                title=text.title,
                year=text.year,
                places=text.places,
                values=text.values,
                terms=array("I", terms[pk]).tobytes(),
                card=json.dumps(text.card, ensure_ascii=False) if text.card else "",
            )
            for pk, text in texts.items()
        ],
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["title", "year", "places", "values", "terms", "card"],
    )
