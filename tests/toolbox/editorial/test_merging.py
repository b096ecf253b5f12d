"""Two tools or two owners become one, and nothing is lost."""

import pytest

from tests import factories as make
from tests.desk import change, fresh, run_action
from tests.toolbox.editorial.history.helpers import add_dependents
from toolbox.editorial.merging import merge_owners, merge_tools
from toolbox.models import OldAddress, Owner, Reference, Revision, Tool

pytestmark = pytest.mark.django_db


@pytest.fixture
def fiche():
    return make.FicheFactory(letter="A")


@pytest.fixture
def keep(fiche):
    tool = make.ToolFactory(name="Buurtkaart", summary="Wat blijft.")
    place = tool.placements.create(fiche=fiche, heading="Kop", order=1, description="Hier dit.")
    tool.links.create(placement=place, url="https://a.be/")
    tool.links.create(url="https://samen.be/")
    return tool


@pytest.fixture
def gone(fiche):
    tool = make.ToolFactory(name="Kaart van de buurt")
    same = tool.placements.create(fiche=fiche, heading="Kop", order=2, description="Hier dat.")
    make.PlacementFactory(tool=tool, fiche__letter="B", description="Daar.")
    for place, name in ((same, "a"), (same, "b"), (None, "samen"), (None, "c")):
        tool.links.create(placement=place, url=f"https://{name}.be/")
    tool.citations.create(placement=same, reference=Reference.objects.create(citation="Peeters, 2020", slug="p"))
    tool.formats.create(name="Spel", slug="spel")
    tool.tags.add("kaart")
    add_dependents(tool, 1)
    return tool


def test_merge_moves_all_that_belongs_to_the_other_tool(keep, gone, editor):
    merge_tools(keep, gone, editor)
    tool = Tool.objects.get()
    assert (tool.name, tool.summary) == ("Buurtkaart", "Wat blijft.")
    assert sorted(tool.placements.values_list("fiche__letter", "description")) == [
        ("A", "Hier dit.\n\nHier dat."),
        ("B", "Daar."),
    ]
    place = tool.placements.get(fiche__letter="A").pk
    assert sorted(tool.links.values_list("url", "placement"), key=str) == [
        ("https://a.be/", place), ("https://b.be/", place), ("https://c.be/", None), ("https://samen.be/", None),
    ]  # fmt: skip
    assert list(tool.citations.values_list("reference__slug", "placement")) == [("p", place)]
    assert [form.name for form in tool.formats.all()] == ["Spel"]
    assert [tag.name for tag in tool.tags.all()] == ["kaart"]
    assert (tool.errata.count(), tool.reports.count()) == (1, 1)


def test_merge_keeps_the_tool_to_begin_with_at_each_worry(keep, gone, editor):
    both, only_gone = make.WorryFactory(), make.WorryFactory()
    for worry, tool in ((both, keep), (both, gone), (only_gone, gone)):
        make.WorryToolFactory(worry=worry, tool=tool)
    merge_tools(keep, gone, editor)
    assert list(keep.worry_tools.order_by("worry").values_list("worry", flat=True)) == [both.pk, only_gone.pk]


def test_merge_of_a_merge_keeps_every_older_address(client, keep, gone, editor):
    merge_tools(gone, make.ToolFactory(name="Oudste"), editor)
    merge_tools(keep, gone, editor)
    for old in ("oudste", "kaart-van-de-buurt"):
        response = client.get(f"/tools/{old}/")
        assert (response.status_code, response.url) == (301, "/tools/buurtkaart/")


def test_merge_of_a_public_tool_into_a_draft_stays_public(editor, gone):
    draft = make.ToolFactory(name="Klad", status="concept")
    merge_tools(draft, gone, editor)
    assert Tool.objects.get().is_public


def test_merge_of_a_tool_with_its_successor(keep, gone, editor):
    keep.successor = gone
    keep.save()
    other = make.ToolFactory(name="Derde", successor=gone)
    merge_tools(keep, gone, editor)
    assert (fresh(keep).successor, fresh(other).successor) == (None, keep)


def test_merged_owner_leaves_its_name_its_tools_and_its_address(client, editor):
    keep = make.OwnerFactory(name="Odisee", slug="odisee")
    gone = make.OwnerFactory(name="Odisee Hogeschool", slug="odisee-hogeschool", url="https://odisee.be/")
    gone.aliases.create(alias="Odisee hogeschool Brussel")
    both, one = make.ToolFactory(owners=[keep, gone]), make.ToolFactory(owners=[gone])
    merge_owners(keep, gone, editor)
    assert [(owner.name, owner.url) for owner in Owner.objects.all()] == [("Odisee", "https://odisee.be/")]
    assert [list(tool.owners.all()) for tool in (both, one)] == [[keep], [keep]]
    assert {alias.alias for alias in keep.aliases.all()} == {"Odisee Hogeschool", "Odisee hogeschool Brussel"}
    assert client.get("/eigenaars/odisee-hogeschool/").url == "/eigenaars/odisee/"
    assert Revision.objects.of(one).first().note == "eigenaar “Odisee Hogeschool” werd “Odisee”"


def merge_at_desk(desk, *chosen, **sure):
    return run_action(desk, "merge_two", *chosen, **sure).text


def test_admin_asks_first_which_one_stays(desk, keep, gone):
    assert "Welke blijft bestaan?" in merge_at_desk(desk, keep, gone)
    assert Tool.objects.count() == 2
    after = merge_at_desk(desk, keep, gone, sure="yes", keep=keep.pk)
    assert "“Kaart van de buurt” is nu deel van “Buurtkaart”." in after
    assert [tool.name for tool in Tool.objects.all()] == ["Buurtkaart"]


def test_admin_merges_two_that_were_selected_and_not_one_or_three(desk, keep, gone):
    other = make.ToolFactory(name="Derde")
    for chosen in ([keep], [keep, gone, other]):
        assert "Kies precies twee items" in merge_at_desk(desk, *chosen, sure="yes", keep=keep.pk)
    assert "Welke blijft bestaan?" in merge_at_desk(desk, keep, gone, sure="yes", keep=other.pk)
    assert Tool.objects.count() == 3


def test_renamed_tool_stays_reachable_and_renamed_back_does_not_lead_to_itself(desk, keep):
    change(desk, keep, slug="kaart")
    assert desk.get("/tools/buurtkaart/").url == "/tools/kaart/"
    change(desk, keep, slug="buurtkaart")
    assert desk.get("/tools/buurtkaart/").status_code == 200
    assert desk.get("/tools/kaart/").url == "/tools/buurtkaart/"
    assert OldAddress.objects.count() == 1


def test_old_address_tells_nothing_of_a_tool_that_is_not_public(client):
    OldAddress.objects.keep(make.ToolFactory(name="Geheim", status="concept"), "oud")
    assert client.get("/tools/oud/").status_code == 404
    assert client.get("/tools/nooit-geweest/").status_code == 404
