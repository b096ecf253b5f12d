"""An editor looks at what nobody else can see yet, and gives the link to a colleague on a phone."""

from tests.browser.axe import found_everywhere
from tests.browser.test_desk import complaints, desk, open_tool  # noqa: F401  fixtures
from toolbox.models import Tool


def test_editor_sees_a_change_in_a_new_tab_and_a_colleague_sees_it_with_the_link(desk, tab):  # noqa: F811
    open_tool(desk, "Buurtbudget")
    desk.get_by_label("In één zin").fill("Een luchtkasteel voor de buurt.")
    with desk.context.expect_page() as opened:
        desk.get_by_role("button", name="Voorbeeld").first.click()
    seen = opened.value
    seen.get_by_text("Een luchtkasteel voor de buurt.").first.wait_for()
    link = seen.url
    seen.get_by_role("link", name="De kaart in de lijst").click()
    seen.get_by_text("Een luchtkasteel voor de buurt.").first.wait_for()
    found = found_everywhere(seen)
    seen.close()
    assert desk.get_by_label("In één zin").input_value() == "Een luchtkasteel voor de buurt."  # nothing is lost
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(link)
    tab.get_by_text("Een luchtkasteel voor de buurt.").first.wait_for()
    heights = tab.locator(".preview-bar a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect().height)"
    )
    assert (found, min(heights) >= 44, tab.evaluate("document.documentElement.scrollWidth")) == ([], True, 360)
    assert "luchtkasteel" not in Tool.objects.get(slug="buurtbudget").summary
