"""RIS, BibTeX and CSL-JSON, each read by a parser that is not ours."""

import json

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as citeproc_formatter
from citeproc.source.json import CiteProcJSON

from toolbox.opendata.citations.formats import bibtex, csl, ris
from toolbox.opendata.citations.paragraph import paragraph
from toolbox.opendata.citations.record import Author, Record

NASTY = "Buurt {kaart} 100% & 5$ #1_a~b^c \\input{x}\nER  - \r\nTY  - BOOK"
ONE_LINE = "Buurt {kaart} 100% & 5$ #1_a~b^c \\input{x} ER - TY - BOOK"


def record(**changed):
    fields = {
        "key": "buurtkaart",
        "kinds": ("RPRT", "techreport", "report"),
        "title": "Buurtkaart",
        "makers": [Author("Wijkhuis, vzw"), Author("Peeters en Janssens", is_person=True)],
        "year": 2022,
        "url": "https://voorbeeld.be/?a=1&b=2",
        "page": "https://toolbox.example/tools/buurtkaart/",
        "abstract": "Een kaart van de buurt.",
        "printed": ["Peeters et al., 2022"],
        "keywords": ["buren", "kaart"],
    }
    return Record(**fields | changed)


def read_bibtex(text):
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return library.entries


def test_ris_is_read_back_whole():
    (read,) = rispy.loads(ris([record()]))
    assert read == {
        "type_of_reference": "RPRT",
        "id": "buurtkaart",
        "title": "Buurtkaart",
        "authors": ["Wijkhuis‚ vzw,", "Peeters", "Janssens"],
        "year": "2022",
        "abstract": "Een kaart van de buurt.",
        "keywords": ["buren", "kaart"],
        "urls": ["https://voorbeeld.be/?a=1&b=2"],
        "language": "nl",
        "notes": [
            "Gevonden in de Toolbox Zorgzame Buurten: https://toolbox.example/tools/buurtkaart/. "
            "Daar geciteerd als: Peeters et al., 2022"
        ],
    }


def test_bibtex_is_read_back_whole():
    (entry,) = read_bibtex(bibtex([record()]))
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("techreport", "buurtkaart")
    assert fields["author"] == "{Wijkhuis, vzw} and {Peeters} and {Janssens}"
    assert fields["title"] == "{Buurtkaart}"
    assert fields["year"] == "2022"
    assert fields["url"] == "https://voorbeeld.be/?a=1&b=2"


def test_csl_is_rendered_by_a_citation_processor():
    source = CiteProcJSON(json.loads(csl([record()])))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, citeproc_formatter.plain)
    bibliography.register(Citation([CitationItem("buurtkaart")]))
    (line,) = (str(item) for item in bibliography.bibliography())
    assert line == (
        "Wijkhuis, vzw, Peeters and Janssens (2022) Buurtkaart. Available at: https://voorbeeld.be/?a=1&b=2."
    )


def test_text_of_others_cannot_break_out_of_its_field():
    nasty = [record(title=NASTY), record(key="tweede")]
    assert [item["title"] for item in rispy.loads(ris(nasty))] == [ONE_LINE, "Buurtkaart"]
    assert [item["title"] for item in json.loads(csl(nasty))] == [ONE_LINE, "Buurtkaart"]
    first, second = read_bibtex(bibtex(nasty))
    assert second.key == "tweede"
    assert first.fields_dict["title"].value == (
        r"{Buurt \{kaart\} 100\% \& 5\$ \#1\_a\textasciitilde{}b\textasciicircum{}c \textbackslash{}input\{x\} "
        "ER - TY - BOOK}"
    )


def test_what_is_not_known_is_left_out():
    bare = record(makers=[], year=None, url="", printed=[], keywords=[])
    (read,) = rispy.loads(ris([bare]))
    assert {"authors", "year", "keywords"}.isdisjoint(read)
    assert read["urls"] == ["https://toolbox.example/tools/buurtkaart/"]
    (item,) = json.loads(csl([bare]))
    assert {"author", "issued", "keyword"}.isdisjoint(item)
    (entry,) = read_bibtex(bibtex([bare]))
    assert {"author", "year", "institution"}.isdisjoint(entry.fields_dict)


def test_paragraph_says_what_who_and_where():
    assert paragraph(record(makers=[Author("A"), Author("B"), Author("C")])) == (
        "Buurtkaart (A, B en C, 2022): Een kaart van de buurt. Bron: Peeters et al., 2022. "
        "Te vinden op https://voorbeeld.be/?a=1&b=2 "
        "Opgenomen in de Toolbox Zorgzame Buurten: https://toolbox.example/tools/buurtkaart/"
    )


def test_paragraph_leaves_out_what_is_not_known():
    assert paragraph(record(makers=[], year=None, url="", printed=[])) == (
        "Buurtkaart: Een kaart van de buurt. "
        "Opgenomen in de Toolbox Zorgzame Buurten: https://toolbox.example/tools/buurtkaart/"
    )


@pytest.mark.parametrize(("address", "number"), [("/tools/", 135), ("/tools/stek/", 1)])
def test_each_format_holds_what_its_page_holds(client, toolbox, address, number):
    keys = {row["id"] for row in client.get(f"{address}?formaat=json").json()["resultaten"]}
    in_ris = rispy.loads(client.get(f"{address}?formaat=ris").text)
    in_bibtex = read_bibtex(client.get(f"{address}?formaat=bibtex").text)
    csl_items = client.get(f"{address}?formaat=csl").json()
    stek = next(item for item in csl_items if item["id"] == "stek")
    assert (stek["title"], stek["author"]) == ("STEK", [{"literal": "SAAMO"}])
    in_csl = CiteProcJSON(csl_items)
    assert len(keys) == len(in_ris) == len(in_bibtex) == len(in_csl) == number
    assert {item["id"] for item in in_ris} == {entry.key for entry in in_bibtex} == set(in_csl) == keys
