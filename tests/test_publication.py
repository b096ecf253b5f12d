"""What is draft or withdrawn, not yet or no longer public, shows nowhere. Everything hidden here says "geheim"; every
door is tried for it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from buurtanalyse.models import Step
from fiches.models import Fiche, Figure
from fiches.shared.publication import PublicationStatus, publishable_models
from tests import factories as make
from tests.page import address_of, chips, facet_counts, links_to, listed, main_text, result_count, visit
from toolbox.models import Collection, Tool, Worry
from toolbox.public.seo.sitemaps import SITEMAPS

DAY = timedelta(days=1)
# The ways to be hidden: what each entry gets, from the moment of now.
HIDDEN = {
    "draft": lambda now: {"status": PublicationStatus.DRAFT},
    "withdrawn": lambda now: {"status": PublicationStatus.WITHDRAWN},
    "not yet": lambda now: {"public_from": now + DAY},
    "no longer": lambda now: {"public_from": now - 2 * DAY, "public_until": now - DAY},
}

# Every page on which something hidden would show if nobody looked at its status.
DOORS = [
    "/", "/nieuw/", "/nieuw/?formaat=json", "/fiches/", "/fiches/a/", "/cyclus/", "/cyclus/stap-1/",
    "/tools/", "/tools/?q=buurt", "/tools/?fiche=a", "/tools/?stap=stap-1", "/tools/?sorteer=nieuwste",
    "/tools/?sorteer=geplaatst", "/tools/?formaat=json", "/tools/?formaat=atom", "/tools/open/", "/zoeken/?q=buurt",
    "/vragen/", "/vragen/open/", "/zoeken/suggesties/?q=buurt",
    "/collecties/", "/collecties/open/", "/eigenaars/", "/eigenaars/open-eigenaar/", "/doelgroepen/open-doelgroep/",
    "/wegwijzers/", "/wegwijzers/figuur-1/", "/wegwijzers/figuur-3/?groep=partners", "/wegwijzers/figuur-3/?fiche=b",
    "/wegwijzers/figuur-4/?situatie=situatie-0", "/wegwijzers/figuur-4/?situatie=overal",
    "/wegwijzers/figuur-5/?groep=praktisch", "/wegwijzers/figuur-6/?groep=groep-0",
    "/over/leeswijzer/?rol=open-rol", "/over/bron-en-errata/", "/melden/nieuw/?naam=buurt",
    "/melden/bedankt/?tool=dicht",
    "/burgemeester/", "/burgemeester/?over=open", "/burgemeester/?over=fiche-a", "/burgemeester/?over=dicht&tool=dicht",
    "/afdrukken/", "/zonder-verbinding/toolbox.json",
    "/api/v1/tools/", "/api/v1/plaatsen/", "/api/v1/zoeken/?q=buurt", "/api/v1/fiches/a/", "/api/v1/facetten/",
]  # fmt: skip

# The address of each hidden entry itself, and of what exists only through hidden entries.
OWN_ADDRESSES = [
    "/tools/dicht/", "/fiches/b/", "/cyclus/stap-2/", "/wegwijzers/figuur-2/", "/eigenaars/dicht/",
    "/melden/tool/dicht/", "/melden/link/dicht/", "/vragen/dicht/", "/collecties/dicht/",
]  # fmt: skip


@pytest.fixture
def world(db):
    """An open and a hidden one of everything, tied together in every way that could leak."""
    open_fiche = make.FicheFactory(letter="A", title="Open thema")
    hidden_fiche = make.FicheFactory(letter="B", title="Geheim thema over de buurt", lead="Geheime inleiding")
    open_step = make.StepFactory(number=1)
    hidden_step = make.StepFactory(number=2, title="Geheime stap in de buurt", lead="Geheime inleiding")
    owner, hidden_owner = make.OwnerFactory(slug="open-eigenaar"), make.OwnerFactory(slug="dicht", name="Geheim huis")
    lists = {
        "target_groups": [make.TargetGroupFactory(slug="open-doelgroep")],
        "formats": [make.FormatFactory(slug="open-vorm")],
        "audiences": [make.AudienceFactory(slug="open-gebruiker")],
    }
    tool = make.ToolFactory(slug="open", name="Open tool", owners=[owner], tags=["samen"], **lists)
    hidden_tool = make.ToolFactory(
        slug="dicht", name="Geheime tool voor de buurt", summary="Geheime uitleg", owners=[owner, hidden_owner],
        tags=["samen", "geheim trefwoord"], **lists,
    )  # fmt: skip
    tool.successor = hidden_tool
    tool.save()
    finding = make.PassageFactory(fiche=open_fiche)
    insight = make.StepPassageFactory(step=open_step)
    make.PlacementFactory(tool=tool, fiche=open_fiche)
    make.PlacementFactory(tool=tool, step=open_step)
    make.PlacementFactory(tool=hidden_tool, fiche=open_fiche).findings.set([finding])
    make.PlacementFactory(tool=hidden_tool, step=open_step).step_findings.set([insight])
    make.PlacementFactory(tool=hidden_tool, whole_cycle=True)
    for place in ({"fiche": hidden_fiche}, {"step": hidden_step}):
        make.PlacementFactory(
            tool=tool, description="Geheime uitleg schatkist", printed_name="Geheime naam schatkist", **place
        )
    make.ReadOnFactory(from_fiche=open_fiche, to_fiche=hidden_fiche, reason="Geheime reden")
    make.StepFicheFactory(step=open_step, fiche=hidden_fiche, reason="Geheime reden")
    make.StepInfluenceFactory(from_step=open_step, to_step=hidden_step, text="Geheime pijl")
    make.ReadingGuideFicheFactory(guide__slug="open-rol", fiche=hidden_fiche, reason="Geheime reden")
    general = make.SituationElementFactory(situation=None, kind="drempel")
    helped = (make.OutcomeFactory, make.SituationElementFactory, make.StartFactorFactory, make.UnreachedGroupFactory)
    for row in (general, *(factory() for factory in helped)):
        row.fiches.set([hidden_fiche])
    for number in (1, 3, 4, 5, 6):
        make.FigureFactory(number=number, fiche=hidden_fiche if number == 3 else None)
    make.FigureFactory(number=2, fiche=open_fiche, title="Geheime figuur")
    for about in ({"tool": hidden_tool}, {"fiche": hidden_fiche}, {"step": hidden_step}):
        make.ErratumFactory(printed="Geheime drukfout", **about)
    make.ErratumFactory(printed="Geheime drukfout", tool=tool, fiche=hidden_fiche)
    make.ErratumFactory(printed="Open drukfout", tool=tool)
    add_worry(hidden_fiche, hidden_step, hidden_tool)
    add_collections(hidden_tool)


def add_worry(hidden_fiche, hidden_step, hidden_tool):
    """An open worry of which all that it leads to is hidden."""
    worry = make.WorryFactory(slug="open", fiche=hidden_fiche, rest="doelgroep=open-doelgroep")
    make.WorryNextFactory(worry=worry, next__slug="dicht", next__sentence="Geheime zorg om de buurt")
    worry.findings.add(make.PassageFactory(fiche=hidden_fiche, title="Geheime bevinding"))
    worry.step_findings.add(make.StepPassageFactory(step=hidden_step, title="Geheim inzicht"))
    make.WorryToolFactory(worry=worry, tool=hidden_tool, reason="Geheime reden")


def add_collections(hidden_tool):
    """A hidden collection, and an open one that holds a hidden tool."""
    shown = PublicationStatus.PUBLISHED
    make.CollectionFactory(slug="dicht", name="Geheime collectie over de buurt", status=shown)
    collection = make.CollectionFactory(slug="open", name="Open collectie", status=shown)
    make.CollectionEntryFactory(collection=collection, tool=hidden_tool)


def set_all(**values):
    """Give every entry that says "geheim" these values."""
    Tool.objects.filter(slug="dicht").update(**values)
    Fiche.objects.filter(letter="B").update(**values)
    Step.objects.filter(number=2).update(**values)
    Figure.objects.filter(number=2).update(**values)
    Worry.objects.filter(slug="dicht").update(**values)
    Collection.objects.filter(slug="dicht").update(**values)


def set_hidden(way):
    """Hide every entry that says "geheim" in one of the ways."""
    set_all(**HIDDEN[way](timezone.now()))


@pytest.fixture(params=HIDDEN)
def hidden(world, request):
    """That world, once what says "geheim" is a draft or withdrawn."""
    set_hidden(request.param)


def telling(addresses, status=200):
    """Those of the addresses that show something hidden."""
    return [address for address in addresses if "geheim" in visit(address, status).text.lower()]


def test_hidden_entries_do_not_show_and_have_no_page(hidden):
    assert telling(DOORS) == []
    assert telling(OWN_ADDRESSES, 404) == []


def test_the_same_entries_show_when_published(world):
    assert telling([*DOORS, *OWN_ADDRESSES]) == [*DOORS, *OWN_ADDRESSES]


COUNTS = {
    "fiche": {"a": 1}, "stap": {"stap-1": 1}, "eigenaar": {"open-eigenaar": 1}, "doelgroep": {"open-doelgroep": 1},
    "vorm": {"open-vorm": 1}, "voor": {"open-gebruiker": 1}, "trefwoord": {"samen": 1},
}  # fmt: skip


def test_hidden_entries_are_in_no_sitemap(hidden):
    listed_there = "".join(visit(f"/sitemap-{name}.xml").text for name in SITEMAPS)
    assert [address in listed_there for address in ("/tools/open/", "/dicht/", "/fiches/b/")] == [True, False, False]


def test_every_door_follows_the_clock_and_nobody_has_to_do_anything(world, clock):
    now = timezone.now()
    set_all(public_from=now + DAY, public_until=now + 2 * DAY)
    assert telling(DOORS) == []
    assert telling(OWN_ADDRESSES, 404) == []
    clock(DAY)
    assert telling([*DOORS, *OWN_ADDRESSES]) == [*DOORS, *OWN_ADDRESSES]
    clock(DAY)
    assert telling(DOORS) == []
    assert telling(OWN_ADDRESSES, 404) == []


SHEETS = ["/tools/?formaat=csv", "/fiches/?formaat=csv", "/cyclus/?formaat=csv", "/collecties/open/?formaat=csv"]


def test_when_something_comes_or_goes_is_told_at_no_door(world):
    hour = datetime(2099, 7, 13, 5, 47, tzinfo=UTC)
    set_all(public_from=hour, public_until=hour + DAY)
    for model in publishable_models():
        model.objects.filter(public_from=None).update(public_until=hour)
    assert not Tool.objects.filter(public_until=None).exists()
    doors = [
        *DOORS,
        *SHEETS,
        "/tools/?formaat=ris",
        "/tools/open/?formaat=json",
        *(f"/sitemap-{n}.xml" for n in SITEMAPS),
    ]
    said = {door: re.findall(r"2099|05:47|07:47|public_|openbaar.(?:vanaf|tot)", visit(door).text) for door in doors}
    assert {door: words for door, words in said.items() if words} == {}


def test_hidden_entries_are_not_counted(hidden):
    response = visit("/tools/")
    assert (listed(response), result_count(response)) == (["Open tool"], 1)
    assert {param: facet_counts(response, param) for param in COUNTS} == COUNTS


@pytest.mark.parametrize("way", HIDDEN)
def test_hidden_values_are_no_filter_and_no_chip(world, way):
    choices = ["fiche=b", "stap=stap-2", "eigenaar=dicht", "trefwoord=geheim-trefwoord"]
    assert [len(chips(visit(f"/tools/?{choice}"))) for choice in choices] == [1] * 4
    set_hidden(way)
    pages = [visit(f"/tools/?{choice}") for choice in choices]
    assert [(chips(page), "bestaat hier niet" in main_text(page)) for page in pages] == [({}, True)] * 4


@pytest.mark.parametrize("way", HIDDEN)
def test_words_of_a_hidden_place_do_not_find_its_tool(world, way):
    addresses = ["/tools/?q=schatkist", "/zoeken/?q=schatkist"]
    assert ["Open tool" in listed(visit(address)) for address in addresses] == [True, True]
    set_hidden(way)
    assert [listed(visit(address)) for address in addresses] == [[], []]


def test_hidden_places_do_not_count_as_most_placed(hidden):
    thrice = make.ToolFactory(name="Drie keer geplaatst")
    for _ in range(3):
        make.PlacementFactory(tool=thrice)
    assert listed(visit("/tools/?sorteer=geplaatst")) == ["Drie keer geplaatst", "Open tool"]
    assert "Deze tool staat op 2 plaatsen" in main_text(visit("/tools/open/"))


def test_lists_without_hidden_entries(hidden):
    assert listed(visit("/fiches/"), "/fiches/") == ["A. Open thema"]
    assert listed(visit("/eigenaars/"), "/eigenaars/") == ["Eigenaar 0"]
    assert set(links_to(visit("/cyclus/"), "/cyclus/")) == {"/cyclus/stap-1/"}
    assert "1 erratum in totaal" in main_text(visit("/over/bron-en-errata/"))


@pytest.mark.parametrize("way", HIDDEN)
def test_a_hidden_neighbour_is_skipped(world, way):
    make.FicheFactory(letter="C", title="Derde thema")
    assert address_of(visit("/fiches/a/"), "next") == "/fiches/b/"
    set_hidden(way)
    assert address_of(visit("/fiches/a/"), "next") == "/fiches/c/"
    assert address_of(visit("/fiches/c/"), "prev") == "/fiches/a/"


def test_editors_do_see_hidden_entries(hidden, desk):
    for changelist in (
        "toolbox/tool",
        "fiches/fiche",
        "buurtanalyse/step",
        "fiches/figure",
        "toolbox/owner",
        "toolbox/worry",
    ):
        assert "geheim" in desk.get(f"/admin/{changelist}/").text.lower()
