"""What a reader sees of a search: names in a question come first, and what editors put together works at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from fiches.models import Fiche
from tests import factories as make
from tests.page import form_of, listed, visit
from tests.toolbox.search.helpers import make_fiche, make_tool
from toolbox.models import ThesaurusGroup
from toolbox.search.index import state

ADD = "/admin/toolbox/thesaurusgroup/add/"

NAMED = {
    "owner": ("rouw wijkhuis", "owners", lambda: make.OwnerFactory(name="Wijkhuis vzw", slug="wijkhuis")),
    "alias of an owner": ("rouw het wijkje", "owners", lambda: make.OwnerAliasFactory(alias="Het Wijkje").owner),
    "some words of an owner": ("rouw warm dorp", "owners", lambda: make.OwnerFactory(name="Steunpunt Warm Dorp")),
    "format": ("filmpje over rouw", "formats", lambda: make.FormatFactory(name="Video", slug="video")),
    "target group": ("rouw bij jongeren", "target_groups", lambda: make.TargetGroupFactory(name="Jongeren")),
}


@pytest.mark.parametrize("kind", NAMED)
def test_tool_that_is_filed_under_a_name_in_the_question_comes_first(db, kind):
    question, relation, create = NAMED[kind]
    ThesaurusGroup.objects.create(name="video", theme="materiaal", words="video, filmpje")
    make_tool("Praatbank", "Een bank.", "Over rouw, met video, voor jongeren in een warm dorp: wijkje of wijkhuis.")
    filed = make_tool("Zitbank", "Een bank.", "Over rouw.", fiche=Fiche.objects.get())
    getattr(filed, relation).add(create())
    for number in range(8):
        make_tool(f"Iets anders {number}")

    for page in ("/tools/", "/zoeken/"):
        assert listed(visit(f"{page}?q={question.replace(' ', '+')}"))[:2] == ["Zitbank", "Praatbank"]


def test_editor_who_adds_a_group_finds_with_it_at_once(desk):
    make_tool("Buurtkaart", "Een plattegrond.")
    assert listed(visit("/tools/?q=kompas")) == []

    values = form_of(desk.get(ADD)) | {"name": "kaart", "theme": "materiaal", "words": "plattegrond, kompas"}
    desk.post(ADD, values | {"narrower": "wegwijzerpaal", "sayings": "de weg vinden"})

    for question in ("kompas", "wegwijzerpaal", "hoe kunnen we hier de weg vinden"):
        assert listed(visit(f"/tools/?q={question.replace(' ', '+')}")) == ["Buurtkaart"]

    group = ThesaurusGroup.objects.get()
    address = f"/admin/toolbox/thesaurusgroup/{group.pk}/change/"
    desk.post(address, form_of(desk.get(address)) | {"words": "plattegrond, atlas"})

    assert listed(visit("/tools/?q=kompas")) == []
    assert listed(visit("/tools/?q=atlas")) == ["Buurtkaart"]


@pytest.mark.django_db(transaction=True)
def test_thread_that_searched_before_knows_the_new_group():
    make_tool("Qwertykaart", "Een plattegrond.")  # a word that the whole toolbox, if it is still there, has not
    state.catch_up()

    def ask():
        try:
            return listed(visit("/tools/?q=zxcvbnmq&exact=1"))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        before = other.submit(ask).result()
        ThesaurusGroup.objects.create(name="kaart", theme="materiaal", words="qwertykaart, zxcvbnmq")
        assert (before, other.submit(ask).result()) == ([], ["Qwertykaart"])


def test_tools_with_the_same_score_stand_in_the_order_of_the_alphabet(db):
    for name in ("Zeepbel met soep", "Ajuin met soep", "Molen met soep"):
        make_tool(name, "Iets.")
    assert listed(visit("/tools/?q=soep")) == ["Ajuin met soep", "Molen met soep", "Zeepbel met soep"]


def test_suggestions_name_tools_themes_owners_and_target_groups_and_nothing_hidden(client, db):
    fiche = make_fiche("B", "Buurt")
    owner = make.OwnerFactory(name="Buurthuis", slug="buurthuis")
    make_tool("Buurtkaart", "Een plattegrond.", "Teken de buurt.", fiche, owners=[owner])
    make_tool("Buurtgeheim", status="concept")
    make.TargetGroupFactory(name="Buurtkinderen", slug="buurtkinderen")
    worry = make.WorryFactory(sentence="We kennen onze buurt niet")
    make.WorryFactory(sentence="Geheim van de buurt", status="concept")

    found = client.get("/zoeken/suggesties/", {"q": "buurt"}).json()["suggestions"]

    assert [(line["kind"], line["label"], line["url"]) for line in found] == [
        ("vraag", "We kennen onze buurt niet", worry.get_absolute_url()),
        ("tool", "Buurtkaart", "/tools/buurtkaart/"),
        ("thema", "B. Buurt", fiche.get_absolute_url()),
        ("eigenaar", "Buurthuis", "/eigenaars/buurthuis/"),
        ("doelgroep", "Buurtkinderen", "/doelgroepen/buurtkinderen/"),
    ]


def test_best_house_stands_on_top_and_then_the_tools_with_the_words_marked(db):
    fiche = make_fiche("B", "Soep in de buurt", lead="Over soep.")
    make_tool("Soepcafé", "Samen eten.", "Eerst dit. Iedereen brengt verdriet mee. Dan dat.", fiche)
    page = visit("/zoeken/?q=soep+verdriet").content.decode()
    assert "Iedereen brengt <mark>verdriet</mark> mee." in page
    assert "<mark>Soepcafé</mark>" in page
    house = page.index('class="best-house"')
    assert house < page.index(f'<a href="{fiche.get_absolute_url()}"', house) < page.index("/tools/soepcafe/")


def test_expression_of_two_words_is_marked_as_a_whole_only(db):
    ThesaurusGroup.objects.create(name="eenzaamheid", theme="zorgen", words="eenzaam, sociaal isolement")
    make_tool("Bezoek", "Tegen sociaal isolement.", "Een sociaal werker komt langs.")
    page = visit("/tools/?q=eenzaam").text
    assert "Tegen <mark>sociaal</mark> <mark>isolement</mark>." in page
    assert "<mark>sociaal</mark> werker" not in page


@pytest.mark.parametrize("page", ["/tools/", "/zoeken/"])
def test_what_only_comes_near_is_not_counted(client, toolbox, page):
    said = client.get(page, {"q": "dementie"}).content.decode()
    assert "Geen tool gaat over “dementie”." in said
    assert "Geen tool, 10 in de buurt" in said
