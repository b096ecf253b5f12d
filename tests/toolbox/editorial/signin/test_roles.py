"""What each of the three roles may do, and what not."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group

from tests import factories as make
from tests.desk import change, fresh, make_editor, page_of
from toolbox.editorial.history.record import recorded
from toolbox.editorial.signin import roles
from toolbox.models import Tool

pytestmark = pytest.mark.django_db


def sign_in(client, role):
    client.force_login(make_editor(role))
    return client


def permissions(role):
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name=role).permissions.select_related("content_type")
    }


def test_each_of_three_roles_has_all_of_the_one_before_and_more():
    redacteur, hoofdredacteur, beheerder = map(permissions, ("redacteur", "hoofdredacteur", "beheerder"))
    assert redacteur < hoofdredacteur < beheerder
    more = hoofdredacteur - redacteur
    assert {"toolbox.publish_tool", "toolbox.merge_tool", "toolbox.restore_revision"} <= more
    assert all("delete" in name for name in more - {f"toolbox.{name}" for name in roles.CHIEF_ONLY})
    assert {name.split("_")[-1] for name in beheerder - hoofdredacteur} == {"user", "group", "signinattempt"}


def test_every_table_at_the_desk_can_be_seen_by_a_redacteur_or_is_about_people():
    at_desk = {f"{m._meta.app_label}.view_{m._meta.model_name}" for m in admin.site._registry}
    people = {"auth.view_user", "auth.view_group", "toolbox.view_signinattempt"}
    assert at_desk - people <= permissions("redacteur")
    assert not people & permissions("redacteur")


def test_roles_are_put_right_again_after_every_migrate():
    redacteur = Group.objects.get(name="redacteur")
    redacteur.permissions.clear()
    roles.install()
    assert "toolbox.change_tool" in permissions("redacteur")
    assert Group.objects.count() == 3


def test_redacteur_changes_a_tool_and_takes_a_link_away(client):
    tool = make.LinkFactory().tool
    change(sign_in(client, "redacteur"), tool, summary="Anders.", **{"links-0-DELETE": "on"})
    assert (fresh(tool).summary, tool.links.count()) == ("Anders.", 0)


def test_redacteur_sees_history_and_no_way_to_go_back_in_it(client):
    tool = make.ToolFactory()
    with recorded(tool, make.EditorFactory()):
        Tool.objects.filter(pk=tool.pk).update(summary="Nieuw.")
    page = sign_in(client, "redacteur").get(page_of(tool, "history")).text
    assert ("<ins>Nieuw.</ins>" in page, "Zet terug" in page) == (True, False)


def test_start_page_shows_only_what_the_role_may_see(client):
    make.ToolFactory(status="concept")
    group = Group.objects.get(name="redacteur")
    group.permissions.remove(*group.permissions.filter(codename="view_tool"))
    assert sign_in(client, "redacteur").get("/admin/").context["attention"] == []


@pytest.mark.parametrize("role", ["redacteur", "hoofdredacteur", "beheerder"])
def test_every_list_at_the_desk_opens_or_is_refused_for_each_role(client, role):
    sign_in(client, role)
    for model in admin.site._registry:
        meta = model._meta
        may_see = f"{meta.app_label}.view_{meta.model_name}" in permissions(role)
        status = client.get(f"/admin/{meta.app_label}/{meta.model_name}/").status_code
        assert status == (200 if may_see else 403), meta.label


def test_no_model_of_the_catalogue_is_forgotten_by_the_roles():
    labels = {model._meta.model_name for model in apps.get_models() if model._meta.app_label == "toolbox"}
    seen = {name.removeprefix("toolbox.view_") for name in permissions("redacteur") if name.startswith("toolbox.view_")}
    by_the_site = {
        "importfile",
        "mailslip",
        "mailwish",
        "preview",
        "reportthrottle",
        "signinattempt",
        "waitingquestion",
    }
    assert labels - seen == by_the_site
