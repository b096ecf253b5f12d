"""The buurtplan as a Word document."""

from docx.shared import Cm

from fiches.shared.text import for_xml
from toolbox.public.selection import plan as plans
from toolbox.public.selection.word import Written


def document_of(export):
    """The document: a table per step, and what goes with it."""
    made = Written("Buurtplan")
    document = made.document
    for name, label in plans.HEAD.items():
        line = document.add_heading(f"{label} ", 0) if name == "titel" else document.add_paragraph(f"{label} ")
        made.place(line, name)
    for part in export.objects.parts:
        document.add_heading(f"Stap {part.step.number}: {part.step.title}", 1)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for name, label in plans.FIELDS.items():
            cells = table.add_row().cells
            cells[0].width, cells[1].width = Cm(5), Cm(12)
            cells[0].paragraphs[0].add_run(label).bold = True
            made.place(cells[1].paragraphs[0], f"{part.name}_{name}")
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
