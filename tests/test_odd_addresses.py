"""What nobody means to ask, at every page and in every parameter: a proper page, never a crash, on both databases."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.browser.pages import PAGES

PATHS = sorted({address.partition("?")[0] for address in PAGES.values()})
PARAMETERS = [
    *("q", "exact", "fiche", "stap", "doelgroep", "voor", "vorm", "eigenaar", "trefwoord", "link", "sorteer", "pagina"),
    *("t", "erbij", "weg", "omhoog", "omlaag", "zoek", "stap1", "stap4", "doel1", "groep", "situatie", "naam", "wat"),
    *("tool", "aantal", "per_pagina"),
]
ODD = ["\x00", "\ud800", "\u202e%00", "' OR 1=1 --", "9" * 400]


@pytest.mark.slow
@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_odd_value_in_every_parameter_gives_a_proper_page(toolbox, settings, odd):
    settings.COSTLY_GETS_PER_MINUTE = 0  # here so many questions are meant
    client = Client()
    value = quote(odd.encode("utf-8", "surrogatepass"))
    query = "&".join(f"{parameter}={value}" for parameter in PARAMETERS)
    for path in PATHS:
        response = client.get(f"{path}?{query}")
        assert response.status_code < 500, path
