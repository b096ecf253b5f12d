"""Word documents with empty places, that the script of a page fills in on the device (static/schrijven.js)."""

import io
import zipfile
from itertools import count

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

BODY = "word/document.xml"


class Written:
    """A document of A4 sheets without an author, called `title`."""

    def __init__(self, title):
        self.document = Document()
        self.numbers = count()
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        self.document.styles["Normal"].font.name = "Calibri"
        self.document.styles["Normal"].font.size = Pt(11)
        self.document.core_properties.title = title
        self.document.core_properties.language = "nl-BE"
        self.document.core_properties.author = ""

    def place(self, paragraph, name):
        """Mark the end of `paragraph` as the place of the reader's own words."""
        number = str(next(self.numbers))
        for tag, attributes in (("w:bookmarkStart", {qn("w:name"): name}), ("w:bookmarkEnd", {})):
            paragraph._p.append(OxmlElement(tag, {qn("w:id"): number, **attributes}))


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
