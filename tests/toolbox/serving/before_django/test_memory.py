"""The memory in which a process keeps pages."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from toolbox.serving.before_django.memory import AROUND, PageMemory

names = count()


@pytest.fixture
def memory():
    """Room for three pages with a small body."""
    return PageMemory(f"memory-{next(names)}", {"OPTIONS": {"MAX_BYTES": 3 * (AROUND + 100)}})


def test_page_is_given_back_as_it_is(memory):
    page = ((("ETag", '"x"'),), '"x"', b"bladzijde")
    memory.set("a", page, 60)
    assert memory.get("a") is page
    assert memory.get("b") is None


def test_memory_of_a_name_is_shared_by_all_threads():
    PageMemory("shared", {}).set("a", "bladzijde", 60)
    assert PageMemory("shared", {}).get("a") == "bladzijde"
    assert PageMemory("other", {}).get("a") is None


def test_page_is_kept_as_long_as_was_asked(memory, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    memory.set("a", "bladzijde", 60)
    now[0] += 59
    assert memory.get("a") == "bladzijde"
    now[0] += 2
    assert memory.get("a") is None


def test_page_that_was_not_asked_for_the_longest_goes_first(memory):
    for key in "abc":
        memory.set(key, key, 60)
    memory.get("a")
    memory.set("d", "d", 60)
    assert {key for key in "abcd" if memory.get(key)} == {"a", "c", "d"}


def test_page_that_is_kept_again_takes_no_extra_room(memory):
    for key in ("a", "b", "c", "a", "a"):
        memory.set(key, key, 60)
    assert {key for key in "abc" if memory.get(key)} == {"a", "b", "c"}


def test_large_page_takes_the_room_of_several(memory):
    for key in "abc":
        memory.set(key, key, 60)
    memory.set("large", ("headers", "etag", b"x" * (AROUND + 200)), 60)
    assert {key for key in ("a", "b", "c", "large") if memory.get(key)} == {"c", "large"}


def test_page_that_does_not_fit_leaves_nothing_behind(memory):
    memory.set("too large", ("headers", "etag", b"x" * 5 * AROUND), 60)
    assert memory.get("too large") is None
    for key in "abc":
        memory.set(key, key, 60)
    assert {key for key in "abc" if memory.get(key)} == {"a", "b", "c"}


def test_threads_that_keep_pages_leave_the_count_right():
    memory = PageMemory("threads", {"OPTIONS": {"MAX_BYTES": 50 * (AROUND + 10)}})

    def keep(number):
        for each in range(500):
            memory.set(f"{(number * each) % 97}", (b"x" * (each % 10),), 60)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(keep, range(1, 5)))
    assert memory._store.size == sum(AROUND + len(page[-1]) for page, _ in memory._pages.values())
    assert memory._store.size <= 50 * (AROUND + 10)


def test_nothing_is_left_after_clear(memory):
    memory.set("a", "bladzijde", 60)
    memory.clear()
    assert memory.get("a") is None
