from hypothesis import given
from hypothesis import strategies as st

from toolbox.search.index.postings import bits_of
from toolbox.search.question.scores import best, first, raise_by, shares_of

IDS = st.sets(st.integers(0, 40))
VALUES = st.sampled_from([0.25, 0.5, 1.0])  # exact in binary, so that sums may be compared


@given(st.dictionaries(st.integers(0, 40), VALUES), st.lists(st.tuples(IDS, VALUES), max_size=6))
def test_score_is_raised_by_what_all_sets_give_together(scores, sets):
    raised = dict(scores)

    raise_by(raised, shares_of([(bits_of(ids), value) for ids, value in sets]), 0.5)

    reached = set().union(*(ids for ids, _ in sets))
    assert raised == {
        pk: scores.get(pk, 0) + 0.5 * sum(value for ids, value in sets if pk in ids) for pk in scores.keys() | reached
    }


def test_shares_of_several_sets_go_together_as_chances():
    assert shares_of([(0b011, 0.5), (0b110, 0.25)], as_chances=True) == {0: 0.5, 1: 0.625, 2: 0.25}


@given(st.dictionaries(st.integers(0, 40), VALUES), st.integers(0, 60))
def test_first_of_equal_scores_has_the_lowest_key(scores, number):
    assert first(scores, number, lambda pk: -pk) == sorted(scores, key=lambda pk: (-scores[pk], -pk))[:number]


def test_best_of_equal_scores_are_those_that_came_in_first():
    scores = {1: 1.0, 3: 1.0, 5: 1.0, 8: 1.0, 9: 2.0}

    assert best(scores, 4, [bits_of(ids) for ids in ([9], [5], [3, 8], [1])]) == [9, 5, 3, 8]
