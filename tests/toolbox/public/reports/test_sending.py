"""A reader reports something, and a robot tries to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from toolbox.models import Format, Report, ReportedChange, ReportThrottle, Tool
from toolbox.public.reports import protection

pytestmark = pytest.mark.django_db


@pytest.fixture
def tool():
    tool = make.ToolFactory(name="Buurtkaart", summary="Wat Buurtkaart is.")
    tool.owners.create(name="Wijkhuis", slug="wijkhuis")
    tool.links.create(url="https://oud.be/kaart")
    return tool


def changes():
    return list(ReportedChange.objects.values_list("field", "before", "proposed"))


def test_page_of_a_tool_leads_to_the_form(reader, tool):
    assert 'href="/melden/tool/buurtkaart/"' in reader.get(tool.get_absolute_url()).text


def test_first_step_asks_what_is_wrong(reader, tool):
    page = reader.get("/melden/tool/buurtkaart/").text
    assert "Stap 1 van 2" in page
    assert page.count('name="wat"') == 8


def test_second_step_shows_only_what_was_chosen_with_what_stands_there(reader, tool):
    page = reader.get("/melden/tool/buurtkaart/?wat=link&wat=eigenaar").text
    assert "https://oud.be/kaart" in page
    assert "Wijkhuis" in page
    assert 'name="naam"' not in page


def test_correction_is_kept_and_changes_nothing_by_itself(send, tool):
    response = send("/melden/tool/buurtkaart/?wat=link", link="https://nieuw.be/kaart", note="Verhuisd.")
    assert (response.status_code, response.url) == (302, "/melden/bedankt/")
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


def test_new_tool_is_kept_and_not_public(send, reader):
    send("/melden/nieuw/?naam=Spel", naam="Burenspel", uitleg="Spel voor buren.", link="https://spel.be/")
    assert Report.objects.get().kind == "nieuw"
    proposed = {"naam": "Burenspel", "uitleg": "Spel voor buren.", "link": "https://spel.be/"}
    assert changes() == [(field, "", text) for field, text in proposed.items()]
    assert Tool.objects.count() == 0
    assert "Burenspel" not in reader.get("/tools/").text


def test_visitor_gets_no_cookie_at_any_step(reader, send, tool):
    for url in ("/melden/tool/buurtkaart/", "/melden/nieuw/?naam=x", "/melden/bedankt/"):
        assert not reader.get(url).cookies
    assert not send("/melden/tool/buurtkaart/?wat=anders", note="Hallo.").cookies
    assert not reader.cookies


def test_form_is_never_kept_in_a_cache(reader, tool):
    assert "no-store" in reader.get("/melden/tool/buurtkaart/?wat=naam")["Cache-Control"]


# Robots and forgers


def assert_refused(response, words, status=422):
    assert response.status_code == status
    assert words in response.text
    assert "Mijn tekst blijft staan." in response.text
    assert Report.objects.count() == 0


URL = "/melden/tool/buurtkaart/?wat=anders"
NOTE = "Mijn tekst blijft staan."


@pytest.mark.parametrize(
    ("doing", "words"),
    [({"website": "https://spam.example"}, "Dit veld moet leeg blijven"), ({"seconds": 2}, "Dat ging wel heel snel")],
)
def test_robot_that_fills_in_the_hidden_field_or_is_too_fast_is_refused(send, tool, doing, words):
    assert_refused(send(URL, note=NOTE, **doing), words)


def test_form_that_stood_open_for_days_is_renewed(send, reader, clock, tool):
    response = send(URL, note=NOTE, seconds=protection.LONGEST + 10)
    assert_refused(response, "stond te lang open")
    clock.now += 30
    token = response.context_data["form"]["token"].value()
    assert reader.post(URL, {"token": token, "note": NOTE}).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "a:b:c"])
def test_form_without_a_signed_number_is_refused(reader, tool, token):
    assert_refused(reader.post(URL, {"note": NOTE, "token": token}), "stond te lang open")


def test_number_of_another_form_is_refused(reader, clock, tool, forged_token):
    clock.now += 30
    assert_refused(reader.post(URL, {"note": NOTE, "token": forged_token}), "stond te lang open")


def test_form_from_another_site_is_refused(reader, clock, tool):
    data = {"token": reader.get(URL).context_data["form"]["token"].value(), "note": NOTE}
    clock.now += 30
    response = reader.post(URL, data, headers={"Origin": "https://kwaad.example"})
    assert_refused(response, "Verstuur het formulier vanaf deze site", status=403)
    assert reader.post(URL, data, headers={"Origin": "http://testserver"}).status_code == 302


def test_form_sent_twice_is_kept_once(reader, clock, tool):
    data = {"token": reader.get(URL).context_data["form"]["token"].value(), "note": NOTE}
    clock.now += 30
    assert [reader.post(URL, data).status_code for _ in range(2)] == [302, 302]
    assert Report.objects.count() == 1


def test_one_address_can_only_send_so_many_in_an_hour(send, tool, monkeypatch):
    monkeypatch.setattr(protection, "PER_HOUR", 2)
    assert [send(URL, note=NOTE).status_code for _ in range(3)] == [302, 302, 429]
    assert Report.objects.count() == 2


def test_limit_is_per_address_and_the_address_is_not_kept(send, reader, tool, monkeypatch):
    monkeypatch.setattr(protection, "PER_HOUR", 1)
    for number in (1, 2):
        reader.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        assert send(URL, note=NOTE).status_code == 302
    assert ReportThrottle.objects.count() == 2
    assert not any("192.0.2" in str(value) for row in ReportThrottle.objects.values() for value in row.values())


def test_one_ipv6_subscriber_counts_as_one(monkeypatch):
    monkeypatch.setattr(protection, "PER_HOUR", 1)
    addresses = ("2001:db8::1", "2001:db8::ffff", "2001:db8:1::1")
    assert [protection.throttled(address) for address in addresses] == [False, True, False]


def test_counters_of_a_past_hour_are_forgotten(monkeypatch):
    protection.throttled("192.0.2.1")
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(protection.timezone, "now", lambda: later)
    protection.throttled("192.0.2.2")
    assert ReportThrottle.objects.count() == 1
