"""Records written down as RIS, BibTeX and CSL-JSON."""

import json
import re

from toolbox.opendata.citations.record import one_line

BIBTEX_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
BIBTEX_ESCAPES = str.maketrans({char: f"\\{char}" for char in "{}$&%#_"} | BIBTEX_WORDS)
LIGATURE = re.compile(r"(?<=([-`',<>]))(?=\1)|(?<=[?!])(?=`)")  # two signs of which LaTeX makes one
LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
NO_COMMA = "\u201a"  # looks like one


def ris(records):
    """The records as RIS, for Zotero, EndNote, Mendeley and the like."""
    return "".join("\r\n".join(_ris_lines(record)) + "\r\n\r\n" for record in records)


def _ris_lines(record):
    yield f"TY  - {record.kinds[0]}"
    fields = [
        ("ID", record.key),
        ("TI", record.title),
        *(("AU", ris_name(author)) for author in record.authors),
        ("PY", str(record.year or "")),
        ("AB", record.abstract),
        *(("KW", keyword) for keyword in record.keywords),
        ("UR", record.address.replace(";", "%3B")),  # between two addresses, says the format
        ("LA", "nl"),
        ("N1", record.note),
    ]
    for tag, value in fields:
        if value:
            yield f"{tag}  - {one_line(value)}"
    yield "ER  - "


def ris_name(author):
    """The name of an author as programs read it whole.

    They take what stands behind a comma for a first name, and without a comma all but the last word. One at the end
    says that there is no first name: so EndNote asks for organisations.
    """
    name = one_line(author.name)
    return name if author.is_person else f"{name.replace(',', NO_COMMA)},"


def bibtex(records):
    """The records as BibTeX, in UTF-8."""
    return "\n".join(_bibtex_entry(record) for record in records)


def _bibtex_entry(record):
    names = [maker.name for maker in record.makers]
    fields = {
        "title": "{" + bibtex_text(record.title) + "}",
        "author": " and ".join(map(bibtex_name, record.authors)),
        "institution": bibtex_text(", ".join(names)) if record.kinds[1] == "techreport" else "",
        "year": str(record.year or ""),
        "url": bibtex_url(record.address),
        "abstract": bibtex_text(record.abstract),
        "keywords": ", ".join(map(bibtex_keyword, record.keywords)),
        "language": "dutch",
        "note": bibtex_text(record.note),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{record.kinds[1]}{{{bibtex_key(record.key)},\n{lines}\n}}\n"


def bibtex_key(key):
    """A key that LaTeX accepts; ours are slugs, which may hold only letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9-]", "-", key)


def bibtex_name(author):
    """A name in braces, which keep it in one piece; only a person may have a surname and a first name."""
    name = bibtex_text(author.name)
    return name if author.is_person and name.count(",") == 1 else "{" + name + "}"


def bibtex_keyword(keyword):
    """A keyword; in braces when it holds what stands between two."""
    return "{" + bibtex_text(keyword) + "}" if "," in keyword else bibtex_text(keyword)


def bibtex_text(text):
    """Text in which nothing is a command to LaTeX.

    BibTeX counts each brace, also one with a backslash: one alone would swallow the rest of the file. One that has no
    partner is written as a word.
    """
    text = one_line(text)
    lone = _without_partner(text)
    written = "".join(
        LONE_BRACES[char] if place in lone else char.translate(BIBTEX_ESCAPES) for place, char in enumerate(text)
    )
    return LIGATURE.sub("{}", written)


def _without_partner(text):
    """The places of the braces in `text` that are not closed, or that close nothing."""
    opened, lone = [], set()
    for place, char in enumerate(text):
        if char == "{":
            opened.append(place)
        elif char == "}" and opened:
            opened.pop()
        elif char == "}":
            lone.add(place)
    return lone.union(opened)


def bibtex_url(url):
    """An address in which braces cannot end the field."""
    return one_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def csl(records):
    """The records as CSL-JSON, the format that word processors' citation plug-ins share."""
    return json.dumps([_csl_item(record) for record in records], ensure_ascii=False, indent=1)


def csl_name(author):
    """A name: as it is, or the surname and the first name of a person."""
    family, comma, given = one_line(author.name).partition(", ")
    is_split = author.is_person and comma
    return {"family": family, "given": given} if is_split else {"literal": one_line(author.name)}


def _csl_item(record):
    item = {
        "id": record.key,
        "type": record.kinds[2],
        "title": one_line(record.title),
        "author": list(map(csl_name, record.authors)),
        "issued": {"date-parts": [[record.year]]} if record.year else None,
        "abstract": one_line(record.abstract),
        "keyword": one_line(", ".join(record.keywords)),
        "URL": one_line(record.address),
        "language": "nl-BE",
        "note": one_line(record.note),
    }
    return {name: value for name, value in item.items() if value}
