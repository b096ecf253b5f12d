"""From memory to the database: what is kept of a question, and that all counts add up."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from toolbox.models import UsageCount, WaitingQuestion, usage
from toolbox.models.usage import Kind, first_kept
from toolbox.usage import store
from toolbox.usage.tally import Day

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


def asked(*groups, text="eenzaam", **others):
    """A day on which a question was asked once in each of `groups`."""
    counts = Counter({(Kind.ASKED, text): len(groups)}) + Counter({(Kind[kind], text): n for kind, n in others.items()})
    bits = 0
    for group in groups:
        bits |= 1 << group
    return Day(counts, Counter({text: bits}))


def stored(day=TODAY):
    return {(row.kind, row.key): row.number for row in UsageCount.objects.filter(day=day)}


def everything():
    """All that stands in both tables, as one text."""
    return str([*UsageCount.objects.values_list(), *WaitingQuestion.objects.values_list()])


def test_question_of_two_networks_is_only_a_length():
    store.save(TODAY, asked(1, 2, NOTHING=2, FOLLOWED=1, AFTER=1))
    assert stored() == {("lengte", "1 woord"): 2, ("niets", ""): 2, ("gevolgd", ""): 1, ("verder", ""): 1}
    assert "eenzaam" not in everything()


def test_question_is_kept_from_the_third_network_on():
    store.save(TODAY, asked(1, 2))
    store.save(TODAY, asked(1, 2, 2))  # nobody new
    assert "eenzaam" not in everything()
    store.save(TODAY, asked(5, NOTHING=1))
    assert stored() == {("lengte", "1 woord"): 5, ("gevraagd", "eenzaam"): 1, ("niets", "eenzaam"): 1}
    store.save(TODAY, asked(1, FOLLOWED=1))
    assert stored()["gevraagd", "eenzaam"] == 2
    assert not WaitingQuestion.objects.exists()


def test_networks_of_different_days_count_together():
    for back, group in ((30, 1), (12, 2), (0, 3)):
        store.save(TODAY - timedelta(days=back), asked(group))
    assert stored() == {("gevraagd", "eenzaam"): 1}


def test_network_that_comes_back_each_day_stays_one():
    for back in range(30, -1, -1):
        store.save(TODAY - timedelta(days=back), asked(4))
    assert "eenzaam" not in everything()


def test_network_of_more_than_thirty_days_ago_is_forgotten():
    for back, group in ((31, 1), (12, 2), (0, 3)):
        store.save(TODAY - timedelta(days=back), asked(group))
    assert "eenzaam" not in everything()
    assert [(row.since, row.groups) for row in WaitingQuestion.objects.all()] == [(TODAY, 1 << 3)]


def test_question_without_a_known_network_is_never_kept():
    day = asked(text="eenzaam")
    day.counts[Kind.ASKED, "eenzaam"] = 500
    store.save(TODAY, day)
    assert stored() == {("lengte", "1 woord"): 500}
    assert not WaitingQuestion.objects.exists()


def test_counts_of_several_processes_add_up():
    for _ in range(3):
        counts = Counter({(Kind.OPENED, "/tools/a/"): 2, (Kind.OPENED, "/tools/b/"): 2, (Kind.FILTER, "vorm=video"): 1})
        store.save(TODAY, Day(counts))
    store.save(TODAY + timedelta(days=1), Day(Counter({(Kind.OPENED, "/tools/a/"): 1})))
    assert stored() == {("geopend", "/tools/a/"): 6, ("geopend", "/tools/b/"): 6, ("filter", "vorm=video"): 3}
    assert stored(TODAY + timedelta(days=1)) == {("geopend", "/tools/a/"): 1}


def test_failing_halfway_writes_nothing(monkeypatch):
    def fail(*args):
        raise ZeroDivisionError

    monkeypatch.setattr(store, "nameable", fail)
    with pytest.raises(ZeroDivisionError):
        store.save(TODAY, asked(1, 2, 3))
    assert everything() == "[]"


def test_writing_takes_few_statements_whatever_there_is_to_write():
    counts = []
    for number in (2, 200):
        day = Day()
        for which in range(number):
            other = asked(1, 2, text=f"vraag {which} van {number}")
            day.counts.update(other.counts)
            day.groups.update(other.groups)
        with CaptureQueriesContext(connection) as captured:
            store.save(TODAY, day)
        counts.append(len(captured))
    assert counts[0] == counts[1] < 16


# A flood


def test_made_up_questions_do_not_fill_the_waiting(monkeypatch):
    monkeypatch.setattr(usage, "MOST_WAITING", 10)
    for number in range(30):
        store.save(TODAY, asked(1, text=f"verzonnen {number}"))
    assert WaitingQuestion.objects.count() == 10
    assert stored() == {("lengte", "2 of 3 woorden"): 30}
    store.save(TODAY + timedelta(days=1), asked(1, text="morgen"))
    assert WaitingQuestion.objects.count() == 11


def test_made_up_questions_of_many_networks_do_not_fill_the_counts(monkeypatch):
    monkeypatch.setattr(store, "MOST_QUESTIONS", 10)
    for number in range(30):
        store.save(TODAY, asked(1, 2, 3, text=f"verzonnen {number}", FOLLOWED=1))
    named = [key for kind, key in stored() if kind == "gevraagd"]
    assert len(named) == 10
    assert stored()["lengte", "2 of 3 woorden"] == 60
    assert stored()["gevolgd", ""] == 20
    store.save(TODAY, asked(1, text=named[0]))  # what has a name today, goes on
    assert stored()["gevraagd", named[0]] == 4


def test_questions_that_were_kept_before_do_not_fill_a_day_either(monkeypatch):
    monkeypatch.setattr(store, "MOST_QUESTIONS", 10)
    for back in (2, 1, 0):
        for number in range(10):
            store.save(TODAY - timedelta(days=back), asked(1, 2, 3, text=f"verzonnen {back} {number}"))
    tomorrow = TODAY + timedelta(days=1)
    for back in (2, 1, 0):
        for number in range(10):
            store.save(tomorrow, asked(1, text=f"verzonnen {back} {number}"))
    assert sum(kind == "gevraagd" for kind, _ in stored(tomorrow)) == 10


# Thirteen months


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 29), date(2025, 11, 1)),
        (date(2027, 1, 31), date(2026, 1, 1)),
        (date(2028, 12, 31), date(2027, 12, 1)),
    ],
)
def test_thirteen_months_are_kept(today, first):
    assert first_kept(today) == first
    for day in (first - timedelta(days=1), first, today):
        UsageCount.objects.create(day=day, kind=Kind.ASKED, key="eenzaam", number=1)
    UsageCount.objects.forget_old(today)
    assert sorted(row.day for row in UsageCount.objects.all()) == [first, today]
