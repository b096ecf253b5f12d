"""Pieces of pages that are made once: the same as an include, and never of other values than what was given."""

import pytest
from django.template import Context, RequestContext, Template
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


@pytest.mark.parametrize("query", ["", "q=caf%C3%A9+%26+meer&vorm=a&vorm=b&pagina=3"])
@pytest.mark.parametrize("changes", ["", "pagina=2", "pagina=None formaat=None", "exact=1 pagina=None"])
def test_address_is_that_of_django(rf, query, changes):
    context = {"request": rf.get(f"/tools/?{query}")}
    sources = (f"{{% {tag} {changes} %}}" for tag in ("address", "querystring"))
    ours, theirs = (Template("{% load kept %}" + source).render(RequestContext(**context)) for source in sources)
    assert ours == theirs


def test_row_of_the_database_is_refused(db):
    with pytest.raises(TypeError, match="equal when their keys are"):
        rendered('{% kept "toolbox/_card_places.html" places=tool %}', tool=ToolFactory())


def test_icon_is_the_one_of_the_package():
    for name, size in (("x", 16), ("search", 20), ("x", 16)):
        source = f'{{% lucide "{name}" size={size} aria_hidden="true" %}}'
        assert rendered(source) == lucide(name, size=size, aria_hidden="true")
