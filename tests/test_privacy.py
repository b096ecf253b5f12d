"""A visitor gets no cookie, on any kind of page and whatever went wrong; only who signs in as an editor does."""

import pytest

from tests import factories as make
from tests.page import visit


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200), ("/tools/", 200), ("/tools/?vorm=onzin&q=x", 200), ("/tools/?pagina=99", 404),
        ("/tools/tool-0000/", 200), ("/nieuw/", 200), ("/nieuw/?formaat=json", 200),
        ("/fiches/", 200), ("/cyclus/", 200), ("/wegwijzers/", 200), ("/eigenaars/", 200), ("/doelgroepen/", 200),
        ("/zoeken/?q=x", 200), ("/over/", 200), ("/over/privacy/", 200), ("/over/bron-en-errata/", 200),
        ("/over/leeswijzer/", 200), ("/bestaat-niet/", 404),
    ],
)  # fmt: skip
def test_a_visitor_gets_no_cookie(db, address, status):
    make.ToolFactory()
    response = visit(address, status)
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_a_cookie_that_a_visitor_sends_changes_nothing(db, desk, client):
    make.ToolFactory()
    assert desk.get("/tools/").text == client.get("/tools/").text


def test_an_editor_does_get_a_cookie(db, client, django_user_model):
    django_user_model.objects.create_user("redacteur", password="een lang wachtwoord", is_staff=True)
    response = client.post("/admin/login/", {"username": "redacteur", "password": "een lang wachtwoord"})
    assert "sessionid" in response.cookies
    assert response.cookies["sessionid"]["httponly"]


def test_no_account_exists_until_somebody_makes_one(toolbox, django_user_model):
    assert not django_user_model.objects.exists()
