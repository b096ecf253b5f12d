"""The packed form of an index: sets of ids as bits of one number, and the postings of a term in blocks.

A row for every pair of term and document was measured too (docs/beslissingen.md): twenty times the room, and reading a
common word then took longer than the rest of the page.
"""

import re
from array import array

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
    data, found = to_bytes(bits), []
    if bits.bit_count() * 8 < len(data):  # mostly nothing: let the search for something run in C
        for match in SOMETHING.finditer(data):
            start = match.start()
            found += [start * 8 + bit for bit in BITS_OF_BYTE[data[start]]]
        return found
    for index, byte in enumerate(data):
        if byte:
            found += [index * 8 + bit for bit in BITS_OF_BYTE[byte]]
    return found


SOMETHING = re.compile(rb"[^\0]", re.DOTALL)
BITS_OF_BYTE = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]


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
    """Where one term occurs: which ids, and how much it weighs in each (1 to 255)."""

    def __init__(self, blocks):
        """`blocks`: (block, offsets, weights) as the database gave them."""
        self.weights = {}
        for block, offsets, weights in blocks:
            base = block * BLOCK
            self.weights.update(
                zip((base + offset for offset in array("H", bytes(offsets))), bytes(weights), strict=True)
            )
        self.bits = bits_of(self.weights)

    @classmethod
    def of(cls, weights):
        """The list of these `weights`, {id: weight}."""
        made = cls(())
        made.weights, made.bits = weights, bits_of(weights)
        return made

    def __len__(self):
        return len(self.weights)


EMPTY = PostingList(())
