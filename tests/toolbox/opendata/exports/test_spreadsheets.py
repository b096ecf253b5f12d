"""csv and xlsx: what a reader opens in Excel."""

import csv
import io

from openpyxl import load_workbook

from toolbox.models import Tool
from toolbox.opendata.spreadsheets.csv_files import harmless

FORMULA = '=HYPERLINK("https://kwaad.example";"klik")'


def read_csv(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_csv_is_for_excel_in_dutch_and_holds_the_public_tools_with_a_formula_as_text(client, tools):
    Tool.objects.filter(slug="tool-2").update(name=FORMULA)
    response = client.get("/tools/?formaat=csv")
    assert response.content.startswith(b"\xef\xbb\xbfid;naam;adres;")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="tools.csv"'
    rows = {row["id"]: row for row in read_csv(response)}
    assert {slug: row["naam"] for slug, row in rows.items()} == {"tool-1": "Tool 1", "tool-2": f"'{FORMULA}"}
    assert rows["tool-1"] | {"gewijzigd": ""} == {
        "id": "tool-1",
        "naam": "Tool 1",
        "adres": "http://testserver/tools/tool-1/",
        "samenvatting": "Zin 1; met één é.",
        "eigenaars": "Wijkhuis & co",
        "vormen": "Draaiboek",
        "doelgroepen": "",
        "voor_wie": "",
        "trefwoorden": "buren | ontmoeting",
        "links": "https://voorbeeld.be/1?a=1&b={2}",
        "bronvermeldingen": "Peeters et al., 2022",
        "fiches": "A",
        "stappen": "",
        "hele_cyclus": "nee",
        "aantal_plaatsen": "1",
        "gewijzigd": "",
    }


def test_harmless_puts_a_quote_before_what_a_spreadsheet_would_run_and_leaves_the_rest_alone():
    formulas = [f"{start}1+1" for start in ("=", "+", "-", "@", "\t=", "\r=", " =", "\n=", "＝")]
    assert [harmless(formula) for formula in formulas] == [f"'{formula}" for formula in formulas]
    rest = ["gewoon", "a=b", "3-5", 7, ""]
    assert [harmless(value) for value in rest] == rest


def test_xlsx_opens_with_the_same_rows_and_no_formula(client, tools):
    Tool.objects.filter(slug="tool-2").update(name=FORMULA)
    response = client.get("/tools/?formaat=xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active
    header, *rows = sheet.iter_rows()
    names = [row[1] for row in rows]
    assert [cell.value for cell in header][:3] == ["id", "naam", "adres"]
    shown = {cell.value: (cell.data_type, cell.quotePrefix) for cell in names}
    assert shown == {"Tool 1": ("s", False), FORMULA: ("s", True)}  # and text it stays when somebody edits the cell
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:P3"


def test_xlsx_of_an_empty_list_opens(client, db):
    response = client.get("/tools/?formaat=xlsx")
    assert [row for row in load_workbook(io.BytesIO(response.content)).active.iter_rows()] == []


def test_xlsx_leaves_out_characters_that_excel_refuses(client, tools):
    tools[0].summary = "bel\x07 en terug\x0b"
    tools[0].save()
    sheet = load_workbook(io.BytesIO(client.get("/tools/?formaat=xlsx").content)).active
    assert "bel en terug" in {cell.value for cell in sheet["D"]}
