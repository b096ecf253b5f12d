"""A run over many addresses, and what becomes of their state over the days."""

from datetime import timedelta
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from tests import factories as make
from toolbox.links import probe as probing
from toolbox.links.probe import Result
from toolbox.links.run import LOCK, Run, register_addresses
from toolbox.models import LinkCheck, LinkResult
from toolbox.models.link import LinkState

pytestmark = pytest.mark.django_db
OK = Result(LinkState.WORKS, "", 200)
NOT_FOUND = Result(LinkState.DEAD, "niet gevonden (404)", 404)
UNKNOWN = Result(LinkState.UNKNOWN, "antwoordt met code 503", 503)


@pytest.fixture
def check():
    return LinkCheck.objects.create(url="https://voorbeeld.be/a")


def days_later(check, days):
    """As if what is known of `check` were found so many days ago."""
    earlier = timedelta(days=days)
    check.checked_at = check.checked_at and check.checked_at - earlier
    check.failing_since = check.failing_since and check.failing_since - earlier
    check.save()


def run(checks, answers, sleep=lambda seconds: None, **options):
    """Run with a probe that answers from a dictionary; gives the addresses in the order they were asked."""
    asked = []

    def answer(url, about):
        asked.append(url)
        return answers[url] if isinstance(answers, dict) else answers

    list(Run(checks, probe=answer, sleep=sleep, **options))
    return asked


def test_link_is_dead_only_after_two_passes_that_lie_apart(check):
    for _ in range(2):
        check.record(NOT_FOUND)
        assert check.state == LinkState.DOUBT
    days_later(check, 1)
    check.record(NOT_FOUND)
    assert check.state == LinkState.DEAD


def test_link_that_works_again_starts_with_a_clean_slate(check):
    check.record(NOT_FOUND)
    days_later(check, 1)
    check.record(OK)
    assert (check.state, check.failures, check.failing_since) == (LinkState.WORKS, 0, None)
    check.record(NOT_FOUND)
    assert check.state == LinkState.DOUBT


def test_unknown_is_never_dead_however_often(check):
    for _ in range(5):
        check.record(UNKNOWN)
        days_later(check, 3)
    assert check.state == LinkState.UNKNOWN


def test_probe_is_told_what_the_link_stands_at():
    make.LinkFactory(tool=make.ToolFactory(name="Accolage"), url="https://voorbeeld.be/")
    make.ResourceFactory(name="Een bron", url="https://voorbeeld.be/")
    check, told = make.LinkCheckFactory(url="https://voorbeeld.be/"), []
    list(Run([check], probe=lambda url, about: told.append(about) or OK))
    assert told == [["Accolage", "Een bron"]]


def test_every_result_is_kept_with_its_date(check):
    check.record(OK)
    check.record(NOT_FOUND)
    results = [("twijfel", 404, "niet gevonden (404)"), ("werkt", 200, "")]
    assert list(check.results.values_list("state", "status", "detail")) == results
    assert all(timezone.now() - at < timedelta(minutes=1) for at in check.results.values_list("at", flat=True))


def test_due_begins_with_what_was_asked_for_and_leaves_out_what_is_fresh():
    now = timezone.now()
    for name, state, days, requested in [
        ("fris", "werkt", 1, False), ("oud", "werkt", 8, False), ("gevraagd", "werkt", 1, True),
        ("twijfel", "twijfel", 1, False), ("twijfel-vandaag", "twijfel", 0, False), ("dood", "dood", 2, False),
    ]:  # fmt: skip
        at = now - timedelta(days=days)
        LinkCheck.objects.create(url=f"https://x.be/{name}", state=state, checked_at=at, requested=requested)
    LinkCheck.objects.create(url="https://x.be/nieuw")
    due = [check.url.rsplit("/", 1)[1] for check in LinkCheck.objects.due(timedelta(days=7))]
    assert due == ["gevraagd", "nieuw", "oud", "twijfel"]


def test_register_makes_one_check_per_address_and_forgets_unused_ones():
    for name in ("Een", "Twee"):
        make.ToolFactory(name=name).links.create(url="https://voorbeeld.be/samen")
    make.ResourceFactory(url="https://voorbeeld.be/bron")
    make.OwnerFactory(url="https://voorbeeld.be/eigenaar")
    make.OwnerFactory()
    make.FigureFactory(url="https://voorbeeld.be/figuur")
    LinkCheck.objects.create(url="https://voorbeeld.be/weg")
    LinkCheck.objects.create(url="https://voorbeeld.be/samen", state=LinkState.WORKS)
    register_addresses()
    register_addresses()
    assert set(LinkCheck.objects.values_list("url", "state")) == {
        ("https://voorbeeld.be/eigenaar", "nieuw"),
        ("https://voorbeeld.be/samen", "werkt"),
        ("https://voorbeeld.be/bron", "nieuw"),
        ("https://voorbeeld.be/figuur", "nieuw"),
    }


def test_register_forgets_results_of_more_than_two_years_ago(check):
    make.ToolFactory().links.create(url=check.url)
    for days in (800, 300):
        check.results.create(at=timezone.now() - timedelta(days=days), state=LinkState.WORKS)
    register_addresses()
    assert LinkResult.objects.count() == 1


def test_run_takes_the_hosts_in_turns_and_waits_between_two_questions_to_one():
    urls = ["https://a.be/1", "https://a.be/2", "https://b.be/1", "https://a.be/3"]
    checks = [LinkCheck.objects.create(url=url) for url in urls]
    waits = []
    asked = run(checks, OK, pause=5, sleep=waits.append)
    assert asked == ["https://a.be/1", "https://b.be/1", "https://a.be/2", "https://a.be/3"]
    assert len(waits) == 2
    assert all(4 < seconds <= 5 for seconds in waits)


def test_run_leaves_a_host_alone_that_asks_for_rest():
    checks = [LinkCheck.objects.create(url=f"https://druk.be/{n}") for n in range(3)]
    asked = run(checks, Result(LinkState.UNKNOWN, "antwoordt met code 429", 429, busy=True))
    assert asked == ["https://druk.be/0"]
    assert LinkCheck.objects.filter(checked_at=None).count() == 2


def test_run_that_is_killed_halfway_goes_on_where_it_was():
    checks = [LinkCheck.objects.create(url=f"https://site{n}.be/") for n in range(4)]
    asked = []

    def killed_at_the_third(url, about):
        if len(asked) == 2:
            raise KeyboardInterrupt
        asked.append(url)
        return OK

    with pytest.raises(KeyboardInterrupt):
        list(Run(checks, probe=killed_at_the_third))
    again = run(LinkCheck.objects.due(timedelta(days=7)), OK)
    assert asked == ["https://site0.be/", "https://site1.be/"]
    assert again == ["https://site2.be/", "https://site3.be/"]


def test_two_runs_at_once_share_the_work(check):
    slow = Run([check])
    run([LinkCheck.objects.get(pk=check.pk)], OK)
    slow.probe = lambda url, about: pytest.fail("already checked by the other run")
    list(slow)


def test_run_calls_nothing_dead_when_our_own_network_is_down():
    checks = [LinkCheck.objects.create(url=f"https://site{n}.be/") for n in range(3)]
    run(checks, Result(LinkState.DEAD, "de site bestaat niet meer", network=True))
    assert set(LinkCheck.objects.values_list("state", "failures")) == {("onbekend", 0)}


def test_run_believes_a_lost_name_when_other_sites_do_answer():
    checks = [LinkCheck.objects.create(url=url) for url in ("https://weg.be/", "https://hier.be/")]
    run(checks, {"https://weg.be/": Result(LinkState.DEAD, "weg", network=True), "https://hier.be/": OK})
    states = {"https://weg.be/": "twijfel", "https://hier.be/": "werkt"}
    assert dict(LinkCheck.objects.values_list("url", "state")) == states


def test_run_passes_over_an_address_that_an_editor_removed_meanwhile(check):
    checks = [LinkCheck.objects.get(pk=check.pk)]
    check.delete()
    assert run(checks, OK) == []


def test_command_checks_a_real_server_and_counts_what_it_found(server, monkeypatch):
    monkeypatch.setattr(probing, "POLICY", server.policy)
    tool = make.ToolFactory()
    for url in (*map(server.url, ("page", "missing", "broken")), "http://10.0.0.1/beheer"):
        tool.links.create(url=url)
    out, again = StringIO(), StringIO()
    call_command("check_links", "--pauze=0", stdout=out)
    states = {check.url.rsplit("/", 1)[1]: check.state for check in LinkCheck.objects.all()}
    assert states == {"page": "werkt", "missing": "twijfel", "broken": "onbekend", "beheer": "geweigerd"}
    assert "4/4" in out.getvalue()
    call_command("check_links", pauze=0, stdout=again)
    assert again.getvalue() == "Geen enkele link is aan de beurt.\n"


def test_command_draws_a_bar_on_a_terminal(server, monkeypatch):
    class Terminal(StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(probing, "POLICY", server.policy)
    make.ToolFactory().links.create(url=server.url("page"))
    call_command("check_links", pauze=0, stdout=(out := Terminal()), no_color=True)
    assert f"[{'#' * 30}] 1/1" in out.getvalue()


@pytest.mark.only_postgresql
def test_run_of_another_machine_goes_first(server, monkeypatch):
    """Both have it in their cron; each site is asked once."""
    monkeypatch.setattr(probing, "POLICY", server.policy)
    make.ToolFactory().links.create(url=server.url("page"))
    other = psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": None}, autocommit=True)
    with other:
        other.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        call_command("check_links", pauze=0, stdout=(out := StringIO()))
        other.execute("SELECT pg_advisory_unlock(%s)", [LOCK])  # who is closed may hold it for a while yet
    assert (out.getvalue(), LinkResult.objects.count()) == ("Een andere machine controleert de links al.\n", 0)
    call_command("check_links", pauze=0, stdout=StringIO())
    call_command("check_links", pauze=0, dagen=0, stdout=StringIO())
    assert LinkResult.objects.count() == 2
