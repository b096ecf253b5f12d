"""Sets as numbers: what is put in comes out, few or many, and totals find the largest."""

import pytest

from toolbox.search.bits import Totals, bits_of, flags_of, ids_of


@pytest.mark.parametrize("ids", [[], [0], [3, 511], [7, 64, 99_999], list(range(0, 90_000, 7)), list(range(5, 9_000))])
def test_what_is_put_in_a_set_comes_out(ids):
    assert ids_of(bits_of(reversed(ids))) == ids


def test_flags_say_what_is_in_a_set():
    assert list(flags_of(bits_of([1, 4]), 6)) == [0, 1, 0, 0, 1, 0]


def test_totals_give_those_with_the_largest_numbers_and_of_equals_the_lowest():
    totals = Totals()
    numbers = {1: 3, 2: 12, 3: 7, 4: 12, 5: 7, 6: 7}
    for pk, number in numbers.items():
        totals.add(bits_of([pk]), number - 2)
    totals.add(bits_of(numbers), 2)
    everyone = bits_of([*numbers, 9])
    assert ids_of(totals.largest(3, everyone)) == [2, 3, 4]
    assert ids_of(totals.largest(3, bits_of([1, 5, 6, 9]))) == [1, 5, 6]
    assert ids_of(totals.largest(9, everyone)) == [1, 2, 3, 4, 5, 6, 9]
