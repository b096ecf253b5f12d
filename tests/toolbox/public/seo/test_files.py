"""Files at fixed addresses: sitemaps, OpenSearch, the manifest, the catalogue of APIs, pictures and small texts."""

import io
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from fiches.models import Fiche
from toolbox.models import Tool
from toolbox.public.seo.pictures import fiche_picture

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def locations(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/xml"
    return [element.text for element in ET.fromstring(response.content).iter(f"{SITEMAP}loc")]


def path_of(address):
    return address.removeprefix("http://testserver")


def test_sitemaps_hold_every_public_page_and_each_of_them_opens(client, toolbox):
    Tool.objects.filter(slug="stek").update(status="ingetrokken")
    sections = locations(client, "/sitemap.xml")
    pages = [page for section in sections for page in locations(client, path_of(section))]
    assert len(pages) == len(set(pages))
    tools = {f"http://testserver{tool.get_absolute_url()}" for tool in Tool.objects.published()}
    fiches = {f"http://testserver{fiche.get_absolute_url()}" for fiche in Fiche.objects.published()}
    assert tools | fiches <= set(pages)
    assert "http://testserver/tools/stek/" not in pages
    assert {client.get(path_of(page)).status_code for page in set(pages) - tools} == {200}


def test_opensearch_searches_here(client, db):
    response = client.get("/opensearch.xml")
    tree = ET.fromstring(response.content)
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert len(tree.findtext(f"{SEARCH}ShortName")) <= 16
    (url,) = (url for url in tree.iter(f"{SEARCH}Url") if url.get("type") == "text/html")
    assert url.get("template") == "http://testserver/zoeken/?q={searchTerms}"
    assert client.get(path_of(url.get("template")).format(searchTerms="buurt")).status_code == 200


def test_manifest_has_icons_of_the_size_it_says_and_no_other_but_the_favicon(client, db):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    for icon in response.json()["icons"]:
        picture = Image.open(io.BytesIO(client.get(icon["src"]).content))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
        assert picture.format == "PNG"
    assert client.get("/beeld/icoon-9999.png").status_code == 404
    guessed_by_browsers = client.get("/favicon.ico")
    assert (guessed_by_browsers.status_code, guessed_by_browsers.url) == (302, "/static/favicon.svg")


def test_api_catalog_points_to_the_api_and_its_description(client, db):
    response = client.get("/.well-known/api-catalog")
    (api,) = response.json()["linkset"]
    assert response["Content-Type"].startswith("application/linkset+json")
    assert api["anchor"] == "http://testserver/api/v1/"
    for relation in ("service-desc", "service-doc"):
        (link,) = api[relation]
        assert client.get(path_of(link["href"]))["Content-Type"].startswith(link["type"])


def test_every_fiche_has_a_small_picture_of_the_right_size(client, toolbox):
    for fiche in Fiche.objects.published():
        content = client.get(f"/beeld/{fiche.slug}.png").content
        assert Image.open(io.BytesIO(content)).size == (1200, 630)
        assert len(content) < 60_000


@pytest.mark.parametrize("title", ["", "é" * 200, "woord " * 60])
def test_picture_can_be_made_of_any_title_and_is_of_that_fiche_only(title):
    picture = fiche_picture("Z", title)
    assert Image.open(io.BytesIO(picture)).size == (1200, 630)
    assert picture not in (fiche_picture("Y", title), fiche_picture("Z", "Zorg"))


def test_robots_may_read_pages_but_not_every_filter(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /zoeken/",
        "Disallow: /tools/?",
        "Allow: /tools/?pagina=",
        "Disallow: /*formaat=",
        "Disallow: /*?*&",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_security_txt_names_whom_to_tell(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:veilig@example.be"
    fields = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert set(fields) == {"Contact", "Expires", "Preferred-Languages"}
    assert fields["Contact"] == "mailto:veilig@example.be"
