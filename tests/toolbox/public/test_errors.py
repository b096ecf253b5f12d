"""When something breaks there is still a page, and it says nothing of the inside."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from tests.desk import make_editor
from toolbox.public.catalogue import views


def assert_says(answer, status, words, never="Traceback"):
    assert (answer.status_code, words in answer.text, never in answer.text) == (status, True, False)


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
    assert_says(answer, status, says, never="geheim")
    assert answer.headers["Cache-Control"] == "no-store"
    assert ("Retry-After" in answer.headers) is (status == 503)


def test_form_without_its_cookie_gets_a_page_in_plain_words(db):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})
    assert_says(answer, 403, "Verstuur het nog eens", never="CSRF")


def test_door_that_stays_shut_says_so(db, client):
    client.force_login(make_editor("redacteur"))
    assert_says(client.get("/admin/auth/user/"), 403, "Deze deur blijft dicht")


def test_request_that_cannot_be_read_gets_a_page(db, client):
    assert_says(client.get("/", headers={"host": "a_b c"}), 400, "Dat begrijpen we niet")


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "host", "status"), [("/tools/", "[", 400), ("/bestaat-niet/", "testserver", 404)])
def test_body_that_nobody_can_read_is_no_mistake_of_ours(path, host, status):
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    form = "multipart/form-data; boundary=x"
    assert client.post(path, b"q=%ff", content_type=form, headers={"host": host}).status_code == status


def test_number_that_the_database_cannot_hold_is_refused_at_the_desk(desk):
    large = "9" * 30
    assert desk.get(f"/admin/toolbox/placement/?fiche={large}").status_code < 500
    rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": large, "_save": "Opslaan"}
    assert desk.post("/admin/toolbox/targetgroup/", rows).status_code < 500
