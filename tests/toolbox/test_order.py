"""One Dutch order of names in every list, whatever database it stands in and however an entry was written."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import NotSupportedError, connection
from taggit.models import Tag

from fiches.shared.order import SortKey, dutch_order
from tests import factories as make
from tests.page import main_text, not_in_order, visit
from tests.toolbox.search.helpers import index_content
from toolbox.models import Keyword, Owner, Revision, Tool, WordForm

pytestmark = pytest.mark.django_db
# In their order, and none where a database puts it by itself: after Z, before A, or skipping its spaces.
NAMES = ["Ateljee", "buur aan zet", "Buurtzorg", "Écoutez", "’t Huis", "imec", "de Vriendschap", "Zorg 2", "Zorg 10"]
KEYED = [model for model in apps.get_models() if any(isinstance(field, SortKey) for field in model._meta.fields)]


def owners(names=NAMES):
    return [Owner(name=name, slug=f"eigenaar-{number}") for number, name in enumerate(names)]


def renamed():
    made = Owner.objects.bulk_create(owners(map(str, range(len(NAMES)))))
    for owner, name in zip(made, NAMES, strict=True):
        owner.name = name
    return made


def save_each():
    for owner in owners():
        owner.save()


def save_only_the_name():
    for owner in renamed():
        owner.save(update_fields=["name"])


def update_each():
    for owner in renamed():
        Owner.objects.filter(pk=owner.pk).update(name=owner.name)


def update_or_create_each():
    for owner in renamed():
        Owner.objects.update_or_create(slug=owner.slug, defaults={"name": owner.name})


def save_raw():
    for owner in owners():
        owner.save_base(raw=True)


WAYS = {
    "one by one": save_each,
    "raw, as the loader does": save_raw,
    "in bulk": lambda: Owner.objects.bulk_create(owners()),
    "changed in bulk": lambda: Owner.objects.bulk_update(renamed(), ["name"]),
    "only the name": save_only_the_name,
    "by a query": update_each,
    "update or create": update_or_create_each,
}


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_database_files_a_name_however_it_was_written(write):
    write()
    assert [owner.name for owner in Owner.objects.all()] == NAMES


@pytest.mark.only_postgresql
def test_postgresql_compares_every_sign_whatever_its_language():
    """The server of the tests does that by itself; one of Debian skips spaces and quotes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT collation_name FROM information_schema.columns WHERE column_name = 'sort_key'")
        assert cursor.fetchall() == [("C",)]


def test_update_that_cannot_tell_the_place_is_refused():
    make.WordFormFactory()
    with pytest.raises(NotSupportedError):
        WordForm.objects.update(base="huis")


@pytest.mark.parametrize("model", KEYED)
def test_every_model_with_a_name_stands_in_its_order(model):
    key = next(field for field in model._meta.fields if isinstance(field, SortKey))
    factory = make.make(Keyword, slug=make.numbered("t{}")) if model is Keyword else None
    factory = factory or next(
        one for one in vars(make).values() if getattr(one, "_meta", 0) and one._meta.model is model
    )
    for name in reversed(NAMES):
        factory(**{key.of[0]: name})
    assert model._meta.ordering[-1] == key.name
    assert [getattr(entry, key.of[0]) for entry in model.objects.order_by(key.name)] == NAMES


def test_only_what_has_a_number_or_a_moment_is_ordered_otherwise():
    """A new model with a name is ordered by it, and never by the text itself."""
    ordered_by_text = {
        f"{model.__name__}.{name}"
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in {"fiches", "buurtanalyse", "toolbox"}
        for name in model._meta.ordering
        if isinstance(name, str) and name in {"name", "title", "citation", "alias", "base", "form", "tag__name"}
    }
    assert ordered_by_text == {"ThesaurusGroup.name"}  # a slug


@pytest.fixture
def catalogue():
    """A tool of each owner, with the keyword of the same name."""
    for owner in owners(reversed(NAMES)):
        owner.save()
        make.ToolFactory(name=owner.name, slug=owner.slug, owners=[owner], tags=[owner.name])
    index_content()


@pytest.mark.parametrize("address", ["/eigenaars/", "/tools/?sorteer=titel", "/afdrukken/"])
def test_pages_list_in_that_order(catalogue, address):
    assert not_in_order(main_text(visit(address)), NAMES) is None


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/api/v1/eigenaars/", lambda data: [row["naam"] for row in data["resultaten"]]),
        ("/eigenaars/?formaat=json", lambda data: [row["naam"] for row in data["resultaten"]]),
        ("/tools/?sorteer=titel&formaat=json", lambda data: [row["naam"] for row in data["resultaten"]]),
        ("/api/v1/facetten/", lambda data: [value["naam"] for value in facet(data, "eigenaar")]),
        ("/api/v1/facetten/", lambda data: [value["naam"] for value in facet(data, "trefwoord")]),
    ],
)
def test_data_lists_in_that_order(client, catalogue, address, names):
    assert names(client.get(address).json()) == NAMES


def facet(data, param):
    return next(facet["waarden"] for facet in data if facet["parameter"] == param)


def test_owners_and_keywords_of_one_tool_stand_in_that_order(client):
    make.ToolFactory(slug="x", owners=Owner.objects.bulk_create(owners()[::-1]), tags=NAMES[::-1])
    [tool] = client.get("/tools/?formaat=json").json()["resultaten"]
    assert (tool["eigenaars"], tool["trefwoorden"]) == (NAMES, NAMES)


@pytest.mark.parametrize("model", ["owner", "keyword", "tool"])
@pytest.mark.parametrize("question", ["", "?o=1", "?o=-1"])
def test_desk_lists_in_that_order_also_by_the_head_of_a_column(desk, catalogue, model, question):
    shown = [str(entry) for entry in desk.get(f"/admin/toolbox/{model}/{question}").context["cl"].result_list]
    assert shown == sorted(shown, key=dutch_order, reverse="-" in question)
    assert len(shown) == len(NAMES)


def test_desk_does_not_sort_text_that_has_no_place_of_its_own(desk):
    make.CollectionFactory(compiler="imec")
    sortable = desk.get("/admin/toolbox/collection/").context["cl"].sortable_by
    assert ("name" in sortable, "compiler" in sortable) == (True, False)


def test_loaded_fixtures_are_filed(tmp_path):
    items = [f"- model: toolbox.owner\n  fields: {{name: {name}, slug: n{n}}}" for n, name in enumerate(NAMES[::-1])]
    (tmp_path / "1.yaml").write_text("\n".join(items), encoding="utf-8")
    call_command("load_toolbox", map=str(tmp_path), verbosity=0)
    assert [owner.name for owner in Owner.objects.all()] == NAMES


def test_migration_files_what_is_there_already():
    make.ToolFactory(name="’t Huis")
    Tool._base_manager.update(sort_key="")
    import_module("toolbox.migrations.0005_sort_key").fill(apps, None)
    assert Tool.objects.values_list("sort_key", flat=True).get() == "huis  ’t Huis"


def test_migration_takes_keywords_over_with_their_numbers_and_history():
    Tag.objects.create(pk=70, name="Écoutez", slug="ecoutez")
    old = make.RevisionFactory(model="taggit.tag", object_id="70", rows=[{"model": "taggit.tag", "pk": 70}])
    import_module("toolbox.migrations.0004_keyword").take_over(apps, connection.schema_editor())
    assert Keyword.objects.values_list("pk", "slug", "sort_key").get() == (70, "ecoutez", "ecoutez  Écoutez")
    kept = Revision.objects.of(Keyword(pk=70)).get()
    assert (kept.pk, kept.rows) == (old.pk, [{"model": "toolbox.keyword", "pk": 70}])
    Keyword.objects.create(name="nieuw")  # its number is free, also on PostgreSQL
