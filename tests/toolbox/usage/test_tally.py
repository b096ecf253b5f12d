"""What is counted in memory: by many threads at once, within bounds, and per day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from toolbox.models.usage import Kind
from toolbox.usage import tally
from toolbox.usage.tally import Day, Tally

TODAY, YESTERDAY = date(2026, 11, 29), date(2026, 11, 28)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(tally, "day_of", lambda minute: TODAY)


def test_threads_miss_no_count():
    counted = Tally()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: counted.add([(Kind.OPENED, "/tools/a/")]), range(4_000)))
    assert counted.take()[TODAY].counts == {(Kind.OPENED, "/tools/a/"): 4_000}
    assert counted.take() == {}


def test_flood_is_counted_without_names(monkeypatch):
    monkeypatch.setattr(tally, "MOST_KEYS", 10)
    counted = Tally()
    for number in range(100):
        counted.add([(Kind.ASKED, f"vraag {number}")], 1, f"vraag {number}", 1)
    day = counted.take()[TODAY]
    assert day.counts.total() == 100
    assert day.counts[Kind.ASKED, ""] == 90
    assert len(day.groups) == 10


def test_what_was_given_back_is_counted_with_the_rest_on_its_own_day():
    counted = Tally()
    counted.add([(Kind.ASKED, "eenzaam")], 1, "eenzaam", 1)
    late = counted.take()
    counted.add([(Kind.ASKED, "eenzaam")], 1, "eenzaam", 4)
    counted.give_back(late | {YESTERDAY: Day({(Kind.OPENED, "/tools/a/"): 3})})
    days = counted.take()
    assert days[TODAY].counts == {(Kind.ASKED, "eenzaam"): 2}
    assert days[TODAY].groups == {"eenzaam": 5}
    assert days[YESTERDAY].counts == {(Kind.OPENED, "/tools/a/"): 3}


def test_day_is_that_of_the_clock_here(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(tally.timezone, "localdate", lambda: YESTERDAY)
    tally.day_of.cache_clear()
    counted = Tally()
    counted.add([(Kind.OPENED, "/tools/a/")])
    tally.day_of.cache_clear()
    monkeypatch.setattr(tally.timezone, "localdate", lambda: TODAY)
    counted.add([(Kind.OPENED, "/tools/a/")])
    tally.day_of.cache_clear()
    assert set(counted.take()) == {YESTERDAY, TODAY}
