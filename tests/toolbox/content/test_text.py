"""Text that comes in, by every door: stored as a person sees it, and each name once."""

from datetime import date, timedelta

import feedparser
import pytest
import yaml
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from fiches.shared.order import dutch_order
from fiches.shared.stored_text import clean_table
from tests import factories as make
from tests import nasty
from tests.desk import change, page_of
from tests.page import errors, form_of
from toolbox.content.load import FixtureError, load
from toolbox.editorial.merging import merge_owners
from toolbox.models import Format, Keyword, Owner, OwnerAlias, Reference, Tool
from toolbox.models.keyword import split_keywords
from toolbox.public.reports.accept import apply_change, draft_from

pytestmark = pytest.mark.django_db
DIRTY, CLEAN = "Samen\x0b e\u200bten\u00a0", "Samen eten"


def save(name):
    make.OwnerFactory(name=name)


def save_raw(name):
    [row] = serializers.deserialize("python", [{"model": "toolbox.owner", "fields": {"name": name, "slug": "a"}}])
    row.save()


def save_in_bulk(name):
    Owner.objects.bulk_create([Owner(name=name, slug="a")])


def change_in_bulk(name):
    make.OwnerFactory()
    Owner.objects.update(name=name)


def change_one_field(name):
    owner = make.OwnerFactory()
    owner.name = name
    owner.save(update_fields=["name"])


WAYS = [save, save_raw, save_in_bulk, change_in_bulk, change_one_field]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_passes_the_door(way):
    way(DIRTY)
    assert Owner.objects.values_list("name", "name_key").get() == (CLEAN, "samen eten")
    assert Owner.objects.filter(name=DIRTY, name_key="SAMEN ETEN").exists()


def test_entry_says_at_once_what_is_stored():
    assert make.OwnerFactory(name=DIRTY).name == CLEAN


NAMED = {
    "tool": (make.ToolFactory, "name"),
    "owner": (make.OwnerFactory, "name"),
    "alias": (make.OwnerAliasFactory, "alias"),
    "form": (make.FormatFactory, "name"),
    "reference": (make.ReferenceFactory, "citation"),
    "collection": (make.CollectionFactory, "name"),
    "worry": (make.WorryFactory, "sentence"),
    "resource": (make.ResourceFactory, "name"),
    "group": (make.UnreachedGroupFactory, "name"),
    "word form": (make.WordFormFactory, "form"),
}


@pytest.mark.parametrize(("factory", "field"), NAMED.values(), ids=NAMED)
def test_name_that_reads_the_same_is_refused_by_the_form_and_by_the_database(factory, field):
    factory(**{field: "Écoutez’s"})
    other = factory.build(**{field: "ÉCOUTEZ's\u200b"})
    with pytest.raises(ValidationError) as refused:
        other.validate_unique()
    assert field in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**{field: "ÉCOUTEZ's\u200b"})


def test_name_with_another_accent_is_another_name():
    for one, other in nasty.OTHERS:
        make.OwnerFactory(name=one)
        make.OwnerFactory(name=other).full_clean()


def test_two_rows_of_one_form_that_read_the_same_are_refused(desk):
    owner = make.OwnerFactory()
    values = form_of(desk.get(page_of(owner)))
    for number, name in enumerate(["imec", "IMEC"]):
        values |= {f"aliases-{number}-alias": name}
    values["aliases-TOTAL_FORMS"] = "2"
    answer = desk.post(page_of(owner), values | {"_versie": "0"})
    assert ("aliases-1-alias", "Deze andere naam staat er al.") in errors(answer)


# Addresses


@pytest.mark.parametrize("factory", [make.ToolFactory, make.OwnerFactory, make.CollectionFactory, make.FormatFactory])
def test_address_has_no_capitals_and_is_taken_with_them_too(factory):
    entry = factory(slug="ACCOLAGE")
    assert entry.slug == "accolage"
    with pytest.raises(ValidationError) as refused:
        factory.build(slug="Accolage").full_clean()
    assert "slug" in refused.value.message_dict


@pytest.mark.parametrize("path", ["/tools/{}/", "/api/v1/tools/{}/", "/melden/tool/{}/"])
def test_address_is_found_with_capitals(client, path):
    make.ToolFactory(slug="accolage")
    answer = client.get(path.format("ACCOLAGE"), {"wat": "naam"} if "melden" in path else {}, follow=True)
    assert answer.status_code == 200


def test_page_has_one_address_and_keeps_what_was_asked(client):
    make.ToolFactory(slug="accolage")
    answer = client.get("/tools/Accolage/?formaat=json")
    assert (answer.status_code, answer.url) == (301, "/tools/accolage/?formaat=json")
    assert client.get("/tools/ACCOLAG/").status_code == 404


@pytest.mark.parametrize("path", ["/tools/?formaat=json&q=", "/api/v1/tools/?q=", "/api/v1/zoeken/?q="])
@pytest.mark.parametrize("question", ["samen%00 eten", "%E2%80%8Bsamen%0Beten"])
def test_question_is_cleaned_by_the_page_and_by_the_api(client, path, question):
    make.ToolFactory(name="Samen eten")
    make.ToolFactory(name="Wandelen")
    answer = client.get(path + question)
    assert (answer.status_code, "Samen eten" in answer.text, "Wandelen" in answer.text) == (200, True, False)


def test_selection_finds_a_tool_however_its_address_is_written(client):
    make.ToolFactory(slug="ACCOLAGE", name="Accolage")
    assert "Accolage" in client.get("/selectie/?t=ACColage").text


# Dates


def days(**fields):
    return make.ToolFactory.build(slug="a", **fields).clean_fields


TODAY = timezone.localdate()


@pytest.mark.parametrize("day", [date(2062, 1, 1), date(4, 1, 1), date(2024, 1, 31), TODAY + timedelta(1)])
def test_day_of_review_that_cannot_be_right_is_refused(day):
    with pytest.raises(ValidationError) as refused:
        days(reviewed_on=day)()
    assert [*refused.value.message_dict] == ["reviewed_on"]


@pytest.mark.parametrize("day", [date(2024, 2, 1), TODAY])
def test_day_of_review_may_be_any_since_the_publication(day):
    days(reviewed_on=day)()


@pytest.mark.parametrize(("year", "right"), [(4, False), (1899, False), (1900, True), (2024, True), (2099, False)])
def test_year_of_a_source_has_bounds(year, right):
    reference = Reference(citation="Peeters", slug="p", year=year)
    if right:
        return reference.full_clean()
    with pytest.raises(ValidationError, match="Dit jaartal kan niet juist zijn"):
        reference.full_clean()


# Keywords


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("brussel, burenhulp", ["brussel", "burenhulp"]),
        ("brussel;burenhulp\nsamen eten", ["brussel", "burenhulp", "samen eten"]),
        ('"samen eten", “spel”', ["samen eten", "spel"]),
        ("Kaart, kaart, KAART,, ;", ["Kaart"]),
        ('het "goede" buur-zijn', ['het "goede" buur-zijn']),
        ("samen eten, ’t huis", ["samen eten", "’t huis"]),
    ],
)
def test_keywords_stand_between_commas_semicolons_or_lines(typed, names):
    assert split_keywords(typed) == names


@pytest.mark.parametrize("name", ["🎲", "…", "-", "x" * 101])
def test_keyword_that_no_reader_can_choose_is_refused_at_the_desk(desk, name):
    tool = make.ToolFactory()
    answer = desk.post(page_of(tool), form_of(desk.get(page_of(tool))) | {"tags": f"kaart, {name}", "_versie": "0"})
    assert [field for field, _ in errors(answer)] == ["tags"]
    assert not Keyword.objects.exists()


def test_keyword_that_reads_like_one_that_is_there_is_that_one():
    make.ToolFactory(tags=["Écoute"])
    tool = make.ToolFactory(tags=["ÉCOUTE", "écoute\u00a0", "日本"])
    assert [*tool.tags.names()] == ["Écoute", "日本"]
    assert not Keyword.objects.filter(slug="").exists()


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


def test_link_that_then_stands_there_twice_goes(stored):
    tool = make.ToolFactory()
    old = stored.get_model("toolbox", "Link")
    for url in ("https://a.be/\u200b", "https://a.be/", "https://b.be/\x0b"):
        old.objects.create(tool_id=tool.pk, url=url)
    clean_table(old)
    assert sorted(tool.links.values_list("url", flat=True)) == ["https://a.be/", "https://b.be/"]


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


@pytest.mark.skipif(connection.vendor == "postgresql", reason="it never stored one")
def test_link_that_is_too_long_is_left_for_an_editor(stored):
    url = f"https://a.be/{'a' * 500}"
    tool = make.ToolFactory()
    stored.get_model("toolbox", "Link").objects.create(tool_id=tool.pk, url=f"{url}\u200b")
    clean_table(stored.get_model("toolbox", "Link"))
    assert tool.links.get().url == url


def test_word_that_a_form_of_the_desk_keeps(desk):
    form = make.FormatFactory()
    change(desk, form, name=DIRTY, description="Een\x0btwee\r\n\r\n\r\ndrie  vier ")
    form = Format.objects.get()
    assert (form.name, form.description) == (CLEAN, "Een\ntwee\n\ndrie vier")


def test_questions_of_a_tool_are_cleaned_line_by_line(desk):
    tool = make.ToolFactory()
    change(desk, tool, questions="Hoe eet\u202e ik samen? \r\n\u200bMet wie eet ik\u00a0samen?")
    assert Tool.objects.get().questions == "Hoe eet ik samen?\nMet wie eet ik samen?"
