"""The reading page of a fiche: findings and tools point at each other, and the street goes on."""

import re

import pytest

from fiches.models import Fiche


def test_finding_and_tool_point_at_each_other(toolbox, client):
    response = client.get("/fiches/d/")
    page = response.content.decode()
    passages = response.context_data["passages"]
    pairs = {(passage.anchor, placement.anchor) for passage in passages for placement in passage.acted_on_by}
    assert pairs
    for finding, placement in pairs:
        assert f'href="#{placement}"' in page and f'id="{placement}"' in page
        assert f'href="#{finding}"' in page and f'id="{finding}"' in page


def test_tool_placed_twice_is_named_once_under_a_finding(toolbox, client):
    for passage in client.get("/cyclus/buurtanalyse/").context_data["passages"]:
        names = [placement.tool.name for placement in passage.acted_on_by]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(("slug", "neighbours"), [("a", ["b"]), ("c", ["b", "d"]), ("n", ["m"])])
def test_fiche_shows_its_neighbours(toolbox, client, slug, neighbours):
    page = client.get(f"/fiches/{slug}/").content.decode()
    part = page.split('class="neighbours"')[1].split("</nav>")[0]
    assert re.findall(r'href="/fiches/(\w)/"', part) == neighbours


@pytest.mark.parametrize("slug", ["a", "c", "g"])
def test_fiche_page_takes_at_most_seven_queries(toolbox, client, django_assert_max_num_queries, slug):
    with django_assert_max_num_queries(7):
        client.get(f"/fiches/{slug}/")


def test_every_fiche_has_a_house_of_its_own(toolbox, client):
    page = client.get("/").content.decode()
    for fiche in Fiche.objects.published():
        assert f'<svg class="house h-{fiche.letter.lower()}"' in page


def test_letter_without_a_drawing_gets_a_plain_house(toolbox, client):
    Fiche.objects.create(letter="O", slug="o", title="Een nieuw thema", lead="Nieuw.", status="gepubliceerd")
    home = client.get("/").content.decode()
    assert "Een nieuw thema" in home
    assert home.count('<svg class="house h-other"') == 1
    assert client.get("/fiches/o/").status_code == 200
