"""The letter as a Word document. The places of the reader's own words are empty, as in the buurtplan."""

from fiches.shared.text import for_xml
from toolbox.opendata.exports.files import attachment
from toolbox.opendata.exports.tables import Table
from toolbox.public.selection import plan as plans
from toolbox.public.selection.plan_files import DOCX

IN_PLAN = ("doel", "wie", "wanneer")  # what the letter shows of what the reader wrote in the plan


def docx_response(export):
    """The letter as a Word document."""
    from toolbox.public.selection import word  # python-docx takes 3 MiB: only a process that writes one loads it

    return attachment(word.body_last(document_of(export, word)), DOCX, "burgemeester.docx")


def document_of(export, word):
    """The document of the letter of an Export; `word` writes it."""
    letter = export.objects
    made = word.Written("Zeg het aan de burgemeester")
    document = made.document
    document.add_paragraph("Aan de burgemeester")
    document.add_heading(for_xml(letter.subject.title), 0)
    made.place(document.add_paragraph("Hoe we dat in onze buurt zien: "), "zorg")
    document.add_heading("Wat 133 buurten leerden", 1)
    for title, text in letter.subject.learned:
        paragraph = document.add_paragraph()
        paragraph.add_run(for_xml(f"{title}. ") if title else "").bold = True
        paragraph.add_run(for_xml(text))
    if letter.rows:
        add_tools(document, letter.rows)
    if letter.with_plan:
        document.add_heading("Ons plan", 1)
        add_plan(made, letter.plan)
    document.add_heading("Wat we vragen", 1)
    made.place(document.add_paragraph(), "vraag")
    made.place(document.add_paragraph("Van: "), "naam")
    made.place(document.add_paragraph("Datum: "), "datum")
    document.add_heading("Bronnen", 1)
    for source in letter.sources:
        document.add_paragraph(for_xml(source), style="List Bullet")
    document.add_paragraph(f"Deze bladzijde op het web: {letter.address}")
    return document


def add_tools(document, rows):
    """The tools of the letter, each with why it fits."""
    document.add_heading("Hiermee kunnen we beginnen", 1)
    for tool, reason in rows:
        paragraph = document.add_paragraph(style="List Number")
        paragraph.add_run(for_xml(tool.name)).bold = True
        paragraph.add_run(for_xml(f": {reason}"))


def add_plan(made, plan):
    """A row for each step: what the reader wrote, and what is chosen there."""
    table = made.document.add_table(rows=1, cols=5, style="Table Grid")
    for cell, label in zip(table.rows[0].cells, ["Stap", *map(plans.FIELDS.get, IN_PLAN), "Tools"], strict=True):
        cell.paragraphs[0].add_run(label).bold = True
    for part in plan.parts:
        first, *places, last = table.add_row().cells
        first.text = for_xml(f"{part.step.number}. {part.step.title}")
        for cell, name in zip(places, IN_PLAN, strict=True):
            made.place(cell.paragraphs[0], f"{part.name}_{name}")
        last.text = for_xml(", ".join(entry.title for entry in part.entries))


LETTER = Table("burgemeester", "Zeg het aan de burgemeester", None, {"docx": docx_response})
