"""Text that somebody types or saves: stored as a person sees it, and each name once."""

from datetime import date, timedelta

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories as make
from tests import nasty
from tests.desk import change, page_of
from tests.page import errors, form_of
from toolbox.content.slugs import free_slug
from toolbox.models import Format, Keyword, Owner, Reference, Tool
from toolbox.models.keyword import split_keywords

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


@pytest.mark.parametrize("slug", ["-", "--", "_", "-a", "a-", "_a", "a_", "\u0301a"])
@pytest.mark.parametrize("factory", [make.ToolFactory, make.OwnerFactory, make.CollectionFactory, make.WorryFactory])
def test_address_begins_and_ends_with_what_is_no_sign_around_a_link(factory, slug):
    with pytest.raises(ValidationError) as refused:
        factory.build(slug=slug).full_clean()
    assert "slug" in refused.value.message_dict


@pytest.mark.parametrize("factory", [make.ToolFactory, make.WorryFactory])
def test_address_is_not_that_of_a_theme_in_a_selection(factory):
    with pytest.raises(ValidationError) as refused:
        factory.build(slug="Fiche-a").full_clean()
    assert "slug" in refused.value.message_dict


@pytest.mark.parametrize("name", ["--", "Fiche A", "fiche-", "x" * 109 + " y", "_a_", "日本"])
def test_address_that_is_made_of_a_name_can_be_saved(name):
    for model in (Tool, Owner):
        entry = model(name=name, slug=free_slug(model, name))
        entry.full_clean(exclude={"summary"})
        assert not entry.slug.startswith("fiche-") or model is Owner


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


# Forms of the desk


def test_word_that_a_form_of_the_desk_keeps(desk):
    form = make.FormatFactory()
    change(desk, form, name=DIRTY, description="Een\x0btwee\r\n\r\n\r\ndrie  vier ")
    form = Format.objects.get()
    assert (form.name, form.description) == (CLEAN, "Een\ntwee\n\ndrie vier")


def test_questions_of_a_tool_are_cleaned_line_by_line(desk):
    tool = make.ToolFactory()
    change(desk, tool, questions="Hoe eet\u202e ik samen? \r\n\u200bMet wie eet ik\u00a0samen?")
    assert Tool.objects.get().questions == "Hoe eet ik samen?\nMet wie eet ik samen?"
