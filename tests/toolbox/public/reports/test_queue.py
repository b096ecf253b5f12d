"""An editor handles what readers report."""

import pytest

from tests import factories as make
from tests.desk import page_of, run_action
from tests.page import form_of
from toolbox.models import Format, Report, TargetGroup, Tool

pytestmark = pytest.mark.django_db


def make_report(tool=None, note="", **proposed):
    kind = Report.Kind.CORRECTION if tool else Report.Kind.NEW_TOOL
    report = make.ReportFactory(kind=kind, tool=tool, note=note)
    for field, text in proposed.items():
        make.ReportedChangeFactory(report=report, field=field, proposed=text)
    return report


def decide(desk, report, reason="", status="nieuw", **decisions):
    """Save the report in the admin with a decision per field; gives the page that follows."""
    data = form_of(desk.get(page_of(report))) | {"reason": reason, "status": status, "_continue": "1"}
    for number, change in enumerate(report.changes.all()):
        data[f"changes-{number}-decision"] = decisions[change.field]
    response = desk.post(page_of(report), data, follow=True)
    report.refresh_from_db()
    return response


def test_accepting_one_field_leaves_the_other_as_it_was(desk, tool):
    report = make_report(tool, naam="Kaart van de buurt", uitleg="Reclame!")
    decide(desk, report, reason="Dat is reclame.", naam="overgenomen", uitleg="afgewezen")
    tool.refresh_from_db()
    assert (tool.name, tool.summary) == ("Kaart van de buurt", "Wat Buurtkaart is.")
    assert (report.status, report.reason, report.handled_by.username) == ("verwerkt", "Dat is reclame.", "an")
    assert report.handled_at is not None


def test_report_waits_until_every_field_has_its_decision(desk, tool):
    report = make_report(tool, naam="Kaart", uitleg="Uitleg.")
    decide(desk, report, naam="overgenomen", uitleg="open")
    assert report.status == "nieuw"
    decide(desk, report, naam="overgenomen", uitleg="overgenomen")
    assert report.status == "verwerkt"


def test_second_editor_who_decides_is_told_what_the_first_decided(desk, tool):
    report = make_report(tool, naam="Kaart", uitleg="Uitleg.")
    url = f"/admin/toolbox/report/{report.pk}/change/"
    opened = form_of(desk.get(url)) | {"reason": "Nee.", "changes-1-decision": "afgewezen"}
    decide(desk, report, naam="overgenomen", uitleg="open")
    told = desk.post(url, opened)
    assert "Een andere redacteur besliste intussen over deze melding." in told.text
    assert sorted(report.changes.values_list("decision", flat=True)) == ["open", "overgenomen"]
    assert desk.post(url, form_of(told)).status_code == 302
    assert sorted(report.changes.values_list("decision", flat=True)) == ["afgewezen", "overgenomen"]


def test_declining_without_a_reason_is_refused(desk, tool):
    report = make_report(tool, naam="Kaart")
    response = decide(desk, report, naam="afgewezen")
    assert "Schrijf hierboven waarom je iets niet overneemt." in response.text
    assert report.changes.get().decision == "open"
    decide(desk, report, reason="Klopt niet.", naam="afgewezen")
    assert (report.status, report.reason) == ("afgewezen", "Klopt niet.")


def test_accepted_link_replaces_the_old_one_at_its_place(desk, tool):
    placement = tool.placements.create(whole_cycle=True, description="x")
    tool.links.update(placement=placement)
    decide(desk, make_report(tool, link="https://nieuw.be/kaart\nhttps://tweede.be/"), link="overgenomen")
    assert list(tool.links.values_list("url", "placement")) == [
        ("https://nieuw.be/kaart", placement.pk),
        ("https://tweede.be/", None),
    ]


def test_accepted_owner_is_found_by_its_other_name_and_made_when_unknown(desk, tool):
    make.OwnerAliasFactory(owner__name="Koning Boudewijnstichting", alias="KBS")
    decide(desk, make_report(tool, eigenaar="KBS\nNieuwe vzw"), eigenaar="overgenomen")
    assert set(tool.owners.values_list("name", flat=True)) == {"Koning Boudewijnstichting", "Nieuwe vzw"}


def test_accepted_target_group_comes_from_the_list(desk, tool):
    TargetGroup.objects.create(name="Ouderen", slug="ouderen")
    decide(desk, make_report(tool, doelgroep="Ouderen"), doelgroep="overgenomen")
    assert [group.name for group in tool.target_groups.all()] == ["Ouderen"]


@pytest.mark.parametrize(
    ("field", "proposed", "why"),
    [
        ("naam", "", "Dit veld"),
        ("naam", "Burenspel", "Er is al een tool met deze naam."),
        ("naam", "x" * 300, "200"),
        ("doelgroep", "Marsmannetjes", "Staat niet in de lijst: Marsmannetjes."),
        ("link", "javascript:alert(1)", "geen volledig webadres: javascript:alert(1)"),
    ],
)
def test_proposal_that_cannot_be_applied_stays_open_and_changes_nothing(desk, tool, field, proposed, why):
    make.ToolFactory(name="Burenspel")
    report = make_report(tool, **{field: proposed})
    response = decide(desk, report, **{field: "overgenomen"})
    assert "Niet overgenomen" in response.text
    assert why in response.text
    assert (report.status, report.changes.get().decision) == ("nieuw", "open")
    tool.refresh_from_db()
    assert (tool.name, tool.links.get().url) == ("Buurtkaart", "https://oud.be/kaart")


def test_accepted_new_tool_becomes_a_draft_with_all_that_was_accepted(desk):
    Format.objects.create(name="Spel", slug="spel")
    report = make_report(naam="Burenspel", uitleg="Spel voor buren.", vorm="Spel", link="https://spel.be/")
    accepted = dict.fromkeys(["naam", "uitleg", "vorm"], "overgenomen")
    decide(desk, report, reason="Link dood.", link="afgewezen", **accepted)
    tool = Tool.objects.get()
    said = (tool.name, tool.slug, tool.summary, tool.status)
    assert said == ("Burenspel", "burenspel", "Spel voor buren.", "concept")
    assert ([form.name for form in tool.formats.all()], tool.links.count()) == (["Spel"], 0)
    assert (report.tool, report.status) == (tool, "verwerkt")


def test_new_tool_with_a_name_that_exists_is_not_made(desk, tool):
    report = make_report(naam="Buurtkaart")
    assert "Niet overgenomen" in decide(desk, report, naam="overgenomen").text
    assert (Tool.objects.count(), report.status) == (1, "nieuw")


def test_report_on_a_tool_that_is_gone_cannot_be_applied(desk, tool):
    report = make_report(tool, naam="Kaart")
    tool.delete()
    assert "De tool bestaat niet meer." in decide(desk, report, naam="overgenomen").text


def test_message_without_changes_is_closed_in_the_list(desk, tool):
    open_one, handled = make_report(tool, note="Mooi!"), make_report(tool)
    handled.finish(None, Report.Status.DECLINED, "Spam.")
    page = run_action(desk, "close_as_read", open_one, handled).text
    assert "1 melding gesloten. 1 overgeslagen: die waren al afgehandeld." in page
    open_one.refresh_from_db()
    assert (open_one.status, open_one.reason) == ("verwerkt", "Gelezen, geen wijziging nodig.")
