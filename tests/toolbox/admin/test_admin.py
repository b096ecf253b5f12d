"""The editors' desk: what an editor does without help, through the forms as they stand."""

import pytest

from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.page import add_row, errors, form_of, listed, main_text, messages, visit
from toolbox.models import Citation, Link, Owner, OwnerAlias, Placement, Tool

ADD = "/admin/toolbox/tool/add/"


def change(tool):
    return f"/admin/toolbox/tool/{tool.pk}/change/"


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
        "status": "gepubliceerd",
        "name": "Buurtkoffer “Samen”",
        "slug": "buurtkoffer-samen",
        "summary": "Koffer met spelen voor een eerste gesprek.",
        "owners": [owner.pk],
        "formats": [form.pk],
        "tags": "gesprek, spel",
    }
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
    assert listed(visit("/tools/?q=buurtkoffer")) == ["Buurtkoffer “Samen”"]
    for fiche in (first, second):
        assert "Buurtkoffer “Samen”" in listed(visit(fiche.get_absolute_url()))


def test_editor_places_a_tool_that_exists_in_two_fiches(desk):
    tool = make.ToolFactory()
    fiches = [make.FicheFactory(), make.FicheFactory()]
    values = form_of(desk.get(change(tool)))
    for fiche in fiches:
        add_row(values, "placements", fiche=fiche.pk, description=f"Helpt bij {fiche.title}.")

    send(desk, change(tool), values)

    assert [placement.fiche for placement in tool.placements.all()] == fiches
    page = main_text(visit(tool.get_absolute_url()))
    assert all(f"Helpt bij {fiche.title}." in page for fiche in fiches)


def test_editor_ties_a_link_and_a_citation_to_a_place(desk):
    placement = make.PlacementFactory()
    reference = make.ReferenceFactory()
    values = form_of(desk.get(change(placement.tool)))
    add_row(values, "links", url="https://voorbeeld.be/a", placement=placement.pk)
    add_row(values, "citations", reference=reference.pk, placement=placement.pk)

    send(desk, change(placement.tool), values)

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
    send(desk, change(tool), form_of(desk.get(change(tool))))
    assert state() == before


def test_editor_changes_an_alias(desk):
    alias = make.OwnerAliasFactory(alias="Wijkuis vzw", owner__name="Wijkhuis")
    make.ToolFactory(name="Buurttafel", owners=[alias.owner])
    address = f"/admin/toolbox/owner/{alias.owner.pk}/change/"
    values = form_of(desk.get(address)) | {"aliases-0-alias": "Wijkhuis Oost"}

    send(desk, address, values)

    assert list(OwnerAlias.objects.values_list("alias", flat=True)) == ["Wijkhuis Oost"]
    assert "Wijkhuis Oost" in main_text(visit(alias.owner.get_absolute_url()))
    assert listed(visit("/tools/?q=oost")) == ["Buurttafel"]


def test_editor_adds_an_owner_with_another_name(desk):
    address = "/admin/toolbox/owner/add/"
    values = form_of(desk.get(address)) | {"name": "Wijkhuis", "slug": "wijkhuis", "kind": "organisatie"}
    values["aliases-0-alias"] = "Wijkhuis vzw"

    send(desk, address, values)

    assert list(Owner.objects.values_list("name", "aliases__alias")) == [("Wijkhuis", "Wijkhuis vzw")]


@pytest.mark.parametrize("status", [PublicationStatus.DRAFT, PublicationStatus.WITHDRAWN])
def test_editor_takes_a_tool_off_the_site(desk, status):
    tool = make.ToolFactory()
    assert listed(visit("/tools/")) == [tool.name]

    send(desk, change(tool), form_of(desk.get(change(tool))) | {"status": status})

    assert listed(visit("/tools/")) == []
    visit(tool.get_absolute_url(), 404)


def run_action(desk, action, tools):
    return desk.post(
        "/admin/toolbox/tool/", {"action": action, "_selected_action": [tool.pk for tool in tools]}, follow=True
    )


@pytest.mark.parametrize(
    ("action", "status", "done"),
    [
        ("withdraw", PublicationStatus.WITHDRAWN, "ingetrokken"),
        ("publish", PublicationStatus.PUBLISHED, "gepubliceerd"),
    ],
)
def test_action_says_what_it_did_and_skipped(desk, action, status, done):
    tools = [
        make.ToolFactory(status=PublicationStatus.DRAFT),
        make.ToolFactory(status=status),
        make.ToolFactory(status=status),
    ]
    untouched = make.ToolFactory(status=PublicationStatus.DRAFT)

    assert messages(run_action(desk, action, tools)) == [f"1 tool {done}. 2 overgeslagen: al {done}."]
    assert messages(run_action(desk, action, tools)) == [f"0 tools {done}. 3 overgeslagen: al {done}."]
    assert list(Tool.objects.exclude(status=status)) == [untouched]


def test_action_says_many(desk):
    assert messages(run_action(desk, "withdraw", [make.ToolFactory(), make.ToolFactory()])) == ["2 tools ingetrokken."]


def test_onvolledig_finds_what_misses(desk):
    full = make.ToolFactory(
        name="Volledig",
        owners=[make.OwnerFactory()],
        formats=[make.FormatFactory()],
        target_groups=[make.TargetGroupFactory()],
        audiences=[make.AudienceFactory()],
    )
    make.LinkFactory(tool=full)
    make.CitationFactory(tool=full)
    make.PlacementFactory(tool=full)
    make.ToolFactory(name="Kaal")
    for missing in ("vorm", "doelgroep", "voor", "eigenaar", "link", "bron", "plaats"):
        response = desk.get("/admin/toolbox/tool/", {"onvolledig": missing})
        assert [str(tool) for tool in response.context["cl"].result_list] == ["Kaal"], missing


def test_a_place_rests_only_on_insights_of_its_own_fiche(desk):
    own, other = make.PassageFactory(title="Eigen inzicht"), make.PassageFactory(title="Ander inzicht")
    placement = make.PlacementFactory(fiche=own.fiche)
    placement.findings.set([own])
    address = f"/admin/toolbox/placement/{placement.pk}/change/"
    page = desk.get(address).text
    assert own.title in page
    assert other.title not in page

    send(desk, address, form_of(desk.get(address)))
    refused = desk.post(address, form_of(desk.get(address)) | {"findings": [other.pk]})

    assert [field for field, _ in errors(refused)] == ["findings"]
    assert list(placement.findings.all()) == [own]


def test_view_on_site_leads_only_to_public_pages(desk):
    shown, hidden = make.ToolFactory(), make.ToolFactory(status=PublicationStatus.DRAFT)
    assert f'href="{shown.get_absolute_url()}"' in desk.get(change(shown)).text
    assert f'href="{hidden.get_absolute_url()}"' not in desk.get(change(hidden)).text


def test_someone_without_rights_sees_no_form(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("bezoeker"))
    assert client.get(ADD).status_code == 302
    assert "/admin/login/" in client.get(ADD).url
