"""How much one request may ask, and how often."""

import pytest
from django.test import Client

from tests.desk import make_editor
from toolbox.serving.middleware import limits
from toolbox.serving.middleware.limits import Bucket


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=" + "a" * 10_000, 200),
        ("q=" + "a" * limits.QUERY_LENGTH, 414),
        ("&".join(f"a{number}=1" for number in range(limits.PARAMETERS)), 200),
        ("&".join(f"a{number}=1" for number in range(limits.PARAMETERS + 1)), 414),
        ("&".join("vorm=video" for _ in range(limits.VALUES_PER_PARAMETER)), 200),
        ("&".join("vorm=video" for _ in range(limits.VALUES_PER_PARAMETER + 1)), 414),
    ],
)
def test_question_that_is_too_long_is_refused_with_a_page(client, db, query, status):
    answer = client.get(f"/tools/?{query}")
    assert answer.status_code == status
    assert ("Je vraag is te lang" in answer.content.decode()) is (status == 414)


def send(client, path, size, **headers):
    return client.post(path, b"x" * size, content_type="text/plain", headers=headers)


@pytest.mark.parametrize(("size", "status"), [(limits.BODY, 405), (limits.BODY + 1, 413)])
def test_body_that_is_too_large_is_refused_with_a_page(client, db, size, status):
    answer = send(client, "/tools/", size)
    assert answer.status_code == status
    assert ("Dat is te groot" in answer.content.decode()) is (status == 413)


@pytest.mark.parametrize("path", ["/tools/", "/melden/nieuw/", "/admin/login/", "/admin/toolbox/tool/add/"])
def test_cookie_that_anybody_can_send_gives_no_room(client, db, path):
    assert send(client, path, limits.BODY + 1, cookie="sessionid=x").status_code == 413


def test_who_works_at_the_desk_sends_a_spreadsheet_there_and_only_there(desk):
    assert send(desk, "/admin/toolbox/tool/importeren/", limits.BODY + 1).status_code == 200
    assert send(desk, "/admin/toolbox/tool/importeren/", limits.EDITOR_BODY + 1).status_code == 413
    assert send(desk, "/tools/", limits.BODY + 1).status_code == 413


def test_password_without_the_second_step_gives_no_room(client, db, settings):
    settings.SECOND_FACTOR = True
    client.force_login(make_editor("redacteur"))
    assert send(client, "/admin/toolbox/tool/importeren/", limits.BODY + 1).status_code == 413


@pytest.mark.parametrize("length", ["-5", "veel", "1e9", "²"])
def test_nonsense_length_is_refused(client, length):
    assert client.get("/", CONTENT_LENGTH=length).status_code == 413


def test_bucket_gives_each_network_its_turns_and_fills_up_again():
    bucket = Bucket(per_minute=60)
    assert [bucket.allows("192.0.2.0/24", now=0) for _ in range(61)] == [True] * 60 + [False]
    assert bucket.allows("198.51.100.0/24", now=0)
    assert [bucket.allows("192.0.2.0/24", now=1) for _ in range(2)] == [True, False]


def test_bucket_remembers_a_bounded_number_of_networks(monkeypatch):
    monkeypatch.setattr(limits, "REMEMBERED_ADDRESSES", 3)
    bucket = Bucket(per_minute=60)
    for number in range(10):
        bucket.allows(f"network {number}", now=0)
    assert len(bucket.turns) == 3


def test_clock_that_jumps_back_locks_nobody_out():
    bucket = Bucket(per_minute=60)
    assert [bucket.allows("192.0.2.0/24", now=now) for now in (1_000_000, 5)] == [True, True]


def test_request_takes_as_many_turns_as_it_asks_work():
    bucket = Bucket(per_minute=60)
    assert [bucket.allows("192.0.2.0/24", limits.SIGN_IN, now=0) for _ in range(4)] == [True] * 3 + [False]
    assert bucket.allows("192.0.2.0/24", limits.FORM, now=5)


@pytest.mark.parametrize(
    ("method", "path", "turns"),
    [
        ("GET", "/", limits.PAGE),
        ("GET", "/tools/?q=buurt", limits.PAGE),
        ("HEAD", "/admin/toolbox/tool/", limits.PAGE),
        ("GET", "/tools/?formaat=xlsx", limits.FILE),
        ("GET", "/tools/?%66ormaat=xlsx", limits.FILE),
        ("HEAD", "/zonder-verbinding/toolbox.json", limits.FILE),
        ("GET", "/api/v1/openapi.json", limits.FILE),
        ("POST", "/melden/nieuw/", limits.FORM),
        ("PUT", "/", limits.FORM),
        ("POST", "/admin/toolbox/tool/add/", limits.FORM),
        ("POST", "/admin/login/?next=/admin/", limits.SIGN_IN),
    ],
)
def test_turns_of_a_request(rf, method, path, turns):
    assert limits.turns_of(rf.generic(method, path)) == turns


ASKED = {
    "page": lambda client: client.get("/tools/"),
    "search": lambda client: client.get("/tools/?q=buurt"),
    "file": lambda client: client.get("/tools/?formaat=csv"),
    "with a cookie": lambda client: client.get("/tools/", headers={"cookie": "sessionid=x"}),
    "form that is not filled in": lambda client: client.post("/melden/nieuw/"),
    "sign-in": lambda client: client.post("/admin/login/", {"username": "x", "password": "y"}),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_who_asks_too_much_has_to_wait(settings, db, ask):
    settings.COSTLY_GETS_PER_MINUTE = 1
    client = Client()
    assert ask(client).status_code in (200, 422)
    answer = ask(client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Wacht een minuut" in answer.content.decode()
    client.defaults["REMOTE_ADDR"] = "198.51.100.1"
    assert ask(client).status_code in (200, 422)


def test_operator_can_do_without(settings, db):
    settings.COSTLY_GETS_PER_MINUTE = 0
    client = Client()
    assert {client.get("/tools/").status_code for _ in range(20)} == {200}
