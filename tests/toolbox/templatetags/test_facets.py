"""A facet on the page: its values with their numbers, whatever was shown before."""

import re

import pytest
from django.template import Context, Template
from django.utils.html import escape, strip_tags

from toolbox.filters import FacetGroup, Option
from toolbox.templatetags import facets


def option(count, selected=False, label="Video"):
    return Option("vorm", "video", label, count, selected)


def rendered(*shown, folded=(), errors=()):
    group = FacetGroup("vorm", "Vorm", errors, list(shown), list(folded))
    return Template("{% load facets %}{% facet group %}").render(Context({"group": group}))


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
    assert values_of(rendered(option(count, selected))) == [shown]


def test_numbers_of_another_question_are_not_those_of_the_last():
    facets._parts_of_option.cache_clear()
    numbers = [7, 3, 0, 1, 250]
    found = [values_of(rendered(option(number)))[0][0] for number in numbers]
    assert found == ["Video , 7 tools", "Video , 3 tools", "Video , 0 tools", "Video , 1 tool", "Video , 250 tools"]
    assert facets._parts_of_option.cache_info().misses == 3  # none, one, and more


def test_label_that_changed_shows_and_is_escaped():
    for label in ("Video", "<b>Film</b> & klank", "Video"):
        assert f'<span class="option-label">{escape(label)}</span>' in rendered(option(3, label=label))


def test_values_that_are_folded_stand_behind_toon_alle():
    html = rendered(option(3, label="Een"), option(2, label="Twee"), folded=[option(1, label="Drie")])
    shown, _, folded = html.partition("<summary>Toon alle 3</summary>")
    assert [text for text, _, _ in values_of(shown)] == ["Een , 3 tools", "Twee , 2 tools"]
    assert [text for text, _, _ in values_of(folded)] == ["Drie , 1 tool"]
    assert html.count("</fieldset>") == html.count("</details>") == 1


def test_facet_without_folded_values_has_nothing_to_open():
    html = rendered(option(3))
    assert "<details" not in html
    assert html.count("</fieldset>") == 1


def test_mistake_stands_by_the_facet():
    assert '<p class="error">“&lt;x&gt;” bestaat hier niet.</p>' in rendered(
        option(3), errors=("“<x>” bestaat hier niet.",)
    )
    assert "error" not in rendered(option(3))
