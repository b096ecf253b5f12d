"""Only who signs in as an editor gets a cookie. That no page gives a visitor one: test_crawl.py."""

from tests import factories as make


def test_a_cookie_that_a_visitor_sends_changes_nothing(db, desk, client):
    make.ToolFactory()
    for page in ("/tools/", "/nieuw/"):
        assert desk.get(page).text == client.get(page).text


def test_an_editor_does_get_a_cookie(db, client, django_user_model):
    django_user_model.objects.create_user("redacteur", password="een lang wachtwoord", is_staff=True)
    response = client.post("/admin/login/", {"username": "redacteur", "password": "een lang wachtwoord"})
    assert "sessionid" in response.cookies
    assert response.cookies["sessionid"]["httponly"]


def test_no_account_exists_until_somebody_makes_one(toolbox, django_user_model):
    assert not django_user_model.objects.exists()
