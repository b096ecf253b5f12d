"""Pieces of pages that are made once: the same as an include, and never of other values than what was given."""

import pytest
from django.template import Context, Template
from lucide.templatetags.lucide import lucide

from tests.factories import ToolFactory
from toolbox.filters import Option
from toolbox.templatetags.kept import piece


def rendered(source, **context):
    return Template("{% load kept lucide %}" + source).render(Context(context))


def test_piece_is_what_an_include_gives():
    for shown in (("A", "buurtanalyse"), ("<b>", "<i>stap</i>"), ("A", "buurtanalyse")):
        assert rendered('{% kept "toolbox/_card_places.html" places=places %}', places=shown) == rendered(
            '{% include "toolbox/_card_places.html" with places=places only %}', places=shown
        )


def test_every_item_of_a_list_in_its_order():
    options = [Option("vorm", f"v{number}", f"Vorm <{number}>", number % 3, number == 1) for number in range(6)]
    for some in (options, options[::-1], options[:2], []):
        assert rendered('{% kept_each "toolbox/_option.html" option=options %}', options=some) == "".join(
            rendered('{% include "toolbox/_option.html" with option=option only %}', option=option) for option in some
        )


def test_piece_is_made_once_for_equal_values_only(settings):
    piece.cache_clear()
    source = '{% kept "toolbox/_option.html" option=option %}'
    first = rendered(source, option=Option("vorm", "video", "Video", 3, False))
    assert rendered(source, option=Option("vorm", "video", "Video", 3, False)) == first
    assert piece.cache_info().misses == 1
    assert rendered(source, option=Option("vorm", "video", "Video", 4, False)) != first
    assert piece.cache_info().misses == 2


def test_row_of_the_database_is_refused(db):
    with pytest.raises(TypeError, match="equal when their keys are"):
        rendered('{% kept "toolbox/_card_places.html" places=tool %}', tool=ToolFactory())


def test_icon_is_the_one_of_the_package():
    for name, size in (("x", 16), ("search", 20), ("x", 16)):
        source = f'{{% lucide "{name}" size={size} aria_hidden="true" %}}'
        assert rendered(source) == lucide(name, size=size, aria_hidden="true")
