"""Every page is valid HTML for a strict parser."""

import html5lib
import pytest
from django.template.loader import render_to_string

from tests.browser.pages import NAMES, PAGES


@pytest.mark.parametrize("name", NAMES)
def test_page_parses_strictly(toolbox, client, name):
    html5lib.HTMLParser(strict=True).parse(client.get(PAGES[name]).content.decode())


@pytest.mark.parametrize("name", NAMES)
def test_page_gives_each_element_its_own_id(toolbox, client, name):
    tree = html5lib.parse(client.get(PAGES[name]).content.decode(), namespaceHTMLElements=False)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert sorted(ids) == sorted(set(ids))
    labelled = [part for element in tree.iter() for part in element.get("aria-labelledby", "").split()]
    assert set(labelled) <= set(ids)


@pytest.mark.parametrize("template", ["500", "503"])
def test_page_of_a_server_error_parses_strictly(template):
    html5lib.HTMLParser(strict=True).parse(render_to_string(f"{template}.html"))


def test_style_guide_parses_strictly(toolbox, client, settings):
    settings.DEBUG = True
    html5lib.HTMLParser(strict=True).parse(client.get("/stijlgids/").content.decode())


@pytest.mark.parametrize("name", NAMES)
def test_page_has_no_inline_style_or_script(toolbox, client, name):
    tree = html5lib.parse(client.get(PAGES[name]).content.decode(), namespaceHTMLElements=False)
    for element in tree.iter():
        assert "style" not in element.attrib
        assert element.tag != "style"
        # A data block for search engines is not a script: a browser never runs it.
        assert element.tag != "script" or element.get("src") or element.get("type") == "application/ld+json"
        assert not [attribute for attribute in element.attrib if str(attribute).startswith("on")]
