"""Kept pages: the same answer for every visitor, never an old one, never an editor's."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import timedelta
from threading import Event

import brotli
import pytest
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from tests import factories as make
from tests.silent import silent_server
from toolbox.models import Tool
from toolbox.models.version import read_token
from toolbox.serving.before_django import pages
from toolbox.serving.before_django.pages import KeptPages

HOUR = timedelta(hours=1)
IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"


class Answer:
    """What the server would send."""

    def __init__(self, application, path, **headers):
        environ = RequestFactory().get(path, headers={"host": "testserver"} | headers).environ
        environ["REQUEST_METHOD"] = headers.get("method", "GET")
        response = application(environ, self.start)
        self.body = b"".join(response)

    def start(self, status, headers, exc_info=None):
        self.status, self.headers = int(status[:3]), dict(headers)


class Counter:
    """Counts how often a page is really made."""

    def __init__(self):
        self.made, self.handler = 0, WSGIHandler()

    def __call__(self, environ, start_response):
        self.made += 1
        return self.handler(environ, start_response)


@pytest.fixture
def django_side(settings, open_connection):
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": IN_MEMORY, "LOCATION": "pages-in-tests"}}
    caches["pages"].clear()
    pages.cache_pause.answered()
    yield Counter()
    pages.cache_pause.answered()


@pytest.fixture
def tool(db):
    return make.ToolFactory(name="Buurtkaart")


@pytest.fixture
def get(django_side, tool):
    application = KeptPages(django_side)
    return lambda path="/tools/buurtkaart/", **headers: Answer(application, path, **headers)


def test_page_is_made_once(get, django_side):
    first, second = get(), get()
    assert (first.status, second.status, django_side.made) == (200, 200, 1)
    assert first.body == second.body
    assert first.headers == second.headers
    assert "Buurtkaart" in second.body.decode()


def test_kept_page_costs_one_query(get, django_assert_num_queries, monkeypatch):
    get()
    asked = []
    monkeypatch.setattr(pages, "read_token", lambda connection: asked.append(connection) or read_token(connection))
    with django_assert_num_queries(0):  # that one goes past Django's cursors
        assert get().status == 200
    assert len(asked) == 1


def test_page_is_new_after_each_change_of_it_or_of_what_belongs_to_it(get, tool):
    before = get()
    tool.name = "Wijkkaart"
    tool.save()
    after = get()
    assert "Wijkkaart" in after.body.decode()
    assert before.headers["ETag"] != after.headers["ETag"]
    tool.owners.add(make.OwnerFactory(name="Wijkhuis"))
    assert "Wijkhuis" in get().body.decode()
    Tool.objects.filter(pk=tool.pk).update(status="ingetrokken")
    assert get().status == 404


def test_page_comes_and_goes_by_the_clock_while_nothing_is_saved(get, tool, clock, django_side):
    now = timezone.now()
    Tool.objects.update(public_from=now + HOUR, public_until=now + 2 * HOUR)
    assert get().status == 404
    clock(HOUR)
    assert [get().status, get().status] == [200, 200]
    made = django_side.made
    clock(HOUR - timedelta(seconds=1))
    assert (get().status, django_side.made) == (200, made)  # still the kept one
    clock(timedelta(seconds=1))
    assert get().status == 404


def test_page_is_the_old_one_after_a_change_that_was_rolled_back(get, tool, django_side):
    before = get()
    with transaction.atomic():
        Tool.objects.filter(pk=tool.pk).update(name="Half")
        transaction.set_rollback(True)
    assert get().body == before.body
    assert django_side.made == 1


def test_page_made_while_an_editor_saves_is_not_kept_for_the_new_version(tool, django_side):
    def save_meanwhile(environ, start_response):
        response = django_side(environ, start_response)  # made of the old content ...
        Tool.objects.filter(pk=tool.pk).update(name="Wijkkaart")  # ... and only then comes the save
        return response

    assert "Buurtkaart" in Answer(KeptPages(save_meanwhile), "/tools/buurtkaart/").body.decode()
    assert "Wijkkaart" in Answer(KeptPages(django_side), "/tools/buurtkaart/").body.decode()


def test_unchanged_page_is_not_sent_again(get):
    etag = get().headers["ETag"]
    again = get(if_none_match=f'"other", W/{etag}')
    assert (again.status, again.body) == (304, b"")
    assert set(again.headers) == {"ETag", "Cache-Control", "Vary"}


def test_answer_of_the_api_is_kept_too_and_others_may_read_it(get):
    etag = get("/api/v1/tools/").headers["ETag"]
    again = get("/api/v1/tools/", if_none_match=etag)
    assert (again.status, again.body, again.headers["Access-Control-Allow-Origin"]) == (304, b"", "*")


def test_etag_survives_a_change_elsewhere(get):
    etag = get().headers["ETag"]
    make.OwnerFactory(name="Ver weg")
    assert [get(if_none_match=known).status for known in (etag, '"stale"')] == [304, 200]


def test_headers_say_who_may_keep_it(get):
    headers = get().headers
    assert headers["Cache-Control"] == "public, max-age=1, stale-while-revalidate=10, stale-if-error=3600"
    assert (headers["Vary"], "Set-Cookie" in headers) == ("Accept-Encoding", False)
    assert headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("gzip;q=0.5, br;q=0", "gzip", gzip.decompress),
        ("gzip;q=0.0", None, bytes),
        ("", None, bytes),
    ],
)
def test_page_is_compressed_as_the_client_takes_it(get, accepted, coding, unpack):
    plain = get()
    for answer in (get(accept_encoding=accepted), get(accept_encoding=accepted)):
        assert answer.headers.get("Content-Encoding") == coding
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert unpack(answer.body) == plain.body


def test_head_has_no_body_and_the_same_headers(get):
    head = get(method="HEAD")
    assert (head.body, head.headers) == (b"", get().headers)


def test_page_that_is_too_large_to_keep_is_made_each_time(get, django_side, monkeypatch):
    monkeypatch.setattr(pages, "LARGEST", 10)
    assert get().status == get().status == 200
    assert django_side.made == 2


def test_addresses_do_not_share_a_page(get):
    get("/tools/?q=buurtkaart")
    assert "Geen tool gaat over" in get("/tools/?q=zwembad").body.decode()


def test_unknown_host_is_refused_although_the_page_is_kept(get):
    get()
    assert get(host="kwaad.example").status == 400


# How often the page of one tool is made when it is asked with these headers, each time twice.
MADE = [
    *[("host", [made_up], {}, 2) for made_up in ("testserver:8443", "TestServer", "testserver.", "localhost:99999")],
    ("host", ["testserver:80", "localhost"], {}, 2),
    ("host", ["testserver:8443"], {"CSRF_TRUSTED_ORIGINS": ["https://testserver:8443"]}, 1),  # the operator names it
    ("x_forwarded_proto", ["", "http", "x", "1", "https", "https, http"], {"PROXIES": 1}, 2),
    ("cookie", ["", "analytics=1"], {}, 1),  # a cookie of another site does not matter
]


@pytest.mark.parametrize(("header", "values", "configured", "made"), MADE)
def test_page_is_kept_for_each_name_and_scheme_that_is_really_ours(
    get, django_side, settings, header, values, configured, made
):
    pages.is_ours.cache_clear()
    for name, value in configured.items():
        setattr(settings, name, value)
    answers = [get(**{header: value}) for value in values * 2]
    pages.is_ours.cache_clear()
    assert [answer.status for answer in answers] == [200] * len(answers)
    assert django_side.made == made
    assert {"ETag" in answer.headers for answer in answers} == {made < len(answers)}


UNKNOWN = ["x=1", "q=kaart&x=1", "x", "=1", "Q=kaart", "q%20=kaart", "%78=1", "q[]=kaart", "utm_source=a&x=1", "q;x=1"]


def test_parameters_that_nobody_reads_are_answered_and_fill_nothing(get, monkeypatch):
    kept = []
    monkeypatch.setattr(pages, "ask_cache", lambda what, *arguments: kept.append(arguments))
    answers = [get(f"/tools/?{query}", accept_encoding="br") for query in UNKNOWN]
    assert [answer.status for answer in answers] == [200] * len(UNKNOWN)
    assert {answer.headers["Content-Encoding"] for answer in answers} == {"br"}
    assert kept == []


def test_links_that_count_visitors_lead_to_one_page(get, django_side):
    counted = ["utm_source=brief", "utm_source=b&utm_medium=mail", "fbclid=1", "gclid=2&mc_cid=3", "fbclid", "UTM_id=1"]
    answers = [get(f"/tools/{query and '?'}{query}") for query in ("", *counted)]
    assert {answer.body for answer in answers} == {answers[0].body}
    assert django_side.made == 1


def test_known_parameters_are_kept(get, django_side):
    for query in ("q=kaart", "vorm=x&voor=y", "%71=kaart", "pagina=1&q=kaart", "q=a&q=b"):
        assert get(f"/tools/?{query}").body == get(f"/tools/?{query}").body
    assert django_side.made == 5


@pytest.mark.parametrize("cookie", ["sessionid=x", "a=b; csrftoken=y", "messages=z"])
def test_editor_always_gets_a_new_page(get, django_side, cookie):
    for _ in range(2):
        headers = get(cookie=cookie).headers
        assert "ETag" not in headers
        assert ("sessionid" in cookie) is (headers.get("Cache-Control") == "private, no-cache")
    assert django_side.made == 2


@pytest.mark.parametrize("path", ["/tools/bestaat-niet/", "/tools", "/admin/", "/admin/login/"])
def test_only_pages_that_exist_and_are_public_are_kept(get, django_side, path):
    get(path)
    assert "ETag" not in get(path).headers
    assert django_side.made == 2


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_site_goes_on_when_the_version_cannot_be_read(get, monkeypatch, error):
    def away(connection):
        raise error

    monkeypatch.setattr(pages, "read_token", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    answer = get()
    assert answer.status == 200
    assert "ETag" not in answer.headers


def test_cache_server_that_hangs_is_left_alone_for_a_while(get, settings, django_side, monkeypatch, caplog):
    now = [1000.0]
    monkeypatch.setattr("toolbox.serving.circuit_breaker.monotonic", lambda: now[0])
    with silent_server() as port:
        cache = settings.CACHES["pages"] | {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}",
            "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2, "retry": None},
        }
        settings.CACHES = settings.CACHES | {"pages": cache}
        asked = []
        ask = caches["pages"].get
        monkeypatch.setattr(type(caches["pages"]), "get", lambda self, key: asked.append(key) or ask(key))
        assert [get().status for _ in range(5)] == [200] * 5
        assert len(asked) == 1
        now[0] += 6
        assert [get().status for _ in range(5)] == [200] * 5
        assert len(asked) == 2
    assert {record.getMessage() for record in caplog.records} == {"The page cache does not answer: TimeoutError"}


def test_page_that_is_being_made_holds_up_no_kept_page(settings, monkeypatch):
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": IN_MEMORY, "LOCATION": "in-turn"}}
    monkeypatch.setattr(pages, "read_token", lambda connection: "v1")
    monkeypatch.setattr(pages, "at_this_moment", lambda token: token)
    started, done = Event(), Event()

    def slow(environ, start_response):
        started.set()
        done.wait(30)
        start_response("200 OK", [])
        return [b"nieuw"]

    application = KeptPages(slow)
    environ = RequestFactory().get("/bewaard/", headers={"host": "testserver"}).environ
    pages.ask_cache("set", pages.key_of(environ, "v1", ""), ((), '"x"', b"bewaard"))
    with ThreadPoolExecutor() as pool:
        making = pool.submit(Answer, application, "/nieuw/")
        assert started.wait(30)
        try:
            assert pool.submit(Answer, application, "/bewaard/").result(30).body == b"bewaard"
        finally:
            done.set()
        assert making.result().body == b"nieuw"


@pytest.mark.parametrize(
    ("vendor", "cache", "in_turn"), [("sqlite", "", True), ("sqlite", "redis://x", False), ("postgresql", "", False)]
)
def test_threads_take_turns_only_where_nothing_waits_for_a_network(settings, monkeypatch, vendor, cache, in_turn):
    settings.CACHE_URL = cache
    monkeypatch.setattr(connection, "vendor", vendor)
    assert isinstance(KeptPages(None).turn, nullcontext) is not in_turn
