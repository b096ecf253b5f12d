"""An editor imports a file: first what would change, then exactly that."""

import pytest
from django.test import Client

from tests import factories as make
from tests.desk import fresh, make_editor
from tests.toolbox.editorial.importing.conftest import csv_file, open_file, say_yes, upload, upload_file, xlsx_file
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


def test_yes_does_what_the_preview_showed_and_it_is_found_at_once(desk, tool):
    columns = ["adres", "naam", "in één zin"]
    page = say_yes(desk, upload(desk, columns, ["buurtkaart", "Zonkaart", "Een kaart."], ["", "Burenspel", "Spel."]))
    assert "Ingelezen uit lijst.csv: 1 nieuw, 1 gewijzigd, 0 zonder wijziging." in page.text
    assert set(Tool.objects.values_list("slug", "name", "summary", "status")) == {
        ("buurtkaart", "Zonkaart", "Een kaart.", "gepubliceerd"),
        ("burenspel", "Burenspel", "Spel.", "concept"),
    }
    assert not ImportFile.objects.exists()
    assert "Zonkaart" in desk.get("/tools/?q=zonkaart").text


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
    assert fresh(tool).name == "Buurtkaart"
    assert [link.url for link in tool.links.all()] == ["https://a.be/"]
    assert list(Tool.objects.get(name="Goed").links.values_list("url", flat=True)) == ["https://g.be/"]


# {what is odd about a file: its rows, what the preview says, what it does not say}
ODD = {
    "no good row": ([["", "", ""], ["x", "", ""]], ["Er valt niets in te lezen."], 'name="gezien"'),
    "an item twice": (
        [["buurtkaart", "Een", "x"], ["buurtkaart", "Twee", "x"]],
        ["Dit item staat ook op rij 2.", "<ins>Een</ins>"],
        "<ins>Twee</ins>",
    ),
    "a new name twice": (
        [["", "Nieuw", "x"], ["", "Nieuw", "y"]],
        ["1 nieuw, 0 gewijzigd, 0 zonder wijziging, 1 geweigerd", "naam: Er is al een tool met deze naam."],
        "2 nieuw",
    ),
    "a formula": (
        [["buurtkaart", '=HYPERLINK("http://x.be","x")', "x"], ["", "Goed", "x"]],
        ["naam: Er staat een formule (=HYPERLINK("],
        "1 gewijzigd",
    ),
    "a script": (
        [["buurtkaart", "<script>alert(1)</script>", "x"]],
        ["&lt;script&gt;alert(1)"],
        "<script>alert",
    ),
}


@pytest.mark.parametrize(("rows", "said", "unsaid"), ODD.values(), ids=ODD)
def test_preview_says_what_is_odd(desk, tool, rows, said, unsaid):
    text = upload_file(desk, xlsx_file(["adres", "naam", "in één zin"], *rows), "lijst.xlsx").text
    assert [words in text for words in (*said, unsaid)] == [True] * len(said) + [False]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("adres;titel\nx;x\n", "De kolom “titel” kennen we niet"),
        ("adres;eigenaar\nx;x\n", "(bedoel je “eigenaars”?)"),
        ("naam\nx\n", "De kolom “adres” ontbreekt."),
        ("adres;naam;naam\nx;x;x\n", "Deze kolom staat er twee keer: naam."),
        ("adres;;naam\nx;x;x\n", "Een kolom heeft geen naam"),
        ("", "leeg"),
    ],
)
def test_wrong_columns_or_what_cannot_be_read_refuse_the_file_on_the_page(desk, content, why):
    page = upload_file(desk, content.encode())
    assert (page.status_code, why in page.text) == (200, True)
    assert not ImportFile.objects.exists()


# Between looking and saying yes


def test_change_by_somebody_else_in_between_shows_the_preview_again(desk, tool):
    page = upload(desk, ["adres", "in één zin"], ["buurtkaart", "Van het bestand."])
    Tool.objects.filter(pk=tool.pk).update(summary="Van een collega.")
    again = say_yes(desk, page)
    assert "intussen veranderde er iets in de catalogus" in again.text
    assert "<del>Van een collega.</del> → <ins>Van het bestand.</ins>" in again.text
    assert fresh(tool).summary == "Van een collega."
    assert "Ingelezen uit" in say_yes(desk, again).text


def test_second_click_on_yes_does_nothing_more(desk, tool):
    page = upload(desk, ["adres", "naam", "in één zin"], ["", "Nieuw", "x"])
    file = ImportFile.objects.get()
    say_yes(desk, page)
    assert "Dit bestand is al ingelezen" in open_file(desk, file, "ja/", gezien="x").text
    assert Tool.objects.count() == 2


def test_file_of_another_editor_is_not_shown(desk, client, tool):
    upload(desk, ["adres", "naam"], ["buurtkaart", "Kaart"])
    client.force_login(make.EditorFactory(username="bo"))
    page = open_file(client, ImportFile.objects.get())
    assert "je koos daarna een ander bestand" in page.text
    assert "Kaart</ins>" not in page.text


def test_second_file_of_one_editor_takes_the_place_of_the_first(desk, tool):
    upload(desk, ["adres", "naam"], ["buurtkaart", "Eerste"])
    first = ImportFile.objects.get()
    page = upload(desk, ["adres", "naam"], ["buurtkaart", "Tweede"])
    for answer in (open_file(desk, first), open_file(desk, first, "ja/", gezien="x")):
        assert "je koos daarna een ander bestand" in answer.text
    say_yes(desk, page)
    assert fresh(tool).name == "Tweede"


def test_two_editors_with_a_file_about_the_same_tool(desk, client, tool):
    mine = upload(desk, ["adres", "in één zin"], ["buurtkaart", "Van an."])
    seen_by_an, of_an = mine.context["outcome"].fingerprint, ImportFile.objects.get()
    other = Client()
    other.force_login(make.EditorFactory(username="bo"))
    say_yes(other, upload(other, ["adres", "in één zin"], ["buurtkaart", "Van bo."]))
    again = open_file(desk, of_an, "ja/", gezien=seen_by_an)
    assert "intussen veranderde er iets in de catalogus" in again.text
    assert "<del>Van bo.</del> → <ins>Van an.</ins>" in again.text
    assert fresh(tool).summary == "Van bo."


def test_taking_in_is_never_done_by_following_a_link(desk, tool):
    upload(desk, ["adres", "naam"], ["buurtkaart", "Kaart"])
    assert open_file(desk, ImportFile.objects.get(), "ja/").status_code == 405


def test_file_that_waited_for_a_day_is_thrown_away(desk, tool):
    other = make.EditorFactory(username="bo")
    old = run.keep(read("a.csv", csv_file(["adres", "naam"], ["x", "y"])), ToolSheet, "a.csv", other)
    ImportFile.objects.filter(pk=old.pk).update(made_at="2020-01-01T00:00Z")
    upload(desk, ["adres", "naam"], ["buurtkaart", "Kaart"])
    assert not ImportFile.objects.filter(pk=old.pk).exists()


# Roles


def test_redacteur_imports_but_does_not_publish(client, tool):
    client.force_login(make_editor("redacteur"))
    page = upload(
        client,
        ["adres", "naam", "in één zin", "status"],
        ["buurtkaart", "Kaart", "x", "ingetrokken"],
        ["", "Nieuw", "x", "gepubliceerd"],
        ["", "Klad", "x", "concept"],
    )
    assert page.text.count("status: Alleen een hoofdredacteur kiest of en wanneer iets op de site staat.") == 2
    say_yes(client, page)
    assert set(Tool.objects.values_list("name", "status")) == {("Buurtkaart", "gepubliceerd"), ("Klad", "concept")}


def test_hoofdredacteur_publishes_with_a_file(client, tool):
    client.force_login(make_editor("hoofdredacteur"))
    say_yes(client, upload(client, ["adres", "status"], ["buurtkaart", "ingetrokken"]))
    assert fresh(tool).status == "ingetrokken"


def test_who_has_no_role_can_neither_import_nor_export(client, tool):
    user = make_editor("redacteur")
    user.groups.clear()
    client.force_login(user)
    for page in ("importeren/", "importeren/1/", "exporteren/", "exporteren/csv/"):
        assert client.get(f"/admin/toolbox/tool/{page}").status_code == 403, page
