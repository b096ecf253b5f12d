"""An editor imports a file: first what would change, then exactly that."""

import pytest
from django.test import Client

from tests.desk import make_editor, make_superuser
from tests.toolbox.editorial.importing.conftest import csv_file, say_yes, upload, upload_file, xlsx_file
from toolbox.editorial.importing import run
from toolbox.editorial.importing.files import read
from toolbox.editorial.importing.resources import ToolSheet
from toolbox.models import ImportFile, Revision, Tool

pytestmark = pytest.mark.django_db


# The preview


def test_preview_shows_what_would_change_and_changes_nothing(desk, tool):
    columns = ["adres", "naam", "in één zin", "vormen"]
    page = upload(desk, columns, ["buurtkaart", "Kaart", "x", "Video\nSpel"], ["", "Burenspel", "x", ""]).text
    assert "<strong>naam</strong>: <del>Buurtkaart</del> → <ins>Kaart</ins>" in page
    assert "<strong>vormen</strong>: <del>Spel</del> → <ins>Spel\nVideo</ins>" in page
    assert "Burenspel" in page
    assert Tool.objects.get().name == "Buurtkaart"
    assert not Revision.objects.exists()


def test_yes_does_what_the_preview_showed(desk, tool):
    columns = ["adres", "naam", "in één zin"]
    page = say_yes(desk, upload(desk, columns, ["buurtkaart", "Kaart", "Een kaart."], ["", "Burenspel", "Spel."]))
    assert "Ingelezen uit lijst.csv: 1 nieuw, 1 gewijzigd, 0 zonder wijziging." in page.text
    assert set(Tool.objects.values_list("slug", "name", "summary", "status")) == {
        ("buurtkaart", "Kaart", "Een kaart.", "gepubliceerd"),
        ("burenspel", "Burenspel", "Spel.", "concept"),
    }
    assert not ImportFile.objects.exists()


def test_bad_row_is_refused_with_its_line_and_reason_and_the_good_one_waits(desk, tool):
    page = upload(
        desk,
        ["adres", "naam", "vormen", "status", "nagekeken op"],
        ["buurtkaart", "Kaart", "Spel", "gepubliceerd", "3/11/2026"],
        ["weg", "", "Hologram", "misschien", "gisteren"],
    )
    assert "0 nieuw, 1 gewijzigd, 0 zonder wijziging, 1 geweigerd" in page.text
    for reason in (
        "naam: Dit veld kan niet leeg zijn",
        "vormen: Dit kennen we niet: Hologram.",
        "status: “misschien” kan hier niet. Kies uit: concept, gepubliceerd, ingetrokken.",
        "nagekeken op: “gisteren” is geen datum.",
    ):
        assert reason in page.text
    assert '<th scope="row">3</th>' in page.text
    say_yes(desk, page)
    assert list(Tool.objects.values_list("name", flat=True)) == ["Kaart"]
    assert Tool.objects.get().reviewed_on.isoformat() == "2026-11-03"


def test_row_that_fails_halfway_leaves_nothing_behind(desk, tool):
    columns = ["adres", "naam", "in één zin", "links"]
    page = upload(desk, columns, ["buurtkaart", "Kaart", "x", "geen-adres"], ["", "Goed", "x", "https://g.be/"])
    assert "links: “geen-adres” kan niet:" in page.text
    say_yes(desk, page)
    tool.refresh_from_db()
    assert tool.name == "Buurtkaart"
    assert [link.url for link in tool.links.all()] == ["https://a.be/"]
    assert list(Tool.objects.get(name="Goed").links.values_list("url", flat=True)) == ["https://g.be/"]


def test_file_without_any_good_row_cannot_be_confirmed(desk):
    page = upload(desk, ["adres", "naam"], ["", ""], ["x", ""])
    assert "Er valt niets in te lezen." in page.text
    assert 'name="gezien"' not in page.text


def test_same_item_twice_is_refused_the_second_time(desk, tool):
    page = upload(desk, ["adres", "naam"], ["buurtkaart", "Een"], ["buurtkaart", "Twee"])
    assert "Dit item staat ook op rij 2." in page.text
    assert "<ins>Een</ins>" in page.text


def test_two_rows_with_one_name_give_one_tool_and_one_reason(desk, tool):
    page = upload(desk, ["adres", "naam", "in één zin"], ["", "Nieuw", "x"], ["", "Nieuw", "y"])
    assert "1 nieuw, 0 gewijzigd, 0 zonder wijziging, 1 geweigerd" in page.text
    assert "naam: Er is al een tool met deze naam." in page.text


def test_cells_with_formulas_refuse_their_row(desk, tool):
    content = xlsx_file(["adres", "naam"], ["buurtkaart", '=HYPERLINK("http://x.be","x")'], ["", "Goed"])
    page = upload_file(desk, content, "lijst.xlsx")
    assert "naam: Er staat een formule (=HYPERLINK(" in page.text


def test_nothing_of_a_file_can_run_in_the_page(desk, tool):
    page = upload(desk, ["adres", "naam"], ["buurtkaart", "<script>alert(1)</script>"])
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (["adres", "titel"], "De kolom “titel” kennen we niet"),
        (["adres", "eigenaar"], "(bedoel je “eigenaars”?)"),
        (["naam"], "De kolom “adres” ontbreekt."),
        (["adres", "naam", "naam"], "Deze kolom staat er twee keer: naam."),
        (["adres", "", "naam"], "Een kolom heeft geen naam"),
    ],
)
def test_wrong_columns_refuse_the_file(desk, columns, why):
    page = upload(desk, columns, ["x"] * len(columns))
    assert why in page.text
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize(("content", "why"), [("naam\ncafé\n".encode("cp1252"), "niet in UTF-8"), (b"", "leeg")])
def test_file_that_cannot_be_read_is_refused_on_the_page(desk, content, why):
    page = upload_file(desk, content)
    assert (page.status_code, why in page.text) == (200, True)


# Between looking and saying yes


def test_change_by_somebody_else_in_between_shows_the_preview_again(desk, tool):
    page = upload(desk, ["adres", "in één zin"], ["buurtkaart", "Van het bestand."])
    Tool.objects.filter(pk=tool.pk).update(summary="Van een collega.")
    again = say_yes(desk, page)
    assert "intussen veranderde er iets in de catalogus" in again.text
    assert "<del>Van een collega.</del> → <ins>Van het bestand.</ins>" in again.text
    tool.refresh_from_db()
    assert tool.summary == "Van een collega."
    assert "Ingelezen uit" in say_yes(desk, again).text


def test_second_click_on_yes_does_nothing_more(desk, tool):
    page = upload(desk, ["adres", "naam", "in één zin"], ["", "Nieuw", "x"])
    file = ImportFile.objects.get()
    say_yes(desk, page)
    again = desk.post(f"/admin/toolbox/tool/importeren/{file.pk}/ja/", {"gezien": "x"}, follow=True)
    assert "Dit bestand is al ingelezen" in again.text
    assert Tool.objects.count() == 2


def test_file_of_another_editor_is_not_shown(desk, client, tool):
    upload(desk, ["adres", "naam"], ["buurtkaart", "Kaart"])
    file = ImportFile.objects.get()
    client.force_login(make_superuser("bo"))
    page = client.get(f"/admin/toolbox/tool/importeren/{file.pk}/", follow=True)
    assert "je koos daarna een ander bestand" in page.text
    assert "Kaart</ins>" not in page.text


def test_second_file_of_one_editor_takes_the_place_of_the_first(desk, tool):
    upload(desk, ["adres", "naam"], ["buurtkaart", "Eerste"])
    first = ImportFile.objects.get()
    page = upload(desk, ["adres", "naam"], ["buurtkaart", "Tweede"])
    for path in ("", "ja/"):
        address = f"/admin/toolbox/tool/importeren/{first.pk}/{path}"
        answer = desk.post(address, {"gezien": "x"}, follow=True) if path else desk.get(address, follow=True)
        assert "je koos daarna een ander bestand" in answer.text
    say_yes(desk, page)
    tool.refresh_from_db()
    assert tool.name == "Tweede"


def test_two_editors_with_a_file_about_the_same_tool(desk, client, tool):
    mine = upload(desk, ["adres", "in één zin"], ["buurtkaart", "Van an."])
    seen_by_an, of_an = mine.context["outcome"].fingerprint, ImportFile.objects.get()
    other = Client()
    other.force_login(make_superuser("bo"))
    say_yes(other, upload(other, ["adres", "in één zin"], ["buurtkaart", "Van bo."]))
    address = f"/admin/toolbox/tool/importeren/{of_an.pk}/ja/"
    again = desk.post(address, {"gezien": seen_by_an}, follow=True)
    assert "intussen veranderde er iets in de catalogus" in again.text
    assert "<del>Van bo.</del> → <ins>Van an.</ins>" in again.text
    tool.refresh_from_db()
    assert tool.summary == "Van bo."


def test_taking_in_is_never_done_by_following_a_link(desk, tool):
    upload(desk, ["adres", "naam"], ["buurtkaart", "Kaart"])
    file = ImportFile.objects.get()
    assert desk.get(f"/admin/toolbox/tool/importeren/{file.pk}/ja/").status_code == 405


def test_file_that_waited_for_a_day_is_thrown_away(desk, tool):
    other = make_superuser("bo")
    old = run.keep(read("a.csv", csv_file(["adres", "naam"], ["x", "y"])), ToolSheet, "a.csv", other)
    ImportFile.objects.filter(pk=old.pk).update(made_at="2020-01-01T00:00Z")
    upload(desk, ["adres", "naam"], ["buurtkaart", "Kaart"])
    assert not ImportFile.objects.filter(pk=old.pk).exists()


# Roles


def test_what_is_imported_is_found_at_once(desk, tool):
    say_yes(desk, upload(desk, ["adres", "naam"], ["buurtkaart", "Zonnebloemkaart"]))
    assert "Zonnebloemkaart" in desk.get("/tools/?q=zonnebloemkaart").text


def test_redacteur_imports_but_does_not_publish(client, tool):
    client.force_login(make_editor("redacteur"))
    page = upload(
        client,
        ["adres", "naam", "in één zin", "status"],
        ["buurtkaart", "Kaart", "x", "ingetrokken"],
        ["", "Nieuw", "x", "gepubliceerd"],
        ["", "Klad", "x", "concept"],
    )
    assert page.text.count("status: Alleen een hoofdredacteur publiceert of trekt in.") == 2
    say_yes(client, page)
    assert set(Tool.objects.values_list("name", "status")) == {("Buurtkaart", "gepubliceerd"), ("Klad", "concept")}


def test_hoofdredacteur_publishes_with_a_file(client, tool):
    client.force_login(make_editor("hoofdredacteur"))
    say_yes(client, upload(client, ["adres", "status"], ["buurtkaart", "ingetrokken"]))
    tool.refresh_from_db()
    assert tool.status == "ingetrokken"


def test_who_has_no_role_can_neither_import_nor_export(client, tool):
    user = make_editor("redacteur")
    user.groups.clear()
    client.force_login(user)
    for page in ("importeren/", "importeren/1/", "exporteren/", "exporteren/csv/"):
        assert client.get(f"/admin/toolbox/tool/{page}").status_code == 403, page
