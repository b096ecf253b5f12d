from hypothesis import given
from hypothesis import strategies as st

from toolbox.search.index.postings import bits_of, ids_of
from toolbox.search.question.scores import Scores, Shares

IDS = st.sets(st.integers(0, 40))
VALUES = st.sampled_from([0.25, 0.5, 1.0])  # exact in binary, so that sums may be compared
SHARED = st.lists(st.tuples(IDS, VALUES), max_size=6)


def one_by_one(scores, sets, part, within):
    """The same as `raise_by`, without sets."""
    for pk in sorted(set().union(*(ids for ids, _ in sets)) & within):
        scores[pk] = scores.get(pk, 0) + part * sum(value for ids, value in sets if pk in ids)


def everything(scores):
    return {pk: scores[pk] for pk in ids_of(scores.bits)}


@given(st.dictionaries(st.integers(0, 40), VALUES), SHARED, SHARED, IDS, IDS, IDS)
def test_scores_as_sets_are_those_of_one_by_one(single, first, second, within, filed, called):
    scores = Scores(dict(single), bits_of(single))
    expected = dict(single)

    scores.raise_by(Shares([(bits_of(ids), value) for ids, value in first]), 0.5)
    one_by_one(expected, first, 0.5, set(range(41)))
    scores.multiply(bits_of(filed), 2)
    expected |= {pk: expected[pk] * 2 for pk in expected.keys() & filed}
    scores.raise_by(Shares([(bits_of(ids), value) for ids, value in second]), 2, bits_of(within))
    one_by_one(expected, second, 2, within)
    scores.put(bits_of(called), 9)
    expected |= dict.fromkeys(called, 9)
    scores.drop_below(0.5)
    expected = {pk: score for pk, score in expected.items() if score >= 0.5}

    assert everything(scores) == expected
    assert scores.most == max(expected.values(), default=0)
    for number in (0, 1, 3, 60):
        for chosen in (None, filed):
            ids = expected.keys() if chosen is None else expected.keys() & chosen
            best = sorted(ids, key=lambda pk: (-expected[pk], -pk))[:number]
            within = None if chosen is None else bits_of(chosen)
            assert scores.first(number, lambda ids, most: sorted(ids, reverse=True)[:most], within) == best


def test_best_of_equal_scores_are_those_that_came_in_first():
    scores = Scores({5: 1.0, 9: 2.0}, bits_of([5, 9]), came=[bits_of([9]), bits_of([5])])
    scores.raise_by(Shares([(bits_of([3, 8]), 1.0), (bits_of([1]), 1.0)]), 1)

    assert scores.best(4) == [9, 5, 3, 8]


def test_shares_of_several_sets_go_together_in_their_order():
    shares = Shares([(0b011, 0.5), (0b110, 0.25)], as_chances=True)

    assert shares.alike == [(0b001, 0.5), (0b100, 0.25)]
    assert shares.single == {1: 0.625}
    assert shares.most == 0.625
