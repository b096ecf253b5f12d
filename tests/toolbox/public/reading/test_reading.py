"""The reading page of a fiche: findings and tools point at each other, and the street goes on."""

import re

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


def test_every_fiche_has_a_house_of_its_own_and_a_letter_without_a_drawing_a_plain_one(toolbox, client):
    drawn = {fiche.letter.lower() for fiche in Fiche.objects.published()}
    Fiche.objects.create(letter="O", slug="o", title="Een nieuw thema", lead="Nieuw.", status="gepubliceerd")
    home = client.get("/").text
    assert "Een nieuw thema" in home
    houses = re.findall(r'<svg class="house h-(\w+)"', home)
    assert (set(houses), houses.count("other")) == (drawn | {"other"}, 1)
    assert client.get("/fiches/o/").status_code == 200
