"""The health of the links at the desk."""

from functools import partial

import pytest
from django.db import connection

from tests import factories as make
from tests.desk import run_action
from toolbox.links import probe as probing
from toolbox.links.probe import Result
from toolbox.links.run import Run
from toolbox.models import LinkCheck
from toolbox.models.link import LinkState

pytestmark = pytest.mark.django_db


def check_of(url, tool=None):
    """A check of an address that a tool has."""
    make.LinkFactory(tool=tool or make.ToolFactory(), url=url)
    return make.LinkCheckFactory(url=url)


def test_action_checks_some_now_and_puts_the_rest_in_front(desk, server, monkeypatch):
    monkeypatch.setattr(probing, "POLICY", server.policy)
    monkeypatch.setattr("toolbox.admin.links.CHECKED_AT_ONCE", 1)
    tool = make.ToolFactory()
    checks = [check_of(server.url(path), tool) for path in ("page", "new/page-9000", "gone")]
    page = run_action(desk, "check_now", *checks).text
    assert "1 link gecontroleerd. 2 komen bij de volgende controle eerst aan de beurt." in page
    assert sorted(LinkCheck.objects.values_list("state", "requested")) == [
        ("nieuw", True), ("nieuw", True), ("werkt", False),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_action_holds_nobody_up_while_it_waits_for_a_site(desk, monkeypatch):
    waiting_in_transaction = []

    def slow(url, about):
        waiting_in_transaction.append(connection.in_atomic_block)
        return Result(LinkState.WORKS, "", 200, url)

    monkeypatch.setattr("toolbox.links.run.Run", partial(Run, probe=slow))
    check = check_of("https://voorbeeld.be/")
    assert "1 link gecontroleerd." in run_action(desk, "check_now", check).text
    assert waiting_in_transaction == [False]
    check.refresh_from_db()
    assert check.state == "werkt"


def test_page_of_a_check_names_where_the_address_stands_and_keeps_the_history(desk):
    check = check_of("https://voorbeeld.be/a", make.ToolFactory(name="Buurtkaart"))
    make.ResourceFactory(name="Een bron", url=check.url)
    make.OwnerFactory(name="Wijkhuis", url=check.url)
    make.FigureFactory(number=8, title="Burenkaart", url=check.url)
    check.record(Result(LinkState.DEAD, "niet gevonden (404)", 404))
    page = desk.get(f"/admin/toolbox/linkcheck/{check.pk}/change/").text
    names = ("Buurtkaart</a>", "Wijkhuis</a>", "Een bron</a>", "Burenkaart (figuur 8)</a>", "niet gevonden (404)")
    for name in names:
        assert name in page


@pytest.mark.parametrize(("state", "taken_over"), [(LinkState.MOVED, True), (LinkState.UNKNOWN, False)])
def test_editor_is_only_advised_to_take_over_the_address_of_the_same_page(desk, state, taken_over):
    check = check_of("https://voorbeeld.be/a")
    check.record(Result(state, "komt uit op de startpagina", 200, "https://voorbeeld.be/nl"))
    page = desk.get(f"/admin/toolbox/linkcheck/{check.pk}/change/").text
    assert ("neem dat adres over" in page, "niet over" in page) == (taken_over, not taken_over)
    assert ("Links die naar een ander adres gaan" in desk.get("/admin/").text) is taken_over


def test_list_shows_only_addresses_that_still_stand_somewhere(desk):
    check_of("https://voorbeeld.be/a")
    for name in ("weg", "figuur"):
        make.LinkCheckFactory(url=f"https://voorbeeld.be/{name}")
    make.FigureFactory(url="https://voorbeeld.be/figuur")
    shown = desk.get("/admin/toolbox/linkcheck/").context["cl"].queryset
    assert {check.url for check in shown} == {"https://voorbeeld.be/a", "https://voorbeeld.be/figuur"}
