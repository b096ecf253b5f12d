"""What the page of a tool says about its links."""

from datetime import UTC, datetime

import pytest

from tests import factories as make
from toolbox.models import Link, LinkCheck
from toolbox.models.link import LinkState

pytestmark = pytest.mark.django_db
URL = "https://voorbeeld.be/gids"


def page_with(client, state, checked=True):
    tool = make.ToolFactory(name="Buurtkaart")
    Link.objects.create(tool=tool, url=URL)
    LinkCheck.objects.create(url=URL, state=state, checked_at=datetime(2027, 3, 2, 12, tzinfo=UTC) if checked else None)
    return client.get(tool.get_absolute_url()).text


@pytest.mark.parametrize("state", [LinkState.WORKS, LinkState.MOVED])
def test_page_says_when_a_working_link_was_checked(client, state):
    page = page_with(client, state)
    assert "Link gecontroleerd op 2 maart 2027." in page
    assert "webarchief" not in page


def test_page_says_that_a_dead_link_is_dead_and_where_else_to_look(client):
    page = page_with(client, LinkState.DEAD)
    assert "Deze link werkt niet meer (gecontroleerd op 2 maart 2027)." in page
    assert f'href="https://web.archive.org/web/{URL}"' in page
    assert "duckduckgo.com/?q=Buurtkaart" in page


@pytest.mark.parametrize("state", [LinkState.UNKNOWN, LinkState.DOUBT, LinkState.REFUSED])
def test_page_calls_no_link_dead_that_may_be_alive(client, state):
    page = page_with(client, state)
    assert "We konden niet nagaan of deze link nog werkt (geprobeerd op 2 maart 2027)." in page
    assert "werkt niet meer" not in page


def test_page_says_nothing_of_a_link_that_was_never_checked(client):
    assert "link-state" not in page_with(client, LinkState.NEW, checked=False)


def test_page_shows_an_address_once_and_its_health_costs_no_query(client, django_assert_num_queries):
    tool = make.ToolFactory()
    for number in range(4):
        LinkCheck.objects.create(
            url=f"{URL}/{number}", state=LinkState.DEAD, checked_at=datetime(2027, 3, 2, tzinfo=UTC)
        )
        Link.objects.create(tool=tool, url=f"{URL}/{number}")
    page = client.get(tool.get_absolute_url()).text
    assert page.count("Deze link werkt niet meer") == 4
    read = type(tool).objects.for_detail().get()
    with django_assert_num_queries(0):
        assert [link.is_dead for link in read.distinct_links] == [True] * 4
