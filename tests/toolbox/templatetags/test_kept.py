"""Pieces of pages that are made once: the same as an include, and never of other values than what was given."""

import pytest
from django.template import Context, Template
from django.urls import reverse
from lucide.templatetags.lucide import lucide

from tests.factories import ToolFactory
from toolbox.templatetags.kept import piece


def rendered(source, **context):
    return Template("{% load kept lucide %}" + source).render(Context(context))


def test_piece_is_what_an_include_gives():
    for shown in (("A", "buurtanalyse"), ("<b>", "<i>stap</i>"), ("A", "buurtanalyse")):
        assert rendered('{% kept "toolbox/_card_places.html" places=places %}', places=shown) == rendered(
            '{% include "toolbox/_card_places.html" with places=places only %}', places=shown
        )


def test_piece_is_made_once_for_equal_values_only(settings):
    piece.cache_clear()
    source = '{% kept "toolbox/_sorts.html" sorts=sorts chosen=chosen %}'
    sorts = (("titel", "titel"), ("nieuwste", "nieuwste bron"))
    first = rendered(source, sorts=sorts, chosen="titel")
    assert rendered(source, sorts=(*sorts,), chosen="titel") == first
    assert piece.cache_info().misses == 1
    assert rendered(source, sorts=sorts, chosen="nieuwste") != first
    assert piece.cache_info().misses == 2


def test_address_that_is_looked_up_once_is_that_of_the_page():
    for name in ("toolbox:list", "changes", "toolbox:list"):
        assert rendered(f'{{% kept_url "{name}" %}}') == reverse(name)


def test_row_of_the_database_is_refused(db):
    with pytest.raises(TypeError, match="equal when their keys are"):
        rendered('{% kept "toolbox/_card_places.html" places=tool %}', tool=ToolFactory())


def test_icon_is_the_one_of_the_package():
    for name, size in (("x", 16), ("search", 20), ("x", 16)):
        source = f'{{% lucide "{name}" size={size} aria_hidden="true" %}}'
        assert rendered(source) == lucide(name, size=size, aria_hidden="true")
