"""The index follows every change, whatever way it is made, and is then what a new index would be."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from buurtanalyse.models import Outcome, Step
from fiches.models import Fiche, Passage
from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.toolbox.search.helpers import find, index_content, make_fiche, make_tool
from toolbox.models import (
    CatalogueVersion,
    IndexState,
    Keyword,
    Owner,
    Placement,
    Reference,
    TargetGroup,
    ThesaurusGroup,
    Tool,
    WordForm,
)
from toolbox.models.search import Change, Document, Kind
from toolbox.search.catalogue import Catalogue
from toolbox.search.index import inverted, state, texts


def tool():
    return Tool.objects.get(slug="buurtkaart")


def soup():
    return Tool.objects.get(slug="soepcafe")


def place():
    return Placement.objects.get(tool=tool())


def place_in(heading, order, **where):
    """Another place of the tool. What it offers there names the place, so that the order of places shows."""
    Placement.objects.create(tool=tool(), heading=heading, order=order, description=f"{heading}.", **where)


def change(**fields):
    """Change the tool without telling anyone."""
    Tool.objects.filter(slug="buurtkaart").update(**fields)


def rename(tool, name):
    tool.name = name
    tool.save()


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


# {kind: what is done, step by step; the index catches up before each}
CHANGES = {
    "save": [lambda: rename(tool(), "Stratenplan")],
    "create": [lambda: make_tool("Praatbank")],
    "delete": [lambda: tool().delete()],
    "bulk update": [lambda: Tool.objects.update(summary="Overal een ander zinnetje.")],
    "bulk create": [lambda: Tool.objects.bulk_create([Tool(name="Babbelbus", slug="b", status="gepubliceerd")])],
    "bulk delete": [lambda: Tool.objects.all().delete()],
    "withdraw": [lambda: change(status=PublicationStatus.WITHDRAWN)],
    "draft": [lambda: make_tool("Geheim plan", status=PublicationStatus.DRAFT)],
    "address": [lambda: change(slug="kaart")],
    "summary": [lambda: change(summary="Een ander zinnetje.")],
    "placement": [lambda: Placement.objects.update(description="Over kamperen.")],
    "placement moves": [lambda: Placement.objects.filter(pk=place().pk).update(tool=soup(), heading="Ook hier")],
    "placements in another order": [
        lambda: place_in(heading="Ook hier", fiche=Fiche.objects.get(), order=9),
        lambda: Placement.objects.filter(order=9).update(order=0),
    ],
    "step of another number": [
        lambda: [place_in(heading=f"Stap {one}", step=make.StepFactory(number=one), order=1) for one in (1, 2)],
        lambda: Step.objects.filter(number=1).update(number=3),
    ],
    "fiche of another letter": [
        lambda: place_in(heading="Daar", fiche=make_fiche("C"), order=1),
        lambda: Fiche.objects.filter(letter="C").update(letter="A"),
    ],
    "placement gone": [lambda: place().delete()],
    "fiche withdrawn": [lambda: Fiche.objects.update(status=PublicationStatus.WITHDRAWN)],
    "fiche renamed": [lambda: Fiche.objects.update(title="Wijk", slug="w")],
    "questions": [lambda: change(questions="Waar ligt de kermis?\nHoe kom ik daar?"), lambda: change(questions="")],
    "passage": [lambda: make.PassageFactory(fiche=Fiche.objects.get(), order=2, text="Over honden.")],
    "passage moves": [
        lambda: Passage.objects.update(order=7),
        lambda: make.PassageFactory(fiche=Fiche.objects.get(), order=1, kind="getuigenis", text="Over tuinen."),
    ],
    "passage gone": [lambda: Passage.objects.all().delete()],
    "rests on a finding": [lambda: place().findings.add(Passage.objects.get()), lambda: place().findings.clear()],
    "step passage": [lambda: make.StepPassageFactory(title="Kijk rond", text="In de wijk.")],
    "row of a figure": [
        lambda: make.OutcomeFactory(text="Meer contact."),
        lambda: Outcome.objects.get().fiches.add(Fiche.objects.get()),
        lambda: Outcome.objects.all().delete(),
    ],
    "group that is not reached": [
        lambda: make.TargetGroupFactory(unreached_group=make.UnreachedGroupFactory(reasons="Ander uur.")),
        lambda: TargetGroup.objects.update(unreached_group=None),
    ],
    "owner renamed": [lambda: Owner.objects.update(name="Dorpshuis", slug="dorpshuis")],
    "owner added": [lambda: soup().owners.add(Owner.objects.get())],
    "owner removed": [lambda: tool().owners.clear()],
    "owner deleted": [lambda: Owner.objects.all().delete()],
    "alias": [lambda: make.OwnerAliasFactory(owner=Owner.objects.get(), alias="Het Huis")],
    "form": [lambda: tool().formats.add(make.FormatFactory(name="App"))],
    "tag": [lambda: tool().tags.add("kaarten"), lambda: Keyword.objects.update(name="kaart", slug="k")],
    "link": [lambda: make.LinkFactory(tool=tool())],
    "citation": [
        lambda: make.CitationFactory(tool=tool(), reference__year=2020),
        lambda: Reference.objects.update(citation="P", year=2021),
    ],
    "raw sql": [lambda: sql("UPDATE toolbox_tool SET name = 'Stadsplan' WHERE slug = 'buurtkaart'")],
    "raw sql delete": [lambda: sql("DELETE FROM toolbox_tool_owners")],
    "word form": [lambda: WordForm.objects.create(form="soep", base="bouillon")],
    "nothing": [lambda: None],
}


def assert_index_is_as_new():
    state.catch_up()
    followed = index_content()
    assert not Change.objects.exists()
    state.rebuild()
    assert followed == index_content()


@pytest.mark.parametrize("kind", CHANGES)
def test_index_is_after_a_change_what_a_new_index_would_be(catalogue, kind):
    for step in CHANGES[kind]:
        step()
        assert_index_is_as_new()


@pytest.mark.parametrize("kind", ["placements in another order", "step of another number", "fiche of another letter"])
def test_card_says_what_places_offer_in_the_order_of_the_places(catalogue, kind):
    for step in CHANGES[kind]:
        step()
        state.catch_up()

    slug, summary, said, _ = json.loads(Document.objects.get(kind=Kind.TOOL, title="Buurtkaart").card)
    assert (slug, summary) == ("buurtkaart", "Een plattegrond van de wijk.")
    assert said == list(Placement.objects.published().filter(tool=tool()).values_list("description", flat=True))
    assert said != list(Placement.objects.filter(tool=tool()).order_by("pk").values_list("description", flat=True))


@pytest.mark.parametrize("some", [0, 3])
def test_index_after_changes_in_a_row_is_what_a_new_index_would_be(catalogue, monkeypatch, some):
    monkeypatch.setattr(inverted, "SOME", some)
    for kind in ("tag", "placement", "owner renamed", "word form", "withdraw", "create", "bulk update"):
        for step in CHANGES[kind]:
            step()
            state.catch_up()
    assert_index_is_as_new()


FOLLOWED = {
    "nobody announced it": (
        lambda: sql("UPDATE toolbox_placement SET description = 'Kamperen' WHERE description LIKE 'Teken%'"),
        {"kamperen": ([], ["Buurtkaart"])},
    ),
    "a withdrawn tool offers no correction": (
        lambda: change(status=PublicationStatus.WITHDRAWN),
        {"plattegrnd": (["Buurtkaart"], [])},
    ),
    "word form": (
        lambda: [WordForm.objects.create(form=form, base="bouillon") for form in ("soep", "bouillon")],
        {"bouillon": ([], ["Soepcafé"])},
    ),
    "thesaurus": (
        lambda: ThesaurusGroup.objects.create(name="c", theme="plaatsen", words="kroeg, plattegrond", narrower="bar"),
        {"kroeg": ([], ["Buurtkaart"]), "bar": ([], ["Buurtkaart", "Soepcafé"])},
    ),
}


@pytest.mark.parametrize("kind", FOLLOWED)
def test_search_follows_a_change_at_once(catalogue, kind):
    act, questions = FOLLOWED[kind]
    before = {question: find(question) for question in questions}
    act()
    assert {question: (before[question], find(question)) for question in questions} == questions


def test_index_holds_nothing_that_is_not_public(catalogue):
    make_tool("Draaiorgel", status=PublicationStatus.DRAFT)
    change(status=PublicationStatus.WITHDRAWN)

    found = Catalogue.current()

    assert find("draaiorgel") == find("buurtkaart") == find("plattegrond") == find("wijkhuis") == []
    assert found.options["eigenaar"] == {}
    assert found.everything.bit_count() == 1
    assert "draaiorgel" not in found.memory.inverted.words


def test_new_recipe_makes_the_index_anew(catalogue, monkeypatch):
    before = index_content()
    Document.objects.all().delete()
    monkeypatch.setattr(state, "INDEX_VERSION", "next")
    state.catch_up()
    assert index_content() == before


def test_catching_up_is_one_query_when_nothing_changed(catalogue, django_assert_num_queries):
    with django_assert_num_queries(1):
        state.catch_up()


def test_bulk_change_of_more_rows_than_fit_in_a_query_is_followed(catalogue, monkeypatch):
    monkeypatch.setattr(texts, "AT_ONCE", 1)
    Tool.objects.update(summary="Kamperen.")
    Reference.objects.create(slug="r", citation="Janssens, 2020", year=2020)
    Placement.objects.update(description="Overal een tent.")
    assert set(find("tent")) == set(find("kamperen")) == {"Buurtkaart", "Soepcafé"}


def test_catching_up_with_one_tool_costs_the_same_in_a_larger_catalogue(catalogue):
    def cost():
        change(summary="Plattegrond.")
        with CaptureQueriesContext(connection) as queries:
            state.catch_up()
        return len(queries)

    cost()
    small = cost()
    for number in range(20):
        make_tool(f"Tool {number}")
    state.catch_up()
    assert cost() == small


def test_failed_change_leaves_the_index_as_it_was(catalogue):
    before = index_content()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_tool("Luchtkasteel")
        state.catch_up()
        assert find("luchtkasteel") == ["Luchtkasteel"]
        raise ZeroDivisionError
    assert find("luchtkasteel") == []
    assert index_content() == before


def test_catalogue_that_follows_is_the_one_that_is_read_anew(catalogue):
    for kind in ("create", "owner removed", "form", "placement moves", "withdraw", "delete"):
        for step in CHANGES[kind]:
            step()
            followed = index_content()
            Catalogue._latest = None
            assert followed == index_content()


def test_database_that_goes_back_is_read_anew(catalogue):
    rows, token = list(Document.objects.all()), IndexState.objects.get()
    change(summary="Kamperen.")
    assert find("kamperen") == ["Buurtkaart"]
    Document.objects.all().delete()
    Document.objects.bulk_create(rows)
    token.save()
    CatalogueVersion.objects.update(token=token.token)
    assert find("kamperen") == []
    assert find("plattegrond") == ["Buurtkaart"]


def test_what_was_rolled_back_is_not_remembered(catalogue):
    with transaction.atomic():
        make_tool("Luchtkasteel")
        state.catch_up()
        assert find("luchtkasteel") == ["Luchtkasteel"]
        transaction.set_rollback(True)
    make_tool("Praatbank")  # the state after this one has the same number as the one that went
    state.catch_up()
    assert find("luchtkasteel") == []
    assert find("praatbank") == ["Praatbank"]


def test_who_missed_very_many_changes_reads_all_anew(catalogue, monkeypatch):
    monkeypatch.setattr(state, "FOLLOWED", 2)
    before = index_content()
    for word in ("Een", "Twee", "Drie", "Een plattegrond van de wijk"):
        change(summary=f"{word}.")
        state.catch_up()
    assert index_content()["inverted"] == before["inverted"]
