"""The catalogue in memory: one for each state of the content, and which tools fit some fiches."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock
from time import sleep

import pytest
from django.db import connection, transaction

from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.toolbox.search.helpers import find, make_tool
from toolbox.models import Tool
from toolbox.search.catalogue import Catalogue
from toolbox.search.index import state


def test_two_threads_that_see_the_same_change_make_one_catalogue(db, monkeypatch):
    class Slow(Catalogue):
        _renewing, made = Lock(), []

        def __init__(self, *content):
            self.made.append(self)
            sleep(0.1)  # the other thread has all the time to make one too
            super().__init__(*content)

    content, both_have_read = state.read(), Barrier(2, timeout=10)
    monkeypatch.setattr(state, "read", lambda: (both_have_read.wait(), content)[1])

    def current():
        try:
            return Slow.current()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        catalogues = [thread.result() for thread in [threads.submit(current) for _ in range(2)]]

    assert catalogues == Slow.made * 2


@pytest.fixture
def fiches(db):
    """Three fiches, and tools in one, two and three of them."""
    found = [make.FicheFactory() for _ in range(3)]
    for name, places in {"Beter": [0, 1], "Alles": [0, 1, 2], "Ander": [2], "Aap": [1], "Nergens": []}.items():
        tool = make.ToolFactory(name=name)
        for place in places:
            make.PlacementFactory(tool=tool, fiche=found[place])
    hidden = make.ToolFactory(name="Geheim", status=PublicationStatus.WITHDRAWN)
    make.PlacementFactory(tool=hidden, fiche=found[0])
    return found


def fitting(fiches):
    index = Catalogue.current()
    return index.select_shared([index.bits_of("fiche", fiche.pk) for fiche in fiches])


def names(tools):
    return [tool.name for tool in tools]


def test_tools_in_most_of_the_fiches_come_first_and_then_by_title(fiches):
    found, expected = fitting(fiches), ["Alles", "Beter", "Aap", "Ander"]
    assert len(found) == 4
    for start in range(5):
        for stop in (*range(start, 6), 10):
            assert names(found[start:stop]) == expected[start:stop]
    assert names(fitting(fiches[:1])[:6]) == ["Alles", "Beter"]
    assert names(fitting([])[:6]) == []


def test_tool_that_stands_twice_in_a_fiche_counts_once(fiches):
    make.PlacementFactory(tool=Tool.objects.get(name="Ander"), fiche=fiches[2], heading="Nog eens")
    assert names(fitting(fiches)[:2]) == ["Alles", "Beter"]


@pytest.mark.parametrize("number", [2, 4])
def test_fitting_takes_as_many_queries_for_many(db, django_assert_num_queries, number):
    fiche = make.FicheFactory()
    for _ in range(number):
        make.PlacementFactory(fiche=fiche)
    fitting([fiche])[:6]  # the index takes up what is new, and the cards are read
    with django_assert_num_queries(1):
        assert len(fitting([fiche])[:6]) == number


@pytest.fixture
def card(db):
    """A tool, and another that stays as it is."""
    make_tool("Soepcafé", "Samen soep eten.")
    return make_tool("Buurtkaart", "Een plattegrond van de wijk.")


def test_reader_with_an_older_catalogue_keeps_what_it_had(card):
    before = Catalogue.current()
    Tool.objects.filter(pk=card.pk).update(summary="Kamperen.")
    assert find("kamperen") == ["Buurtkaart"]
    assert before.search("kamperen").answer.ids == []
    assert len(before.search("plattegrond").answer) == 1


def test_reader_with_an_older_catalogue_does_not_hear_the_words_of_a_newer_one(card):
    before = Catalogue.current()
    Tool.objects.filter(pk=card.pk).update(summary="Kamperen.")
    assert find("kamperen") == ["Buurtkaart"]
    assert before.search("camperen").answer.ids == []  # it sounds the same


def test_catalogue_apart_is_of_who_asked_for_it_alone(card):
    before = Catalogue.current()
    with transaction.atomic(), Catalogue.apart():
        make_tool("Luchtkasteel")
        assert find("luchtkasteel") == ["Luchtkasteel"]
        transaction.set_rollback(True)
    assert Catalogue.current() is before
    assert find("luchtkastel") == []
