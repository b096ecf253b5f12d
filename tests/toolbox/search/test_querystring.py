"""Addresses that are made quickly: the same as those that Django makes."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from toolbox.search.querystring import fixed, query_string


@pytest.mark.parametrize(
    "query", ["", "q=caf%C3%A9+%26+meer&vorm=a&vorm=b&pagina=2", "pagina=2&formaat=&q=", "a=%FF&b"]
)
@pytest.mark.parametrize("changes", [{}, {"pagina": []}, {"formaat": ["atom"], "pagina": []}, {"vorm": ["b", "é"]}])
def test_query_string_is_that_of_a_changed_copy(query, changes):
    params = QueryDict(query)
    copy = params.copy()
    for name, values in changes.items():
        copy.setlist(name, values)
    assert query_string(params, **changes) == copy.urlencode()
    assert params == QueryDict(query)


def test_fixed_address_is_the_one_of_the_page():
    for _ in range(2):
        assert fixed("home") == "/"
        assert fixed("picture", "toolbox") == reverse("picture", args=["toolbox"])
