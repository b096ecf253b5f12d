"""The promises of the models of the catalogue, each with its Dutch message."""

import pytest

from tests import factories as make
from tests.promises import problems, refusal
from toolbox.models import Erratum, Link, Owner, Placement, Reference, TargetGroup, Tool, ToolKeyword


@pytest.mark.parametrize(
    ("factory", "field", "message"),
    [
        (make.ToolFactory, "name", "Er is al een tool met deze naam."),
        (make.ToolFactory, "slug", "Er is al een tool met dit adres."),
        (make.OwnerFactory, "name", "Er is al een eigenaar met deze naam."),
        (make.OwnerFactory, "slug", "Er is al een eigenaar met dit adres."),
        (make.OwnerAliasFactory, "alias", "Deze andere naam is al van een eigenaar."),
        (make.ReferenceFactory, "citation", "Deze bronvermelding bestaat al."),
        (make.FormatFactory, "name", "Deze naam staat al in de lijst."),
        (make.TargetGroupFactory, "slug", "Dit adres staat al in de lijst."),
    ],
)
def test_what_must_be_unique(db, factory, field, message):
    own_address = {"slug": "eerste"} if hasattr(factory._meta.model, "slug") else {}  # ToolFactory makes it of the name
    first = factory(**own_address)
    second = factory.build(**{field: getattr(first, field)})
    if hasattr(second, "owner_id"):
        second.owner = first.owner
    assert refusal(second) == {field: [message]}


ONE_PLACE = "Kies één plaats: een fiche, een stap of de hele cyclus."
MORE_PLACES = f"{ONE_PLACE} Staat de tool ook ergens anders, voeg dan nog een plaats toe."


@pytest.mark.parametrize(
    ("chosen", "field", "message"),
    [
        ([], "fiche", ONE_PLACE),
        (["fiche", "step"], "step", MORE_PLACES),
        (["fiche", "cycle"], "whole_cycle", MORE_PLACES),
        (["step", "cycle"], "whole_cycle", MORE_PLACES),
    ],
)
def test_a_placement_has_one_place(db, chosen, field, message):
    placement = Placement(tool=make.ToolFactory(), order=1, key="x", description="Wat het biedt.")
    placement.fiche = make.FicheFactory() if "fiche" in chosen else None
    placement.step = make.StepFactory() if "step" in chosen else None
    placement.whole_cycle = "cycle" in chosen
    assert refusal(placement) == {field: [message]}


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (lambda: {"fiche": make.FicheFactory()}, "Deze tool staat al onder die kop van die fiche."),
        (lambda: {"step": make.StepFactory()}, "Deze tool staat al onder die kop van die stap."),
        (lambda: {"whole_cycle": True}, "Deze tool staat al bij de hele cyclus."),
    ],
)
def test_a_tool_is_placed_once_under_a_heading(db, place, message):
    where = {"heading": "Spelen", **place()}
    first = make.PlacementFactory(**where)
    second = Placement(tool=first.tool, order=99, description="Nog eens.", **where)
    assert refusal(second) == {"__all__": [message]}


def test_a_tool_may_stand_in_one_fiche_under_two_headings(db):
    first = make.PlacementFactory(heading="Spelen")
    second = Placement(tool=first.tool, fiche=first.fiche, heading="Praten", order=99, description="Nog eens.")
    second.full_clean()
    second.save()
    assert set(first.tool.placements.all()) == {first, second}


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (lambda: {"fiche": make.FicheFactory(letter="B")}, "b"),
        (lambda: {"step": make.StepFactory(number=4)}, "stap-4"),
        (lambda: {"whole_cycle": True}, "cyclus"),
    ],
)
def test_a_placement_gets_a_key_and_the_last_number(db, place, key):
    where = place()
    placements = [make.PlacementFactory(order=None, **where) for _ in range(3)]
    assert [(each.order, each.key) for each in placements] == [(number, f"{key}-{number}") for number in (1, 2, 3)]


def test_a_key_stays_when_the_number_changes_and_is_never_given_twice(db):
    first = make.PlacementFactory(order=1, fiche__letter="B")
    first.order = 5
    first.save()
    assert (first.key, make.PlacementFactory(order=1, fiche=first.fiche).key) == ("b-1", "b-5")


@pytest.mark.parametrize("factory", [make.LinkFactory, make.CitationFactory])
def test_a_source_belongs_to_the_tool_of_its_place(db, factory):
    source = factory(placement=None)
    source.placement = make.PlacementFactory()
    assert problems(source) == {"placement": ["Deze plaats is van een andere tool."]}
    source.placement = make.PlacementFactory(tool=source.tool)
    source.full_clean()


@pytest.mark.parametrize("placed", [True, False])
@pytest.mark.parametrize(
    ("factory", "field", "message"),
    [
        (make.LinkFactory, "url", "Deze link staat er al."),
        (make.CitationFactory, "reference", "Deze bronvermelding staat er al."),
    ],
)
def test_a_source_stands_once_at_a_place(db, factory, field, message, placed):
    tool = make.ToolFactory()
    placement = make.PlacementFactory(tool=tool) if placed else None
    first = factory(tool=tool, placement=placement)
    second = type(first)(tool=tool, placement=placement, **{field: getattr(first, field)})
    assert refusal(second) == {"__all__": [message]}


@pytest.mark.parametrize("url", ["voorbeeld", "http:/voorbeeld.be", "javascript:alert(1)", "https://"])
def test_a_malformed_link_is_refused(db, url):
    assert set(problems(Link(tool=make.ToolFactory(), url=url))) == {"url"}


def test_a_keyword_stands_once_on_a_tool(db):
    tool = make.ToolFactory(tags=["praten"])
    again = ToolKeyword(content_object=tool, tag=tool.tags.get())
    assert refusal(again) == {"__all__": ["Dit trefwoord staat er al."]}


def test_deleting_a_place_keeps_the_sources_of_the_tool_and_deleting_a_tool_the_errata_about_it(db):
    placement = make.PlacementFactory()
    link = make.LinkFactory(tool=placement.tool, placement=placement)
    erratum = make.ErratumFactory(tool=placement.tool)
    placement.delete()
    link.refresh_from_db()
    assert link.placement is None
    erratum.tool.delete()
    assert Erratum.objects.get().tool is None


def test_counts_are_of_published_tools_only(db):
    owner, group = make.OwnerFactory(), make.TargetGroupFactory()
    for status in ("gepubliceerd", "gepubliceerd", "concept", "ingetrokken"):
        make.ToolFactory(status=status, owners=[owner], target_groups=[group])
    make.ToolFactory(status="concept", owners=[make.OwnerFactory()])
    assert list(Owner.objects.published().for_list().values_list("name", "tool_count")) == [(owner.name, 2)]
    assert list(TargetGroup.objects.with_tool_count().values_list("name", "tool_count")) == [(group.name, 2)]


def test_names_of_things(db):
    placement = make.PlacementFactory(fiche__letter="B", fiche__title="Buurt", tool__name="Koffer", heading="A > B")
    assert str(placement) == "Koffer in fiche B. Buurt"
    assert placement.heading_path == ["A", "B"]
    assert placement.get_absolute_url() == f"/fiches/b/#plaats-{placement.key}"
    assert make.PlacementFactory(whole_cycle=True).get_absolute_url().startswith("/cyclus/#plaats-")
    assert Reference(citation="Wijkhuis, n.d.").year_display == "z.d."
    assert make.ReferenceFactory(year=2022).year_display == "2022"


def test_addresses_and_references_stand_once_on_the_tool(db):
    tool = make.ToolFactory()
    reference = make.ReferenceFactory()
    for _ in range(2):
        placement = make.PlacementFactory(tool=tool)
        make.LinkFactory(tool=tool, placement=placement, url="https://voorbeeld.be/")
        make.CitationFactory(tool=tool, placement=placement, reference=reference)
    tool = Tool.objects.for_detail().get()
    assert [link.url for link in tool.distinct_links] == ["https://voorbeeld.be/"]
    assert tool.distinct_references == [reference]


def test_saving_a_tool_renews_the_date_of_its_last_change(db):
    tool = make.ToolFactory()
    before = tool.updated_at
    tool.save()
    assert tool.updated_at > before
