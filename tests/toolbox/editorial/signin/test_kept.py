"""What an editor typed is never lost: not by being signed out meanwhile, nor by a form that became too old."""

import pytest
from django.test import Client

from tests import factories as make
from tests.desk import page_of
from tests.page import form_of, main_text, parse

pytestmark = pytest.mark.django_db
TYPED = "Een lange zin, met “aanhalingstekens” & een\ntweede regel."
HERE = {"origin": "http://testserver"}


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("an", password="geheim-genoeg")


@pytest.fixture
def browser(editor):
    """The browser of an editor, with the checks that Django leaves out in tests."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    return client


def fields(response):
    """What the one form of a page would send."""
    [form] = [form for form in parse(response).forms if form.method == "POST"]
    return {name: value or "" for name, value in form.form_values()}


def typed_in(browser, entry, **changes):
    page = browser.get(page_of(entry))
    return (
        form_of(page) | {"_versie": page.context["entry_version"], "csrfmiddlewaretoken": fields_token(page)} | changes
    )


def fields_token(page):
    return parse(page).find(".//input[@name='csrfmiddlewaretoken']").get("value")


def sign_in_with(browser, page, address, **who):
    return browser.post(address, fields(page) | {"username": "an", "password": "geheim-genoeg"} | who)


@pytest.mark.parametrize("wrong_first", [False, True])
def test_form_that_was_sent_while_signed_out_is_saved_after_signing_in(browser, wrong_first):
    collection = make.CollectionFactory()
    data = typed_in(browser, collection, introduction=TYPED)
    browser.cookies.pop("sessionid")
    page = browser.post(page_of(collection), data)
    if wrong_first:
        page = sign_in_with(browser, page, page_of(collection), password="fout")
    again = sign_in_with(browser, page, page_of(collection))
    assert "Wat je typte, is er nog." in main_text(again)
    assert "Een lange zin, met “aanhalingstekens” & een tweede regel." in main_text(again)
    assert browser.post(page_of(collection), fields(again)).status_code == 302
    collection.refresh_from_db()
    assert collection.introduction == TYPED


def test_who_signs_in_as_nobody_may_save_nothing(browser, django_user_model):
    collection = make.CollectionFactory()
    data = typed_in(browser, collection, introduction=TYPED)
    django_user_model.objects.create_user("bo", password="geheim-genoeg")
    browser.cookies.pop("sessionid")
    page = browser.post(page_of(collection), data)
    refused = sign_in_with(browser, page, page_of(collection), username="bo")
    assert fields(refused)["_bewaard"] == fields(page)["_bewaard"]
    collection.refresh_from_db()
    assert collection.introduction == ""


@pytest.mark.parametrize("token", ["", "x" * 64])
def test_form_that_became_too_old_is_offered_again(browser, token):
    collection = make.CollectionFactory()
    data = typed_in(browser, collection, introduction=TYPED) | {"csrfmiddlewaretoken": token}
    again = browser.post(page_of(collection), data, headers=HERE)
    assert (again.status_code, fields(again)["introduction"]) == (403, TYPED)
    assert browser.post(page_of(collection), fields(again)).status_code == 302
    collection.refresh_from_db()
    assert collection.introduction == TYPED


@pytest.mark.parametrize(
    "headers", [{"origin": "https://elders.example"}, {"origin": "null"}, {}, {"origin": "http://["}]
)
def test_form_of_another_site_is_not_offered(browser, headers):
    collection = make.CollectionFactory()
    answer = browser.post(page_of(collection), {"name": "Koop dit"}, headers=headers)
    assert (answer.status_code, "Koop dit" in answer.text) == (403, False)
    assert "wat je typte, staat daar nog" in main_text(answer)


def test_password_is_never_kept(browser):
    browser.cookies.pop("sessionid")
    token = fields_token(browser.get("/admin/login/"))
    sent = {"old_password": "een", "new_password1": "twee", "password": "drie", "otp_token": "123", "naam": "vier"}
    page = browser.post("/admin/password_change/", sent | {"csrfmiddlewaretoken": token})
    assert [word in page.text for word in ('een"', "twee", "drie", "123", "vier")] == [False] * 4 + [True]


@pytest.mark.parametrize("kept", ["", "x", "[1]", '{"a": 1}', "[[]]", "null"])
def test_rubbish_in_place_of_what_was_kept_is_nothing(browser, kept):
    browser.cookies.pop("sessionid")
    data = {"username": "an", "password": "geheim-genoeg", "_bewaard": kept, "next": "/admin/"}
    token = fields_token(browser.get("/admin/login/"))
    answer = browser.post("/admin/toolbox/tool/", data | {"csrfmiddlewaretoken": token})
    assert answer.status_code == 302


def test_signing_out_asks_nobody_to_sign_in(client):
    assert client.post("/admin/logout/").status_code == 302
