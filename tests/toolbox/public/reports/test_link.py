"""Who knows where a tool stands on the web is asked that one thing; accepted, it lights a window."""

import pytest

from tests import factories as make
from tests.page import find_main, links_to, visit
from toolbox.models import Report, ReportedChange, Tool
from toolbox.public.reports.accept import apply_change

pytestmark = pytest.mark.django_db

URL = "/melden/link/buurtkaart/"
FOUND = "https://wijkhuis.be/kaart.pdf"


@pytest.fixture
def dark(tool):
    """The same tool without a link."""
    tool.links.all().delete()
    return tool


def proposed():
    return [(change.field, change.before, change.proposed) for change in ReportedChange.objects.all()]


def test_form_asks_only_for_the_link_and_a_word(reader, dark):
    form = find_main(reader.get(URL)).find_class("report-form")[0]
    names = [field.name for field in form.xpath(".//*[self::input or self::textarea][@name]")]
    assert names == ["link", "note", "website", "token"]


def test_link_is_kept_for_an_editor_and_changes_nothing_by_itself(send, dark):
    response = send(URL, link=FOUND, note="Op hun site.")
    assert (response.status_code, response.url) == (302, "/melden/bedankt/?tool=buurtkaart&wat=link")
    report = Report.objects.get()
    assert (report.kind, report.tool, report.note) == ("verbetering", dark, "Op hun site.")
    assert proposed() == [("link", "", FOUND)]
    assert not dark.links.exists()


def test_accepted_link_lights_the_window_and_the_reader_was_told_so(send, client, dark):
    make.PlacementFactory(tool=dark, fiche=make.FicheFactory(letter="A"))
    page = find_main(client.get(send(URL, link=FOUND).url))
    assert "brandt er op de startpagina een raam meer" in " ".join(page.text_content().split())
    assert len(find_main(visit("/")).find_class("lit")) == 0
    apply_change(Tool.objects.get(), ReportedChange.objects.get())
    assert list(dark.links.values_list("url", flat=True)) == [FOUND]
    assert "Steek een raam aan" not in visit("/").text  # it was the last dark one


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("", "Plak hier het adres waar de tool staat."),
        ("ergens op het web", "geen volledig webadres"),
        ("javascript:alert(1)", "geen volledig webadres"),
        ("ftp://wijkhuis.be/kaart", "geen volledig webadres"),
        ("https://wijkhuis.be/" + "x" * 500, "500"),
    ],
)
def test_what_is_no_link_is_said_at_the_field_and_nothing_typed_is_lost(send, dark, link, words):
    response = send(URL, link=link, note="Mijn woorden.")
    (field,) = find_main(response).xpath("//*[@id='id_link']/..")
    assert (response.status_code, Report.objects.count()) == (422, 0)
    assert words in field.text_content()
    assert (field.xpath(".//input")[0].get("value") or "") == link
    assert "Mijn woorden." in response.text


def test_address_without_its_beginning_is_completed(send, dark):
    send(URL, link=" www.wijkhuis.be/kaart ")
    assert proposed() == [("link", "", "https://www.wijkhuis.be/kaart")]


def test_link_comes_beside_those_that_are_there(send, tool):
    send(URL, link=FOUND)
    assert proposed() == [("link", "https://oud.be/kaart", f"https://oud.be/kaart\n{FOUND}")]
    assert "Deze link staat er al bij." in send(URL, link="https://oud.be/kaart").text


def test_tool_that_is_not_public_has_no_such_form(reader, dark):
    Tool.objects.update(status="ingetrokken")
    assert reader.get(URL).status_code == 404


# Who is thanked, gets back to where they were.


def back_from(client, address):
    return find_main(client.get(address)).xpath(".//a[starts-with(normalize-space(), 'Terug')]/@href")


def test_thanks_lead_back_to_the_tool(send, client, dark):
    for response in (send(URL, link=FOUND), send("/melden/tool/buurtkaart/?wat=anders", note="Fout.")):
        assert back_from(client, response.url) == ["/tools/buurtkaart/"]


def test_thanks_for_a_new_tool_lead_back_to_the_page_that_led_there(send, reader, client, dark):
    first = find_main(reader.get("/melden/nieuw/", headers={"Referer": "http://testserver/tools/?fiche=a"}))
    (came_from,) = first.xpath(".//input[@name='van']/@value")
    sent = send(f"/melden/nieuw/?naam=Spel&van={came_from}".replace("?fiche", "%3Ffiche"), naam="Spel")
    assert back_from(client, sent.url) == ["/tools/?fiche=a"]


@pytest.mark.parametrize(
    "said",
    [
        *("https://kwaad.be/", "//kwaad.be/", "/\\kwaad.be/", "javascript:alert(1)"),
        *("/bestaat/niet/", "/melden/nieuw/", "/admin/", "/tools/" + "x" * 600),
    ],
)
def test_thanks_lead_nowhere_but_to_a_page_of_this_site(client, db, said):
    assert back_from(client, f"/melden/bedankt/?van={said}") == ["/tools/"]


def test_page_of_elsewhere_is_not_taken_for_one_of_here(reader, db):
    assert 'name="van"' not in reader.get("/melden/nieuw/", headers={"Referer": "https://elders.be/tools/"}).text


def test_thanks_name_no_tool_that_is_not_public(client, dark):
    Tool.objects.update(status="ingetrokken")
    assert back_from(client, "/melden/bedankt/?tool=buurtkaart") == ["/tools/"]
    assert links_to(client.get("/melden/bedankt/?tool=buurtkaart"), "/tools/buurtkaart") == []
