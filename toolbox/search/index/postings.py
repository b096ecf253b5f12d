"""The packed form of an index: sets of ids as bits of one number, and the postings of a term in blocks.

A row for every pair of term and document was measured too (docs/beslissingen/0041): twenty times the room, and reading
a common word then took longer than the rest of the page.
"""

from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import compress, repeat
from operator import itemgetter

BLOCK = 4096  # ids in a block; an offset in it fits in two bytes
MANY = 32  # postings in a block


def bits_of(ids):
    """The set of `ids` as a number: bit n is on when n is in it."""
    ids = list(ids)
    if not ids:
        return 0
    mask = bytearray(max(ids) // 8 + 1)
    for number in ids:
        mask[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(mask, "little")


def ids_of(bits):
    """The numbers of the bits that are on, from low to high."""
    if bits.bit_length() <= SHORT:
        return list(_remembered_ids(bits))
    return _ids_of(bits)


def _ids_of(bits):
    number, length = bits.bit_count(), bits.bit_length()
    if not number:
        return []
    if number < SOME:
        return _ids_in((0,), (bits,))
    if number * SCATTERED < length:  # mostly nothing: let the search for something run in C
        size = length // WORD + 1
        words = memoryview(bits.to_bytes(size * 8, "little")).cast("Q")
        return _ids_in(compress(range(0, size * WORD, WORD), words), filter(None, words))
    data = to_bytes(bits)
    places = range(0, len(data) * 8, 8)
    return [start + bit for start, byte in zip(places, data, strict=True) for bit in BITS_OF_BYTE[byte]]


# A ranking takes the ids of some hundred sets, and in a small catalogue most of them are the same for every question:
# the tools of a keyword, of a fiche, of a common word. It took half of the ranking.
@lru_cache(1_500)  # of about half a kilobyte
def _remembered_ids(bits):
    return tuple(_ids_of(bits))


def _ids_in(starts, words):
    found = []
    for start, word in zip(starts, words, strict=True):
        while rest := word & (word - 1):  # mostly there is one: then that is all
            found.append(start + (word ^ rest).bit_length() - 1)
            word = rest
        found.append(start + word.bit_length() - 1)
    return found


SHORT = 512  # bits
SOME, SCATTERED, WORD = 16, 32, 64
BITS_OF_BYTE = [bytes(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def to_bytes(bits):
    """A set as the database keeps it."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def from_bytes(data):
    """A set as the database gave it."""
    return int.from_bytes(data, "little")


def pack(weights):
    """The postings of one block, {offset: weight}, as (offsets, weights, bits) for the database.

    `bits` is the set of the offsets when they are many: to make it of them took longer than to rank the documents.
    """
    offsets = sorted(weights)
    bits = to_bytes(bits_of(offsets)) if len(offsets) >= MANY else b""
    return array("H", offsets).tobytes(), bytes(weights[offset] for offset in offsets), bits


def unpack(offsets, weights):
    """The inverse of `pack`, of its first two."""
    return dict(zip(array("H", bytes(offsets)), bytes(weights), strict=True))


def is_whole(offsets, weights, bits):
    """Whether packed postings can be what `pack` made of something, as far as a glance tells: a file may be damaged."""
    number = len(weights)
    return (
        0 < number == len(offsets) / 2
        and array("H", bytes(offsets[-2:]))[0] < BLOCK
        and (not bits or from_bytes(bits).bit_count() == number)
    )


def pick(places, values):
    """What stands at `places` in `values`: by far the fastest way that Python has."""
    return itemgetter(*places, 0, 0)(values)[:-2]  # always two or more: of one it would give no tuple


class PostingList:
    """Where one term occurs: which ids, and how much it weighs in each (1 to 255).

    The weights stay as the database gave them until a question needs enough of them to unpack them all.
    """

    def __init__(self, blocks):
        """`blocks`: (block, offsets, weights, bits) as the database gave them, in order."""
        self._blocks = blocks
        self._weights = None
        self._span = (blocks[-1][0] + 1) * BLOCK if blocks else 0
        mask, self.number = bytearray(self._span // 8), 0
        for block, offsets, weights, bits in blocks:
            start = block * BLOCK // 8
            self.number += len(weights)
            if bits:
                mask[start : start + len(bits)] = bits
            else:
                for offset in array("H", bytes(offsets)):
                    mask[start + (offset >> 3)] |= 1 << (offset & 7)
        self.bits = int.from_bytes(mask, "little")

    @classmethod
    def of(cls, weights):
        """The list of these `weights`, {id: weight}."""
        made = cls(())
        made._weights, made.number, made.bits = weights, len(weights), bits_of(weights)
        return made

    def weights_of(self, ids):
        """How much the term weighs in each of `ids`, from low to high; 0 where it does not occur."""
        if self._weights is None:
            if len(ids) * LOOK_UP < self.number:
                return self._looked_up(ids)
            self._weights = self._unpacked()
        weights = self._weights
        if isinstance(weights, dict):
            return list(map(weights.get, ids, repeat(0)))
        if ids and ids[-1] >= len(weights):
            weights = weights + bytes(ids[-1] + 1 - len(weights))
        return pick(ids, weights)

    def _unpacked(self):
        """All weights by id: an array with 0 for all others, or a dict when they are few among many."""
        if is_sparse(self.number, self._span):
            return {
                block * BLOCK + offset: weight
                for block, offsets, weights, _ in self._blocks
                for offset, weight in unpack(offsets, weights).items()
            }
        array_of_all = bytearray(self._span)
        for block, offsets, weights, _ in self._blocks:
            found = bytearray(BLOCK)
            for offset, weight in zip(array("H", bytes(offsets)), bytes(weights), strict=True):
                found[offset] = weight
            array_of_all[block * BLOCK : (block + 1) * BLOCK] = found
        return array_of_all

    def _looked_up(self, ids):
        """The weights of a few `ids`, without unpacking the others."""
        blocks = {block: (array("H", bytes(offsets)), bytes(weights)) for block, offsets, weights, _ in self._blocks}
        found = []
        for pk in ids:
            offsets, weights = blocks.get(pk // BLOCK, NOTHING)
            offset = pk % BLOCK
            place = bisect_left(offsets, offset)
            found.append(weights[place] if place < len(offsets) and offsets[place] == offset else 0)
        return found

    def items(self):
        """(id, weight) for each id, from low to high."""
        ids = ids_of(self.bits)
        return zip(ids, self.weights_of(ids), strict=True)


def is_sparse(number, span):
    """Whether so many weights among so many ids are better kept one by one."""
    return number * SPARSE <= span


def size_of(blocks):
    """About how many bytes a posting list of these blocks takes when all is unpacked."""
    number, span = sum(len(weights) for _, _, weights, _ in blocks), (blocks[-1][0] + 1) * BLOCK
    return len(blocks) * 250 + number * 3 + span // 8 + (number * 100 if is_sparse(number, span) else span)


LOOK_UP = 16  # to look up one weight takes as long as to unpack so many
SPARSE = 64  # one in so many
NOTHING = (array("H"), b"")
EMPTY = PostingList(())
