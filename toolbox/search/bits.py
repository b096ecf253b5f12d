"""Sets of ids as one number: bit n is on when n is in the set. So filtering is `&` and counting is `bit_count()`."""

from functools import lru_cache
from itertools import compress, count

SHORT = 512  # bits
FEW = 32  # ids among very many: to look for each takes less than to read all bytes
BITS_OF_BYTE = [bytes(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def bits_of(ids):
    """The set of `ids`."""
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
    data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return [start + bit for start, byte in compress(zip(count(0, 8), data), data) for bit in BITS_OF_BYTE[byte]]


# In a small catalogue most sets are the same for every question: the tools of a keyword, of a fiche, of a common word.
@lru_cache(1_500)  # of about half a kilobyte
def _remembered_ids(bits):
    return tuple(_ids_of(bits))
