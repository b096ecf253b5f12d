import pytest
from django.db import OperationalError
from django.test import Client

from tests.desk import make_editor
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


def test_robots_may_read_pages_but_not_every_filter(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /zoeken/",
        "Disallow: /tools/?",
        "Allow: /tools/?pagina=",
        "Disallow: /*formaat=",
        "Disallow: /*?*&",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_security_txt_names_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT = "mailto:veilig@example.be"
    fields = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert set(fields) == {"Contact", "Expires", "Preferred-Languages"}
    assert fields["Contact"] == "mailto:veilig@example.be"


def test_security_txt_is_absent_when_nobody_is_named(client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_icon_is_found_at_the_address_that_browsers_guess(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/static/favicon.svg")
