"""A facet on the page: its values with their numbers, whatever was shown before."""

import re

import pytest
from django.template import Context, Template
from django.utils.html import escape, strip_tags

from toolbox.search.filterset import FacetGroup
from toolbox.templatetags import facets


def group(*options, errors=()):
    """A facet with these (label, count, selected)."""
    values = tuple((f"waarde-{place}", label) for place, (label, _, _) in enumerate(options))
    chosen = [value for (value, _), (_, _, selected) in zip(values, options, strict=True) if selected]
    return FacetGroup("vorm", "Vorm", errors, values, [count for _, count, _ in options], chosen)


def rendered(*options, errors=()):
    context = Context({"group": group(*options, errors=errors)})
    return Template("{% load facets %}{% facet group %}").render(context)


def values_of(html):
    """(what a reader reads, is it on, is it greyed out) of each value."""
    return [
        (re.sub(r"\\s+", " ", strip_tags(item)).strip(), " checked" in item, 'class="none"' in item)
        for item in re.findall(r"<li.*?</li>", html)
    ]


@pytest.mark.parametrize(
    "count, selected, shown",
    [
        (0, False, ("Video , 0 tools", False, True)),
        (0, True, ("Video , 0 tools", True, False)),
        (1, False, ("Video , 1 tool", False, False)),
        (2, False, ("Video , 2 tools", False, False)),
        (12345, True, ("Video , 12345 tools", True, False)),
    ],
)
def test_value_says_its_number(count, selected, shown):
    assert values_of(rendered(("Video", count, selected))) == [shown]


def test_numbers_of_another_question_are_not_those_of_the_last():
    facets._around_values.cache_clear()
    numbers = [7, 3, 0, 1, 250]
    found = [values_of(rendered(("Video", number, False)))[0][0] for number in numbers]
    assert found == ["Video , 7 tools", "Video , 3 tools", "Video , 0 tools", "Video , 1 tool", "Video , 250 tools"]
    assert facets._around_values.cache_info().misses == 1


def test_label_that_changed_shows_and_is_escaped():
    for label in ("Video", "<b>Film</b> & klank", "{count} {{ count }} %s", "Video"):
        assert f'<span class="option-label">{escape(label)}</span>' in rendered((label, 3, False))


def test_values_with_few_tools_are_folded_behind_toon_alle():
    counts = [1, 9, 9, 9, 1, 9, 9, 9, 9, 0]
    html = rendered(*((f"Waarde {place}", count, False) for place, count in enumerate(counts)))
    shown, _, folded = html.partition("<summary>Toon alle 10</summary>")
    assert [text for text, _, _ in values_of(shown)] == [
        "Waarde 0 , 1 tool", *(f"Waarde {place} , 9 tools" for place in (1, 2, 3, 5, 6, 7, 8))
    ]  # fmt: skip
    assert [text for text, _, _ in values_of(folded)] == ["Waarde 4 , 1 tool", "Waarde 9 , 0 tools"]
    assert html.count("</fieldset>") == html.count("</details>") == 1


def test_value_that_is_on_is_never_folded_before_one_that_is_not():
    html = rendered(*((f"Waarde {place}", 9 - place, place == 9) for place in range(10)))
    shown, _, folded = html.partition("<summary>Toon alle 10</summary>")
    assert ("Waarde 9 , 0 tools", True, False) in values_of(shown)
    assert [text for text, _, _ in values_of(folded)] == ["Waarde 7 , 2 tools", "Waarde 8 , 1 tool"]


def test_options_of_a_group_say_which_are_on():
    options = group(("Video", 3, True), ("Spel", 0, False)).options
    assert options == [("waarde-0", "Video", 3, True), ("waarde-1", "Spel", 0, False)]


def test_facet_without_folded_values_has_nothing_to_open():
    html = rendered(("Video", 3, False))
    assert "<details" not in html
    assert html.count("</fieldset>") == 1


def test_mistake_stands_by_the_facet():
    assert '<p class="error">“&lt;x&gt;” bestaat hier niet.</p>' in rendered(
        ("Video", 3, False), errors=("“<x>” bestaat hier niet.",)
    )
    assert "error" not in rendered(("Video", 3, False))
