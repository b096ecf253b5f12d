from hypothesis import given
from hypothesis import strategies as st

from toolbox.search.index.postings import BLOCK, MANY, PostingList, bits_of, ids_of, pack, to_bytes, unpack

IDS = st.integers(0, 6 * BLOCK)
# Some at random, and so many in a row that a block has them all: each way to keep and to read a set is met.
SETS = st.builds(
    lambda some, start, length: some | set(range(start, start + length)),
    st.sets(IDS, max_size=80),
    IDS,
    st.sampled_from([0, 5, MANY, 2000]),
)


@given(SETS)
def test_ids_of_any_set_are_its_numbers_in_order(ids):
    assert ids_of(bits_of(ids)) == sorted(ids)


def test_ids_of_a_small_set_may_be_changed_by_who_asked_them():
    ids_of(0b110).append(9)

    assert ids_of(0b110) == [1, 2]


@given(SETS)
def test_posting_list_knows_every_weight(ids):
    weights = {pk: pk % 255 + 1 for pk in ids}
    blocks = [
        (block, *pack({pk % BLOCK: weight for pk, weight in weights.items() if pk // BLOCK == block}))
        for block in sorted({pk // BLOCK for pk in weights})
    ]
    found = PostingList(blocks)

    assert found.bits == bits_of(ids)
    assert found.weights == weights


def test_pack_keeps_the_bits_of_many_only():
    few, many = ({offset: 7 for offset in range(0, number * 3, 3)} for number in (MANY - 1, MANY))

    assert pack(few)[2] == b""
    assert pack(many)[2] == to_bytes(bits_of(many))
    assert unpack(*pack(many)[:2]) == many
