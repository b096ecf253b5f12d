"""What a balancer or a watchdog hears: whether the process lives, and whether it can serve pages."""

import pytest
from django.db import InterfaceError, OperationalError, connection

from tests import factories as make
from toolbox.models import CatalogueVersion, Document, IndexState
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
    "no words": lambda: Document.objects.update(terms="{}"),
    "gone": lambda: Document.objects.update(gone=True),
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


def test_index_that_lost_its_state_is_made_again(client, tool):
    for model in (IndexState, Document):
        model.objects.all().delete()
    assert client.get("/readyz").json()["search"] is True
    assert "Buurtkaart" in client.get("/zoeken/", {"q": "plattegrond"}).content.decode()
