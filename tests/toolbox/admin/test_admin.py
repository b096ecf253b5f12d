"""The editors' desk: what an editor does without help, through the forms as they stand."""

import pytest

from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.desk import page_of, run_action
from tests.page import add_row, errors, form_of, listed, main_text, messages, visit
from toolbox.models import Citation, Link, OwnerAlias, Placement, Tool

ADD = "/admin/toolbox/tool/add/"


def send(desk, address, values):
    """Send a form that should be accepted; gives the page after it."""
    response = desk.post(address, values, follow=True)
    assert response.redirect_chain, main_text(response)
    return response


def test_editor_adds_a_tool_in_two_fiches(desk):
    first, second = make.FicheFactory(), make.FicheFactory()
    make.PlacementFactory(fiche=second, order=7)
    owner, form = make.OwnerFactory(), make.FormatFactory()
    values = form_of(desk.get(ADD)) | {
        "status": "gepubliceerd", "name": "Buurtkoffer “Samen”", "slug": "buurtkoffer-samen",
        "summary": "Koffer met spelen voor een eerste gesprek.", "owners": [owner.pk], "formats": [form.pk],
        "tags": "gesprek, spel",
    }  # fmt: skip
    add_row(values, "placements", fiche=first.pk, heading="Spelen", description="Breekt het ijs.")
    add_row(values, "placements", fiche=second.pk, description="Toont wie wie kent.")
    add_row(values, "links", url="https://voorbeeld.be/koffer")

    response = send(desk, ADD, values)

    assert "Buurtkoffer “Samen”" in messages(response)[0]
    tool = Tool.objects.get(slug="buurtkoffer-samen")
    assert [*tool.owners.all(), *tool.formats.all()] == [owner, form]
    assert set(tool.tags.names()) == {"gesprek", "spel"}
    assert list(tool.placements.values_list("fiche", "heading", "order", "description")) == [
        (first.pk, "Spelen", 1, "Breekt het ijs."),
        (second.pk, "", 8, "Toont wie wie kent."),
    ]
    assert listed(visit("/tools/?q=buurtkoffer"))[0] == "Buurtkoffer “Samen”"
    for fiche in (first, second):
        assert "Buurtkoffer “Samen”" in listed(visit(fiche.get_absolute_url()))


def test_editor_gives_a_tool_that_exists_a_second_place_and_a_link_and_a_citation_to_the_first(desk):
    placement, fiche = make.PlacementFactory(), make.FicheFactory()
    reference = make.ReferenceFactory()
    values = form_of(desk.get(page_of(placement.tool)))
    add_row(values, "placements", fiche=fiche.pk, description="Helpt hier ook.")
    add_row(values, "links", url="https://voorbeeld.be/a", placement=placement.pk)
    add_row(values, "citations", reference=reference.pk, placement=placement.pk)

    send(desk, page_of(placement.tool), values)

    assert [place.fiche for place in placement.tool.placements.all()] == [placement.fiche, fiche]
    assert "Helpt hier ook." in main_text(visit(placement.tool.get_absolute_url()))

    assert list(Link.objects.values_list("url", "placement")) == [("https://voorbeeld.be/a", placement.pk)]
    assert list(Citation.objects.values_list("reference", "placement")) == [(reference.pk, placement.pk)]


def test_a_tool_form_saved_untouched_changes_nothing(desk):
    tool = make.ToolFactory(owners=[make.OwnerFactory()], formats=[make.FormatFactory()], tags=["a b", "c"])
    placement = make.PlacementFactory(tool=tool)
    make.LinkFactory(tool=tool, placement=placement)
    make.CitationFactory(tool=tool)
    make.CitationFactory(tool=tool, placement=placement)

    def state():
        return [
            *Tool.objects.values("name", "slug", "summary", "status", "owners", "formats", "keywords__tag__name"),
            *Placement.objects.values(),
            *Link.objects.values(),
            *Citation.objects.values(),
        ]

    before = state()
    send(desk, page_of(tool), form_of(desk.get(page_of(tool))))
    assert state() == before


def test_editor_changes_an_alias(desk):
    alias = make.OwnerAliasFactory(alias="Wijkuis vzw", owner__name="Wijkhuis")
    make.ToolFactory(name="Buurttafel", owners=[alias.owner])
    address = page_of(alias.owner)

    send(desk, address, form_of(desk.get(address)) | {"aliases-0-alias": "Wijkhuis Oost"})

    assert list(OwnerAlias.objects.values_list("alias", flat=True)) == ["Wijkhuis Oost"]
    assert "Wijkhuis Oost" in main_text(visit(alias.owner.get_absolute_url()))
    assert listed(visit("/tools/?q=oost")) == ["Buurttafel"]


@pytest.mark.parametrize(("action", "done"), [("withdraw", "ingetrokken"), ("publish", "gepubliceerd")])
def test_action_says_what_it_did_and_skipped(desk, action, done):
    tools = [make.ToolFactory(status=status) for status in ("concept", done, done)]
    others = [make.ToolFactory(status="concept") for _ in range(3)]

    assert messages(run_action(desk, action, *tools)) == [f"1 tool {done}. 2 overgeslagen: al {done}."]
    assert messages(run_action(desk, action, *tools)) == [f"0 tools {done}. 3 overgeslagen: al {done}."]
    assert messages(run_action(desk, action, *others[:2])) == [f"2 tools {done}."]
    assert list(Tool.objects.exclude(status=done)) == others[2:]


def test_onvolledig_finds_what_misses(desk):
    full = make.ToolFactory(
        name="Volledig", owners=[make.OwnerFactory()], formats=[make.FormatFactory()],
        target_groups=[make.TargetGroupFactory()], audiences=[make.AudienceFactory()],
    )  # fmt: skip
    for factory in (make.LinkFactory, make.CitationFactory, make.PlacementFactory):
        factory(tool=full)
    make.ToolFactory(name="Kaal")
    for missing in ("vorm", "doelgroep", "voor", "eigenaar", "link", "bron", "plaats"):
        response = desk.get("/admin/toolbox/tool/", {"onvolledig": missing})
        assert [str(tool) for tool in response.context["cl"].result_list] == ["Kaal"], missing


def test_a_place_rests_only_on_insights_of_its_own_fiche(desk):
    own, other = make.PassageFactory(title="Eigen inzicht"), make.PassageFactory(title="Ander inzicht")
    placement = make.PlacementFactory(fiche=own.fiche)
    placement.findings.set([own])
    address = page_of(placement)
    page = desk.get(address).text
    assert (own.title in page, other.title in page) == (True, False)

    send(desk, address, form_of(desk.get(address)))
    refused = desk.post(address, form_of(desk.get(address)) | {"findings": [other.pk]})

    assert [field for field, _ in errors(refused)] == ["findings"]
    assert list(placement.findings.all()) == [own]


def test_view_on_site_leads_only_to_public_pages(desk):
    shown, hidden = make.ToolFactory(), make.ToolFactory(status=PublicationStatus.DRAFT)
    assert f'href="{shown.get_absolute_url()}"' in desk.get(page_of(shown)).text
    assert f'href="{hidden.get_absolute_url()}"' not in desk.get(page_of(hidden)).text


def test_someone_without_rights_sees_no_form(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("bezoeker"))
    assert client.get(ADD).url.startswith("/admin/login/")
