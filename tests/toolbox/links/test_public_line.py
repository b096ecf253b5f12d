"""What the page of a tool says about its links."""

from datetime import UTC, datetime

import pytest

from tests import factories as make
from toolbox.models import LinkCheck
from toolbox.models.link import LinkState

pytestmark = pytest.mark.django_db
URL = "https://voorbeeld.be/gids"


WORKS = "Link gecontroleerd op 2 maart 2027."
DEAD = "Deze link werkt niet meer (gecontroleerd op 2 maart 2027)."
UNSURE = "We konden niet nagaan of deze link nog werkt (geprobeerd op 2 maart 2027)."
ELSEWHERE = [f'href="https://web.archive.org/web/{URL}"', "duckduckgo.com/?q=Buurtkaart"]


def make_link(tool, url, state):
    tool.links.create(url=url)
    at = None if state == LinkState.NEW else datetime(2027, 3, 2, 12, tzinfo=UTC)
    LinkCheck.objects.create(url=url, state=state, checked_at=at)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (LinkState.NEW, []),
        (LinkState.WORKS, [WORKS]),
        (LinkState.MOVED, [WORKS]),
        (LinkState.UNKNOWN, [UNSURE]),
        (LinkState.DOUBT, [UNSURE]),
        (LinkState.REFUSED, [UNSURE]),
        (LinkState.DEAD, [DEAD, *ELSEWHERE]),
    ],
)
def test_page_says_how_a_link_is_and_calls_none_dead_that_may_be_alive(client, state, said):
    tool = make.ToolFactory(name="Buurtkaart")
    make_link(tool, URL, state)
    page = client.get(tool.get_absolute_url()).text
    assert [text for text in (WORKS, UNSURE, DEAD, *ELSEWHERE) if text in page] == said
    assert ("link-state" in page) == bool(said)


def test_page_shows_an_address_once_and_its_health_costs_no_query(client, django_assert_num_queries):
    tool = make.ToolFactory()
    for number in range(4):
        make_link(tool, f"{URL}/{number}", LinkState.DEAD)
    page = client.get(tool.get_absolute_url()).text
    assert page.count("Deze link werkt niet meer") == 4
    read = type(tool).objects.for_detail().get()
    with django_assert_num_queries(0):
        assert [link.is_dead for link in read.distinct_links] == [True] * 4
