"""When something breaks there is still a page, and it says nothing of the inside."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from tests.desk import make_editor
from toolbox import views


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (OperationalError("database is locked"), 503, "We zijn er even niet"),
        (InterfaceError("connection already closed"), 503, "We zijn er even niet"),
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


def test_form_without_its_cookie_gets_a_page_in_plain_words(db):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "Verstuur het nog eens" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


def test_door_that_stays_shut_says_so(db, client):
    client.force_login(make_editor("redacteur"))
    answer = client.get("/admin/auth/user/")
    assert answer.status_code == 403
    assert "Deze deur blijft dicht" in answer.content.decode()


def test_request_that_cannot_be_read_gets_a_page(db, client):
    answer = client.get("/", headers={"host": "a_b c"})
    assert answer.status_code == 400
    assert "Dat begrijpen we niet" in answer.content.decode()
