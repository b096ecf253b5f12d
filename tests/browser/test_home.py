"""The home page says at once what it is and what one may recognise, before anybody scrolls."""

import pytest
from playwright.sync_api import expect

from fiches.models import Fiche
from tests.browser.conftest import PHONE, WIDE

SEEN = """element => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility() && box.top >= 0 && box.bottom <= innerHeight && box.height >= 20;
}"""


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_first_screen_says_what_this_is_and_has_three_sentences_to_recognise(page, size):
    page.set_viewport_size(size)
    page.goto("/")
    line, sentences = page.locator(".hero-lead"), page.locator(".hero-worries a[href^='/vragen/']")
    assert line.inner_text() == "Voor wie bouwt aan een zorgzame buurt: 135 tools, en wat 133 buurten leerden."
    assert sentences.count() == 3
    assert [element for element in [line, *sentences.all()] if not element.evaluate(SEEN)] == []
    assert all(sentence.bounding_box()["height"] >= 43.5 for sentence in sentences.all())


def test_sentence_and_dark_windows_lead_on_without_script(page_without_script):
    page = page_without_script
    page.goto("/")
    page.locator(".hero-worries a").first.click()
    assert "/vragen/" in page.url
    page.goto("/")
    page.get_by_role("link", name="Visievorming 4 van 10 ramen branden").click()
    assert page.url.endswith("/tools/?fiche=a&link=nee")
    assert page.locator(".result-count").inner_text().startswith("6 tools")


def test_walls_have_as_many_lit_and_dark_windows_as_the_words_say(page):
    page.goto("/")
    for facade in page.locator(".facades a").all():
        lit, total = facade.locator(".lit").count(), facade.locator("i").count()
        assert f"{lit} van {total}" in facade.inner_text()
    assert page.locator(".facades a").count() == 14


def test_phone_reads_the_name_of_each_house_with_windows(page):
    page.set_viewport_size(PHONE)
    page.goto("/")
    titles = Fiche.objects.order_by("letter").values_list("title", flat=True)
    walls = page.locator(".facade-label").all_inner_texts()
    assert [title for title, wall in zip(titles, walls, strict=True) if not wall.strip().startswith(title)] == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_home_is_short_on_a_phone_and_all_sentences_are_one_tap_away(page):
    page.set_viewport_size(PHONE)
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollHeight") < 5000
    last = page.locator("#zinnen a").last
    expect(last).to_be_hidden()
    page.get_by_role("link", name="Meer zinnen").click()
    expect(last).to_be_visible()
    page.set_viewport_size(WIDE)
    page.goto("/")
    expect(last).to_be_visible()
    expect(page.get_by_text("Alle zinnen")).to_be_hidden()


def test_all_sentences_open_without_script(page_without_script):
    page_without_script.goto("/")
    page_without_script.get_by_text("Alle zinnen").click()
    page_without_script.locator("#zinnen a").last.click()
    assert "/vragen/" in page_without_script.url
