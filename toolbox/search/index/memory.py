"""The table of analysed documents in memory, for one state of the catalogue: what is found, and what is filed where."""

import json
from collections import defaultdict

from fiches.shared.order import dutch_order
from toolbox.models.search import Document, Kind
from toolbox.search.bits import bits_of
from toolbox.search.index.inverted import Inverted

AT_ONCE = 2_000  # rows
COLUMNS = "kind", "object_id", "gone", "title", "year", "places", "values", "terms", "words"


class Memory:
    """The Inverted index; and of tools what each is sorted by, and which have which value of a facet."""

    def __init__(self, snapshot, older=None):
        """`snapshot`: the state to read. `older`: the Memory of an earlier one; only what changed since is read."""
        if older and not snapshot.follows(older.snapshot):
            older = None
        self.snapshot = snapshot
        self.inverted = Inverted(older and older.inverted)
        self.sorting = dict(older.sorting) if older else {}  # {tool: (title to sort by, -year, -places)}
        self.sets = dict(older.sets) if older else {}  # {(param, primary key of a value): the tools that have it}
        rows = Document.objects.filter(version__gt=older.snapshot.version if older else -1)
        rows = rows.order_by("kind", "object_id").values_list(*COLUMNS).iterator(chunk_size=AT_ONCE)
        if older:
            self._replace(list(rows))
        else:
            self._fill(rows)

    def _fill(self, rows):
        filed, words = defaultdict(list), {}
        self.inverted.fill(self._read(rows, filed, words))
        self.sets = {value: bits_of(ids) for value, ids in filed.items()}
        self.inverted.know(words)

    def _replace(self, rows):
        filed, words, changed = defaultdict(list), {}, defaultdict(dict)
        for kind, pk, terms in self._read(rows, filed, words):
            changed[kind][pk] = terms
        for kind, documents in changed.items():
            self.inverted.replace(kind, documents)
        kept = ~bits_of(changed[Kind.TOOL])
        for value in self.sets.keys() | filed.keys():
            self.sets[value] = self.sets.get(value, 0) & kept | bits_of(filed.get(value, ()))
        self.inverted.know(words)

    def _read(self, rows, filed, words):
        """(kind, id, {key: weight}) of each row; notes how tools are sorted and `filed`, and their `words`."""
        for kind, pk, gone, title, year, places, values, terms, said in rows:
            if kind == Kind.TOOL:
                self.sorting.pop(pk, None)
                if not gone:
                    self.sorting[pk] = (dutch_order(title), -year, -places)
                for param, some in values.items():
                    for value in some:
                        filed[param, value].append(pk)
            words.update(json.loads(said))
            yield kind, pk, json.loads(terms)
