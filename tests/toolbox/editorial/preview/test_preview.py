"""“Voorbeeld” on a form: exactly what visitors will get, wherever the entry appears, while nothing is saved."""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from fiches.shared.content import content_models
from tests import factories as make
from tests.desk import make_editor, page_of, whole_catalogue
from tests.page import errors, form_of, listed, parse, text_of, visit
from toolbox.editorial.preview.places import PLACES
from toolbox.models import CatalogueVersion, Document, Preview, Revision
from toolbox.search.catalogue import Catalogue

DAY = timedelta(days=1)
BAR = re.compile(r'<aside class="preview-bar".*?</aside>\s*', re.S)
MOVES = re.compile(r'name="token" value="[^"]*"|"dateModified": "[^"]*"')  # another each time


def preview(desk, page, **values):
    """Click on “Voorbeeld”; gives the answer of the desk."""
    return desk.post(page, form_of(desk.get(page)) | values | {"_voorbeeld": "Voorbeeld"})


def shown(client, answer):
    """{label: page} of all that a preview shows."""
    assert answer.status_code == 302, errors(answer)
    first = client.get(answer.url)
    links = parse(first).findall(".//aside[@class='preview-bar']//a")
    return {text_of(link): client.get(link.get("href").partition("#")[0]) for link in links}


def without_bar(page):
    html = BAR.sub("", page.text).replace("<title>Voorbeeld: ", "<title>")
    return MOVES.sub("", html).strip()


@pytest.fixture
def placed(db):
    """A draft tool with a place in a fiche and one in a step, a worry that begins with it, and a collection."""
    tool = make.ToolFactory(name="Buurtkaart", slug="buurtkaart", status="concept", summary="Kaart van de buurt.")
    make.PlacementFactory(tool=tool, fiche=make.FicheFactory(letter="A", title="Ontmoeten"))
    make.PlacementFactory(tool=tool, step=make.StepFactory(number=1))
    make.WorryToolFactory(tool=tool, worry__sentence="Niemand komt")
    make.CollectionEntryFactory(tool=tool, collection__name="Waasland", collection__status="gepubliceerd")
    return tool


def test_draft_is_shown_exactly_as_visitors_will_get_it_wherever_it_appears(desk, client, placed):
    pages = shown(client, preview(desk, page_of(placed)))
    assert list(pages) == [
        "De bladzijde", "De kaart in de lijst", "Stap 1. Titel van stap 1", "Fiche A. Ontmoeten",
        "Bij de vraag “Niemand komt”", "In de collectie “Waasland”",
    ]  # fmt: skip
    type(placed).objects.filter(pk=placed.pk).update(status="gepubliceerd")
    places = [
        "/tools/buurtkaart/", "/tools/?q=Buurtkaart", "/cyclus/stap-1/", "/fiches/a/", "/vragen/vraag-0/",
        "/collecties/collectie-0/",
    ]  # fmt: skip
    for (label, page), address in zip(pages.items(), places, strict=True):
        assert without_bar(page) == MOVES.sub("", visit(address).text).strip(), label
        assert "Buurtkaart" in without_bar(page)


def test_nothing_is_saved_and_nothing_shows(desk, client, placed):
    desk.get("/tools/")
    before = whole_catalogue(), CatalogueVersion.objects.current(), list(Document.objects.values())
    catalogue = Catalogue.current()
    pages = shown(client, preview(desk, page_of(placed), summary="Luchtkasteel op wielen."))
    assert all("Luchtkasteel" in page.text for label, page in pages.items() if label in list(pages)[:2])
    assert (whole_catalogue(), CatalogueVersion.objects.current(), list(Document.objects.values())) == before
    assert Catalogue.current() is catalogue  # nobody has to make one anew
    assert (Revision.objects.count(), LogEntry.objects.count()) == (0, 0)
    assert listed(visit("/tools/?q=luchtkasteel")) == listed(visit("/tools/?q=buurtkaart")) == []
    for address in ("/", "/tools/", "/zoeken/?q=luchtkastel", "/zoeken/suggesties/?q=luchtkasteel", "/nieuw/"):
        assert "op wielen" not in visit(address).text
    visit("/tools/buurtkaart/", 404)


def test_changed_entry_shows_its_change_and_stays_as_it_was(desk, client):
    fiche = make.FicheFactory(letter="A", title="Ontmoeten")
    pages = shown(client, preview(desk, page_of(fiche), title="Elkaar ontmoeten"))
    assert ["Elkaar ontmoeten" in page.text for page in pages.values()] == [True, True, True]
    assert "Elkaar ontmoeten" not in visit("/fiches/a/").text


def test_new_entry_is_shown_before_it_exists(desk, client):
    make.FicheFactory()
    page = "/admin/toolbox/tool/add/"
    pages = shown(client, preview(desk, page, name="Praatbank", slug="praatbank", summary="Een bank."))
    assert ["Praatbank" in page.text for page in pages.values()] == [True, True]
    assert Preview.objects.get().object_id == ""
    visit("/tools/praatbank/", 404)


@pytest.mark.parametrize("window", [{"public_from": DAY}, {"public_until": -DAY}])
def test_what_is_not_yet_or_no_longer_public_is_shown(desk, client, window):
    tool = make.ToolFactory(name="Later", **{name: timezone.now() + days for name, days in window.items()})
    assert "Later" in shown(client, preview(desk, page_of(tool)))["De bladzijde"].text


def test_mistake_in_the_form_is_told_as_always(desk, placed):
    answer = preview(desk, page_of(placed), name="")
    assert (answer.status_code, errors(answer)) == (200, [("name", "Dit veld is verplicht.")])
    assert not Preview.objects.exists()


def test_who_may_not_publish_sees_a_preview_too(client, placed):
    client.force_login(make_editor("redacteur"))
    assert "Buurtkaart" in shown(client, preview(client, page_of(placed)))["De bladzijde"].text


def test_who_is_not_at_the_desk_makes_none(client, placed):
    client.post(page_of(placed), {"_voorbeeld": "1", "name": "x"})
    assert not Preview.objects.exists()


NOWHERE = {"OldAddress", "ThesaurusGroup", "WordForm", "LinkCheck"}  # no visitor sees these


def test_all_content_with_a_form_of_its_own_has_places():
    forms = {model for model in content_models() if admin.site.is_registered(model)}
    assert {model.__name__ for model in forms - set(PLACES)} <= NOWHERE
    assert set(PLACES) <= forms


ENTRIES = {
    "owner": lambda: make.ToolFactory(owners=[make.OwnerFactory()]).owners.get(),
    "placement": lambda: make.PlacementFactory(fiche=make.FicheFactory(), tool__status="concept"),
    "reference": lambda: make.CitationFactory().reference,
    "erratum": lambda: make.ErratumFactory(tool=make.ToolFactory()),
    "format": lambda: make.ToolFactory(formats=[make.FormatFactory()]).formats.get(),
    "audience": lambda: make.ToolFactory(audiences=[make.AudienceFactory()]).audiences.get(),
    "target group": lambda: make.ToolFactory(target_groups=[make.TargetGroupFactory()]).target_groups.get(),
    "keyword": lambda: make.ToolFactory(tags=["samen"]).keywords.get().tag,
    "step": make.StepFactory,
    "figure": lambda: make.FigureFactory(fiche=make.FicheFactory()),
    "worry": make.WorryFactory,
    "section": make.SectionFactory,
    "pillar": make.PillarFactory,
    "building block": make.BuildingBlockFactory,
    "resource": make.ResourceFactory,
    "reading guide": make.ReadingGuideFactory,
    "outcome": lambda: with_figure(3, make.OutcomeFactory),
    "situation": lambda: with_figure(4, make.SituationFactory),
    "start factor": lambda: with_figure(5, make.StartFactorFactory),
    "group": lambda: with_figure(6, make.UnreachedGroupFactory),
}


def with_figure(number, factory):
    make.FigureFactory(number=number)
    return factory()


@pytest.mark.parametrize("kind", ENTRIES)
def test_each_kind_of_entry_is_shown_where_it_appears(desk, client, kind):
    pages = shown(client, preview(desk, page_of(ENTRIES[kind]())))
    assert pages
    assert {page.status_code for page in pages.values()} == {200}
