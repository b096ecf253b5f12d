"""What a process remembers: read once, together, and never more than its limit."""

from toolbox.search.bounded_cache import BoundedCache


def reader(asked):
    """A source that writes down what it was asked for, and has nothing for odd numbers."""

    def read(keys):
        asked.append(list(keys))
        return {key: f"nr. {key}" for key in keys if key % 2 == 0}

    return read


def test_only_what_is_missing_is_read_and_all_of_it_at_once():
    asked, kept = [], BoundedCache(10)
    assert kept.many([2, 4], reader(asked)) == {2: "nr. 2", 4: "nr. 4"}
    assert kept.many([4, 6, 8], reader(asked)) == {4: "nr. 4", 6: "nr. 6", 8: "nr. 8"}
    assert kept.many([2, 8], reader(asked)) == {2: "nr. 2", 8: "nr. 8"}
    assert asked == [[2, 4], [6, 8]]


def test_what_is_not_there_is_left_out_and_asked_again():
    asked, kept = [], BoundedCache(10)
    assert kept.many([1, 2], reader(asked)) == {2: "nr. 2"}
    assert kept.many([1, 2], reader(asked)) == {2: "nr. 2"}
    assert asked == [[1, 2], [1]]


def test_more_than_the_limit_starts_anew_and_still_answers():
    asked, kept = [], BoundedCache(2)
    assert kept.many([2, 4], reader(asked)) == {2: "nr. 2", 4: "nr. 4"}
    assert kept.many([4, 6], reader(asked)) == {4: "nr. 4", 6: "nr. 6"}
    assert kept.many([2, 6], reader(asked)) == {2: "nr. 2", 6: "nr. 6"}
    assert asked == [[2, 4], [6], [2]]
