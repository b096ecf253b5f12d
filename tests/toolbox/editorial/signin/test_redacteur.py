"""What a redacteur may not do, also by sending what no page offers."""

import pytest
from django.contrib.auth.models import Group, User

from fiches.models import Fiche
from tests import factories as make
from tests.desk import fresh, make_editor, whole_catalogue
from tests.page import form_of
from toolbox.models import Collection, Experience, Owner, Reference, Revision, Tool

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_editor("redacteur", "bo"))
    return client


@pytest.fixture
def catalogue():
    """Something of everything that can be published, deleted or merged."""
    one, two = make.ToolFactory(name="Een"), make.ToolFactory(name="Twee", status="concept")
    one.owners.set([make.OwnerFactory(), make.OwnerFactory()])
    make.PlacementFactory(tool=one)
    make.CollectionFactory()
    make.ExperienceFactory(tool=two)
    make.ReferenceFactory()
    return one


def send(desk, model, path, **data):
    return desk.post(f"/admin/{model._meta.app_label}/{model._meta.model_name}/{path}", data, follow=True)


@pytest.mark.parametrize("action", ["publish", "withdraw", "merge_two", "delete_selected", "put_back"])
@pytest.mark.parametrize("model", [Tool, Owner, Fiche, Collection, Experience, Reference])
def test_actions_of_a_hoofdredacteur_do_nothing(desk, catalogue, model, action):
    before = whole_catalogue()
    entries = list(model.objects.values_list("pk", flat=True))
    send(desk, model, "", action=action, _selected_action=entries, sure="yes", post="yes", keep=entries[0])
    assert whole_catalogue() == before


@pytest.mark.parametrize("model", [Tool, Owner, Fiche, Collection, Experience, Reference])
def test_deleting_is_refused(desk, catalogue, model):
    before = whole_catalogue()
    for entry in model.objects.all():
        assert send(desk, model, f"{entry.pk}/delete/", post="yes").status_code == 403
    assert whole_catalogue() == before


@pytest.mark.parametrize("model", [Tool, Fiche, Collection, Experience])
@pytest.mark.parametrize("status", ["concept", "gepubliceerd", "ingetrokken"])
def test_status_that_is_sent_along_is_passed_over(desk, catalogue, model, status):
    for entry in model.objects.all():
        page = f"{entry.pk}/change/"
        opened = desk.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/{page}")
        was = entry.status
        assert send(desk, model, page, **form_of(opened) | {"status": status}).redirect_chain
        assert fresh(entry).status == was


def test_new_tool_is_a_draft_whatever_is_sent(desk):
    new = {"name": "Nieuw", "slug": "nieuw", "summary": "x", "status": "gepubliceerd"}
    send(desk, Tool, "add/", **form_of(desk.get("/admin/toolbox/tool/add/")) | new)
    assert Tool.objects.get().status == "concept"


def test_bin_and_earlier_versions_stay_shut(desk, catalogue):
    revision = Revision.objects.create(model="toolbox.tool", object_id="99", title="Weg", action="verwijderd", rows=[])
    send(desk, Revision, "", action="put_back", _selected_action=[revision.pk])
    assert Revision.objects.bin().get() == revision
    assert send(desk, Tool, f"{catalogue.pk}/terugzetten/{revision.pk}/").status_code == 403


def test_people_and_groups_are_out_of_reach(desk):
    me = User.objects.get(username="bo")
    for path in (f"user/{me.pk}/change/", f"user/{me.pk}/password/", "user/add/", "group/add/"):
        data = {"username": "bo", "is_superuser": "on", "groups": [Group.objects.get(name="beheerder").pk]}
        assert desk.post(f"/admin/auth/{path}", data).status_code == 403, path
    reset = {"action": "reset_second_step", "_selected_action": [me.pk]}
    assert desk.post("/admin/auth/user/", reset).status_code == 403
    assert (fresh(me).is_superuser, [group.name for group in me.groups.all()]) == (False, ["redacteur"])
