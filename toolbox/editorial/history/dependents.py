"""What hangs on an entry and would be deleted with it, for the page that asks whether you are sure."""

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import NestedObjects, quote
from django.db import DEFAULT_DB_ALIAS
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst


class Hanging(NestedObjects):
    """As Django's own, but each kind of row is read at once with what its name needs, and the rows of lists between
    entries are left out: “Tool_owners object (12)” tells an editor nothing."""

    def related_objects(self, related_model, related_fields, objs):
        names = [field.name for field in related_model._meta.concrete_fields if field.many_to_one]
        return super().related_objects(related_model, related_fields, objs).select_related(*names)

    def _nested(self, obj, seen, format_callback):
        return [] if obj._meta.auto_created else super()._nested(obj, seen, format_callback)


def hanging_on(entries, request, site):
    """For `ModelAdmin.get_deleted_objects`: the rows as a tree, their numbers, what this user may not delete, and what
    keeps anybody from deleting."""
    hanging = Hanging(using=DEFAULT_DB_ALIAS, origin=entries)
    hanging.collect(entries)
    forbidden = set()

    def line(entry):
        kind = capfirst(entry._meta.verbose_name)
        if not site.is_registered(type(entry)):  # a table without a page of its own
            return f"{kind}: {entry}"
        if not site.get_model_admin(type(entry)).has_delete_permission(request, entry):
            forbidden.add(entry._meta.verbose_name)
        page = reverse(admin_urlname(entry._meta, "change"), args=[quote(entry.pk)])
        return format_html('{}: <a href="{}">{}</a>', kind, page, entry)

    tree = hanging.nested(line)
    numbers = {
        model._meta.verbose_name_plural: len(entries)
        for model, entries in hanging.model_objs.items()
        if not model._meta.auto_created
    }
    return tree, numbers, forbidden, [line(entry) for entry in hanging.protected]
