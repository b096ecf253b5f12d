"""The inverted index in memory: for each key the documents that have it, made from the table of analysed documents.

A key has its postings as a string of bytes, four for each: the id of a document times 256, plus the weight. Most keys
stand in one document, two words side by side above all: those are kept without their text. Of two versions, the newer
shares with the older what did not change: an edit costs what changed, and who still answers with the older keeps it.
"""

from array import array
from bisect import bisect_left
from itertools import compress

from toolbox.models.search import Kind
from toolbox.search.index.weigh import ASKED, HEAVIEST
from toolbox.search.language import typos

SOME = 3  # documents that changed: of more, looking for each in all postings takes longer than reading those
LOOKING_UP = 5  # times what it takes to read a posting
PARTS = [weight / HEAVIEST for weight in range(HEAVIEST + 1)]


class Single:
    """The keys that stand in one document, each as its hash with its posting."""

    def __init__(self, postings):
        """`postings`: {hash of a key: its one posting}."""
        self.hashes = array("q", sorted(postings))
        self.postings = array("I", map(postings.get, self.hashes))

    def posting(self, key):
        """The posting of a key; 0 when it has none here."""
        place = bisect_left(self.hashes, hash(key))
        is_here = place < len(self.hashes) and self.hashes[place] == hash(key)
        return self.postings[place] if is_here else 0


class Inverted:
    """Which documents have which key, for each Kind; and the words of all documents with their key."""

    def __init__(self, older=None):
        """`older`: what this one starts from. Nothing that it answers changes."""
        self._several = {kind: dict(older._several[kind]) if older else {} for kind in Kind}
        self._single = dict(older._single) if older else {kind: Single({}) for kind in Kind}
        # The documents that changed since `_single` was made: all their keys stand in `_several`.
        self._renewed = {kind: set(older._renewed[kind]) if older else set() for kind in Kind}
        self.words = dict(older.words) if older else {}
        self.sounds = dict(older.sounds) if older else {}  # {sound: the words that sound so, with spaces}
        self._sorted = None

    def fill(self, documents):
        """Make the index of all documents, (kind, id, {key: weight}), of each kind from low id to high."""
        single = {kind: {} for kind in Kind}
        for kind, pk, terms in documents:
            several, once = self._several[kind], single[kind]
            for key, weight in terms.items():
                posting = pk << 8 | weight
                if key in several:
                    several[key].append(posting)
                elif first := once.pop(hash(key), 0):
                    several[key] = array("I", (first, posting))
                else:
                    once[hash(key)] = posting
        for kind, several in self._several.items():
            for key, postings in several.items():  # in their place, so that memory never holds all of it twice
                several[key] = postings.tobytes()
            self._single[kind] = Single(single.pop(kind))

    def postings(self, kind, key):
        """The postings of a key, from low id to high."""
        data, posting = self._several[kind].get(key, b""), self._one(kind, key)
        return replaced(data, posting >> 8, posting & 255) if posting else data

    def _one(self, kind, key):
        posting = self._single[kind].posting(key)
        return 0 if posting >> 8 in self._renewed[kind] else posting

    def replace(self, kind, documents):
        """Let `documents`, {id: {key: weight}}, have these keys and no others; one that is gone has none."""
        packed = self._several[kind]
        self._renewed[kind].update(documents)
        for key, pk in list(self._had(kind, documents)):
            if key not in documents[pk] and not (kept := replaced(packed[key], pk)):
                del packed[key]
            elif key not in documents[pk]:
                packed[key] = kept
        for pk, terms in documents.items():
            packed.update((key, replaced(packed.get(key, b""), pk, weight)) for key, weight in terms.items())

    def _had(self, kind, documents):
        """(key, id) of each key that each of `documents` has up to now."""
        if len(documents) > SOME:
            for key, data in self._several[kind].items():
                yield from ((key, pk) for pk in documents.keys() & ids_in(data))
        else:
            # The bytes of an id may also be found across two postings.
            marks = [(pk, array("I", [pk << 8]).tobytes()[1:]) for pk in documents]
            for key, data in self._several[kind].items():
                yield from ((key, pk) for pk, mark in marks if mark in data and pk in weights_in(data, [pk]))

    def know(self, words):
        """Have `words`, {word: key}, among those that may be meant by another."""
        for word in words.keys() - self.words.keys():
            sound = typos.sound(word)
            self.sounds[sound] = f"{self.sounds[sound]} {word}" if sound in self.sounds else word
        self.words.update(words)

    def number(self, key):
        """In how many documents a key stands: in a text, or in a question that it answers."""
        keys = [(kind, one) for kind in Kind for one in (key, ASKED + key)]
        return sum(len(self._several[kind].get(one, b"")) // 4 + (self._one(kind, one) > 0) for kind, one in keys)

    def beginning(self, start):
        """The words that begin with `start`."""
        if self._sorted is None:
            self._sorted = sorted(self.words)
        first = bisect_left(self._sorted, start)
        return self._sorted[first : bisect_left(self._sorted, start + "\uffff", first)]


def ids_in(data, least=0):
    """The ids in the postings of a key with at least this weight."""
    postings = array("I", data)
    if least:
        postings = compress(postings, data[::4].translate(bytes(least) + bytes([1]) * (256 - least)))
    return [posting >> 8 for posting in postings]


def weights_in(data, ids):
    """{id: weight, up to 1} of the postings of a key, at least of `ids`, from low to high."""
    postings, found, place = array("I", data), {}, 0
    if len(ids) * LOOKING_UP > len(postings):
        return {posting >> 8: PARTS[posting & 255] for posting in postings}
    for pk in ids:
        place = bisect_left(postings, pk << 8, place)
        if place < len(postings) and postings[place] >> 8 == pk:
            found[pk] = PARTS[postings[place] & 255]
    return found


def replaced(data, pk, weight=0):
    """The postings of a key with this weight for the document `pk`; without one when it is 0."""
    postings = memoryview(data).cast("I")
    start = bisect_left(postings, pk << 8)
    stop = bisect_left(postings, pk + 1 << 8, start)
    new = array("I", [pk << 8 | weight]).tobytes() if weight else b""
    return data[: 4 * start] + new + data[4 * stop :]
