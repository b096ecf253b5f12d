"""A model of content is one class: all that follows from it knows the model, so that no list can forget it."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection

from fiches.shared.content import content_models, row_parents
from toolbox.admin.content import ContentAdmin
from toolbox.content import dump, version
from toolbox.editorial.site.site import GROUPS
from toolbox.models import LinkCheck, Placement, Tool
from toolbox.public.seo.sitemaps import SITEMAPS


@pytest.mark.parametrize("model", content_models())
def test_all_that_follows_from_content_knows_the_model(db, model):
    stored, name = model._meta.concrete_model, model._meta.concrete_model._meta.model_name
    rights = set(Group.objects.get(name="redacteur").permissions.values_list("codename", flat=True))
    triggers = " ".join(version.statements(connection.vendor))

    for event in version.ROWS:
        assert f'CREATE TRIGGER "version_{event}_{stored._meta.db_table}"' in triggers
    assert {f"view_{name}", f"add_{name}", f"change_{name}"} <= rights
    assert (f"delete_{name}" in rights) is (model in row_parents())
    assert stored in dump.ordered_models()
    assert stored in dump.Layout().named
    assert hasattr(stored, "natural_key") and hasattr(stored._default_manager, "get_by_natural_key")
    assert (model.sitemap in SITEMAPS) is (hasattr(model, "get_absolute_url") and model not in row_parents())


def test_rows_belong_to_one_entry():
    children = [model._meta.get_field(name).related_model for model in content_models() for name in model.children]
    assert len(children) == len(set(children)) == len(row_parents())


def test_news_is_of_what_has_a_page_and_a_status():
    assert {model.__name__ for model in content_models() if model.news_label} == {
        "Fiche",
        "Step",
        "Collection",
        "Worry",
    }
    assert hasattr(Tool, "updated_at")  # it keeps its own dates


def test_what_stands_at_the_desk_has_a_history_and_a_group():
    desk = {model: admin.site.get_model_admin(model) for model in content_models() if admin.site.is_registered(model)}
    grouped = {name for _, names in GROUPS for name in names}
    assert {model.__name__ for model in desk} - grouped == set()
    # Only the checks of links write these.
    assert {model for model, shown in desk.items() if not isinstance(shown, ContentAdmin)} == {LinkCheck}
    assert set(row_parents()) & set(desk) == {Placement}
