"""docs/hergebruik.md shows addresses: each of them works as it says."""

import re

import pytest
from django.conf import settings

TEXT = (settings.BASE_DIR / "docs" / "hergebruik.md").read_text()
SHOWN = {*re.findall(r"`(/[^`\s]*)`", TEXT), *re.findall(r"^    GET (\S+)$", TEXT, re.MULTILINE)}
# Collections are an editor's; the toolbox as loaded has none, so their own tests open these.
ADDRESSES = sorted(address for address in SHOWN if "<" not in address)


def test_docs_show_every_format():
    assert set(re.findall(r"formaat=(\w+)", TEXT)) == {"csv", "xlsx", "json", "atom", "ris", "bibtex", "csl"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_in_the_docs_works(client, toolbox, address):
    assert client.get(address).status_code == 200


def test_example_of_a_page_has_the_fields_that_the_api_gives(client, toolbox):
    page = client.get("/api/v1/tools/?fiche=c&doelgroep=ouderen&per_pagina=2").json()
    example = re.search(r'"pagina": 1,.*?"resultaten": \[(.*?)\]', TEXT, re.DOTALL)
    shown = set(re.findall(r'"(\w+)":', example.group(0)))
    assert {"volgende", "id", "samenvatting"} <= shown
    assert shown <= set(page) | set(page["resultaten"][0])
