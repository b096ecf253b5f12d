import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fiches.models import Fiche, Passage
from tests import factories as make
from toolbox.models import Citation, Format, ImportFile, Link, Owner, OwnerAlias, Placement, Reference


def csv_file(columns, *rows, delimiter=";"):
    """A csv file as a spreadsheet saves it."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([columns, *rows])
    return file.getvalue().encode("utf-8-sig")


@pytest.fixture
def upload():
    """Send a file to the first step, and follow to the page that comes."""

    def upload(client, content, name="lijst.csv", model="tool"):
        file = SimpleUploadedFile(name, content)
        return client.post(f"/admin/toolbox/{model}/importeren/", {"file": file}, follow=True)

    return upload


@pytest.fixture
def say_yes():
    """Confirm what a preview shows."""

    def say_yes(client, page, model="tool"):
        seen = re.search(r'name="gezien" value="(\w+)"', page.text).group(1)
        file = ImportFile.objects.latest("pk")
        return client.post(f"/admin/toolbox/{model}/importeren/{file.pk}/ja/", {"gezien": seen}, follow=True)

    return say_yes


@pytest.fixture
def tool():
    tool = make.ToolFactory(name="Buurtkaart", summary="Wat Buurtkaart is.")
    owner = Owner.objects.create(name="Wijkhuis", slug="wijkhuis")
    OwnerAlias.objects.create(owner=owner, alias="Het huis van de wijk")
    tool.owners.add(owner)
    tool.formats.add(Format.objects.create(name="Spel", slug="spel"))
    Format.objects.create(name="Video", slug="video")
    tool.tags.add("kaart")
    Link.objects.create(tool=tool, url="https://a.be/")
    return tool


@pytest.fixture
def placement(tool):
    fiche = Fiche.objects.create(letter="A", slug="a", title="Visie", lead="x", status="gepubliceerd")
    Passage.objects.create(fiche=fiche, order=1, title="Eén", text="x")
    reference = Reference.objects.create(citation="Peeters, 2020", slug="peeters-2020")
    placement = Placement.objects.create(key="a-1", tool=tool, fiche=fiche, order=1, description="Hier.")
    Link.objects.create(tool=tool, placement=placement, url="https://plaats.be/")
    Citation.objects.create(tool=tool, placement=placement, reference=reference)
    return placement
