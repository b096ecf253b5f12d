"""“Openbaar vanaf” and “openbaar tot” at the desk: filled in, refused, told."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from fiches.shared.publication import publishable_models
from tests import factories as make
from tests.desk import change, fresh, make_editor, page_of, run_action
from tests.page import errors, form_of, main_text, messages
from toolbox.admin.editing import Moment
from toolbox.models import Experience, Revision, Tool

DAY = timedelta(days=1)
SHOWN = {"status": "gepubliceerd"}
ENTRIES = [
    make.ToolFactory, make.FicheFactory, make.StepFactory, make.FigureFactory, make.WorryFactory,
    make.CollectionFactory, make.ExperienceFactory,
]  # fmt: skip


def window(begin, end):
    """What an editor types: (day, hour) and (day, hour)."""
    return dict(
        zip(("public_from_0", "public_from_1", "public_until_0", "public_until_1"), (*begin, *end), strict=True)
    )


def test_every_kind_of_entry_that_can_be_published_is_tried_here():
    assert {factory._meta.model for factory in ENTRIES} == set(publishable_models())


@pytest.mark.parametrize("factory", ENTRIES)
def test_moments_that_an_editor_types_are_kept(desk, factory):
    entry = factory(**SHOWN)
    change(desk, entry, **window(("01/03/2099", "09:00"), ("02/03/2099", "18:30")))
    here = ZoneInfo("Europe/Brussels")
    assert fresh(entry).public_from == datetime(2099, 3, 1, 9, tzinfo=here)
    assert fresh(entry).public_until == datetime(2099, 3, 2, 18, 30, tzinfo=here)


@pytest.mark.parametrize("end", [("01/03/2099", "09:00"), ("28/02/2099", "09:00")])
@pytest.mark.parametrize("factory", ENTRIES)
def test_window_that_ends_before_it_begins_is_refused_at_the_field(desk, factory, end):
    entry = factory(**SHOWN)
    page = page_of(entry)
    answer = desk.post(page, form_of(desk.get(page)) | window(("01/03/2099", "09:00"), end))
    assert ("public_until", "Dit valt niet na “openbaar vanaf”") in [(name, said[:33]) for name, said in errors(answer)]
    assert fresh(entry).public_until is None
    assert "28/02/2099" in answer.text or "01/03/2099" in answer.text  # what was typed is still there


@pytest.mark.parametrize("factory", ENTRIES)
def test_database_refuses_it_too(db, factory):
    entry, now = factory(**SHOWN), timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(entry).objects.filter(pk=entry.pk).update(public_from=now, public_until=now - DAY)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("01/01/0001", "Dit jaar kan niet juist zijn."),
        ("01/01/9999", "Dit jaar kan niet juist zijn."),
        ("31/02/2027", ""),
    ],
)
def test_moment_that_cannot_be_is_refused_at_the_field(desk, day, said):
    tool = make.ToolFactory()
    page = page_of(tool)
    answer = desk.post(page, form_of(desk.get(page)) | window((day, "09:00"), ("", "")))
    [(name, message)] = errors(answer)
    assert (answer.status_code, name, said in message, bool(message)) == (200, "public_from", True, True)


@pytest.mark.parametrize(
    ("day", "said"),
    [("29/03/2026", "Dit uur bestaat niet: die nacht"), ("25/10/2026", "Dit uur is er twee keer: die nacht")],
)
def test_hour_at_which_the_clock_turns_is_refused_at_the_field(desk, day, said):
    tool = make.ToolFactory()
    page = page_of(tool)
    answer = desk.post(page, form_of(desk.get(page)) | window(("", ""), (day, "02:30")))
    assert [(name, message[: len(said)]) for name, message in errors(answer)] == [("public_until", said)]
    assert 'value="02:30"' in answer.text
    assert fresh(tool).public_until is None


@pytest.mark.parametrize("hour", ["9:00", "09:00", "9u", "9u00", "9:00:00"])
def test_hour_is_read_as_people_write_it_and_shown_without_seconds(desk, hour):
    tool = make.ToolFactory()
    change(desk, tool, **window(("1/3/2099", hour), ("", "")))
    values = form_of(desk.get(page_of(tool)))
    assert (values["public_from_0"], values["public_from_1"]) == ("01-03-2099", "09:00")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2099-03-01 09:00", ("01-03-2099", "09:00")),
        ("2099-03-01", ("01-03-2099", "00:00")),
        *((odd, ("", "")) for odd in ("x", "", "2099-13-45", "0001-01-01T00:00%2B14:00", "%00")),
    ],
)
def test_moment_in_the_address_of_a_new_form_is_shown_when_it_is_one(desk, asked, shown):
    values = form_of(desk.get(f"/admin/toolbox/tool/add/?public_from={asked}"))
    assert (values["public_from_0"], values["public_from_1"]) == shown


def test_seconds_that_are_kept_are_shown_and_stay(desk):
    moment = datetime(2099, 3, 1, 9, 0, 30, tzinfo=UTC)
    tool = make.ToolFactory(public_from=moment)
    change(desk, tool)
    assert fresh(tool).public_from == moment


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("1/3/2099", ""), "Dit is geen uur. Schrijf bijvoorbeeld 9:00."),
        (("1/3/2099", "half tien"), "Dit is geen uur. Schrijf bijvoorbeeld 9:00."),
        (("", "9:00"), "Dit is geen datum. Schrijf bijvoorbeeld 1/12/2026."),
        (("morgen", "9:00"), "Dit is geen datum. Schrijf bijvoorbeeld 1/12/2026."),
    ],
)
def test_half_a_moment_is_refused_in_plain_words(desk, typed, said):
    page = page_of(make.ToolFactory())
    answer = desk.post(page, form_of(desk.get(page)) | window(typed, ("", "")))
    assert errors(answer) == [("public_from", said)]


def test_what_is_heard_before_a_field_of_a_moment_is_what_is_seen():
    widget = Moment().render("m", None, {"id": "m"})
    assert re.findall(r'(\w+): <input[^>]+aria-label="(\w+)"', widget) == [
        ("Datum", "Datum"),
        ("Uur", "Uur"),
    ]


def test_who_may_not_publish_does_not_choose_the_moment(client, db):
    tool = make.ToolFactory()
    client.force_login(make_editor("redacteur"))
    values = form_of(client.get(page_of(tool)))
    assert not {"status", "public_from_0", "public_until_0"} & values.keys()
    client.post(page_of(tool), values | window(("01/03/2099", "09:00"), ("", "")))
    assert fresh(tool).public_from is None


def test_list_says_and_finds_what_comes_what_is_there_and_what_is_over(desk):
    now = timezone.now()
    make.ToolFactory(name="Komt", public_from=now + DAY)
    make.ToolFactory(name="Is er", public_until=now + DAY)
    make.ToolFactory(name="Voorbij", public_until=now - DAY)
    tomorrow, yesterday = (f"{timezone.localtime(now + days):%d/%m/%Y %H:%M}" for days in (DAY, -DAY))
    said = main_text(desk.get("/admin/toolbox/tool/"))
    for standing in (f"gepubliceerd vanaf {tomorrow}", f"gepubliceerd tot {tomorrow}", f"voorbij sinds {yesterday}"):
        assert standing in said
    found = {way: names_in(desk, f"op-de-site={way}") for way in ("nu", "gepland", "voorbij")}
    assert found == {"nu": {"Is er"}, "gepland": {"Komt", "Is er"}, "voorbij": {"Voorbij"}}


def names_in(desk, query):
    return {tool.name for tool in desk.get(f"/admin/toolbox/tool/?{query}").context["cl"].queryset}


def test_desk_tells_what_comes_and_what_goes_the_first_on_top(desk):
    now = timezone.now()
    assert "vanzelf" not in main_text(desk.get("/admin/"))
    make.FicheFactory(title="Gaat", letter="Z", public_until=now + 2 * DAY)
    make.ToolFactory(name="Komt", public_from=now + DAY, public_until=now + 3 * DAY)
    make.ToolFactory(name="Voorbij", public_until=now - DAY)
    said = main_text(desk.get("/admin/"))
    assert said.index("Komt komt op de site op") < said.index("Z. Gaat gaat van de site op")
    assert "Voorbij" not in said


def test_publishing_from_the_list_says_what_does_not_show_yet(desk):
    tool = make.ToolFactory(status="concept", public_from=timezone.now() + DAY)
    [said] = messages(run_action(desk, "publish", tool, make.ToolFactory(status="concept")))
    assert said == "2 tools gepubliceerd. Nu nog niet of niet meer te zien: 1. Kijk daar naar de momenten."


def test_history_tells_the_moment_in_local_time(desk):
    tool = make.ToolFactory()
    change(desk, tool, **window(("01/03/2099", "09:00"), ("", "")))
    assert "01/03/2099 09:00" in Revision.objects.of(tool).first().rows[0]["shown"]["openbaar vanaf"]


def test_experience_shows_on_its_tool_only_in_its_time(client, db, settings, clock):
    settings.EXPERIENCES = True
    experience = make.ExperienceFactory(worked="Koffie hielp.", public_from=timezone.now() + DAY, **SHOWN)
    page = experience.tool.get_absolute_url()
    assert "Koffie hielp." not in client.get(page).text
    clock(DAY)
    assert "Koffie hielp." in client.get(page).text
    assert Experience.objects.published().count() == Tool.objects.published().count() == 1


def test_other_doors_refuse_it_as_a_form_does(db):
    tool, now = make.ToolFactory(), timezone.now()
    tool.public_from, tool.public_until = now, now - DAY
    with pytest.raises(ValidationError) as refused:
        tool.save_checked()
    assert set(refused.value.message_dict) == {"public_until"}
