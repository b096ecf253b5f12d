"""Loading the fixtures and reporting on them."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from fiches.models import Fiche
from tests import factories as make
from toolbox.models import CatalogueVersion, Link, Owner, Placement, Tool

SMALL = """
- model: fiches.fiche
  fields: {status: gepubliceerd, letter: B, slug: b, title: Buurt, lead: Waarover het gaat.}
- model: toolbox.owner
  fields: {name: Wijkhuis, slug: wijkhuis, kind: organisatie}
- model: toolbox.tool
  fields:
    status: gepubliceerd
    name: Koffer “Samen”
    slug: koffer
    summary: Koffer met spelen.
    owners: [[wijkhuis]]
- model: toolbox.placement
  fields: {key: b-1, tool: [koffer], fiche: [B], order: 1, description: Breekt het ijs.}
- model: toolbox.link
  fields: {tool: [koffer], placement: [b-1], url: 'https://voorbeeld.be/'}
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of fixtures with one small file."""
    (tmp_path / "1-delen").mkdir()
    (tmp_path / "1-delen" / "klein.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def run(name, **options):
    output = StringIO()
    call_command(name, stdout=output, **options)
    return output.getvalue()


def load(folder, **options):
    return run("load_toolbox", map=str(folder), **options)


def counts():
    """How many rows every table of content has."""
    labels = ("fiches", "buurtanalyse", "toolbox")
    models = [model for label in labels for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return {model._meta.label: model.objects.count() for model in models if model is not CatalogueVersion}


def test_loading_fills_an_empty_database_and_a_second_time_changes_nothing(db, folder):
    (folder / "1-delen" / "leeg.yaml").write_text("# nog niets\n", encoding="utf-8")
    assert load(folder) == "De toolbox is geladen: 1 tool.\n"
    tool = Tool.objects.get()
    assert (tool.name, [str(owner) for owner in tool.owners.all()]) == ("Koffer “Samen”", ["Wijkhuis"])
    assert list(Placement.objects.values_list("tool__slug", "fiche__letter")) == [("koffer", "B")]
    assert list(Link.objects.values_list("placement__key", "url")) == [("b-1", "https://voorbeeld.be/")]
    before = counts()
    assert load(folder) == "De toolbox staat al in de database. Er is niets veranderd.\n"
    assert counts() == before


def test_loading_never_goes_over_an_editors_change(db, folder):
    load(folder)
    Tool.objects.update(name="Nieuwe naam", status="ingetrokken")
    Link.objects.all().delete()
    load(folder)
    assert list(Tool.objects.values_list("name", "status")) == [("Nieuwe naam", "ingetrokken")]
    assert not Link.objects.exists()


def test_overschrijf_puts_back_what_differs_and_makes_nothing_new(db, folder):
    load(folder)
    before = counts()
    long_ago = datetime(2026, 1, 5, tzinfo=UTC)
    Tool.objects.update(created_at=long_ago, updated_at=long_ago, public_since=long_ago)
    load(folder, overschrijf=True)
    tool = Tool.objects.get()
    assert (tool.created_at, tool.updated_at, tool.public_since) == (long_ago, long_ago, long_ago)
    Tool.objects.update(summary="Iets anders.")
    load(folder, overschrijf=True)
    tool = Tool.objects.get()
    assert (tool.summary, tool.created_at, tool.public_since) == ("Koffer met spelen.", long_ago, long_ago)
    assert tool.updated_at > long_ago
    assert counts() == before


@pytest.mark.slow
def test_the_whole_toolbox_twice_gives_the_same_counts(toolbox):
    before = counts()
    assert run("load_toolbox") == "De toolbox staat al in de database. Er is niets veranderd.\n"
    assert counts() == before
    assert run("load_toolbox", overschrijf=True) == "De toolbox is geladen: 135 tools.\n"
    assert counts() == before


TOOL = "- model: toolbox.tool\n  fields: {name: Spel, slug: spel, summary: Een spel., status: concept%s}\n"
LINK = "- model: toolbox.link\n  fields: {%s}\n"
PLACEMENT = "- model: toolbox.placement\n  fields: {key: b-2, tool: [koffer], order: 2, description: x%s}\n"
KEYWORD = "- model: toolbox.toolkeyword\n  fields: {content_object: [koffer], tag: [praten]}\n"
AT = "(1-delen/stuk.yaml, regel 1)."
TWICE = "Dit item staat al eerder in de fixtures."
ONE_PLACE = "fiche: Kies één plaats: een fiche, een stap of de hele cyclus."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TOOL % ", owners: [[wijkhuis], [x]]", f"Onbekende eigenaar “x” bij tool “Spel” {AT}"),
        (TOOL % ", owners: [x]", f"Onbekende eigenaar “x” bij tool “Spel” {AT}"),
        (TOOL % ", formats: [[brief]]", f"Onbekende vorm “brief” bij tool “Spel” {AT}"),
        (LINK % "tool: [koffer], placement: [b-9], url: 'https://a.be'",
         f"Onbekende plaats “b-9” bij link “https://a.be” {AT}"),
        (PLACEMENT % ", fiche: [Q]", f"Onbekende fiche “Q” bij plaats van een tool “b-2” {AT}"),
        (KEYWORD, f"Onbekend trefwoord “praten” bij trefwoord bij een tool “koffer” {AT}"),
        (TOOL % ", eigenaar: x", f"Onbekend veld “eigenaar” bij tool “Spel” {AT}"),
        (TOOL.replace("Spel", "Koffer “Samen”") % "",
         f"Fout bij tool “Koffer “Samen”” {AT} naam: Er is al een tool met deze naam."),
        (TOOL.replace("slug: spel", "slug: een spel") % "", f"Fout bij tool “Spel” {AT} adres: "),
        (TOOL.replace("concept", "klaar") % "",
         f"Fout bij tool “Spel” {AT} status: Waarde 'klaar' is geen geldige keuze."),
        (TOOL.replace("summary: Een spel.,", "") % "",
         f"Fout bij tool “Spel” {AT} in één zin: Dit veld kan niet leeg zijn"),
        (TOOL % "" + TOOL % "", f"Fout bij tool “Spel” (1-delen/stuk.yaml, regel 3). {TWICE}"),
        (TOOL.replace("slug: spel", "slug: koffer") % "", f"Fout bij tool “Spel” {AT} {TWICE}"),
        (LINK % "tool: [koffer], url: voorbeeld", f"Fout bij link “voorbeeld” {AT} link: Voer een geldige URL in."),
        (LINK % "url: 'https://a.be'", f"Fout bij link “https://a.be” {AT} Een veld ontbreekt of is onleesbaar"),
        (PLACEMENT % "", f"Fout bij plaats van een tool “b-2” {AT} {ONE_PLACE}"),
        ("- model: toolbox.boek\n  fields: {name: x}\n", "Item 1 van stuk.yaml: “toolbox.boek” bestaat niet."),
        ("- model: toolbox.tool\n", "Item 1 van stuk.yaml heeft geen “model” of geen “fields”."),
        (f"{TOOL % ''}  pk: 1\n", "Item 1 van stuk.yaml heeft een “pk”. Haal die weg."),
        ("- tekst\n", "Item 1 van stuk.yaml heeft geen “model” of geen “fields”."),
        ("model: toolbox.tool\n", "stuk.yaml moet een lijst van items zijn: elk item begint met “- model:”."),
        *((TOOL.replace("name: Spel", f"name: {value}") % "", "naam: zet hier tekst, tussen aanhalingstekens.")
          for value in ("no", "0470", "12:30", "1712", "[a, b]", "null")),
        (TOOL % ", reviewed_on: 2026-13-45", "'2026-13-45'"),
        (TOOL % ", owners: 5", f"Onbekende eigenaar “5” bij tool “Spel” {AT}"),
        (TOOL % ", name: Ander", "stuk.yaml is geen geldige YAML: kijk na bij regel 2, teken 73."),
        (f"{TOOL % ''}# \x0b", "In stuk.yaml staat op regel 3 een teken dat geen tekst is. Wis het."),
        ("- model: [\n  fields", "stuk.yaml is geen geldige YAML: kijk na bij regel"),
        ("- a: b: c\n", "stuk.yaml is geen geldige YAML: kijk na bij regel 1, teken 7."),
    ],
)  # fmt: skip
def test_a_fault_is_named_and_nothing_is_loaded(db, folder, text, message):
    (folder / "1-delen" / "stuk.yaml").write_text(text, encoding="utf-8")
    before = counts()
    with pytest.raises(CommandError) as caught:
        load(folder)
    first, what = str(caught.value).split("\n")
    assert first == "De toolbox is niet geladen; de database is zoals ze was."
    assert message in what
    assert counts() == before == dict.fromkeys(before, 0)


def test_a_fault_leaves_a_filled_database_as_it_was(db, folder):
    make.OwnerFactory(name="Van een redacteur")
    load(folder)
    Tool.objects.update(summary="Van een redacteur.")
    (folder / "1-delen" / "stuk.yaml").write_text(TOOL % ", owners: [[x]]", encoding="utf-8")
    with pytest.raises(CommandError, match="Onbekende eigenaar"):
        load(folder, overschrijf=True)
    assert list(Tool.objects.values_list("slug", "summary")) == [("koffer", "Van een redacteur.")]
    assert Owner.objects.filter(name="Van een redacteur").exists()


def test_what_is_no_folder_of_fixtures_is_told(db, folder, tmp_path_factory):
    with pytest.raises(CommandError, match="Geen fixtures gevonden in"):
        load(tmp_path_factory.mktemp("leeg"))
    (folder / "1-delen" / "stuk.yaml").write_bytes("- model: toolbox.tool  # é".encode("latin-1"))
    with pytest.raises(CommandError, match=r"stuk\.yaml is geen tekst in UTF-8"):
        load(folder)
    assert not Fiche.objects.exists()


def report():
    """The report as {label: number}."""
    rows = [line.rsplit(maxsplit=1) for line in run("toolbox_report").splitlines() if line.startswith("  ")]
    return {label.strip(): int(number) for label, number in rows}


def test_the_report_counts_what_there_is_and_what_misses(db):
    tool = make.ToolFactory(formats=[make.FormatFactory()], owners=[make.OwnerFactory()])
    make.PlacementFactory(tool=tool, fiche__letter="Z", fiche__title="Buurt")
    make.PlacementFactory(tool=tool, step=make.StepFactory(number=4, title="Reflectie"))
    make.PlacementFactory(tool=tool, whole_cycle=True)
    for _ in range(2):
        make.LinkFactory(tool=tool, url="https://voorbeeld.be/", placement=make.PlacementFactory(tool=tool))
    make.CitationFactory(tool=tool)
    make.ToolFactory()
    make.ErratumFactory()
    found = report()
    expected = {
        "Fiche Z. Buurt": 1, "Stap 4. Reflectie": 1, "Hele cyclus (omvattende tools)": 1, "Plaatsen": 5, "Tools": 2,
        "Eigenaars": 1, "Bronvermeldingen": 1, "Links bij tools": 2, "Verschillende adressen": 1, "Errata": 1,
        "Tools zonder doelgroep": 2, "Tools zonder vorm": 1, "Tools zonder eigenaar": 1, "Tools zonder link": 1,
        "Tools zonder bronvermelding": 1, "Tools die nergens staan": 1,
    }  # fmt: skip
    assert {label: found[label] for label in expected} == expected


def test_the_report_says_of_the_whole_toolbox_that_nothing_misses(toolbox):
    found = report()
    complete = {f"Tools zonder {what}" for what in ("doelgroep", "vorm", "“voor wie”", "trefwoord", "eigenaar")}
    assert {label for label in found if found[label] == 0} >= complete | {"Tools die nergens staan"}
