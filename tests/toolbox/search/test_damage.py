"""Whoever meets a damaged index gets the page, and an index that is whole again."""

import pytest
from django.db import connection
from django.db.models import F

from tests.desk import change
from tests.toolbox.search.helpers import find, index_content
from toolbox.models import CatalogueVersion, IndexState, Tool
from toolbox.models.search import Document
from toolbox.search.catalogue import Catalogue
from toolbox.search.index import state


@pytest.mark.parametrize("damage", [{"terms": "geen json"}, {"words": "["}, {"values": {"vorm": 3}}, {"card": "x"}])
def test_damaged_index_is_made_anew_by_who_meets_it(catalogue, client, damage, caplog):
    Document.objects.update(**damage)
    Catalogue._latest = None
    assert client.get("/zoeken/?q=buurtkaart").status_code == 200
    assert client.get("/tools/").status_code == 200
    assert find("plattegrond") == ["Buurtkaart"]
    assert "search index" in caplog.text


DAMAGE = {
    "rows that are gone": lambda: Document.objects.filter(pk=Document.objects.first().pk).delete(),
    "all gone": lambda: Document.objects.all().delete(),
    "a weight below nothing": lambda: Document.objects.update(terms='{"plattegrond": -5}'),
    "a weight beyond counting": lambda: Document.objects.update(terms='{"plattegrond": 99999999999999999999999999}'),
    "a weight that is a word": lambda: Document.objects.update(terms='{"plattegrond": "veel"}'),
    "half a text": lambda: Document.objects.update(words='{"platte'),
    "a list for values": lambda: Document.objects.update(values=[1]),
    "nothing for values": lambda: Document.objects.update(values={}),
    "a value that is not there": lambda: Document.objects.update(values={"vorm": [999999]}),
    "a value that is a word": lambda: Document.objects.update(values={"vorm": ["a"], "eigenaar": [None]}),
    "an empty card": lambda: Document.objects.update(card="{}"),
    "tools that never were": lambda: Document.objects.update(object_id=F("object_id") + 5000),
    "tools below nothing": lambda: Document.objects.update(object_id=-F("object_id")),
    "all said to be withdrawn": lambda: Document.objects.update(gone=True),
    "no state": lambda: IndexState.objects.all().delete(),
    "word forms that are none": lambda: IndexState.objects.update(word_forms="{"),
}


@pytest.mark.parametrize("is_new", [True, False], ids=["a new process", "one that knows the index"])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_nobody_gets_a_mistake_for_an_index_that_was_damaged(catalogue, client, damage, is_new):
    before = index_content()["inverted"]
    damage()
    if is_new:
        Catalogue.forget()
    pages = [
        "/zoeken/?q=plattegrond",
        "/tools/?q=soep",
        "/tools/",
        "/zoeken/suggesties/?q=buur",
        "/api/v1/zoeken/?q=soep",
    ]
    for page in [*pages, *pages, "/api/v1/zoeken/?q=soep", "/tools/?formaat=csv"]:
        assert client.get(page).status_code == 200, page
    assert find("plattegrond") == ["Buurtkaart"]
    inverted = Catalogue.current().memory.inverted
    assert {kind: {key: inverted.postings(kind, key) for key in keys} for kind, keys in before.items()} == before


STATE = {
    "no state": "DELETE FROM toolbox_indexstate",
    "a version before that of its documents": "UPDATE toolbox_indexstate SET version = 0",
    "a version beyond counting": "UPDATE toolbox_indexstate SET version = 9223372036854775807",
    "no lineage": "UPDATE toolbox_indexstate SET lineage = ''",
    "word forms that are none": "UPDATE toolbox_indexstate SET word_forms = '{'",
    "a state that is none": "UPDATE toolbox_indexstate SET token = 'x@y'",
}
STATE_ON_SQLITE = {  # which stores any text as a number
    "an empty version": "UPDATE toolbox_indexstate SET version = ''",
    "a version that is a word": "UPDATE toolbox_indexstate SET version = 'veel'",
    "a document of an empty version": "UPDATE toolbox_document SET version = ''",
}


@pytest.mark.parametrize("is_new", [True, False], ids=["a new process", "one that knows the index"])
@pytest.mark.parametrize(
    "damage",
    [
        *(pytest.param(sql, id=name) for name, sql in STATE.items()),
        *(pytest.param(sql, id=name, marks=pytest.mark.only_sqlite) for name, sql in STATE_ON_SQLITE.items()),
    ],
)
def test_nobody_gets_a_mistake_for_a_state_that_was_damaged(catalogue, client, desk, damage, is_new):
    """Neither who reads nor who saves, before and after the next change."""
    client.get("/tools/")
    with connection.cursor() as cursor:
        cursor.execute(damage)
    if is_new:
        Catalogue.forget()
    assert client.get("/zoeken/?q=plattegrond").status_code == 200
    for name in ("Zonnekaart", "Maankaart"):
        change(desk, Tool.objects.get(slug="buurtkaart"), name=name)
        assert client.get(f"/zoeken/?q={name}").status_code == 200
        assert find(name) == [name]
    assert find("Zonnekaart") != ["Zonnekaart"]


def test_page_that_breaks_on_a_sound_index_breaks_and_leaves_it(catalogue, client, monkeypatch):
    def fails(*_):
        raise KeyError("ours")

    monkeypatch.setattr(Catalogue, "search", fails)
    client.raise_request_exception = False
    before = CatalogueVersion.objects.current()
    assert [client.get("/zoeken/?q=soep").status_code for _ in range(2)] == [500, 500]
    assert CatalogueVersion.objects.current() == before


def test_fault_that_is_no_damage_leaves_the_index_as_it_is(catalogue):
    def fails():
        raise ValueError("a fault")

    before = CatalogueVersion.objects.current()
    for _ in range(2):
        with pytest.raises(ValueError, match="a fault"):
            state.or_rebuilt(fails)
    assert CatalogueVersion.objects.current() == before


def test_page_that_breaks_elsewhere_does_not_have_the_index_looked_at(catalogue, client, monkeypatch):
    def fails(*_, **__):
        raise KeyError("ours")

    asked = []
    monkeypatch.setattr("toolbox.public.catalogue.views.found_for", fails)
    monkeypatch.setattr(state, "mended", lambda: asked.append(1))
    client.raise_request_exception = False
    assert (client.get("/zoeken/?q=soep").status_code, asked) == (500, [])
