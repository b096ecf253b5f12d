"""What other sites and search engines read in the head of a page."""

import json
import re

import pytest

from fiches.models import Fiche
from fiches.shared.publication import PublicationStatus
from tests.catalogue import complete_tool
from tests.page import parse
from toolbox.models import Tool


def head(client, address):
    """The head of a page as {property: content}, with its links and its description."""
    tree = parse(client.get(address)).find("head")
    found = {meta.get("property"): meta.get("content") for meta in tree.iter("meta") if meta.get("property")}
    found |= {link.get("rel"): link.get("href") for link in tree.iter("link")}
    script = tree.find("script[@type='application/ld+json']")
    found["described"] = json.loads(script.text) if script is not None else None
    return found


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/", "/"),
        ("/tools/", "/tools/"),
        ("/tools/?pagina=1", "/tools/?pagina=1"),
        ("/tools/?vorm=draaiboek&pagina=1", "/tools/"),
        ("/tools/?formaat=", "/tools/"),
        ("/tools/tool-1/?utm_source=x", "/tools/tool-1/"),
    ],
)
def test_canonical_address_is_without_what_only_narrows(client, db, address, canonical):
    complete_tool(1)
    found = head(client, address)
    assert found["canonical"] == found["og:url"] == f"http://testserver{canonical}"


def test_tool_is_described_as_a_work(client, db):
    tool = complete_tool(1)
    assert head(client, "/tools/tool-1/")["described"] == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": "http://testserver/tools/tool-1/",
        "name": "Tool 1",
        "description": "Zin 1; met één é.",
        "url": "http://testserver/tools/tool-1/",
        "sameAs": ["https://voorbeeld.be/1?a=1&b={2}"],
        "author": [{"@type": "Organization", "name": "Wijkhuis & co"}],
        "genre": ["Draaiboek"],
        "keywords": ["buren", "ontmoeting"],
        "citation": ["Peeters et al., 2022"],
        "dateModified": Tool.objects.get(pk=tool.pk).updated_at.isoformat(),
        "isPartOf": {"@id": "http://testserver/"},
    }


def test_only_home_describes_the_site_and_its_search(client, db):
    described = head(client, "/")["described"]
    assert described["@type"] == "WebSite"
    assert described["potentialAction"]["target"] == "http://testserver/zoeken/?q={search_term_string}"
    assert head(client, "/tools/")["described"] is None
    mistake = head(client, "/tools/bestaat-niet/")  # has no address of its own either
    assert ("canonical" in mistake, mistake["described"]) == (False, None)


def test_text_of_editors_cannot_leave_its_block(client, db):
    name = "</script><script>alert(1)</script><!-- &"
    complete_tool(1, name=name)
    page = client.get("/tools/tool-1/").content.decode()
    assert "<script>alert" not in page
    assert head(client, "/tools/tool-1/")["described"]["name"] == name


def test_fiche_has_its_own_picture_as_long_as_it_is_public(client, db):
    complete_tool(1)
    found = head(client, "/fiches/a/")
    assert (found["og:image"], found["og:title"]) == ("http://testserver/beeld/a.png", "A. Visie")
    assert head(client, "/tools/tool-1/")["og:image"] == "http://testserver/beeld/toolbox.png"
    assert client.get("/beeld/a.png").status_code == 200
    Fiche.objects.update(status=PublicationStatus.WITHDRAWN)
    assert client.get("/beeld/a.png").status_code == 404


def test_tools_list_offers_its_feed_with_the_same_filters(client, db):
    complete_tool(1)
    assert head(client, "/tools/?vorm=draaiboek&pagina=1")["alternate"] == "?vorm=draaiboek&formaat=atom"
    assert "alternate" not in head(client, "/eigenaars/")


def test_tool_page_has_a_paragraph_for_a_file(client, db):
    complete_tool(1)
    page = client.get("/tools/tool-1/").content.decode()
    assert (
        "Tool 1 (Wijkhuis &amp; co, 2022): Zin 1; met één é. Bron: Peeters et al., 2022. "
        "Te vinden op https://voorbeeld.be/1?a=1&amp;b={2} "
        "Opgenomen in de Toolbox Zorgzame Buurten: http://testserver/tools/tool-1/"
    ) in page
    assert re.findall(r'href="\?formaat=(\w+)"', page) == ["json", "ris", "bibtex", "csl"]
