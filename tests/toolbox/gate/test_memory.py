"""The memory in which a process keeps pages."""

from itertools import count

import pytest

from toolbox.gate.memory import PageMemory

names = count()


@pytest.fixture
def memory():
    return PageMemory(f"memory-{next(names)}", {"OPTIONS": {"MAX_ENTRIES": 3}})


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


def test_nothing_is_left_after_clear(memory):
    memory.set("a", "bladzijde", 60)
    memory.clear()
    assert memory.get("a") is None
