"""Text that comes in by another door than a form: a report, a merge, a fixture, or from before there was a door."""

import feedparser
import pytest
import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.migrations.loader import MigrationLoader

from fiches.shared.order import dutch_order
from fiches.shared.stored_text import clean_table
from tests import factories as make
from toolbox.content.load import FixtureError, load
from toolbox.editorial.merging import merge_owners
from toolbox.models import Owner, OwnerAlias
from toolbox.public.reports.accept import apply_change, draft_from

pytestmark = pytest.mark.django_db
DIRTY, CLEAN = "Samen\x0b e\u200bten\u00a0", "Samen eten"


# Reports and merging


def report(**proposed):
    made = make.ReportFactory(tool=make.ToolFactory())
    return [make.ReportedChangeFactory(report=made, field=name, proposed=text) for name, text in proposed.items()]


@pytest.mark.parametrize(
    ("field", "proposed"),
    [
        ("link", f"https://voorbeeld.be/{'a' * 500}"),
        ("naam", "x" * 201),
        ("uitleg", "x" * 301),
        ("eigenaar", "x" * 121),
        ("eigenaar", "\u200b\ufeff-" * 200),
    ],
)
@pytest.mark.parametrize("has_link", [False, True])
def test_accepted_report_is_checked_as_a_form_is(field, proposed, has_link):
    [reported] = report(**{field: proposed})
    tool = reported.report.tool
    if has_link:
        make.LinkFactory(tool=tool)
    before = [*tool.links.values_list("url")]
    with pytest.raises(ValidationError), transaction.atomic():
        apply_change(tool, reported)
    with pytest.raises(ValidationError), transaction.atomic():
        draft_from([*report(naam="Nieuw"), reported])
    assert [*tool.links.values_list("url")] == before


def test_change_after_one_that_was_refused_is_accepted():
    wrong, right = report(naam="x" * 201, uitleg="Een\x0bbetere zin.")
    tool = wrong.report.tool
    with pytest.raises(ValidationError), transaction.atomic():
        apply_change(tool, wrong)
    apply_change(tool, right)
    tool.refresh_from_db()
    assert tool.summary == "Een betere zin."


def test_report_finds_owners_and_values_by_how_they_read():
    owner, form = make.OwnerFactory(name="Écoutez"), make.FormatFactory(name="Éénvoudig spel")
    make.OwnerAliasFactory(owner=owner, alias="ÉÉN huis")
    changes = report(eigenaar="één\u00a0Huis\nÉCOUTEZ", vorm="éénvoudig SPEL")
    for reported in changes:
        apply_change(reported.report.tool, reported)
    tool = changes[0].report.tool
    assert ([*tool.owners.all()], [*tool.formats.all()]) == ([owner], [form])


def test_merged_owner_keeps_each_name_once(editor):
    keep, gone = make.OwnerFactory(name="imec"), make.OwnerFactory(name="Het Imec")
    make.OwnerAliasFactory(owner=gone, alias="IMEC")
    make.OwnerAliasFactory(owner=keep, alias="HET  IMEC")
    merge_owners(keep, gone, editor)
    assert [*OwnerAlias.objects.values_list("alias")] == [("HET IMEC",)]


def test_merging_an_entry_that_no_form_would_save_says_what_to_mend(desk):
    keep, gone = make.OwnerFactory(name="Een"), make.OwnerFactory(name="Twee")
    Owner.objects.filter(pk=keep.pk).update(kind="rommel")
    sent = {"action": "merge_two", "_selected_action": [keep.pk, gone.pk], "keep": keep.pk, "sure": "1"}
    answer = desk.post("/admin/toolbox/owner/", sent, follow=True)
    assert "Niet samengevoegd. Verbeter eerst dit" in answer.text
    assert Owner.objects.count() == 2


# Fixtures


def fixture(path, **fields):
    item = {"model": "toolbox.owner", "fields": {"name": "A", "slug": "a"} | fields}
    file = path / "eigenaars.yaml"
    file.write_text(yaml.safe_dump([item]), encoding="utf-8")
    return [file]


def test_fixture_passes_the_door_and_finds_a_name_as_it_reads(tmp_path):
    load(fixture(tmp_path, name=DIRTY, slug="SAMEN"))
    assert Owner.objects.values_list("name", "slug").get() == (CLEAN, "samen")
    with pytest.raises(FixtureError, match="Er is al een eigenaar met deze naam"):
        load(fixture(tmp_path, name="SAMEN ETEN", slug="anders"))


def test_reference_of_a_fixture_is_found_as_it_reads():
    alias = make.OwnerAliasFactory(alias="Écoutez")
    assert OwnerAlias.objects.get_by_natural_key("ÉCOUTEZ ") == alias


# What was stored before there was a door


@pytest.fixture(scope="module")
def stored():
    """The models as migrations know them: they clean nothing."""
    return MigrationLoader(None).project_state().apps


def test_what_is_stored_is_cleaned_and_each_name_stays_one(stored):
    old = stored.get_model("toolbox", "Owner")
    rows = [("IMEC\x0b", "IMEC"), ("imec", "imec"), ("\u200b", "x"), ("Écoutez", "e"), ("ÉCOUTEZ", "E")]
    for number, (name, slug) in enumerate(rows):
        old.objects.create(pk=number + 1, name=name, slug=slug, name_key=str(number))
    clean_table(old)
    assert [*Owner.objects.order_by("pk").values_list("name", "slug")] == [
        ("IMEC (2)", "imec-2"),
        ("imec", "imec"),
        ("owner-3", "x"),
        ("Écoutez", "e"),
        ("ÉCOUTEZ (2)", "e-2"),
    ]
    assert [*Owner.objects.values_list("name")] == sorted(
        Owner.objects.values_list("name"), key=lambda row: dutch_order(*row)
    )
    for owner in Owner.objects.all():
        owner.full_clean()


def test_name_that_was_stored_when_names_read_otherwise_is_found(stored):
    old = stored.get_model("toolbox", "Owner")
    for number, (name, key) in enumerate([("´t Huis", "\u0301t huis"), ("Coeur", "coeur"), ("Cœur", "cœur")]):
        old.objects.create(name=name, slug=f"o{number}", name_key=key)
    clean_table(old)
    assert Owner.objects.get(name_key="’t huis").name == "´t Huis"
    assert [*Owner.objects.order_by("pk").values_list("name", flat=True)] == ["´t Huis", "Coeur", "Cœur (2)"]


def test_link_that_then_stands_there_twice_goes(stored):
    tool = make.ToolFactory()
    old = stored.get_model("toolbox", "Link")
    for url in ("https://a.be/\u200b", "https://a.be/", "https://b.be/\x0b"):
        old.objects.create(tool_id=tool.pk, url=url)
    clean_table(old)
    assert sorted(tool.links.values_list("url", flat=True)) == ["https://a.be/", "https://b.be/"]


def test_what_cannot_be_cleaned_is_told(stored, caplog):
    report = make.ReportFactory()
    old = stored.get_model("toolbox", "ReportedChange")
    clean, dirty = (old.objects.create(report_id=report.pk, field=field).pk for field in ("naam", "naam\u200b"))
    tool, links = make.ToolFactory(), stored.get_model("toolbox", "Link")
    twice = [links.objects.create(tool_id=tool.pk, url=url).pk for url in ("https://a.be/", "https://a.be/\u200b")]
    clean_table(old)
    clean_table(links)
    assert [record.getMessage() for record in caplog.records] == [
        f"toolbox.reportedchange {dirty} stays as it was, with its text not cleaned: another one says the same.",
        f"toolbox.link {twice[1]} is gone: another one says the same.",
    ]
    assert dict(old.objects.values_list("pk", "field")) == {clean: "naam", dirty: "naam\u200b"}


@pytest.mark.parametrize("kind", ["atom", "xlsx", "csv", "ris", "bibtex", "csl", "json"])
def test_file_survives_what_came_in_past_the_door(client, stored, kind):
    make.ToolFactory(name="Goed")
    wrong = {"name": "Vuil\x0b\x07\ufffe", "summary": "Een\x1b zin", "name_key": "vuil"}
    stored.get_model("toolbox", "Tool").objects.create(slug="vuil", status="gepubliceerd", **wrong)
    answer = client.get(f"/tools/?formaat={kind}")
    assert answer.status_code == 200
    if kind == "atom":
        feed = feedparser.parse(answer.content)
        assert (feed.bozo, {entry.title for entry in feed.entries}) == (False, {"Goed", "Vuil"})


@pytest.mark.only_sqlite  # PostgreSQL never stored one
def test_link_that_is_too_long_is_left_for_an_editor(stored):
    url = f"https://a.be/{'a' * 500}"
    tool = make.ToolFactory()
    stored.get_model("toolbox", "Link").objects.create(tool_id=tool.pk, url=f"{url}\u200b")
    clean_table(stored.get_model("toolbox", "Link"))
    assert tool.links.get().url == url
