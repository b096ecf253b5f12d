import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests import factories as make
from toolbox.editorial.importing.files import read
from toolbox.models import Format, ImportFile

FILES = Path(__file__).parent / "files"


def csv_file(columns, *rows):
    """A csv file as a spreadsheet saves it."""
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([columns, *rows])
    return file.getvalue().encode("utf-8-sig")


def xlsx_file(*rows):
    """An Excel file of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def raw_xlsx(rows, after="", *, strings="", styles="", book="", ns=NS, doctype=""):
    """An Excel file with the XML of these rows in its only sheet: for what no writer at hand makes."""
    kinds = {"xl/workbook.xml": "officeDocument", "sheet.xml": "worksheet", "strings.xml": "sharedStrings"}
    kinds |= {"styles.xml": "styles"} if styles else {}
    relations = [
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{path}"/>'
        for at, (path, kind) in enumerate(kinds.items())
    ]
    sheets = f'<sheets xmlns:r="{OFFICE}"><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("_rels/.rels", f"<Relationships>{relations[0]}</Relationships>")
        packed.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{''.join(relations[1:])}</Relationships>")
        packed.writestr("xl/workbook.xml", doctype or f"<workbook {ns}>{book}{sheets}</workbook>")
        packed.writestr("xl/strings.xml", f"<sst {ns}>{strings}</sst>")
        packed.writestr("xl/styles.xml", f"<styleSheet {ns}>{styles}</styleSheet>")
        packed.writestr("xl/sheet.xml", f"<worksheet {ns}><sheetData>{rows}</sheetData>{after}</worksheet>")
    return file.getvalue()


def made(name):
    """What is read of one of the files that LibreOffice made; files/make.py says how."""
    return read(name, (FILES / name).read_bytes(), "adres")


def saved(book):
    """An open workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def raw_cell(xml, **parts):
    """The cell that a sheet has as `xml`."""
    return read(
        "a.xlsx", raw_xlsx(f'<row><c t="inlineStr"><is><t>naam</t></is></c></row><row>{xml}</row>', **parts)
    ).rows[0][0]


def upload_file(client, content, name="lijst.csv", model="tool"):
    """Send a file to the first step, and follow to the page that comes."""
    file = SimpleUploadedFile(name, content)
    return client.post(f"/admin/toolbox/{model}/importeren/", {"file": file}, follow=True)


def upload(client, columns, *rows):
    """The same with a csv file of tools."""
    return upload_file(client, csv_file(columns, *rows))


def open_file(client, file, what="", **sent):
    """A page about a file that was sent before: `what` is "ja/" to say yes."""
    ask = client.post if sent else client.get
    return ask(f"/admin/toolbox/tool/importeren/{file.pk}/{what}", sent or None, follow=True)


def say_yes(client, page):
    """Confirm what a preview shows."""
    seen = re.search(r'name="gezien" value="(\w+)"', page.text).group(1)
    file = ImportFile.objects.latest("pk")
    return open_file(client, file, "ja/", gezien=seen)


@pytest.fixture
def tool():
    tool = make.ToolFactory(name="Buurtkaart", summary="Wat Buurtkaart is.")
    tool.owners.create(name="Wijkhuis", slug="wijkhuis").aliases.create(alias="Het huis van de wijk")
    tool.formats.create(name="Spel", slug="spel")
    Format.objects.create(name="Video", slug="video")
    tool.tags.add("kaart")
    tool.links.create(url="https://a.be/")
    return tool


@pytest.fixture
def placement(tool):
    fiche = make.PassageFactory(fiche__letter="A", title="Eén").fiche
    reference = make.ReferenceFactory(citation="Peeters, 2020")
    placement = tool.placements.create(key="a-1", fiche=fiche, order=1, description="Hier.")
    placement.links.create(tool=tool, url="https://plaats.be/")
    placement.citations.create(tool=tool, reference=reference)
    return placement
