"""What is new since the previous visit: only this device knows when that was."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.axe import found_everywhere
from tests.browser.conftest import visitor
from tests.browser.test_selection import FORBIDDEN, FULL
from toolbox.models import Tool

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
VISIT = "toolbox-bezoek"


@pytest.fixture
def tab(browser, site, toolbox):
    """A tab of a visitor who was never here, on 24 November; nothing changed this year but two tools."""
    Tool.objects.update(created_at=NOW - timedelta(days=700), updated_at=NOW - timedelta(days=700), public_since=None)
    Tool.objects.filter(slug="stek").update(updated_at=NOW - timedelta(days=2), public_since=NOW - timedelta(days=2))
    Tool.objects.filter(slug="buurtbudget").update(updated_at=NOW - timedelta(days=5))
    with visitor(browser, site, timezone_id="Europe/Brussels") as context:
        context.clock.set_fixed_time(NOW)
        yield context.new_page()


def was_here(tab, moment, before=None):
    """As if this device opened its last page at `moment`, and ended the visit before that at `before`."""
    milliseconds = {"laatste": moment, "vorige": before}
    kept = {name: at and at.timestamp() * 1000 for name, at in milliseconds.items()}
    tab.goto("/favicon.ico")  # an address of the site on which no script runs
    tab.evaluate(f"kept => localStorage.setItem('{VISIT}', kept)", json.dumps(kept))


def kept(tab):
    return {
        name: at and datetime.fromtimestamp(at / 1000, UTC)
        for name, at in tab.evaluate(f"JSON.parse(localStorage.getItem('{VISIT}'))").items()
    }


@pytest.mark.parametrize("page", ["/", "/tools/"])
def test_returning_visitor_hears_what_changed(tab, page):
    was_here(tab, NOW - timedelta(days=12))
    tab.goto(page)
    news = tab.locator("[role=status].news")
    expect(news).to_have_text(
        "Sinds je vorige bezoek op 12 november 2026: 1 nieuw en 1 veranderd. Bekijk wat er veranderde"
    )
    news.get_by_role("link").click()
    tab.wait_for_url("**/nieuw/")
    expect(tab.locator("[role=status].news")).to_have_text(
        "Sinds je vorige bezoek op 12 november 2026: 1 nieuw en 1 veranderd."
    )
    marked = tab.locator("li", has_text="sinds je vorige bezoek").filter(has=tab.locator("h3"))
    assert marked.locator("h3").all_inner_texts() == ["STEK", "Buurtbudget"]
    assert marked.locator(".hint").all_inner_texts() == [
        "Tool, nieuw · sinds je vorige bezoek",
        "Tool, veranderd · sinds je vorige bezoek",
    ]


def test_first_visit_asks_and_says_nothing(tab):
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto("/")
    tab.wait_for_load_state("networkidle")
    assert tab.locator(".news").inner_text() == ""
    assert not [url for url in asked if "/nieuw/" in url]
    assert kept(tab) == {"vorige": None, "laatste": NOW}


def test_nothing_new_says_nothing_but_on_its_own_page(tab):
    was_here(tab, NOW - timedelta(days=1))
    with tab.expect_response("**/nieuw/?formaat=json"):
        tab.goto("/")
    tab.wait_for_load_state("networkidle")
    assert tab.locator(".news").inner_text() == ""
    tab.goto("/nieuw/")
    expect(tab.locator(".news")).to_have_text("Sinds je vorige bezoek op 23 november 2026: niets veranderd.")


def test_pages_of_one_visit_keep_the_date_of_the_visit_before(tab):
    before = NOW - timedelta(days=12)
    was_here(tab, before)
    for page in ("/", "/tools/stek/", "/over/privacy/", "/"):
        tab.goto(page)
        assert kept(tab) == {"vorige": before, "laatste": NOW}
    tab.clock.set_fixed_time(NOW + timedelta(hours=2))
    tab.goto("/")
    assert kept(tab) == {"vorige": before, "laatste": NOW + timedelta(hours=2)}
    expect(tab.locator(".news")).to_contain_text("1 nieuw en 1 veranderd")


def test_next_visit_begins_after_three_quiet_hours(tab):
    was_here(tab, NOW - timedelta(days=12))
    tab.goto("/tools/stek/")
    tab.clock.set_fixed_time(NOW + timedelta(hours=3, minutes=1))
    tab.goto("/nieuw/")
    assert kept(tab) == {"vorige": NOW, "laatste": NOW + timedelta(hours=3, minutes=1)}
    expect(tab.locator(".news")).to_contain_text("niets veranderd")


def test_two_tabs_at_once_are_one_visit(tab):
    was_here(tab, NOW - timedelta(days=12))
    other = tab.context.new_page()
    tab.goto("/")
    other.goto("/tools/")
    tab.goto("/nieuw/")
    for one in (tab, other):
        expect(one.locator(".news")).to_contain_text("op 12 november 2026: 1 nieuw en 1 veranderd")


@pytest.mark.parametrize("obstacle", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_device_that_keeps_nothing_shows_the_plain_pages(tab, obstacle):
    tab.add_init_script(obstacle)
    for page in ("/", "/tools/", "/nieuw/"):
        tab.goto(page)
        tab.wait_for_load_state("networkidle")
        assert tab.locator(".news").inner_text() == ""
    expect(tab.get_by_role("heading", level=1)).to_have_text("Nieuw en veranderd")


def test_rubbish_or_a_moment_in_the_future_is_a_first_visit(tab):
    was_here(tab, NOW)
    for rubbish in ("{", "null", "[]", '"gisteren"', '{"laatste": "nu", "vorige": {}}', '{"laatste": 1e15}'):
        tab.evaluate(f"text => localStorage.setItem('{VISIT}', text)", rubbish)
        tab.goto("/")
        assert kept(tab) == {"vorige": None, "laatste": NOW}, rubbish


def test_list_that_does_not_come_leaves_the_page_as_it_is(tab):
    was_here(tab, NOW - timedelta(days=12))
    tab.route("**/nieuw/?formaat=json", lambda route: route.abort())
    tab.goto("/")
    tab.wait_for_load_state("networkidle")
    assert tab.locator(".news").inner_text() == ""


def test_many_changes_are_not_counted_beyond_the_list(tab):
    was_here(tab, NOW - timedelta(days=800))
    tab.goto("/")
    expect(tab.locator(".news")).to_contain_text("50 of meer nieuw of veranderd.")


def test_axe_finds_nothing_with_the_news_on_it(tab):
    was_here(tab, NOW - timedelta(days=12))
    for page in ("/", "/tools/", "/nieuw/"):
        tab.goto(page)
        expect(tab.locator(".news")).to_contain_text("1 nieuw")
        assert found_everywhere(tab) == []
