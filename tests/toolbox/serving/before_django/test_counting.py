"""The layer that counts what a reader asks, chooses and opens, on new pages and on kept ones."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError

from tests import factories as make
from tests.toolbox.serving.before_django.test_pages import IN_MEMORY, Answer
from toolbox.models import UsageCount, WaitingQuestion
from toolbox.models.usage import Kind
from toolbox.serving.before_django import counting, pages
from toolbox.serving.before_django.counting import Counting
from toolbox.serving.before_django.pages import KeptPages
from toolbox.usage.notes import HEADER

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
HERE = "http://testserver"


@pytest.fixture
def layer(db, settings, open_connection):
    """Our layers on a small catalogue, counting."""
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": IN_MEMORY, "LOCATION": "counting"}}
    pages.caches["pages"].clear()
    video = make.FormatFactory(name="Video", slug="video")
    make.ToolFactory(name="Eenzaam op de bank", slug="bank", formats=[video])
    make.ToolFactory(name="Burenhulp", slug="burenhulp", formats=[video])
    return Counting(KeptPages(WSGIHandler()))


def get(layer, path, came_from="", **headers):
    """What a browser gets that was at one of our pages."""
    headers = {"user-agent": FIREFOX, "referer": HERE + came_from if came_from else ""} | headers
    return Answer(layer, path, **{name.replace("_", "-"): value for name, value in headers.items()})


def counted(layer):
    """What was counted since the last time."""
    layer.look()
    days = layer.tally.take()
    assert len(days) <= 1
    return {(kind.value, key): number for day in days.values() for (kind, key), number in day.counts.items()}


def test_question_is_counted_by_its_words(layer):
    get(layer, "/zoeken/?q=Eenzaam%3F")
    get(layer, "/tools/?q=++eenzaam")
    assert counted(layer) == {("gevraagd", "eenzaam"): 2}


def test_kept_page_counts_as_much_as_a_new_one(layer):
    answers = [get(layer, "/zoeken/?q=eenzaam") for _ in range(3)]
    again = get(layer, "/zoeken/?q=eenzaam", if_none_match=answers[0].headers["ETag"])
    assert [answer.status for answer in (*answers, again)] == [200, 200, 200, 304]
    assert counted(layer) == {("gevraagd", "eenzaam"): 4}


def test_what_the_view_noted_goes_to_nobody(layer):
    for path in ("/zoeken/?q=eenzaam", "/tools/?vorm=video"):
        for _ in range(2):
            answer = get(layer, path)
            assert HEADER not in answer.headers
            assert HEADER not in get(layer, path, if_none_match=answer.headers["ETag"]).headers
            assert HEADER not in get(layer, path, user_agent="Googlebot").headers


def test_question_without_answer(layer):
    get(layer, "/zoeken/?q=rolstoelhelling")
    get(layer, "/tools/?q=rolstoelhelling&exact=on")
    assert counted(layer) == {("gevraagd", "rolstoelhelling"): 2, ("niets", "rolstoelhelling"): 2}


def test_filter_that_leaves_nothing_does_not_make_it_a_question_without_answer(layer):
    get(layer, "/tools/?q=burenhulp&link=ja")
    assert counted(layer) == {("gevraagd", "burenhulp"): 1, ("filter", "link=ja"): 1}


def test_another_question_from_the_answers_says_that_the_first_did_not_help(layer):
    get(layer, "/zoeken/?q=burenhulp", "/zoeken/?q=Eenzaam")
    assert counted(layer) == {("gevraagd", "burenhulp"): 1, ("gevolgd", "eenzaam"): 1}


def test_same_question_with_a_filter_or_on_the_next_page_is_not_asked_again(layer):
    get(layer, "/tools/?q=Eenzaam", "/zoeken/?q=eenzaam")
    get(layer, "/tools/?q=eenzaam&vorm=video", "/tools/?q=eenzaam")
    get(layer, "/tools/?q=eenzaam&vorm=video&sorteer=titel", "/tools/?q=eenzaam&vorm=video")
    assert counted(layer) == {("filter", "vorm=video"): 1}


def test_same_question_that_may_not_be_kept_is_not_asked_again_either(layer):
    get(layer, "/tools/?q=jan+peeters")
    get(layer, "/tools/?q=jan+peeters&vorm=video", "/tools/?q=jan+peeters")
    assert counted(layer) == {("lengte", "2 of 3 woorden"): 1, ("niets", ""): 1, ("filter", "vorm=video"): 1}


@pytest.mark.parametrize(
    "address", ["/zoeken/", "/tools/", "/zoeken/?q=", "/zoeken/?q=%00+", f"/zoeken/?q={'a' * 501}"]
)
def test_no_question(layer, address):
    get(layer, address)
    assert counted(layer) == {}


def test_filter_that_does_not_exist_is_not_counted(layer):
    get(layer, "/tools/?doelgroep=verzonnen&vorm=VIDEO&verzonnen=1")
    assert counted(layer) == {("filter", "vorm=video"): 1}


def test_opened_from_the_answers_or_from_elsewhere(layer):
    get(layer, "/tools/bank/", "/zoeken/?q=eenzaam")
    get(layer, "/tools/bank/", "/tools/?vorm=video")
    for elsewhere in ("", "/tools/", "/tools/?pagina=2", "/tools/burenhulp/", "/fiches/?q=eenzaam"):
        get(layer, "/tools/bank/", elsewhere)
    assert counted(layer) == {
        ("geopend", "/tools/bank/"): 7,
        ("antwoord", "/tools/bank/"): 2,
        ("verder", "eenzaam"): 1,
    }


def test_other_site_says_nothing_of_our_answers(layer):
    for other in ("https://example.org/zoeken/?q=eenzaam", "http://[/zoeken/?q=eenzaam", "x" * 100_000):
        get(layer, "/tools/bank/", referer=other)
    assert counted(layer) == {("geopend", "/tools/bank/"): 3}


@pytest.mark.parametrize(
    "path", ["/tools/bestaat-niet/", "/tools/bank", "/tools/bank/?formaat=ris", "/", "/over/privacy/"]
)
def test_what_is_no_page_of_an_entry_is_not_counted(layer, path):
    get(layer, path)
    assert counted(layer) == {}


@pytest.mark.parametrize(
    "nobody",
    [
        {"user_agent": ""},
        {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user_agent": "curl/8.5.0"},
        {"user_agent": "python-requests/2.32"},
        {"sec_purpose": "prefetch;prerender"},
        {"sec_fetch_dest": "empty"},  # a script of the page
        {"cookie": "sessionid=een-redacteur"},
        {"method": "HEAD"},
    ],
    ids=str,
)
def test_who_does_not_read_is_not_counted(layer, nobody):
    get(layer, "/zoeken/?q=eenzaam", **nobody)
    get(layer, "/tools/bank/", **nobody)
    assert counted(layer) == {}


def test_nothing_is_noted_when_it_is_switched_off(layer, settings, client):
    assert HEADER in client.get("/zoeken/?q=eenzaam").headers
    settings.COUNT_USAGE = False
    pages.caches["pages"].clear()
    get(layer, "/zoeken/?q=eenzaam")
    assert counted(layer) == {}
    assert HEADER not in client.get("/zoeken/?q=eenzaam").headers


def test_what_may_be_private_is_not_even_noted(client, db):
    for typed in ("jan peeters", "0478 12 34 56", "an@example.org"):
        header = client.get("/zoeken/", {"q": typed}).headers[HEADER]
        assert not [word for word in typed.split() if word in header]


# Networks


def test_question_of_three_networks_is_kept_and_its_networks_are_not(layer, settings, monkeypatch):
    settings.PROXIES = 1
    monkeypatch.setattr(counting, "group_of", lambda text, network: 1 << int(network.split(".")[2]))
    for network in (1, 1, 1, 2):
        get(layer, "/zoeken/?q=eenzaam", x_forwarded_for=f"203.0.{network}.77")
        layer.write()
    assert [(row.kind, row.key, row.number) for row in UsageCount.objects.all()] == [("lengte", "1 woord", 4)]
    get(layer, "/zoeken/?q=eenzaam", x_forwarded_for="203.0.3.77")
    layer.write()
    assert UsageCount.objects.get(kind=Kind.ASKED).key == "eenzaam"
    written = str([*UsageCount.objects.values_list(), *WaitingQuestion.objects.values_list()])
    assert "203" not in written


# Writing


def test_database_that_is_away_loses_nothing(layer, monkeypatch):
    def away(*args):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(counting.store, "save", away)
        for _ in range(3):
            get(layer, "/tools/bank/")
            layer.write()
        assert not UsageCount.objects.exists()
    get(layer, "/tools/bank/")
    layer.write()
    layer.write()
    assert [(row.kind, row.key, row.number) for row in UsageCount.objects.all()] == [("geopend", "/tools/bank/", 4)]


def test_two_layers_add_up_as_two_processes_do(layer):
    other = Counting(layer.application)
    for which in (layer, other, layer):
        get(which, "/tools/bank/")
    for which in (layer, other):
        which.write()
    assert UsageCount.objects.get().number == 3


def test_threads_at_once_are_all_counted(layer, monkeypatch):
    monkeypatch.setattr(counting, "MOST_SEEN", 3)

    def application(environ, start_response):
        start_response("200 OK", [(HEADER, '["eenzaam", "1 woord", true, []]')])
        return []

    layer.application = application
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: get(layer, f"/zoeken/?q=eenzaam&x={number % 7}"), range(1_000)))
    assert counted(layer) == {("gevraagd", "eenzaam"): 1_000}
