"""Makes the files beside it with LibreOffice, as an editor would: `python make.py`, with soffice on the PATH.

Made once, with LibreOffice 7.4 for Debian; the tests need only the files.
"""

import subprocess
import tempfile
import zipfile
from pathlib import Path

ODS = "application/vnd.oasis.opendocument.spreadsheet"
HERE = Path(__file__).parent
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")]
)
BOOK = (
    f'<office:document-content {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
    "<office:automatic-styles>"
    '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def text(value, **attributes):
    more = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p></table:table-cell>'


def result(formula):
    return f'<table:table-cell table:formula="{formula}"/>'


def row(*cells, **attributes):
    more = "".join(f' table:{name}="{value}"' for name, value in attributes.items())
    cells = "".join(cell if cell.startswith("<") else text(cell) for cell in cells)
    return f"<table:table-row{more}>{cells}</table:table-row>"


def sheet(name, *rows, columns="", style=""):
    style = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{style}>{columns}{"".join(rows)}</table:table>'


COVERED = "<table:covered-table-cell/>"
LINK = '<text:a xlink:href="https://x.be/" xlink:type="simple">https://b.be/</text:a>'
RICH = "<text:span>Een </text:span>kaart</text:p><text:p>van de buurt"
BOOKS = {
    "merged": [
        sheet(
            "Tools",
            row("adres", "naam", "status"),
            row("buurtkaart", "Buurtkaart", text("gepubliceerd", number_rows_spanned=2)),
            row("burenspel", "Burenspel", COVERED),
            row("zonkaart", "Zonkaart", "gepubliceerd"),
        )
    ],
    "hidden": [
        sheet("Uitleg", row("Vul het tweede blad in.")),
        sheet(
            "Tools",
            row("Tools van de buurt"),
            row("adres", "", "naam", "in één zin"),
            row("buurtkaart", "", "Kaart", "Een."),
            row("", "", "Nieuw", "Twee.", visibility="filter"),
            columns='<table:table-column table:number-columns-repeated="3"/>'
            '<table:table-column table:visibility="collapse"/>',
        ),
        sheet("Oud", row("adres", "naam"), row("x", "y"), style="hidden"),
    ],
    "rich": [sheet("Tools", row("adres", "in één zin", "links"), row("buurtkaart", text(RICH), text(LINK)))],
    "results": [
        sheet(
            "Tools",
            row("adres", "naam"),
            *(row("", result(formula)) for formula in ("of:=1/0", "of:=NA()", "of:=&quot;a&quot;&amp;&quot;b&quot;")),
        )
    ],
}
# What somebody types into one cell each; LibreOffice makes of it what it wants.
TYPED = [
    "3/5",
    "1/2",
    "007",
    "1E5",
    "12345678901234567",
    "WAAR",
    "+32470123456",
    "3,50",
    "12:30",
    "50%",
    "1712",
]
NUMBERED = "\n".join([f"t{number};{value};x;30/11/2026" for number, value in enumerate(TYPED)])
READ_AS_TYPED = "--infilter=CSV:59,34,76,1,,2067,false,true,false"  # semicolons, UTF-8, nl-BE, numbers and dates seen
CSV = "csv:Text - txt - csv (StarCalc):{},34,{},1,,0,false,true"  # separator, charset


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_ods(path, content):
    """Pack `content` as a file that LibreOffice opens."""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", ODS)
        packed.writestr("META-INF/manifest.xml", MANIFEST)
        packed.writestr("content.xml", content)


def convert(name, *arguments):
    """Let LibreOffice read the file called `name` and save it in another format, here."""
    profile = f"-env:UserInstallation=file://{tempfile.gettempdir()}/profile"
    command = ["soffice", "--headless", profile, *arguments, "--outdir", str(HERE), name]
    subprocess.run(command, check=True)  # noqa: S603


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name, sheets in BOOKS.items():
            source = Path(folder, f"{name}.ods")
            write_ods(source, BOOK.format("".join(sheets)))
            convert(str(source), "--convert-to", "xlsx")
        source = Path(folder, "typed.csv")
        source.write_text(f"adres;naam;in één zin;nagekeken op\n{NUMBERED}\n")
        convert(str(source), READ_AS_TYPED, "--convert-to", "xlsx")
        convert(str(source), READ_AS_TYPED, "--convert-to", CSV.format(44, 76))
        for charset, name in ((65535, "utf16"), (1, "windows")):
            convert(str(HERE / "typed.xlsx"), "--convert-to", CSV.format(9, charset))
            (HERE / "typed.csv").rename(HERE / f"typed-{name}.csv")
        convert(str(source), READ_AS_TYPED, "--convert-to", CSV.format(44, 76))
