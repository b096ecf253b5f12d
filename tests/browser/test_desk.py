"""An editor does the ten tasks of docs/redactie.md in a real browser, with the words of that page."""

import re

import pytest
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from openpyxl import load_workbook

from tests import factories as make
from tests.browser.axe import found_everywhere
from tests.browser.conftest import NARROW, WIDE
from tests.desk import make_editor
from toolbox.editorial.merging import merge_tools
from toolbox.models import Link, LinkCheck, OldAddress, Report, ReportedChange, Tool, UsageCount
from toolbox.models.usage import Kind

PASSWORD = "geheim-genoeg"
FADES = 500  # milliseconds, from the colours of the day to those of the evening


@pytest.fixture
def complaints(page):
    """What the browser complains about: scripts that fail, or what the security policy forbids."""
    heard = []

    def hear(message):
        if message.type == "error":
            heard.append(message.text)

    page.on("console", hear)
    yield heard
    page.remove_listener("console", hear)
    page.context.clear_cookies()


def sign_in(page, name):
    page.goto("/admin/")
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Meld je aan").click()


@pytest.fixture
def desk(page, complaints):
    """The desk as a hoofdredacteur finds it."""
    make_editor("hoofdredacteur", "an")
    sign_in(page, "an")
    page.locator("#aandacht").wait_for()
    yield page
    assert complaints == []


def open_list(page, name):
    page.goto("/admin/")
    page.locator("#content-main th").get_by_role("link", name=name, exact=True).click()


def open_tool(page, name):
    open_list(page, "Tools")
    page.locator("#searchbar").fill(name)
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name=name, exact=True).click()


def save(page):
    page.get_by_role("button", name="Opslaan", exact=True).first.click()
    page.locator(".messagelist .success").first.wait_for()


def choose(page, action, *names):
    """Tick entries in a list and do something with them."""
    for name in names:
        page.get_by_role("checkbox", name=f"Selecteer dit object voor een actie - {name}", exact=True).check()
    page.get_by_label("Actie:").select_option(label=action)
    page.get_by_role("button", name="Uitvoeren").click()


def test_1_first_sign_in_sets_up_the_second_step(page, complaints, settings):
    settings.SECOND_FACTOR = True
    make_editor("redacteur", "bo")
    sign_in(page, "bo")
    device = TOTPDevice.objects.get()
    page.get_by_label("Code uit je app").fill(f"{TOTP(device.bin_key).token():06d}")
    page.get_by_role("button", name="Zet de tweede stap aan").click()
    assert page.locator("code").count() == 10
    page.get_by_role("link", name="Naar de redactie").click()
    page.get_by_role("heading", name="Dit vraagt je aandacht").wait_for()
    assert complaints == []


def test_2_start_page_leads_to_what_needs_attention(desk):
    link = desk.locator("#aandacht a").filter(has_text="geen link")
    number = int(re.search(r"(\d+)$", link.locator("xpath=..").inner_text()).group(1))
    link.click()
    desk.locator(".paginator", has_text=f"{number} tools").wait_for()
    assert number == Tool.objects.filter(links=None).count()


def test_3_improve_a_tool(desk):
    open_tool(desk, "Buurtbudget")
    desk.get_by_label("In één zin").fill("Een beter verhaal over dit budget.")
    save(desk)
    desk.goto("/tools/buurtbudget/")
    desk.get_by_text("Een beter verhaal over dit budget.", exact=True).wait_for()


def test_4_add_a_tool_and_publish_it(desk):
    open_list(desk, "Tools")
    desk.get_by_role("link", name="Tool toevoegen").click()
    desk.get_by_label("Naam:", exact=True).first.fill("Soep op straat")
    desk.get_by_label("In één zin").fill("Samen soep eten.")
    assert desk.get_by_label("Adres:", exact=True).first.input_value() == "soep-op-straat"
    save(desk)
    assert desk.request.get("/tools/soep-op-straat/").status == 404
    choose(desk, "Publiceer de gekozen tools", "Soep op straat")
    desk.locator(".messagelist", has_text="1 tool gepubliceerd.").wait_for()
    assert desk.request.get("/tools/soep-op-straat/").status == 200


def test_5_handle_a_report(desk):
    tool = Tool.objects.get(slug="buurtbudget")
    report = Report.objects.create(kind="verbetering", tool=tool, token="t")
    ReportedChange.objects.create(report=report, field="uitleg", before=tool.summary, proposed="Zo is het juist.")
    open_list(desk, "Meldingen van lezers")
    desk.get_by_role("link", name=re.compile("Buurtbudget")).first.click()
    desk.get_by_label("Beslissing").select_option(label="overnemen")
    save(desk)
    desk.locator(".messagelist", has_text="Overgenomen: de uitleg in één zin.").wait_for()
    assert Tool.objects.get(slug="buurtbudget").summary == "Zo is het juist."


def test_6_look_at_a_dead_link(desk):
    link = Tool.objects.filter(links__isnull=False).first().links.first()
    LinkCheck.objects.create(url=link.url, state="dood", failures=2)
    desk.goto("/admin/")
    desk.get_by_role("link", name="Links die niet meer werken").click()
    desk.get_by_role("link", name=link.url, exact=True).click()
    desk.get_by_role("link", name=link.tool.name, exact=True).wait_for()


def test_7_say_that_a_tool_is_still_right(desk):
    open_tool(desk, "Buurtbudget")
    desk.get_by_role("button", name="Nog steeds juist").click()
    desk.locator(".messagelist", has_text="is vandaag nagekeken").wait_for()
    desk.goto("/tools/buurtbudget/")
    desk.get_by_text("Nagekeken op").wait_for()


def test_8_put_back_what_was_changed_or_deleted(desk):
    open_tool(desk, "Buurtbudget")
    before = desk.get_by_label("In één zin").input_value()
    desk.get_by_label("In één zin").fill("Een vergissing.")
    save(desk)
    open_tool(desk, "Buurtbudget")
    desk.get_by_role("link", name="Geschiedenis", exact=True).click()
    desk.get_by_role("button", name="Zet terug naar deze versie").click()
    desk.locator(".messagelist", has_text="is weer zoals op").wait_for()
    assert Tool.objects.get(slug="buurtbudget").summary == before
    open_tool(desk, "Buurtbudget")
    desk.get_by_role("link", name="Verwijderen", exact=True).first.click()
    desk.get_by_role("button", name=re.compile("Ja")).click()
    open_list(desk, "Geschiedenis en prullenbak")
    desk.get_by_role("link", name="in de prullenbak").click()
    choose(desk, "Zet terug uit de prullenbak", "Buurtbudget (verwijderd)")
    desk.locator(".messagelist", has_text="1 item teruggezet.").wait_for()
    assert Tool.objects.get(slug="buurtbudget").placements.exists()


def test_9_change_many_with_a_spreadsheet(desk, tmp_path):
    open_list(desk, "Tools")
    desk.get_by_role("link", name="Exporteren").click()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Excel (.xlsx)").click()
    path = tmp_path / "tools.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    book.active["C2"] = "Verbeterd in een rekenblad."
    book.active["E3"] = "misschien"
    book.active.append([None, "Soep op straat", "Samen soep eten."])
    book.save(path)
    open_list(desk, "Tools")
    desk.get_by_role("link", name="Importeren").click()
    desk.get_by_label("Bestand").set_input_files(path)
    desk.get_by_role("button", name="Bekijk wat er verandert").click()
    desk.get_by_text("1 nieuw, 1 gewijzigd, 133 zonder wijziging, 1 geweigerd.").wait_for()
    desk.get_by_role("button", name="Lees 2 rijen in").click()
    desk.get_by_text("Ingelezen uit tools.xlsx").wait_for()
    assert Tool.objects.get(name="Soep op straat").status == "concept"
    assert Tool.objects.filter(summary="Verbeterd in een rekenblad.").count() == 1


@pytest.fixture
def warnings(desk):
    """What the browser asks before a page is left; the answer is always yes."""
    heard = []

    def hear(dialog):
        heard.append(dialog.type)
        dialog.accept()

    desk.on("dialog", hear)
    yield heard
    desk.remove_listener("dialog", hear)


@pytest.mark.parametrize("leave", [lambda desk: desk.goto("/admin/"), lambda desk: click(desk, "Nog steeds juist")])
def test_form_that_was_changed_warns_before_it_is_left(desk, warnings, leave):
    open_tool(desk, "Accolage")
    leave(desk)
    open_tool(desk, "Accolage")
    desk.get_by_label("In één zin").click()
    save(desk)
    assert warnings == []
    open_tool(desk, "Accolage")
    desk.get_by_label("In één zin").fill("Iets anders.")
    leave(desk)
    assert warnings == ["beforeunload"]


def click(desk, name):
    desk.get_by_role("button", name=name, exact=True).click()
    desk.locator(".messagelist .success").first.wait_for()


def test_who_was_signed_out_while_typing_finds_the_text_again(desk):
    open_tool(desk, "Accolage")
    desk.get_by_label("In één zin").fill("Een zin die niet weg mag.")
    desk.context.clear_cookies(name="sessionid")
    desk.get_by_role("button", name="Opslaan", exact=True).first.click()
    desk.get_by_label("Gebruikersnaam").fill("an")
    desk.get_by_label("Wachtwoord").fill(PASSWORD)
    desk.get_by_role("button", name="Meld je aan").click()
    desk.get_by_text("Bekijk wat je typte").click()
    assert desk.get_by_text("Een zin die niet weg mag.").is_visible()
    desk.get_by_role("button", name="Verstuur wat ik typte").click()
    desk.locator(".messagelist .success").first.wait_for()
    assert Tool.objects.get(name="Accolage").summary == "Een zin die niet weg mag."


def test_10_merge_two_tools(desk):
    make.ToolFactory(name="Buurtbudget twee", status="concept")
    open_list(desk, "Tools")
    desk.locator("#searchbar").fill("Buurtbudget")
    desk.get_by_role("button", name="Zoeken").click()
    choose(desk, "Voeg twee items samen tot één", "Buurtbudget", "Buurtbudget twee")
    desk.get_by_label("Buurtbudget", exact=True).check()
    desk.get_by_role("button", name="Voeg samen").click()
    desk.locator(".messagelist", has_text="is nu deel van").wait_for()
    assert desk.request.get("/tools/buurtbudget-twee/").url.endswith("/tools/buurtbudget/")
    open_tool(desk, "Buurtbudget")
    desk.get_by_role("link", name="Geschiedenis", exact=True).click()
    desk.get_by_role("heading", name="Van wat hiermee samengevoegd is").wait_for()
    desk.get_by_role("button", name="Zet terug naar deze versie").click()
    open_list(desk, "Geschiedenis en prullenbak")
    desk.get_by_role("link", name="in de prullenbak").click()
    choose(desk, "Zet terug uit de prullenbak", "Buurtbudget twee (verwijderd)")
    desk.locator(".messagelist", has_text="1 item teruggezet.").wait_for()
    assert Tool.objects.get(slug="buurtbudget-twee").status == "concept"
    assert not OldAddress.objects.exists()


def asked_without_answer(question):
    """Let readers have asked a question in vain today."""
    for kind in (Kind.ASKED, Kind.NOTHING):
        UsageCount.objects.create(day=timezone.localdate(), kind=kind, key=question, number=7)


def test_editor_makes_a_question_of_readers_one_that_a_tool_answers(desk):
    asked_without_answer("wie helpt er dragen")
    desk.goto("/admin/")
    desk.get_by_role("link", name="Bekijk wat lezers zoeken en openen").click()
    desk.get_by_role("link", name="Maak er een vraag van bij een tool").first.click()
    desk.get_by_label("Tool die erop antwoordt").select_option(label="Buurtbudget")
    desk.get_by_role("button", name="Zet de vraag bij deze tool").click()
    desk.locator(".messagelist", has_text="De vraag staat nu bij “Buurtbudget”.").wait_for()
    assert "wie helpt er dragen" in Tool.objects.get(slug="buurtbudget").question_list


def test_all_that_readers_look_for_is_within_a_phone(desk):
    asked_without_answer("verantwoordelijkheidsgevoelbevorderende gemeenschapsversterkingsmethodieken")
    tool = Tool.objects.get(slug="buurtbudget")
    UsageCount.objects.create(day=timezone.localdate(), kind=Kind.OPENED, key=tool.get_absolute_url(), number=1234)
    desk.set_viewport_size(NARROW)
    desk.goto("/admin/wat-lezers-zoeken/")
    wide = "parts => parts.filter(part => part.scrollWidth > part.clientWidth).map(part => part.innerText)"
    assert desk.locator(":root, #content-main > .module").evaluate_all(wide) == []
    assert found_everywhere(desk, [NARROW], FADES) == []


def test_axe_finds_nothing_on_the_pages_of_our_own(page):
    make_editor("beheerder", "an")
    other = make_editor("redacteur", "bo")
    keep = Tool.objects.get(slug="buurtbudget")
    gone = make.ToolFactory(name="Buurtbudget twee", status="concept")
    report = Report.objects.create(kind="verbetering", tool=keep, token="t")
    ReportedChange.objects.create(report=report, field="uitleg", before=keep.summary, proposed="Zo is het juist.")
    LinkCheck.objects.create(url=Link.objects.first().url, state="dood", failures=2)
    asked_without_answer("wie helpt er dragen")
    sign_in(page, "an")
    page.locator("#aandacht").wait_for()
    found = {"begin": found_everywhere(page, [WIDE], FADES)}
    open_tool(page, "Buurtbudget")
    # What is left on this page comes from the widgets of Django itself (select2, the first column of a table).
    found["tool"] = [problem for problem in found_everywhere(page, [WIDE], FADES) if "#id_" in problem]
    open_list(page, "Tools")
    page.locator("#searchbar").fill("Buurtbudget")
    page.get_by_role("button", name="Zoeken").click()
    choose(page, "Voeg twee items samen tot één", "Buurtbudget", "Buurtbudget twee")
    found["samenvoegen"] = found_everywhere(page, [WIDE], FADES)
    merge_tools(keep, gone, None)
    for name, path in {
        "geschiedenis": f"toolbox/tool/{keep.pk}/history/",
        "verwijderen": f"toolbox/tool/{keep.pk}/delete/",
        "links": "toolbox/linkcheck/",
        "melding": f"toolbox/report/{report.pk}/change/",
        "account": "auth/user/add/",
        "mail": "mail/",
        "wachtwoord": f"auth/user/{other.pk}/password/",
        "groep": f"auth/group/{other.groups.get().pk}/change/",
        "wat lezers zoeken": "wat-lezers-zoeken/",
        "vraag van lezers": "wat-lezers-zoeken/vraag/?vraag=kaart",
    }.items():
        page.goto(f"/admin/{path}")
        found[name] = found_everywhere(page, [WIDE], FADES)
    page.context.clear_cookies()
    assert [(name, problem) for name, problems in found.items() for problem in problems] == []


def test_axe_finds_nothing_on_the_pages_for_spreadsheets(page, tmp_path):
    make_editor("hoofdredacteur", "an")
    sign_in(page, "an")
    page.locator("#aandacht").wait_for()
    path = tmp_path / "tools.csv"
    path.write_text("adres;naam;vormen\nbuurtbudget;Budget;\nbestaat;;Hologram\n", encoding="utf-8")
    found = {}
    for name in ("exporteren", "importeren"):
        page.goto(f"/admin/toolbox/tool/{name}/")
        found[name] = found_everywhere(page, [WIDE], FADES)
    page.get_by_label("Bestand").set_input_files(path)
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    page.get_by_role("button", name="Lees 1 rij in").wait_for()
    found["voorbeeld"] = found_everywhere(page, [WIDE], FADES)
    page.context.clear_cookies()
    assert found == {"exporteren": [], "importeren": [], "voorbeeld": []}
