"""The packed form of an index: sets of ids as bits of one number, and the postings of a term in blocks.

A row for every pair of term and document was measured too (docs/beslissingen.md): twenty times the room, and reading a
common word then took longer than the rest of the page.
"""

from array import array
from itertools import compress, repeat
from operator import itemgetter

BLOCK = 4096  # ids in a block; an offset in it fits in two bytes


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
    if bits.bit_count() * SCATTERED < bits.bit_length():  # mostly nothing: let the search for something run in C
        size = bits.bit_length() // WORD + 1
        words, found = memoryview(bits.to_bytes(size * 8, "little")).cast("Q"), []
        for start, word in zip(compress(range(0, size * WORD, WORD), words), filter(None, words), strict=True):
            while word:
                lowest = word & -word
                found.append(start + lowest.bit_length() - 1)
                word ^= lowest
        return found
    data = to_bytes(bits)
    return [start + bit for start, byte in zip(range(0, len(data) * 8, 8), data, strict=True) for bit in BITS_OF_BYTE[byte]]


SCATTERED, WORD = 32, 64
BITS_OF_BYTE = [bytes(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def to_bytes(bits):
    """A set as the database keeps it."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def from_bytes(data):
    """A set as the database gave it."""
    return int.from_bytes(data, "little")


def pack(weights):
    """The postings of one block, {offset: weight}, as (offsets, weights) for the database."""
    offsets = sorted(weights)
    return array("H", offsets).tobytes(), bytes(weights[offset] for offset in offsets)


def unpack(offsets, weights):
    """The inverse of `pack`."""
    return dict(zip(array("H", bytes(offsets)), bytes(weights), strict=True))


class PostingList:
    """Where one term occurs: which ids, and how much it weighs in each (1 to 255).

    `weights` says it by id: an array with 0 for all others, or a dict when they are few among many.
    """

    def __init__(self, blocks):
        """`blocks`: (block, offsets, weights) as the database gave them, in order."""
        number = sum(len(weights) for _, _, weights in blocks)
        span = (blocks[-1][0] + 1) * BLOCK if blocks else 0
        if number * FEW < span:
            self.weights = {
                block * BLOCK + offset: weight
                for block, offsets, weights in blocks
                for offset, weight in zip(array("H", bytes(offsets)), bytes(weights), strict=True)
            }
            self.bits = bits_of(self.weights)
        else:
            self.weights = bytearray(span)
            for block, offsets, weights in blocks:
                found = bytearray(BLOCK)
                for offset, weight in zip(array("H", bytes(offsets)), bytes(weights), strict=True):
                    found[offset] = weight
                self.weights[block * BLOCK : (block + 1) * BLOCK] = found
            # The array as a number in base 2, with 1 for what weighs something: many times faster than bit by bit.
            self.bits = int(self.weights[::-1].translate(ONE_FOR_ANY) or b"0", 2)

    @classmethod
    def of(cls, weights):
        """The list of these `weights`, {id: weight}."""
        made = cls(())
        made.weights, made.bits = weights, bits_of(weights)
        return made

    def weights_of(self, ids):
        """How much the term weighs in each of `ids`, from low to high; 0 where it does not occur."""
        weights = self.weights
        if isinstance(weights, dict):
            return list(map(weights.get, ids, repeat(0)))
        if ids[-1] >= len(weights):
            weights = weights + bytes(ids[-1] + 1 - len(weights))
        return itemgetter(*ids, 0)(weights)[:-1]  # always of two or more: of one it would give no list

    def items(self):
        """(id, weight) for each id, from low to high."""
        ids = ids_of(self.bits)
        return zip(ids, self.weights_of(ids), strict=True) if ids else ()

    @property
    def size(self):
        """About how many bytes it takes."""
        of_weights = len(self.weights) * (IN_A_DICT if isinstance(self.weights, dict) else 1)
        return self.bits.bit_length() // 8 + of_weights + 500


FEW = 64  # one in so many
IN_A_DICT = 100  # bytes for each id
ONE_FOR_ANY = b"0" + b"1" * 255
EMPTY = PostingList(())
