"""Every change of content renews the catalogue version, whatever way it is made."""

import pytest
from django.db import connection

from fiches.models import Fiche
from toolbox.models import CatalogueVersion, Format, Owner, Tool


@pytest.fixture
def tool(db):
    return Tool.objects.create(name="Buurtkaart", slug="buurtkaart", summary="Kaart.")


def changes(tool):
    owner = Owner(name="Wijkhuis", slug="wijkhuis")
    yield "save", lambda: tool.save()
    yield "create", lambda: owner.save()
    yield "many-to-many", lambda: tool.owners.add(owner)
    yield "tags", lambda: tool.tags.add("ontmoeting")
    yield "bulk update", lambda: Tool.objects.filter(pk=tool.pk).update(summary="Anders.")
    yield "bulk create", lambda: Format.objects.bulk_create([Format(name="Spel", slug="spel")])
    yield "other app", lambda: Fiche.objects.create(letter="Z", slug="z", title="Z", lead="Z")
    yield "raw SQL", lambda: connection.cursor().execute("UPDATE toolbox_owner SET name = 'Buurthuis'")
    yield "delete", lambda: tool.delete()


def test_version_is_renewed_by_every_kind_of_change(tool):
    seen = [CatalogueVersion.objects.current()]
    for kind, change in changes(tool):
        change()
        assert CatalogueVersion.objects.current() not in seen, kind
        seen.append(CatalogueVersion.objects.current())


def test_version_stays_when_something_else_changes(tool, django_user_model):
    before = CatalogueVersion.objects.current()
    django_user_model.objects.create_user("redacteur")
    assert CatalogueVersion.objects.current() == before != ""


def test_version_is_empty_for_an_empty_catalogue(db):
    assert CatalogueVersion.objects.current() == ""
