"""The buurtplan as a Word document."""

import io
import zipfile
from itertools import count

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from fiches.shared.text import for_xml
from toolbox.public.selection import plan as plans

BODY = "word/document.xml"


def document_of(export):
    """The document: a table per step, and what goes with it."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = "Buurtplan"
    document.core_properties.language = "nl-BE"
    document.core_properties.author = ""
    numbers = count()
    for name, label in plans.HEAD.items():
        line = document.add_heading(f"{label} ", 0) if name == "titel" else document.add_paragraph(f"{label} ")
        bookmark(line, next(numbers), name)
    for part in export.objects.parts:
        document.add_heading(f"Stap {part.step.number}: {part.step.title}", 1)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for name, label in plans.FIELDS.items():
            cells = table.add_row().cells
            cells[0].width, cells[1].width = Cm(5), Cm(12)
            cells[0].paragraphs[0].add_run(label).bold = True
            bookmark(cells[1].paragraphs[0], next(numbers), f"{part.name}_{name}")
        add_entries(document, part, export)
    if export.objects.unplaced.entries:
        document.add_heading("Nog zonder stap", 1)
        add_entries(document, export.objects.unplaced, export)
    document.add_paragraph(f"Dit plan op het web: {export.absolute(plans.address(export.objects.places))}")
    return document


def add_entries(document, part, export):
    """The tools and themes of a step, each with its sentence and its address."""
    for entry in part.entries:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(for_xml(entry.title)).bold = True
        urls = [] if entry.is_fiche else entry.item.distinct_urls
        address = urls[0] if urls else export.absolute(entry.item.get_absolute_url())
        paragraph.add_run(for_xml(f": {entry.summary} {address}"))


def bookmark(paragraph, number, name):
    """Mark the end of `paragraph` as the place of the reader's own words."""
    for tag, attributes in (("w:bookmarkStart", {qn("w:name"): name}), ("w:bookmarkEnd", {})):
        paragraph._p.append(OxmlElement(tag, {qn("w:id"): str(number), **attributes}))


def body_last(document):
    """The document as bytes, its text last in the zip and not compressed: so that a script can change it in place."""
    packed = io.BytesIO()
    document.save(packed)
    content = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: name == BODY):
            kind = zipfile.ZIP_STORED if name == BODY else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name), source.read(name), kind)
    return content.getvalue()
