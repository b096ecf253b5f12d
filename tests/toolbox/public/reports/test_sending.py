"""A reader reports something, and a robot tries to."""

import pytest

from tests import factories as make
from tests.page import parse
from toolbox.models import Format, OldAddress, Report, ReportedChange, Tool

pytestmark = pytest.mark.django_db


def changes():
    return list(ReportedChange.objects.values_list("field", "before", "proposed"))


def test_page_of_a_tool_leads_to_the_first_step_that_asks_what_is_wrong(reader, tool):
    assert 'href="/melden/tool/buurtkaart/"' in reader.get(tool.get_absolute_url()).text
    page = reader.get("/melden/tool/buurtkaart/").text
    assert ("Stap 1 van 2" in page, page.count('name="wat"')) == (True, 8)


def test_second_step_shows_only_what_was_chosen_with_what_stands_there(reader, tool):
    page = reader.get("/melden/tool/buurtkaart/?wat=link&wat=eigenaar").text
    assert "https://oud.be/kaart" in page
    assert "Wijkhuis" in page
    assert 'name="naam"' not in page


def test_correction_is_kept_and_changes_nothing_by_itself(send, tool):
    response = send("/melden/tool/buurtkaart/?wat=link", link="https://nieuw.be/kaart", note="Verhuisd.")
    assert (response.status_code, response.url) == (302, "/melden/bedankt/?tool=buurtkaart")
    report = Report.objects.get()
    assert (report.kind, report.tool, report.note, report.status) == ("verbetering", tool, "Verhuisd.", "nieuw")
    assert changes() == [("link", "https://oud.be/kaart", "https://nieuw.be/kaart")]
    assert list(tool.links.values_list("url", flat=True)) == ["https://oud.be/kaart"]


def test_only_fields_that_differ_are_kept(send, tool):
    send("/melden/tool/buurtkaart/?wat=naam&wat=uitleg", naam="Buurtkaart", uitleg="Een betere uitleg.")
    assert changes() == [("uitleg", "Wat Buurtkaart is.", "Een betere uitleg.")]


def test_choice_from_a_list_is_kept_as_names(send, tool):
    for name in ("Video", "Spel"):
        Format.objects.create(name=name, slug=name.lower())
    send("/melden/tool/buurtkaart/?wat=vorm", vorm=["Spel"])
    assert changes() == [("vorm", "", "Spel")]


def test_something_else_needs_words(send, tool):
    assert send("/melden/tool/buurtkaart/?wat=anders").status_code == 422
    assert send("/melden/tool/buurtkaart/?wat=anders", note="De foto is fout.").status_code == 302
    assert Report.objects.get().note == "De foto is fout."


def test_report_without_any_change_is_shown_again(send, tool):
    response = send("/melden/tool/buurtkaart/?wat=naam", naam="Buurtkaart")
    assert (response.status_code, Report.objects.count()) == (422, 0)
    assert "Je veranderde nog niets" in response.text


def test_tool_that_is_not_public_cannot_be_reported_on(reader):
    draft = make.ToolFactory(name="Klad", status="concept")
    assert reader.get(f"/melden/tool/{draft.slug}/").status_code == 404
    assert reader.post(f"/melden/tool/{draft.slug}/?wat=anders", {"note": "x"}).status_code == 404


def test_new_tool_shows_what_it_may_be_a_double_of(reader, tool):
    make.ToolFactory(name="Buurtkaart in de maak", status="concept")
    page = reader.get("/melden/nieuw/?naam=buurtkaart").text
    assert 'href="/tools/buurtkaart/"' in page
    assert "in de maak" not in page
    assert 'value="buurtkaart"' in page


@pytest.mark.parametrize(("name", "offered"), [("De Buurtkaarten voor ons", True), ("Samen koken", False)])
def test_new_tool_is_no_double_of_a_tool_with_another_name(reader, tool, name, offered):
    make.ToolFactory(name="Voor ons allemaal", summary="Samen koken op een buurtkaart.")
    page = reader.get("/melden/nieuw/", {"naam": name}).text
    assert ("Bedoel je een van deze tools?" in page) == offered


def test_first_step_that_was_sent_empty_says_what_is_missing(reader, tool):
    for address, words in (
        ("/melden/tool/buurtkaart/?stap=2", "Kies minstens één ding"),
        ("/melden/tool/buurtkaart/?stap=2&wat=onzin", "Kies minstens één ding"),
        ("/melden/nieuw/?naam=", "De naam ontbreekt nog"),
        ("/melden/nieuw/?naam=%20%20", "De naam ontbreekt nog"),
    ):
        response = reader.get(address)
        said = parse(response).get_element_by_id("wat-ontbreekt").text_content()
        assert (response.status_code, words in said) == (422, True)


@pytest.mark.parametrize("address", ["/melden/tool/buurtkaart/", "/melden/nieuw/"])
def test_first_step_that_was_not_sent_yet_complains_of_nothing(reader, tool, address):
    response = reader.get(address)
    assert (response.status_code, "wat-ontbreekt" in response.text) == (200, False)


def test_new_tool_is_asked_four_things_and_the_rest_is_folded(reader, db):
    form = parse(reader.get("/melden/nieuw/?naam=Spel")).find_class("report-form")[0]
    folded = form.find(".//details")
    names = [field.name for field in form.xpath(".//*[self::input or self::textarea][@name]")]
    inside = {field.name for field in folded.xpath(".//*[self::input or self::textarea][@name]")}
    asked = [name for name in names if name not in inside and name not in {"website", "token"}]
    assert asked == ["naam", "uitleg", "link", "eigenaar"]
    assert (inside, folded.get("open")) == ({"note"}, None)  # there is nothing to choose from here


def test_what_is_folded_opens_when_something_was_written_in_it(send, db):
    page = parse(send("/melden/nieuw/?naam=Spel", naam="", note="Van de buren."))
    assert page.find(".//details[@class='more-questions']").get("open") is not None


def test_correction_folds_nothing_away(reader, tool):
    assert "Weet je meer?" not in reader.get("/melden/tool/buurtkaart/?wat=naam&wat=vorm").text


def test_new_tool_is_kept_and_not_public(send, reader):
    send("/melden/nieuw/?naam=Spel", naam="Burenspel", uitleg="Spel voor buren.", link="https://spel.be/")
    assert Report.objects.get().kind == "nieuw"
    proposed = {"naam": "Burenspel", "uitleg": "Spel voor buren.", "link": "https://spel.be/"}
    assert changes() == [(field, "", text) for field, text in proposed.items()]
    assert Tool.objects.count() == 0
    assert "Burenspel" not in reader.get("/tools/").text


@pytest.mark.parametrize("change", ["renamed", "withdrawn"])
def test_what_somebody_wrote_is_kept_when_the_tool_changed_meanwhile(reader, clock, tool, change):
    address = "/melden/tool/buurtkaart/?wat=naam"
    token = parse(reader.get(address)).find(".//input[@name='token']").get("value")
    if change == "renamed":
        Tool.objects.update(slug="nieuw")
        OldAddress.objects.keep(Tool.objects.get(), "buurtkaart")
    else:
        Tool.objects.update(status="ingetrokken")
    clock.now += 30
    assert reader.post(address, {"token": "x", "naam": "Anders"}).status_code == (422 if change == "renamed" else 404)
    assert reader.post(address, {"token": token, "naam": "Anders", "note": ""}).status_code == 302
    assert changes() == [("naam", "Buurtkaart", "Anders")]


def test_what_somebody_wrote_is_kept_when_the_tool_is_deleted_at_that_moment(send, tool, deleted_meanwhile):
    assert send("/melden/tool/buurtkaart/?wat=naam", naam="Anders").status_code == 302
    assert (Report.objects.get().tool_id, changes()) == (None, [("naam", "Buurtkaart", "Anders")])


def test_form_of_a_tool_that_is_withdrawn_is_gone(reader, tool):
    Tool.objects.update(status="ingetrokken")
    assert reader.get("/melden/tool/buurtkaart/").status_code == 404
