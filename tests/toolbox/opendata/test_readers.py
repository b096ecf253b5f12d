"""Every format is read by programs that are not ours: the whole toolbox, and names that break out of their place."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote, unquote

import bibtexparser
import feedparser
import openpyxl
import pybtex.database
import pypandoc
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from docx import Document
from lxml import etree

from tests import factories as make
from toolbox.models import Keyword, Owner, Tool
from toolbox.opendata.spreadsheets.csv_files import harmless

NASTY = [
    "{", "}", "Een { alleen", "} en {", "Buurt {kaart} en {meer", "\\input{x} 100% & 5$ #1_a~b^c", "\\",
    "Zeg \"ja\" & 'nee'", "=1+1", "@misc{x,", "ER  - TY  - BOOK", "a; b, c | d", "👩‍👩‍👧 Buurt 🏠 é", "שלום בשכונה",
    "x" * 190, "<b>vet</b> &amp; zo", "'s Avonds", "%A0%0a", "и так далее", "a\u0301 b",
]  # fmt: skip
ORGANISATIONS = [
    "Kind & Samenleving",
    "Wijkhuis, vzw",
    "Hornman, Dilven & van Leeuwen vzw",
    "imec",
    "Zorg en gezondheid",
    "{B}",
]
RNG = etree.RelaxNG(etree.parse(Path(__file__).parent / "exports" / "atom.rng"))


@pytest.fixture
def nasty(db):
    """A tool for each nasty name, that its owner, keyword and summary have too."""
    return [
        make.ToolFactory(
            name=name,
            slug=f"t{number}",
            summary=name,
            owners=[make.OwnerFactory(name=name[:120], slug=f"o{number}")],
            tags=[Keyword.objects.create(name=name[:90])],  # no form would take all of them
        )
        for number, name in enumerate(NASTY)
    ]


@pytest.fixture
def tools(toolbox, nasty):
    """All tools that there are, and those with nasty names between them."""
    return {tool.slug: tool for tool in Tool.objects.prefetch_related("owners", "tags")}


def get(client, what, address="/tools/"):
    response = client.get(f"{address}{'&' if '?' in address else '?'}formaat={what}")
    assert response.status_code == 200
    return response


def pandoc(content, kind):
    """What pandoc reads in a file of citations."""
    return json.loads(pypandoc.convert_text(content, "csljson", format=kind))


def plain(text):
    """Text as programs are free to give it: pandoc changes the first capital, quotes, dashes and spaces."""
    return " ".join(text.translate(str.maketrans("“”‘’'–\u00a0", '"""""- ')).casefold().split())


def titles(tools):
    """The names, with one space where there were more: these formats are read line by line."""
    return {slug: " ".join(tool.name.split()) for slug, tool in tools.items()}


def makers(tools, slug):
    return {owner.name for owner in tools[slug].owners.all()}


def test_bibtex_is_read_by_three_programs(client, tools):
    text = get(client, "bibtex").text
    parsed = bibtexparser.parse_string(text)
    assert (parsed.failed_blocks, {entry.key for entry in parsed.entries}) == ([], set(tools))
    entries = pybtex.database.parse_string(text, "bibtex").entries
    assert set(entries) == set(tools)
    read = {item["id"]: item for item in pandoc(text, "bibtex")}
    assert set(read) == set(tools)
    for slug, tool in tools.items():
        lone = tool.name.count("{") != tool.name.count("}") or tool.name == "} en {"
        assert lone or plain(read[slug]["title"]) == plain(tool.name), slug  # pandoc leaves out one brace alone


@pytest.mark.parametrize(
    "text", ["{", "}", "a } b { c", "{{a}", "x\\{", "x\\}", "%{", "{,", "a, b}", "{ and", "\\{ and \\}"]
)
def test_lone_brace_in_any_field_spoils_no_other_entry(client, db, text):
    """As a name, a sentence, an organisation, a person, a keyword, a source and an address."""
    makers = [
        make.OwnerFactory(name=text, slug="o"),
        make.OwnerFactory(name=f"{text}, Jan", slug="p", kind=Owner.Kind.PERSON),
    ]
    tag = Keyword.objects.create(name=f"{text} k")
    tool = make.ToolFactory(name=text, slug="t", summary=text, owners=makers, tags=[tag])
    make.CitationFactory(tool=tool, reference=make.ReferenceFactory(citation=f"{text}, 2020"))
    make.LinkFactory(tool=tool, url=f"https://voorbeeld.be/?a={quote(text, safe='{},')}")
    make.ToolFactory(name="Zon", slug="zon")
    bib = get(client, "bibtex").text
    parsed = bibtexparser.parse_string(bib)
    assert (parsed.failed_blocks, {entry.key for entry in parsed.entries}) == ([], {"t", "zon"})
    entries = pybtex.database.parse_string(bib, "bibtex").entries
    assert (set(entries), entries["zon"].fields["title"]) == ({"t", "zon"}, "{Zon}")
    assert {item["id"] for item in pandoc(bib, "bibtex")} == {"t", "zon"}


@pytest.mark.parametrize("name", ["--", "a --- b", "-- ; DROP", "``x''", ",,x", "<<y>>", "?`", "Vanwaar?"])
def test_two_signs_do_not_become_one(client, db, name):
    make.ToolFactory(name=name, slug="t", summary=name, owners=[make.OwnerFactory(name=name, slug="o")])
    text = get(client, "bibtex").text
    [entry] = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()]).entries
    assert (entry["title"].strip("{}"), entry["author"].strip("{}"), entry["abstract"]) == (name, name, name)
    [item] = pandoc(text, "bibtex")
    assert len(item["title"]) == len(name)  # it makes a curled quote of each straight one


@pytest.mark.parametrize(
    "url", ["https://voorbeeld.be/a;b=1?c=2;d", "https://voorbeeld.be/a,b|c", "https://voorbeeld.be/a_b~c"]
)
def test_address_is_read_in_one_piece(client, db, url):
    tool = make.ToolFactory()
    make.LinkFactory(tool=tool, url=url)
    [item] = rispy.loads(get(client, "ris").text)
    assert list(map(unquote, item["urls"])) == [url]
    [item] = pandoc(get(client, "bibtex").text, "bibtex")
    assert item["URL"] == url


def test_ris_is_read_by_two_programs(client, tools):
    text = get(client, "ris").text
    read = {item["id"]: item for item in rispy.loads(text)}
    assert {slug: item["title"] for slug, item in read.items()} == titles(tools)
    again = pandoc(text, "ris")
    assert sorted(plain(item["title"]) for item in again) == sorted(plain(tool.name) for tool in tools.values())


def test_csl_is_read_by_two_programs(client, tools):
    items = get(client, "csl").json()
    assert set(CiteProcJSON(items)) == set(tools)
    assert {item["id"]: item["title"] for item in items} == titles(tools)
    assert {item["id"] for item in pandoc(json.dumps(items), "csljson")} == set(tools)


def people(item):
    return item.get("author", [])


@pytest.mark.parametrize("kind", ["ris", "bibtex", "csl"])
def test_organisation_is_never_split_in_a_surname_and_a_first_name(client, db, kind):
    make.ToolFactory(owners=[make.OwnerFactory(name=name) for name in ORGANISATIONS])
    [item] = pandoc(get(client, kind).text, {"csl": "csljson"}.get(kind, kind))
    assert len(people(item)) == len(ORGANISATIONS)
    assert [person for person in people(item) if "given" in person or "suffix" in person] == []
    read = {" ".join(person.values()).replace("‚", ",") for person in people(item)}
    assert read == set(ORGANISATIONS)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Hornman, Dilven & van Leeuwen", ["Hornman", "Dilven", "van Leeuwen"]),
        ("Peeters en Janssens", ["Peeters", "Janssens"]),
        ("Peeters, J. & Janssens, A.-M.", ["Peeters J.", "Janssens A.-M."]),
        ("Peeters, Jan", ["Peeters Jan"]),
    ],
)
@pytest.mark.parametrize("kind", ["ris", "bibtex", "csl"])
def test_persons_stand_each_by_themselves(client, db, kind, name, names):
    make.ToolFactory(owners=[make.OwnerFactory(name=name, kind=Owner.Kind.PERSON)])
    [item] = pandoc(get(client, kind).text, {"csl": "csljson"}.get(kind, kind))
    keys = ("literal", "dropping-particle", "non-dropping-particle", "family", "given")
    assert [" ".join(person[key] for key in keys if key in person) for person in people(item)] == names


def test_atom_is_read_by_a_reader_and_fits_the_schema(client, tools):
    content = get(client, "atom").content
    RNG.assertValid(etree.fromstring(content))
    feed = feedparser.parse(content, sanitize_html=False)
    assert (feed.bozo, len(feed.entries)) == (False, min(50, len(tools)))
    for entry in feed.entries:
        tool = tools[entry.link.rstrip("/").rpartition("/")[2]]
        as_html = etree.HTML(f"<p>{entry.summary}</p>")  # what a reader shows of it
        assert (entry.title, "".join(as_html.itertext())) == (tool.name, tool.summary)
        assert {author.name for author in entry.authors} == makers(tools, tool.slug) or not tool.owners.all()
        assert {tag.term for tag in entry.get("tags", [])} == {tag.name for tag in tool.tags.all()}


@pytest.mark.parametrize("address", ["/tools/?q=%7B&formaat=atom", "/tools/?q=zzz%22%3E&formaat=atom"])
def test_atom_of_a_question_with_signs_fits_too(client, db, address):
    RNG.assertValid(etree.fromstring(client.get(address).content))


def test_sheets_are_read_by_two_programs(client, tools):
    rows = csv.DictReader(io.StringIO(get(client, "csv").content.decode("utf-8-sig")), delimiter=";")
    assert {row["id"]: row["samenvatting"] for row in rows} == summaries(tools.values(), harmless)
    book = openpyxl.load_workbook(io.BytesIO(get(client, "xlsx").content), read_only=True)
    head, *cells = book.active.iter_rows(values_only=True)
    at, what = head.index("id"), head.index("samenvatting")
    assert {row[at]: row[what] for row in cells} == summaries(tools.values())


def summaries(tools, written=str):
    return {tool.slug: written(tool.summary) for tool in tools}


def test_plan_in_word_is_read_by_two_programs(client, nasty):
    make.StepFactory(number=1)
    keys = ".".join(tool.slug for tool in nasty)
    content = client.get(f"/buurtplan/?stap1={quote(keys)}&formaat=docx").content
    document = Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    again = plain(pypandoc.convert_text(content, "plain", format="docx", extra_args=["--wrap=none"]))
    for name in (tool.name for tool in nasty):
        assert name in text
        assert plain(name) in again


@pytest.mark.programs
def test_office_shows_sheets_as_they_are(client, nasty, tmp_path):
    """LibreOffice stands for Excel here. Not every machine has it; then this says what was not looked at."""
    office = shutil.which("soffice") or pytest.skip("NIET NAGEKEKEN: rekenbladen in LibreOffice, dat hier niet staat.")
    for name, address in {"a.csv": "/tools/?formaat=csv", "b.xlsx": "/tools/?formaat=xlsx"}.items():
        (tmp_path / name).write_bytes(client.get(address).content)
    run = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    table = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false"
    dutch = ["--infilter=Text - txt - csv (StarCalc):59,34,76"]
    for name, how in {"a.csv": dutch, "b.xlsx": []}.items():
        command = [*run, *how, "--convert-to", table, "--outdir", "out", name]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)  # noqa: S603
    for name, written in {"a.csv": harmless, "b.csv": str}.items():
        with (tmp_path / "out" / name).open(encoding="utf-8-sig", newline="") as file:
            shown = {row["id"]: row["samenvatting"] for row in csv.DictReader(file, delimiter=";")}
        assert shown == summaries(nasty, written)
