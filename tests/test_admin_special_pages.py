"""The pages of the desk that are no list and no form: as many queries for four items as for two, and in Dutch."""

from functools import partial

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.catalogue import full_tool
from tests.desk import fresh, make_editor, page_of, run_action
from tests.page import parse, text_of
from tests.test_admin_pages import (
    CHANGELISTS,
    address,
    english,
    full_collection,
    full_fiche,
    full_owner,
    full_step,
    queries,
    warm,
)
from toolbox import models as toolbox
from toolbox.editorial.history.record import recorded
from toolbox.editorial.merging import merge_tools
from toolbox.models import Tool

ONE_PAGE = [
    "admin:index",
    "admin:password_change",
    "admin:password_change_done",
    "admin:usage",
    "admin:usage_question",
]


def loaded_tool(rows):
    """A tool with all that would be deleted with it."""
    tool = full_tool(rows)
    for _ in range(rows):
        make.ExperienceFactory(tool=tool)
        make.CollectionEntryFactory(tool=tool)
        make.ReportFactory(tool=tool)
    return tool


def loaded_fiche(rows):
    fiche = full_fiche(rows)
    for _ in range(rows):
        make.PlacementFactory(fiche=fiche)
        make.LinkFactory(placement=fiche.placements.last(), tool=fiche.placements.last().tool)
    return fiche


def posted(desk, action, entries):
    with CaptureQueriesContext(connection) as captured:
        response = run_action(desk, action, *entries)
    assert not response.redirect_chain
    return response, len(captured)


def changed_tool(rows):
    tool = make.ToolFactory()
    for number in range(rows):
        with recorded(tool, make.EditorFactory()):
            Tool.objects.filter(pk=tool.pk).update(summary=f"Zin {number}.")
    return tool


def merged_tool(rows):
    tool = make.ToolFactory()
    for _ in range(rows):
        merge_tools(tool, make.ToolFactory(), make.EditorFactory())
    return tool


PAGES_OF_AN_ENTRY = {
    "delete tool": loaded_tool, "delete fiche": loaded_fiche, "delete owner": full_owner,
    "delete collection": full_collection, "delete step": full_step,
    "history of changes": changed_tool, "history of merges": merged_tool,
}  # fmt: skip


@pytest.mark.parametrize(("page", "build"), PAGES_OF_AN_ENTRY.items(), ids=PAGES_OF_AN_ENTRY)
def test_page_of_an_entry(desk, page, build):
    addresses = [page_of(build(rows), page.split()[0]) for rows in (2, 4)]
    two, four = [warm(queries, desk, address) for address in addresses]
    assert two == four
    assert english(desk.get(addresses[1])) == set()


@pytest.mark.parametrize(
    ("action", "chosen"),
    [
        ("delete_selected", lambda number: [loaded_tool(1) for _ in range(number)]),
        ("delete_selected", lambda number: [loaded_fiche(1) for _ in range(number)]),
        ("merge_two", lambda number: [loaded_tool(number), loaded_tool(number)]),
    ],
    ids=["whether to delete tools", "whether to delete fiches", "which of two stays"],
)
def test_page_that_asks(desk, action, chosen):
    (page, few), (_, many) = [warm(posted, desk, action, chosen(number)) for number in (2, 4)]
    assert few == many
    assert english(page) == set()


def load_all():
    for build in (loaded_tool, loaded_fiche):
        build(2)
    make.ReportFactory(tool=Tool.objects.first())


def make_two(model):
    for _ in range(2):
        CHANGELISTS[model][0]()


WITH_SHEET = [model for model, shown in admin.site._registry.items() if hasattr(shown, "sheet")]
SHEET_PAGES = [(model, page) for model in WITH_SHEET for page in ("import", "export")]
PAGES = {
    **dict.fromkeys(ONE_PAGE, load_all),
    **{f"admin:toolbox_{model._meta.model_name}_{page}": partial(make_two, model) for model, page in SHEET_PAGES},
}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_dutch_and_takes_as_many_queries_for_more(desk, name):
    queries(desk, reverse(name))
    counted = []
    for _ in range(2):
        PAGES[name]()
        counted.append(queries(desk, reverse(name)))
    assert counted[0] == counted[1]
    assert english(desk.get(reverse(name))) == set()


# In Dutch


def test_pages_of_an_account_and_a_group_are_dutch(desk):
    user = make_editor("redacteur", "bo")
    group = Group.objects.get(name="redacteur")
    about = [page_of(user), page_of(user, "history"), page_of(group), page_of(group, "delete")]
    for page in (address(User, "add"), reverse("admin:auth_user_password_change", args=[user.pk]), *about):
        assert english(desk.get(page)) == set(), page
    page = text_of(parse(desk.get(address(Group, "change", group.pk))).find("body"))
    assert "tool: wijzigen" in page
    assert "Mag publiceren en intrekken, ook fiches en stappen" in page


def test_account_is_never_deleted_so_that_the_history_knows_who(desk):
    user = make.EditorFactory()
    assert desk.get(address(User, "delete", user.pk)).status_code == 403
    run_action(desk, "delete_selected", user, post="yes")
    assert User.objects.filter(pk=user.pk).exists()


def test_removing_a_failed_sign_in_keeps_nothing_of_it(desk):
    attempt = make.SignInAttemptFactory(ip_address="203.0.113.7")
    desk.post(address(toolbox.SignInAttempt, "delete", attempt.pk), {"post": "yes"})
    assert not toolbox.SignInAttempt.objects.exists()
    assert not toolbox.Revision.objects.exists()


def test_beheerder_makes_an_account_with_a_role_in_one_go(db, client):
    client.force_login(make_editor("beheerder", "an"))
    role = Group.objects.get(name="redacteur")
    data = {"username": "bo", "password1": "geheim-genoeg", "password2": "geheim-genoeg", "is_staff": "on"}
    assert client.post(address(User, "add"), data | {"groups": [role.pk]}).status_code == 302
    made = User.objects.get(username="bo")
    assert (made.is_staff, list(made.groups.all()), made.check_password("geheim-genoeg")) == (True, [role], True)


def test_beheerder_gives_somebody_a_new_password(db, client):
    client.force_login(make_editor("beheerder", "an"))
    user = make_editor("redacteur", "bo")
    page = reverse("admin:auth_user_password_change", args=[user.pk])
    for weak in ("kort", "12345678", "password", "bo", ""):
        refused = client.post(page, {"password1": weak, "password2": weak})
        assert "Fout: " in refused.text
        assert english(refused) == set(), weak
    assert client.post(page, {"password1": "nog-geheimer", "password2": "nog-geheimer"}).status_code == 302
    assert fresh(user).check_password("nog-geheimer")
