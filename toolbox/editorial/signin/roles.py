"""The three roles of the desk, as groups. Made and brought up to date after every `migrate`: docs/beslissingen/0037."""

from functools import cache

from django.apps import apps

from fiches.shared.content import content_models, row_parents

# Not to be written by anybody at the desk: made by the site itself.
READ_ONLY = {"linkresult", "revision", "catalogueversion", "usagecount"}
HIDDEN = {"importfile", "mailslip", "mailwish", "preview", "reportthrottle", "waitingquestion"}

EDITOR, CHIEF, MANAGER = "redacteur", "hoofdredacteur", "beheerder"
CHIEF_ONLY = {"publish_tool", "merge_tool", "restore_revision"}
MANAGED = {("auth", "user"), ("auth", "group"), ("toolbox", "signinattempt")}


@cache
def content_apps():
    """The apps of which the tables are the work of editors."""
    return {model._meta.app_label for model in content_models()}


@cache
def rows():
    """The names of the models of rows within an entry."""
    return {model._meta.model_name for model in row_parents()}


def about_content(permission):
    """(action, model) of a permission for a table that editors may see; (None, None) for any other."""
    app, (action, _, model) = permission.content_type.app_label, permission.codename.partition("_")
    theirs = app in content_apps() and model not in HIDDEN and (app, model) not in MANAGED
    return (action, model) if theirs else (None, None)


def is_for_editor(permission):
    """Whether a redacteur has this: see everything, write content, take away rows within an entry.

    Their history is that of the entry: who may change it, may take them away.
    """
    action, model = about_content(permission)
    writes = action in {"add", "change"} or (action == "delete" and model in rows())
    return action == "view" or (writes and model not in READ_ONLY)


def is_for_chief(permission):
    """Whether a hoofdredacteur has this: all of the redacteur, and publish, delete, merge and put back."""
    action, model = about_content(permission)
    deletes = action == "delete" and model not in READ_ONLY
    return is_for_editor(permission) or permission.codename in CHIEF_ONLY or deletes


def is_for_manager(permission):
    """Whether a beheerder has this: all of the hoofdredacteur, and the people."""
    model = (permission.content_type.app_label, permission.content_type.model)
    return is_for_chief(permission) or model in MANAGED


ROLES = {EDITOR: is_for_editor, CHIEF: is_for_chief, MANAGER: is_for_manager}


def rights_at_the_desk():
    """Every right that some role has."""
    rights = apps.get_model("auth", "Permission").objects.select_related("content_type")
    return [right for right in rights if any(belongs(right) for belongs in ROLES.values())]


def install(using="default", **kwargs):
    """Make the groups with exactly the permissions of their role."""
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    permissions = list(permission_model.objects.using(using).select_related("content_type"))
    for name, belongs in ROLES.items():
        group, _ = group_model.objects.using(using).get_or_create(name=name)
        group.permissions.set([permission for permission in permissions if belongs(permission)])
