"""Sets of ids as one number: bit n is on when n is in the set. So filtering is `&` and counting is `bit_count()`."""

from array import array
from functools import lru_cache
from itertools import compress, count

SHORT = 512  # bits
MANY = 2_000  # ids
ON = ord("1")
FLAG = bytes(byte == ON for byte in range(256))
SPARSE = 32  # bits for each that is on: of more, most words of 64 are empty
BITS_OF_BYTE = [bytes(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def bits_of(ids):
    """The set of `ids`."""
    ids = list(ids)
    if len(ids) > MANY:
        digits = bytearray(b"0") * (max(ids) + 1)
        for number in ids:
            digits[number] = ON
        digits.reverse()
        return int(digits, 2)
    mask = bytearray(max(ids, default=0) // 8 + 1)
    for number in ids:
        mask[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(mask, "little")


def ids_of(bits):
    """The numbers of the bits that are on, from low to high."""
    return list(_remembered_ids(bits)) if bits.bit_length() <= SHORT else _ids_of(bits)


def flags_of(bits, size):
    """For each number below `size` a byte that says whether it is in the set: to look up many."""
    return f"{bits:0{size}b}".encode()[::-1].translate(FLAG)


def _ids_of(bits):
    size = bits.bit_length()
    if bits.bit_count() * SPARSE < size:
        return _ids_of_few(array("Q", bits.to_bytes((size // 64 + 1) * 8, "little")))
    data = bits.to_bytes((size + 7) // 8, "little")
    return [start + bit for start, byte in compress(zip(count(0, 8), data), data) for bit in BITS_OF_BYTE[byte]]


def _ids_of_few(words):
    found = []
    for start, word in compress(zip(count(0, 64), words), words):
        while word:
            lowest = word & -word
            found.append(start + lowest.bit_length() - 1)
            word ^= lowest
    return found


# In a small catalogue most sets are the same for every question: the tools of a keyword, of a fiche, of a common word.
@lru_cache(1_500)  # of about half a kilobyte
def _remembered_ids(bits):
    return tuple(_ids_of(bits))


class Totals:
    """A number for each id, as the sets of ids that have each binary digit: to add to very many takes a few steps."""

    def __init__(self):
        self._digits = []  # of which the first counts 1, the next 2, 4, ...

    def add(self, bits, number):
        """Add `number`, which is whole, to those of the set `bits`."""
        self._digits += [0] * (number.bit_length() - len(self._digits))
        for place in range(number.bit_length()):
            carried = bits if number >> place & 1 else 0
            while carried:
                if place == len(self._digits):
                    self._digits.append(0)
                digit = self._digits[place]
                self._digits[place], carried, place = digit ^ carried, digit & carried, place + 1

    def largest(self, number, among):
        """The set of the `number` ids with the largest totals of the set `among`; of equals, the lowest ids."""
        sure, open_ = 0, among
        for digit in reversed(self._digits):
            high = open_ & digit
            if sure.bit_count() + high.bit_count() < number:
                sure, open_ = sure | high, open_ & ~digit
            else:
                open_ = high
        return sure | bits_of(ids_of(open_)[: number - sure.bit_count()])
