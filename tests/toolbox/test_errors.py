"""When something breaks there is still a page, and it says nothing of the inside."""

import pytest
from django.db import OperationalError
from django.test import Client

from toolbox import views


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (OperationalError("database is locked"), 503, "We zijn er even niet"),
        (KeyError("geheim"), 500, "Er ging iets mis"),
    ],
)
def test_error_has_a_page_without_the_database(monkeypatch, error, status, says):
    def broken(*args, **kwargs):
        raise error

    monkeypatch.setattr(views.Home, "get_context_data", broken)
    answer = Client(raise_request_exception=False).get("/")  # without the db fixture: a query would fail the test
    assert answer.status_code == status
    assert says in answer.content.decode()
    assert "geheim" not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert ("Retry-After" in answer.headers) is (status == 503)
