"""The packed form of an index: sets of ids as bits of one number, and the postings of a term in blocks.

A row for every pair of term and document was measured too (docs/beslissingen/0041): twenty times the room, and reading
a common word then took longer than the rest of the page.
"""

from array import array
from functools import cached_property, lru_cache
from itertools import compress, count

BLOCK = 4096  # ids in a block; an offset in it fits in two bytes
MANY = 32  # postings in a block


def bits_of(ids):
    """The set of `ids` as a number: bit n is on when n is in it."""
    ids = list(ids)
    mask = bytearray(max(ids, default=0) // 8 + 1)
    for number in ids:
        mask[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(mask, "little")


def ids_of(bits):
    """The numbers of the bits that are on, from low to high."""
    return list(_remembered_ids(bits)) if bits.bit_length() <= SHORT else _ids_of(bits)


def _ids_of(bits):
    if bits.bit_count() < FEW:
        found = []
        while bits:
            lowest = bits & -bits
            found.append(lowest.bit_length() - 1)
            bits ^= lowest
        return found
    data = to_bytes(bits)
    return [start + bit for start, byte in compress(zip(count(0, 8), data), data) for bit in BITS_OF_BYTE[byte]]


# A ranking takes the ids of some hundred sets, and in a small catalogue most of them are the same for every question:
# the tools of a keyword, of a fiche, of a common word. It took half of the ranking.
@lru_cache(1_500)  # of about half a kilobyte
def _remembered_ids(bits):
    return tuple(_ids_of(bits))


SHORT = 512  # bits
FEW = 32  # ids among very many: to look for each takes less than to read all bytes
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


class PostingList:
    """Where one term occurs: `bits`, the set of ids, and `weights`, {id: how much it weighs there, 1 to 255}."""

    def __init__(self, blocks=()):
        """`blocks`: (block, offsets, weights, bits) as the database gave them."""
        self._blocks = blocks
        self.bits = 0
        for block, offsets, _, bits in blocks:
            in_block = from_bytes(bits) if bits else bits_of(array("H", bytes(offsets)))
            self.bits |= in_block << block * BLOCK

    @cached_property
    def weights(self):
        """Only unpacked when a question needs them."""
        return {
            block * BLOCK + offset: weight
            for block, offsets, weights, _ in self._blocks
            for offset, weight in unpack(offsets, weights).items()
        }
