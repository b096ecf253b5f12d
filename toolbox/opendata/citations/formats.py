"""Records written down as RIS, BibTeX and CSL-JSON."""

import json
import re

from toolbox.opendata.citations.record import one_line

BIBTEX_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
BIBTEX_ESCAPES = str.maketrans({char: f"\\{char}" for char in "{}$&%#_"} | BIBTEX_WORDS)


def ris(records):
    """The records as RIS, for Zotero, EndNote, Mendeley and the like."""
    return "".join("\r\n".join(_ris_lines(record)) + "\r\n\r\n" for record in records)


def _ris_lines(record):
    yield f"TY  - {record.kinds[0]}"
    fields = [
        ("ID", record.key),
        ("TI", record.title),
        *(("AU", author) for author in record.authors),
        ("PY", str(record.year or "")),
        ("AB", record.abstract),
        *(("KW", keyword) for keyword in record.keywords),
        ("UR", record.address),
        ("LA", "nl"),
        ("N1", record.note),
    ]
    for tag, value in fields:
        if value:
            yield f"{tag}  - {one_line(value)}"
    yield "ER  - "


def bibtex(records):
    """The records as BibTeX, in UTF-8."""
    return "\n".join(_bibtex_entry(record) for record in records)


def _bibtex_entry(record):
    fields = {
        "title": "{" + bibtex_text(record.title) + "}",
        # Braces keep the name of an organisation in one piece, also with "en" or a comma in it.
        "author": " and ".join("{" + bibtex_text(author) + "}" for author in record.authors),
        "institution": bibtex_text(", ".join(record.authors)) if record.kinds[1] == "techreport" else "",
        "year": str(record.year or ""),
        "url": bibtex_url(record.address),
        "abstract": bibtex_text(record.abstract),
        "keywords": bibtex_text(", ".join(record.keywords)),
        "language": "dutch",
        "note": bibtex_text(record.note),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{record.kinds[1]}{{{bibtex_key(record.key)},\n{lines}\n}}\n"


def bibtex_key(key):
    """A key that LaTeX accepts; ours are slugs, which may hold only letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9-]", "-", key)


def bibtex_text(text):
    """Text in which nothing is a command to LaTeX."""
    return one_line(text).translate(BIBTEX_ESCAPES)


def bibtex_url(url):
    """An address in which braces cannot end the field."""
    return one_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def csl(records):
    """The records as CSL-JSON, the format that word processors' citation plug-ins share."""
    return json.dumps([_csl_item(record) for record in records], ensure_ascii=False, indent=1)


def _csl_item(record):
    item = {
        "id": record.key,
        "type": record.kinds[2],
        "title": one_line(record.title),
        "author": [{"literal": one_line(author)} for author in record.authors],
        "issued": {"date-parts": [[record.year]]} if record.year else None,
        "abstract": one_line(record.abstract),
        "keyword": ", ".join(record.keywords),
        "URL": record.address,
        "language": "nl-BE",
        "note": one_line(record.note),
    }
    return {name: value for name, value in item.items() if value}
