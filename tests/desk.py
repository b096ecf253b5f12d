"""What the tests of the desk share: editors with a role, and all that the catalogue holds."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from tests.page import form_of
from toolbox.content.version import content_tables
from toolbox.models import LinkCheck


def make_editor(role, name="red"):
    """A member of staff with one of the three roles."""
    user = get_user_model().objects.create_user(name, password="geheim-genoeg", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def page_of(entry, what="change"):
    """The page of one entry at the desk."""
    return f"/admin/{entry._meta.app_label}/{entry._meta.model_name}/{entry.pk}/{what}/"


def change(desk, entry, **changes):
    """Save the form of an entry with `changes`."""
    url = page_of(entry)
    assert desk.post(url, form_of(desk.get(url)) | changes).status_code == 302


def run_action(desk, action, *entries, **sent):
    """Choose an action for entries in their list; gives the page that follows."""
    data = {"action": action, "_selected_action": [entry.pk for entry in entries]} | sent
    return desk.post(page_of(entries[0]).rsplit("/", 3)[0] + "/", data, follow=True)


def fresh(entry):
    """The entry as the database has it by now."""
    return type(entry)._base_manager.get(pk=entry.pk)


MOMENTS = {"created_at", "updated_at", "sent_at", "public_since"}  # the history keeps them to the millisecond


def whole_catalogue():
    """Every row of the content, also those of the lists between entries: {table: rows}. To compare before and after."""
    tables = set(content_tables()) - {LinkCheck._meta.db_table}
    models = apps.get_models(include_auto_created=True)
    content = [model for model in models if model._meta.db_table in tables and not model._meta.proxy]
    return {model._meta.db_table: sorted(map(row_of, model._base_manager.values()), key=str) for model in content}


def row_of(values):
    """What counts of one row: not its number in a table between two entries, nor the moment that it was saved."""
    between = set(values) - {"id"} and all(name.endswith("_id") for name in values if name != "id")
    return {name: value for name, value in values.items() if name not in MOMENTS and not (between and name == "id")}
