"""The home page says at once what it is and what one may recognise, before anybody scrolls."""

import pytest

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
