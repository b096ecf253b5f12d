"""The addresses on a page of a list."""

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template


@pytest.mark.parametrize("query", ["", "q=caf%C3%A9+%26+meer&vorm=a&vorm=b&pagina=3"])
@pytest.mark.parametrize("changes", ["", "pagina=2", "pagina=None formaat=None", "exact=1 pagina=None"])
def test_address_is_that_of_django(rf, query, changes):
    context = {"request": rf.get(f"/tools/?{query}")}
    sources = (f"{{% {tag} {changes} %}}" for tag in ("address", "querystring"))
    ours, theirs = (Template("{% load lists %}" + source).render(RequestContext(**context)) for source in sources)
    assert ours == theirs


@pytest.mark.parametrize(
    "number, links",
    [
        (1, ["?q=a%26b&amp;pagina=2"]),
        (2, ["?q=a%26b&amp;pagina=1", "?q=a%26b&amp;pagina=3"]),
        (3, ["?q=a%26b&amp;pagina=2"]),
    ],
)
def test_page_leads_to_its_neighbours(rf, number, links):
    context = RequestContext(rf.get("/tools/?q=a%26b&pagina=9"), {"page": Paginator(range(5), 2).page(number)})
    html = Template("{% load lists %}{% pagination page %}").render(context)
    assert [piece.partition('"')[0] for piece in html.split('href="')[1:]] == links
    assert f"Bladzijde {number} van 3" in html


def test_list_of_one_page_has_no_page_numbers(rf):
    context = RequestContext(rf.get("/tools/"), {"page": Paginator(range(2), 2).page(1)})
    assert Template("{% load lists %}{% pagination page %}").render(context) == ""
