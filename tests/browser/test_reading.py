"""A fiche and a step as somebody reads them: two parts, groups of tools that fold, and a way to each of them."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from fiches.models import Fiche
from tests.browser.axe import found_everywhere
from tests.browser.conftest import PHONE, WIDE
from toolbox.models import Placement

LETTERS = "abcdefghijklmn"
IN_SIGHT = """element => {
    const box = element.getBoundingClientRect();
    const bar = document.querySelector(".reading-layout > .contents").getBoundingClientRect();
    const bottom = getComputedStyle(document.querySelector(".contents")).position == "fixed" ? bar.top : innerHeight;
    return element.checkVisibility() && box.top >= 0 && box.bottom <= bottom + 1;
}"""
AT_THE_TOP = "scrollY == 0"


def phone(page):
    page.set_viewport_size(PHONE)
    page.emulate_media(reduced_motion="reduce")


def opened(page, path):
    """The page from its top, whatever was read before it."""
    page.goto("about:blank")
    page.goto(path)
    assert page.evaluate(AT_THE_TOP)


@pytest.fixture
def reader(page):
    """Somebody with a phone."""
    phone(page)
    yield page
    page.emulate_media(reduced_motion="no-preference")


def headings(letter):
    """{name of a group: names of its tools} of a fiche, from the catalogue itself."""
    groups = {}
    for placement in Placement.objects.for_list().filter(fiche__letter=letter.upper()):
        groups.setdefault(placement.heading, []).append(placement.tool.name)
    return groups


@pytest.mark.parametrize("letter", LETTERS)
def test_two_taps_on_a_phone_reach_the_tools_of_every_target_group_from_the_top(reader, letter):
    page = reader
    groups = headings(letter)
    assert groups
    for heading, names in groups.items():
        opened(page, f"/fiches/{letter}/")
        bar = page.locator(".contents summary")
        assert bar.evaluate(IN_SIGHT) or bar.bounding_box()["height"] >= 44
        bar.tap() if page.evaluate("'ontouchstart' in window") else bar.click()
        name = heading.split(" > ")[-1] if len(groups) > 1 else "Aan de slag"
        way = page.locator(".contents-tools").get_by_role("link", name=name).first
        assert way.evaluate("link => link.getBoundingClientRect().bottom <= innerHeight"), heading  # no third gesture
        assert way.bounding_box()["height"] >= 43.5, heading
        way.click()
        first = page.locator(".placement-title", has_text=names[0]).first
        assert first.evaluate(IN_SIGHT), (heading, names[0])
        assert not page.locator(".contents details").evaluate("panel => panel.open")


@pytest.mark.parametrize("path", [f"/fiches/{letter}/" for letter in LETTERS] + ["/cyclus/buurtanalyse/"])
def test_chips_on_top_name_every_group_with_its_number(page, path):
    page.goto(path)
    groups = page.locator("details.placement-group")
    expected = [(f"#{group.get_attribute('id')}", str(group.locator(".placement").count())) for group in groups.all()]
    for place in (".parts", ".contents"):
        chips = page.locator(f"{place} .group-links a").all()
        found = [(chip.get_attribute("href"), chip.locator(".count").inner_text().split()[0]) for chip in chips]
        assert found == (expected if len(expected) > 1 else [])


@pytest.mark.parametrize("path", ["/fiches/c/", "/cyclus/buurtanalyse/"])
def test_one_switches_between_two_parts(page, path):
    page.goto(path)
    learned, tools = page.locator(".part").all()
    tabs = page.locator(".part-links a")
    shown = [part.evaluate("part => part.firstElementChild.checkVisibility()") for part in (learned, tools)]
    assert shown == [True, False]
    tabs.nth(1).click()
    expect(page.locator("#tools")).to_be_visible()
    assert not page.locator(".finding").first.evaluate("finding => finding.checkVisibility()")
    assert [tab.get_attribute("aria-current") for tab in tabs.all()] == [None, "true"]
    page.go_back()
    expect(page.locator(".finding").first).to_be_visible()
    tabs.nth(1).click()
    tabs.nth(0).click()
    assert page.locator(".finding").first.evaluate("finding => finding.checkVisibility()")


def test_end_of_what_was_learned_leads_to_the_tools(page):
    page.goto("/fiches/c/")
    page.get_by_role("link", name="Aan de slag: 33 tools").click()
    assert page.locator("#tools").evaluate(IN_SIGHT)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_address_of_a_tool_within_a_fiche_opens_its_part_and_its_group(page, size):
    page.set_viewport_size(size)
    placement = Placement.objects.for_list().filter(fiche__letter="C", findings__isnull=False).last()
    page.goto("about:blank")
    page.goto(placement.get_absolute_url())
    title = page.locator(f"#{placement.anchor} .placement-title")
    page.wait_for_function(f"({IN_SIGHT})(document.querySelector('#{placement.anchor} .placement-title'))")
    assert title.inner_text() == placement.tool.name
    page.locator(f"#{placement.anchor} .rests-on a").first.click()  # and back to what it rests on
    assert not title.evaluate("title => title.checkVisibility()")


def test_groups_fold_on_a_phone_and_are_open_on_a_wide_screen_and_on_paper(page):
    page.goto("/fiches/c/#tools")
    states = "groups => groups.map(group => group.open)"
    assert set(page.eval_on_selector_all("details.placement-group", states)) == {True}
    page.set_viewport_size(PHONE)
    page.reload()
    assert set(page.eval_on_selector_all("details.placement-group", states)) == {False}
    assert page.evaluate("document.documentElement.scrollHeight") < 5_000  # it was eighteen thousand
    group = page.locator("details.placement-group").nth(2)
    group.locator("summary").click()
    expect(group.locator(".placement").first).to_be_visible()
    page.emulate_media(media="print")
    hidden = page.locator(".placement, .finding").evaluate_all(
        "all => all.filter(part => !part.checkVisibility()).length"
    )
    assert hidden == 0


def test_words_in_the_other_part_are_found_by_the_browser(page):
    page.goto("/fiches/c/")
    assert page.locator(".part[hidden]").get_attribute("hidden") == "until-found"
    page.locator(".part[hidden]").dispatch_event("beforematch")
    expect(page.locator("#tools")).to_be_visible()


def test_contents_stay_at_hand_on_a_phone_and_close_with_escape(reader):
    page = reader
    opened(page, "/fiches/c/")
    bar = page.locator(".contents summary")
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        assert bar.evaluate("bar => Math.round(bar.getBoundingClientRect().bottom) <= innerHeight")
        assert bar.bounding_box()["height"] >= 44
    links = page.locator("footer a").last  # the bar covers nothing at the end of the page
    assert links.evaluate(IN_SIGHT)
    bar.click()
    page.locator(".contents a").first.focus()
    page.keyboard.press("Escape")
    assert not page.locator(".contents details").evaluate("panel => panel.open")
    expect(bar).to_be_focused()


@pytest.mark.parametrize("path", ["/fiches/c/#tools", "/cyclus/buurtanalyse/#tools", "/over/bron-en-errata/"])
def test_axe_finds_nothing_in_what_unfolds(page, path):
    page.goto(path)
    page.locator(".contents details, main details").evaluate_all("all => all.forEach(panel => { panel.open = true })")
    assert found_everywhere(page) == []


def test_everything_is_on_the_page_without_script(page_without_script):
    page = page_without_script
    page.goto("/fiches/c/")
    count = Placement.objects.for_list().filter(fiche__letter="C").count()
    assert page.locator(".placement").evaluate_all("all => all.filter(part => part.checkVisibility()).length") == count
    page.locator(".parts").get_by_role("link", name="Ouderen").click()
    assert page.locator("#groep-ouderen .placement-title").first.evaluate(IN_SIGHT)
    page.locator(".parts").get_by_role("link", name="Wat we leerden").click()
    assert page.locator("#leert").evaluate(IN_SIGHT)


def test_head_leads_to_the_house_before_and_after(reader):
    page = reader
    letters = list(Fiche.objects.published().order_by("letter"))
    for before, fiche, after in zip(letters, letters[1:], letters[2:], strict=False):
        page.goto(fiche.get_absolute_url())
        scene = page.locator(".street-scene a")
        beside = (before, after)
        assert [link.get_attribute("href") for link in scene.all()] == [each.get_absolute_url() for each in beside]
        assert [each.title for each in beside if each.title not in " ".join(scene.all_inner_texts())] == []
        for link in scene.all():
            assert link.locator("svg.house").is_visible()
            box = link.bounding_box()
            assert min(box["width"], box["height"]) >= 44
            assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]


def test_only_a_short_way_glides(page):
    page.goto("/fiches/c/")
    glides = "document.documentElement.classList.contains('glides')"
    page.locator(".contents a").nth(1).click()
    assert page.evaluate(glides)
    page.evaluate("scrollTo(0, 0)")
    page.locator(".contents").get_by_role("link", name="Lees verder").click()
    assert not page.evaluate(glides)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_mention_in_a_text_leads_to_that_fiche(page):
    page.goto("/fiches/h/")
    page.locator(".finding").get_by_role("link", name="fiche I", exact=True).first.click()
    expect(page).to_have_url(re.compile("/fiches/i/$"))


@pytest.mark.parametrize("path", ["/fiches/c/#plaats-c-20", "/fiches/c/#groep-ouderen"])
def test_nothing_shifts_while_a_fiche_loads_at_a_place_in_it(tab, path):
    tab.set_viewport_size(PHONE)
    tab.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
        " if (!entry.hadRecentInput) window.shift += entry.value }).observe({type: 'layout-shift', buffered: true})"
    )
    tab.goto(path)
    tab.wait_for_timeout(400)
    assert tab.evaluate("window.shift") < 0.02


def test_page_on_privacy_folds_its_details_on_a_screen_and_never_on_paper(page_without_script):
    page = page_without_script
    page.goto("/over/privacy/")
    assert page.evaluate("document.documentElement.scrollHeight") < 4000  # 5317 with nothing folded
    detail = page.get_by_text("Nooit bewaren we een vraag:")
    expect(detail).to_be_hidden()
    page.get_by_text("Wanneer we een vraag bewaren").click()
    expect(detail).to_be_visible()
    page.reload()
    page.emulate_media(media="print")
    text = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages)
    told = ("Nooit bewaren we een vraag", "bewaren we de naam die getypt werd", "krijgt wel cookies")
    assert [one for one in told if one not in " ".join(text.split())] == []


CHOICES = {
    "/wegwijzers/uitkomsten/": "Externe partners",
    "/wegwijzers/beginsituaties/": "De buurt is divers",
    "/wegwijzers/startfactoren/": "Praktische factoren",
    "/wegwijzers/moeilijk-bereikbare-groepen/": "Anderstaligen",
    "/wegwijzers/competenties/": "Wie de regie voert",
    "/over/leeswijzer/": "Je voert de regie of trekt de werking",
}


def chosen(page, path):
    """The answer, after somebody with a phone chose a sign."""
    page.set_viewport_size(PHONE)
    page.goto(path)
    page.locator("main").get_by_role("link", name=CHOICES[path], exact=True).click()
    page.wait_for_url("**#antwoord")
    answer = page.locator("#antwoord")
    expect(answer).to_be_focused()
    assert CHOICES[path] in answer.inner_text()
    assert 0 <= answer.bounding_box()["y"] < PHONE["height"] / 2


@pytest.mark.parametrize("path", CHOICES)
def test_a_choice_goes_to_its_answer_with_the_focus(page, path):
    chosen(page, path)


@pytest.mark.parametrize("path", CHOICES)
def test_a_choice_goes_to_its_answer_with_the_focus_without_script(page_without_script, path):
    chosen(page_without_script, path)


def test_a_role_is_walked_one_at_a_time_along_drawn_houses(page):
    page.goto("/over/leeswijzer/")
    assert page.locator(".walk").count() == 0
    page.get_by_role("link", name="Je bent vrijwilliger of buurtbewoner").click()
    assert page.locator(".walk").count() == 1
    for house in page.locator(".walk > li").all():
        assert house.locator("svg.house").is_visible()
        assert len(house.locator("p").inner_text()) > 20
    page.get_by_role("navigation", name="Een andere rol").get_by_role("link", name="Je moet nog beginnen").click()
    expect(page.locator("#antwoord")).to_have_text("Je moet nog beginnen")


def test_errata_fold_by_part_and_an_address_opens_the_part_of_its_erratum(page):
    page.goto("/over/bron-en-errata/")
    assert page.locator("tr[id^=erratum]").evaluate_all("rows => rows.filter(row => row.checkVisibility()).length") == 0
    assert page.evaluate("document.documentElement.scrollHeight") < 2_500
    page.goto("about:blank")
    page.goto("/over/bron-en-errata/#erratum-40")
    row = page.locator("#erratum-40")
    assert row.evaluate("row => row.checkVisibility() && row.getBoundingClientRect().top < innerHeight")
    page.emulate_media(media="print")
    assert (
        page.locator("tr[id^=erratum]").evaluate_all("rows => rows.filter(row => !row.checkVisibility()).length") == 0
    )


LONGEST = {"/cyclus/buurtanalyse/": 7_500, "/fiches/c/": 7_500, "/wegwijzers/uitkomsten/": 3_000, "/fiches/h/": 6_500}


@pytest.mark.parametrize("path", LONGEST)
def test_what_one_does_not_read_first_is_folded_on_a_phone(page, path):
    """The step was 10,155 pixels, the fiche 8,399 and the figure 7,961."""
    page.set_viewport_size(PHONE)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollHeight") < LONGEST[path]


def test_tools_of_a_finding_fold_on_a_phone_and_stand_open_on_a_wide_screen(page):
    page.goto("/cyclus/buurtanalyse/")
    assert page.locator(".acts-on:not([open])").count() == page.locator("article .folds:not([open])").count() == 0
    page.set_viewport_size(PHONE)
    page.reload()
    assert page.locator(".acts-on[open]").count() == page.locator("article .folds[open]").count() == 0
    tools = page.locator(".acts-on").nth(2)
    tools.get_by_text("Hiermee kun je aan de slag: 12 tools").click()
    tools.get_by_role("link", name="Walkability index").click()
    expect(page.locator(".placement:target")).to_be_in_viewport()
    page.locator(".contents summary").click()
    page.locator(".contents").get_by_role("link", name="Thema’s bij deze stap").click()
    expect(page.get_by_role("link", name="A. Visievorming")).to_be_visible()


def test_outcomes_fold_by_theme_until_somebody_chooses_without_script_too(page_without_script):
    page = page_without_script
    page.goto("/wegwijzers/uitkomsten/")
    outcome = page.get_by_text("Buren bieden elkaar hulp.").first
    expect(outcome).to_be_hidden()
    page.get_by_role("heading", name="Relaties tussen buurtbewoners").click()
    expect(outcome).to_be_visible()
    page.goto("/wegwijzers/uitkomsten/?groep=buurtbewoners")
    assert page.locator(".outcome-theme:not([open])").count() == 0 and page.locator(".outcome-theme").count() == 4
