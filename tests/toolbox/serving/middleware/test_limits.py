"""How much one request may ask, and how often."""

import time
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from tests.desk import make_editor
from toolbox.serving.middleware import limits
from toolbox.serving.middleware.limits import TURN, Bucket, Costs, Limits, Meter


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


# What a request really cost


def request_of(path, turns=0, network="192.0.2.1"):
    return RequestFactory().get(path, {"turns": turns}, REMOTE_ADDR=network)


def burn(seconds):
    """Compute for so many seconds."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_network_that_owes_waits_until_it_has_paid():
    bucket = Bucket(per_minute=60)
    bucket.charge("192.0.2.0/24", 90, now=0)
    assert [bucket.allows("192.0.2.0/24", now=now) for now in (0, 30.5, 31)] == [False, False, True]
    assert bucket.allows("198.51.100.0/24", now=0)


def test_nobody_owes_more_than_a_minute():
    bucket = Bucket(per_minute=60)
    bucket.charge("192.0.2.0/24", 10_000, now=0)
    assert bucket.allows("192.0.2.0/24", now=61)


def test_what_a_kind_of_request_costs_is_learned_and_forgotten():
    costs, kind = Costs(), ("api:tools", limits.PAGE)
    seen = []
    for turns in (30, 30, 30, *[1] * 10):
        costs.learn(kind, turns)
        seen.append(costs.of(kind) >= limits.COSTLY)
    assert seen[:3] == [True] * 3
    assert not seen[-1]
    assert Costs().of(("export", limits.FILE)) >= limits.COSTLY


def test_time_of_a_database_elsewhere_counts_and_waiting_for_a_visitor_does_not(monkeypatch):
    class Connection:
        vendor = "postgresql"

        @contextmanager
        def execute_wrapper(self, wrapper):
            self.wrapper = wrapper
            yield

    elsewhere = Connection()
    monkeypatch.setattr(limits, "connections", {"default": elsewhere})
    meter = Meter()
    with meter.running():
        elsewhere.wrapper(lambda *arguments: time.sleep(0.1), "SELECT 1", (), False, {})
        time.sleep(0.3)
    assert 0.1 <= meter.seconds < 0.25


@pytest.fixture
def limited(settings, db):
    """A site with a view that computes for so many turns, and a way to ask it."""
    settings.COSTLY_GETS_PER_MINUTE = 60

    class Asked:
        def __init__(self):
            self.limits = Limits(self.answer)
            self.inside, self.leave = Event(), Event()
            self.leave.set()

        def answer(self, request):
            request.resolver_match = ResolverMatch(self.view, (), {}, url_name=request.path_info)
            if refused := self.limits.process_view(request, self.view, (), {}):
                return refused
            return self.view(request)

        def view(self, request):
            burn(int(request.GET["turns"]) * TURN)
            self.inside.set()
            self.leave.wait(5)
            return HttpResponse()

        def status(self, path, turns, network="192.0.2.1"):
            return self.limits(request_of(path, turns, network)).status_code

        @contextmanager
        def at_work(self, path, network="192.0.2.1"):
            """Somebody else is inside this view."""
            self.leave.clear()
            self.inside.clear()
            thread = Thread(target=self.status, args=(path, 1, network))
            thread.start()
            assert self.inside.wait(5)
            try:
                yield
            finally:
                self.leave.set()
                thread.join()

    return Asked()


def test_who_asks_much_work_in_few_requests_has_to_wait_too(limited):
    answers = [limited.status("/", 25) for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert limited.status("/", 1, "198.51.100.1") == 200


def test_cheap_requests_are_charged_as_before(limited):
    assert [limited.status("/", 0) for _ in range(60)] == [200] * 60


@pytest.fixture
def costly(limited, monkeypatch):
    """As it is, when the view at /duur is known to be costly."""
    monkeypatch.setattr(limits, "PATIENCE", 0)
    limited.limits.costs.known["/duur", limits.PAGE] = 30
    return limited


def test_network_has_one_thread_at_costly_work(costly):
    with costly.at_work("/duur"):
        refused = costly.limits(costly_request := request_of("/duur"))
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
        assert costly_request.has_slot is False
    assert costly.status("/duur", 0) == 200


@pytest.mark.parametrize(("path", "network"), [("/goedkoop", "192.0.2.1"), ("/duur", "198.51.100.1")])
def test_cheap_work_and_other_networks_go_on_meanwhile(costly, path, network):
    with costly.at_work("/duur"):
        Thread(target=costly.leave.set).start()
        assert costly.status(path, 0, network) == 200


def test_refusals_do_not_make_it_look_cheap(costly):
    with costly.at_work("/duur"):
        for _ in range(20):
            costly.limits(request_of("/duur"))
        assert costly.limits.costs.of(("/duur", limits.PAGE)) == 30


def test_network_that_asked_little_waits_a_moment_instead(costly, monkeypatch):
    monkeypatch.setattr(limits, "PATIENCE", 5)
    with costly.at_work("/duur"):
        Thread(target=lambda: (time.sleep(0.2), costly.leave.set())).start()
        assert costly.status("/duur", 0) == 200


def test_place_is_free_again_after_a_view_that_broke(costly):
    costly.view = lambda request: 1 / 0
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            costly.status("/duur", 0)


def test_editor_at_the_desk_waits_for_nobody_and_pays_beforehand_only(costly, monkeypatch):
    monkeypatch.setattr(limits, "works_at_the_desk", lambda request: True)
    with costly.at_work("/duur"):
        Thread(target=costly.leave.set).start()
        assert costly.status("/duur", 0) == 200
    assert [costly.status("/", 25) for _ in range(4)] == [200] * 4
