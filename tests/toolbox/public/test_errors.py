"""When something breaks there is still a page, and it says nothing of the inside."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from tests.desk import make_editor
from toolbox.public.catalogue import views


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


BROKEN = {"data": b"q=%ff", "content_type": "multipart/form-data; boundary=x"}


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "host", "status"), [("/tools/", "[", 400), ("/bestaat-niet/", "testserver", 404)])
def test_body_that_nobody_can_read_is_no_mistake_of_ours(path, host, status):
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    assert client.post(path, headers={"host": host}, **BROKEN).status_code == status


LARGE = "9" * 30


def test_number_that_the_database_cannot_hold_is_refused_at_the_desk(desk):
    assert desk.get(f"/admin/toolbox/placement/?fiche={LARGE}").status_code < 500
    rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": LARGE, "_save": "Opslaan"}
    assert desk.post("/admin/toolbox/targetgroup/", rows).status_code < 500
