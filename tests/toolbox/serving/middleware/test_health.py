"""What a balancer or a watchdog hears: whether the process lives, and whether it can serve pages."""

import pytest
from django.db import InterfaceError, OperationalError, connection

from tests import factories as make
from toolbox.models import CatalogueVersion, Document, IndexState, Posting
from toolbox.search.index import state
from toolbox.serving.middleware import health


@pytest.fixture
def tool(db):
    make.ToolFactory(name="Buurtkaart", summary="Een plattegrond.")


def test_ready_when_all_is_there(client, tool):
    before = CatalogueVersion.objects.current()
    answer = client.get("/readyz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.json()) == (200, dict.fromkeys(health.CHECKS, True))
    assert CatalogueVersion.objects.current() == before  # a whole index is left alone


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_not_ready_without_the_database(client, db, monkeypatch, error):
    def away():
        raise error("connection to server at 10.1.2.3 failed")

    monkeypatch.setattr(CatalogueVersion.objects, "current", away)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False
    assert "10.1.2.3" not in answer.content.decode()


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'toolbox'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] is False


HARMS = {
    "documents": lambda: Document.objects.all().delete(),
    "postings": lambda: Posting.objects.all().delete(),
    "one posting": lambda: Posting.objects.filter(pk=Posting.objects.first().pk).delete(),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_damaged_search_index_is_made_again(client, tool, harm):
    assert "Buurtkaart" in client.get("/zoeken/", {"q": "plattegrond"}).content.decode()
    before = CatalogueVersion.objects.current()
    harm()
    assert client.get("/readyz").json()["search"] is True
    assert state.is_whole()
    assert CatalogueVersion.objects.current() != before  # what was found meanwhile is not shown again
    assert "Buurtkaart" in client.get("/zoeken/", {"q": "plattegrond"}).content.decode()


def test_postings_that_hold_rubbish_are_made_again_once_somebody_met_them(client, tool, caplog):
    client.get("/readyz")
    Posting.objects.update(offsets=b"rubbish", weights=b"r")
    assert "Geen tool gaat over" in client.get("/tools/", {"q": "plattegrond"}).content.decode()
    assert "plattegrond" not in caplog.text
    assert client.get("/readyz").json()["search"] is True
    version = CatalogueVersion.objects.current()
    assert client.get("/readyz").json()["search"] is True
    assert CatalogueVersion.objects.current() == version  # once is enough
    assert 'href="/tools/buurtkaart/"' in client.get("/tools/", {"q": "plattegrond"}).content.decode()


def test_index_that_lost_its_state_is_made_again(client, tool):
    for model in (IndexState, Document, Posting):
        model.objects.all().delete()
    assert client.get("/readyz").json()["search"] is True
    assert "Buurtkaart" in client.get("/zoeken/", {"q": "plattegrond"}).content.decode()
