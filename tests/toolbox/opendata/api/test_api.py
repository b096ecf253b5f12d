"""What the API gives and how it behaves on the web; that it keeps to its description is in test_contract.py."""

import re

import pytest

from tests import factories as make
from tests.catalogue import complete_tool
from tests.page import queries_for_two_and_four
from toolbox.models import OldAddress, Owner, Tool


def get(client, address, **headers):
    return client.get(f"/api/v1/{address}", headers=headers)


def faults(response):
    assert response["Content-Type"] == "application/problem+json"
    return {fault["parameter"]: fault["melding"] for fault in response.json()["fouten"]}


def test_tools_gives_the_public_tools_in_pages(client, tools):
    first = get(client, "tools/?per_pagina=1").json()
    second = client.get(first["volgende"]).json()
    assert [page["aantal"] for page in (first, second)] == [2, 2]
    assert [tool["id"] for page in (first, second) for tool in page["resultaten"]] == ["tool-1", "tool-2"]
    assert (first["vorige"], second["volgende"]) == (None, None)
    assert second["vorige"] == "http://testserver/api/v1/tools/?per_pagina=1&pagina=1"


def test_tools_row_is_the_row_of_the_file(client, tools):
    assert get(client, "tools/").json()["resultaten"] == client.get("/tools/?formaat=json").json()["resultaten"]


def test_tool_has_its_places(client, tools):
    (place,) = get(client, "tools/tool-1/").json()["plaatsen"]
    where = {"tool": "tool-1", "fiche": "a", "stap": None, "hele_cyclus": False}
    what = {"beschrijving": "Wat je eraan hebt.", "adres": f"http://testserver/fiches/a/#plaats-{place['id']}"}
    assert place == place | where | what


def test_tool_answers_to_its_old_id(client, tools):
    OldAddress.objects.keep(tools[0], "vroeger")
    OldAddress.objects.keep(tools[2], "ingetrokken")
    assert get(client, "tools/vroeger/").json()["id"] == "tool-1"
    assert get(client, "tools/ingetrokken/").status_code == 404


def test_owner_answers_to_its_old_id_and_every_id_in_capitals(client, tools):
    OldAddress.objects.keep(Owner.objects.get(slug="wijkhuis"), "vroeger")
    addresses = ["eigenaars/VROEGER/", "eigenaars/Wijkhuis/", "tools/TOOL-1/", "fiches/A/"]
    assert [get(client, address).json()["id"] for address in addresses] == ["wijkhuis", "wijkhuis", "tool-1", "a"]
    assert get(client, "plaatsen/?tool=TOOL-1").json()["aantal"] == 1


@pytest.mark.parametrize(
    "address", ["tools/tool-3/", "tools/niets/", "fiches/z/", "plaatsen/z-9/", "niets/", "tools/?pagina=9"]
)
def test_what_is_not_public_or_does_not_exist_is_a_problem(client, tools, address):
    response = get(client, address)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["title"] == "Niet gevonden"


def test_withdrawn_tool_is_not_counted(client, tools):
    assert get(client, "plaatsen/").json()["aantal"] == 2
    assert get(client, "eigenaars/wijkhuis/").json()["tools"] == 2


def test_a_bad_parameter_is_named(client, tools):
    assert faults(get(client, "tools/?pagina=nul&per_pagina=101")) == {
        "pagina": "Dit moet een geheel getal zijn.",
        "per_pagina": "Dit mag hoogstens 100 zijn.",
    }
    assert faults(get(client, "tools/?fiche=qq")) == {"fiche": "“qq” bestaat hier niet."}
    assert faults(get(client, "tools/?kleur=rood&q=a")) == {"kleur": "Deze parameter kennen we hier niet."}
    assert faults(get(client, "tools/tool-1/?formaat=xml")) == {"formaat": "Deze parameter kennen we hier niet."}
    assert faults(get(client, "zoeken/")) == {"q": "Deze parameter is nodig."}


def test_facets_count_what_a_value_would_give(client, tools):
    facets = {facet["parameter"]: facet for facet in get(client, "facetten/?vorm=draaiboek").json()}
    assert facets["vorm"]["waarden"] == [{"waarde": "draaiboek", "naam": "Draaiboek", "aantal": 2, "gekozen": True}]
    assert facets["fiche"]["waarden"] == [{"waarde": "a", "naam": "A. Visie", "aantal": 2, "gekozen": False}]


def test_too_many_questions_is_a_problem_that_says_when(client, tools, settings):
    settings.COSTLY_GETS_PER_MINUTE = 1
    client.handler.load_middleware()
    first, second = get(client, "tools/?q=a"), get(client, "tools/?q=b")
    assert (first.status_code, second.status_code) == (200, 429)
    assert (second["Content-Type"], second["Retry-After"]) == ("application/problem+json", "60")


def test_too_long_a_question_is_a_problem(client, tools):
    response = get(client, "tools/?q=" + "a" * 20_000)
    assert (response.status_code, response["Content-Type"]) == (414, "application/problem+json")
    assert response.json()["title"] == "Het adres is te lang"


def test_any_page_on_the_web_may_read(client, tools):
    assert get(client, "tools/")["Access-Control-Allow-Origin"] == "*"
    asked = client.options("/api/v1/tools/")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "Access-Control-Allow-Origin" not in client.get("/tools/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_api_only_reads(client, tools, method):
    response = getattr(client, method)("/api/v1/tools/tool-1/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "application/problem+json"
    assert Tool.objects.count() == 3


def test_head_says_the_same_without_the_body(client, tools):
    got, asked = get(client, "tools/"), client.head("/api/v1/tools/")
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers == got.headers


def test_crash_is_a_problem_without_details(client, tools, monkeypatch):
    def crash(*args):
        raise RuntimeError("geheim")

    monkeypatch.setattr(Tool, "get_absolute_url", crash)
    client.raise_request_exception = False
    response = get(client, "tools/")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "geheim" not in response.content.decode()


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("tools/", 10),
        ("tools/tool-1/", 9),
        ("plaatsen/", 2),
        ("fiches/", 2),
        ("fiches/a/", 4),
        ("eigenaars/", 3),
        ("doelgroepen/", 2),
        ("zoeken/?q=tool", 10),
        ("facetten/", 1),
    ],
)
def test_api_takes_as_many_queries_for_four_as_for_two(db, address, number):
    def add(index):
        make.TargetGroupFactory()
        complete_tool(index)

    assert queries_for_two_and_four(f"/api/v1/{address}", add) == [number, number]


def test_documentation_is_a_page_of_this_site_only(client, tools):
    page = get(client, "").content.decode()
    assert "GET /api/v1/tools/{id}/" in page
    others = re.findall(r"""(?:src|href)=["'](?:https?:)?//(?!testserver/)[^"']*""", page)
    assert others == []
    assert "swagger" not in page
