"""What a visitor may not see leaves no trace: each door answers as if it had never been made, to the letter."""

import io
import re
import zipfile

import pytest
from django.test import Client

from buurtanalyse.models import Step
from fiches.models import Fiche, Figure
from tests.desk import page_of
from tests.page import form_of, visit
from tests.test_publication import DOORS, HIDDEN, OWN_ADDRESSES, set_hidden, world  # noqa: F401  a fixture
from toolbox.models import Collection, Erratum, Tool, Worry
from toolbox.public.seo.sitemaps import SITEMAPS

# Doors that are asked for what is hidden by its own address, or that give a file.
ASKED = [
    "/selectie/?t=open.dicht.fiche-b", "/selectie/?t=open.dicht&formaat=csv", "/selectie/?t=open.dicht&formaat=ris",
    "/selectie/vergelijk/?t=open.dicht", "/buurtplan/?stap1=open.dicht&t=fiche-b", "/buurtplan/?stap2=dicht.fiche-b",
    "/buurtplan/?stap1=open.dicht&t=fiche-b&formaat=docx", "/buurtplan/?stap1=dicht&formaat=ics",
    "/burgemeester/?over=dicht&formaat=docx", "/burgemeester/?over=fiche-b", "/afdrukken/?fiche=a",
    "/tools/?formaat=csv", "/tools/?formaat=xlsx", "/tools/?formaat=ris", "/tools/?formaat=csl",
    "/tools/dicht/?formaat=json", "/tools/dicht/?formaat=ris", "/tools/open/?formaat=csl", "/tools/?eigenaar=dicht",
    "/fiches/?formaat=csv", "/cyclus/?formaat=json", "/eigenaars/?formaat=csv", "/doelgroepen/?formaat=csv",
    "/collecties/open/insluiten/", "/collecties/open/?formaat=json", "/collecties/open/?formaat=atom",
    "/collecties/dicht/insluiten/", "/collecties/dicht/?formaat=json", "/over/bron-en-errata/?formaat=csv",
    "/api/v1/tools/open/", "/api/v1/tools/dicht/", "/api/v1/fiches/", "/api/v1/fiches/b/", "/api/v1/stappen/",
    "/api/v1/stappen/stap-1/", "/api/v1/stappen/stap-2/", "/api/v1/eigenaars/", "/api/v1/eigenaars/dicht/",
    "/api/v1/doelgroepen/open-doelgroep/", "/api/v1/facetten/?q=geheim", "/api/v1/zoeken/?q=geheime",
    "/zoeken/?q=geheim", "/zoeken/?q=schatkits", "/zoeken/suggesties/?q=gehe", "/tools/?q=schatkis", "/tools/?q=samen",
    "/tools/?trefwoord=geheim-trefwoord", "/melden/ervaring/dicht/", "/melden/tool/open/", "/beeld/b.png",
    "/tools/dich/", "/tools/geheime-tool-voor-de-buurt/", "/over/toolbox/", "/over/zorgzame-buurten/", "/stijlgids/",
    *(f"/sitemap-{name}.xml" for name in SITEMAPS),
]  # fmt: skip
# What differs with each request or state: marks of a form, of the content and of the moment.
OF_THE_MOMENT = re.compile(
    rb'name="(csrfmiddlewaretoken|token)" value="[^"]+"|"(versie|toestand)": ?"[^"]*"|DTSTAMP:\w+|<updated>[^<]+',
    re.IGNORECASE,
)


def answer(address):
    """The status and the text at an address; of a file that is packed, the text of its parts."""
    response = Client().get(address)
    content = response.getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist() if name != "docProps/core.xml")
    return response.status_code, OF_THE_MOMENT.sub(b"", content)


@pytest.mark.slow
@pytest.mark.parametrize("way", HIDDEN)
def test_hidden_entry_is_as_one_that_was_never_made(world, settings, way):  # noqa: F811
    settings.EXPERIENCES = True
    doors = [*DOORS, *ASKED, *OWN_ADDRESSES]
    shown = {door: answer(door) for door in doors}
    set_hidden(way)
    Erratum.objects.filter(printed="Geheime drukfout").delete()
    hidden = {door: answer(door) for door in doors}
    assert len([door for door in doors if shown[door] != hidden[door]]) > 50  # what is hidden stood at many of them
    Tool.objects.filter(slug="dicht").delete()
    Worry.objects.filter(slug="dicht").delete()
    Collection.objects.filter(slug="dicht").delete()
    Fiche.objects.filter(letter="B").delete()
    Step.objects.filter(number=2).delete()
    Figure.objects.filter(number=2).delete()
    gone = {door: answer(door) for door in doors}
    assert [door for door in doors if hidden[door] != gone[door]] == []


@pytest.mark.slow
def test_preview_of_all_that_is_hidden_leaves_every_door_as_it_was(world, settings, desk):  # noqa: F811
    set_hidden("draft")
    doors = [*DOORS, *ASKED, *OWN_ADDRESSES]
    before = {door: answer(door) for door in doors}
    entries = [Tool.objects.get(slug="dicht"), Fiche.objects.get(letter="B"), Step.objects.get(number=2)]
    entries += [Worry.objects.get(slug="dicht"), Collection.objects.get(slug="dicht"), Figure.objects.get(number=2)]
    for entry in entries:
        page = page_of(entry)
        link = desk.post(page, form_of(desk.get(page)) | {"_voorbeeld": "1"}).headers["Location"]
        assert "geheim" in visit(link).text.lower()
        assert [door for door in (*DOORS[:12], entry.get_absolute_url()) if answer(door) != before.get(door)] == []
    assert [door for door in doors if answer(door) != before[door]] == []
