"""The inverted index in memory: for each key the documents that have it, made from the table of analysed documents.

A key has one string of bytes: four for each id, and then one for each weight. Of two versions, the newer shares with
the older what did not change, so that an edit costs what changed, and who still answers with the older keeps it.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict

from toolbox.models.search import Kind
from toolbox.search.index.weigh import ASKED
from toolbox.search.language import typos


class Inverted:
    """Which documents have which key, for each Kind; and the words of all documents with their key."""

    def __init__(self, older=None):
        """`older`: what this one starts from. Nothing that it answers changes."""
        self.of = {kind: dict(older.of[kind]) if older else {} for kind in Kind}
        self.words = dict(older.words) if older else {}
        self.sounds = older.sounds if older else defaultdict(set)  # {sound: words}, of which a reader asks what is new
        self._sorted = None

    def fill(self, documents):
        """Make the index of all documents, (kind, id, {key: weight}), of each kind from low id to high."""
        ids = {kind: defaultdict(lambda: array("I")) for kind in Kind}
        weights = {kind: defaultdict(bytearray) for kind in Kind}
        for kind, pk, terms in documents:
            of_kind, heavy = ids[kind], weights[kind]
            for key, weight in terms.items():
                of_kind[key].append(pk)
                heavy[key].append(weight)
        self.of = {
            kind: {key: ids[kind][key].tobytes() + bytes(weights[kind][key]) for key in ids[kind]} for kind in Kind
        }

    def replace(self, kind, documents):
        """Let `documents`, {id: {key: weight}}, have these keys and no others; one that is gone has none."""
        packed, new = self.of[kind], defaultdict(dict)
        for pk, terms in documents.items():
            for key, weight in terms.items():
                new[key][pk] = weight
        # Four bytes that are found may be of two ids together: then nothing changes below.
        marks = [array("I", [pk]).tobytes() for pk in documents]
        had = {key for key, data in packed.items() if any(mark in data for mark in marks)}
        for key in had | new.keys():
            kept = {pk: weight for pk, weight in unpack(packed.pop(key, b"")).items() if pk not in documents}
            if kept or key in new:
                packed[key] = pack(kept | new.get(key, {}))

    def know(self, words):
        """Have `words`, {word: key}, among those that may be meant by another."""
        for word in words.keys() - self.words.keys():
            self.sounds[typos.sound(word)].add(word)
        self.words.update(words)

    def number(self, key):
        """In how many documents a key stands: in a text, or in a question that it answers."""
        return sum(len(packed.get(one, b"")) // 5 for packed in self.of.values() for one in (key, ASKED + key))

    def beginning(self, start):
        """The words that begin with `start`."""
        if self._sorted is None:
            self._sorted = sorted(self.words)
        first = bisect_left(self._sorted, start)
        return self._sorted[first : bisect_left(self._sorted, start + "\uffff", first)]


def pack(weights):
    """{id: weight} as bytes."""
    ids = sorted(weights)
    return array("I", ids).tobytes() + bytes(map(weights.__getitem__, ids))


def unpack(data):
    """The inverse of `pack`."""
    number = len(data) // 5
    return dict(zip(array("I", data[: 4 * number]), data[4 * number :], strict=True))
