"""The base of every admin class of content: its history, who may publish, and how its form looks."""

from contextlib import nullcontext
from itertools import pairwise
from operator import attrgetter

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from fiches.shared.publication import PUBLICATION, Publishable
from toolbox.admin.editing import PLAIN_WORDS, PickOne, PickSome, Some, is_key
from toolbox.admin.lists import DeskList
from toolbox.admin.ordering import InDutchOrder
from toolbox.admin.preview import PreviewMixin
from toolbox.editorial.history import record
from toolbox.editorial.history.dependents import hanging_on
from toolbox.editorial.history.diff import diff
from toolbox.editorial.history.snapshot import entry_of
from toolbox.models import Revision

VERSION = "_versie"
SHOWN_REVISIONS = 100


def version_of(entry):
    """A number that changes with each change of `entry`."""
    return Revision.objects.of(entry).values_list("pk", flat=True).first() or 0


def with_changes(revisions):
    """The revisions, of each entry the newest first, each with what it changed as `changes`."""
    for new, old in pairwise([*revisions, None]):
        new.changes = changes_between(old, new)
    return revisions


def changes_between(old, new):
    """What changed; a deletion is told by its name alone, since it keeps far more rows than those of the entry."""
    is_first = old is None or old.object_id != new.object_id  # what was never changed has no history
    if is_first or Revision.Action.DELETED in {old.action, new.action}:
        return []
    return diff(old.rows, new.rows)


class ConflictCheck:
    """A form that notices when somebody else saved the entry since this editor opened it, at the version `seen`."""

    def clean(self):
        cleaned = super().clean()
        entry = entry_of(self.instance)
        if self.seen is not None and str(version_of(entry)) != self.seen:
            raise ValidationError(self._explain(entry))
        return cleaned

    def _explain(self, entry):
        seen = int(self.seen) if is_key(self.seen) else 0
        newer = list(Revision.objects.of(entry).filter(pk__gt=seen).select_related("user")[:5])
        if not newer:  # no form of ours said this
            return "We weten niet welke versie je voor je had. Kijk na wat hieronder staat en bewaar opnieuw."
        last = newer[0]
        old = Revision.objects.of(entry).filter(pk__lte=max(seen, newer[-1].pk)).first()
        changed = ", ".join(dict.fromkeys(change.field or change.where for change in diff(old.rows, last.rows)))
        return (
            f"{last.user or 'Iemand'} bewaarde dit item om {localtime(last.at):%H:%M}, terwijl jij eraan werkte"
            f"{f' (gewijzigd: {changed})' if changed else ''}. Wat jij typte, staat hieronder en is nog niet bewaard. "
            "Kijk het na en bewaar opnieuw: dan geldt jouw versie. De andere versie vind je bij de geschiedenis."
        )


class ContentAdmin(InDutchOrder, DeskList, admin.ModelAdmin):
    """Records every change made through the admin, shows it field by field, and goes back with one click."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.revert_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_revert"
        return [path("<path:object_id>/terugzetten/<int:revision_id>/", view, name=name), *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if not change or request.method != "POST":
            return form
        return type(form)(form.__name__, (ConflictCheck, form), {"seen": request.POST.get(VERSION)})

    def get_readonly_fields(self, request, obj=None):
        """Who may not publish, sees the status and its moments, and cannot change them. A new entry is then a draft."""
        fields = super().get_readonly_fields(request, obj)
        may = not issubclass(self.model, Publishable) or request.user.has_perm("toolbox.publish_tool")
        return fields if may else [*fields, *PUBLICATION]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["entry_version"] = version_of(entry_of(obj)) if obj else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        before = entry_of(type(obj)._base_manager.get(pk=obj.pk)) if change else None
        if before:
            record.ensure_first(*{before, entry_of(obj)})
        super().save_model(request, obj, form, change)
        if before and before != entry_of(obj):  # a placement that moved to another tool
            record.record(before, request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        entry = entry_of(form.instance)
        is_new = not change and entry == form.instance
        record.record(entry, request.user, Revision.Action.ADDED if is_new else Revision.Action.SAVED)

    def delete_model(self, request, obj):
        entry = entry_of(obj)
        with nullcontext() if entry == obj else record.recorded(entry, request.user):
            record.record_deletion(obj, request.user)
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)

    def get_deleted_objects(self, objs, request):
        return hanging_on(objs, request, self.admin_site)

    def _object_or_404(self, request, object_id):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        return obj

    def history_view(self, request, object_id, extra_context=None):
        obj = self._object_or_404(request, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        entry = entry_of(obj)
        revisions = with_changes(list(Revision.objects.of(entry).select_related("user")[: SHOWN_REVISIONS + 1]))
        merged = Revision.objects.merged_into(revisions).order_by("object_id", "-pk").select_related("user")
        before_merge = with_changes(list(merged[:SHOWN_REVISIONS]))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Geschiedenis: {entry}",
            "opts": self.opts,
            "object": obj,
            "revisions": revisions[:SHOWN_REVISIONS],
            "before_merge": sorted(before_merge, key=attrgetter("pk"), reverse=True),
            "may_restore": request.user.has_perm("toolbox.restore_revision"),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/entry_history.html", context)

    def revert_view(self, request, object_id, revision_id):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:  # somebody else deleted or merged it: Django's own words for that
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not (self.has_change_permission(request, obj) and request.user.has_perm("toolbox.restore_revision")):
            raise PermissionDenied
        entry = entry_of(obj)
        revision = get_object_or_404(Revision.objects.of(entry).exclude(action=Revision.Action.DELETED), pk=revision_id)
        try:
            lost = record.revert(revision, request.user)
        except IntegrityError:
            messages.error(request, "Niet teruggezet: een ander item heeft nu dezelfde naam of hetzelfde adres.")
        except ValidationError as error:
            messages.error(request, f"Niet teruggezet: {' '.join(error.messages)}")
        else:
            when = localtime(revision.at)
            messages.success(request, f"“{entry}” is weer zoals op {when:%d/%m/%Y} om {when:%H:%M}.")
            if lost:
                messages.warning(request, f"Dit bestaat niet meer en kwam niet terug: {'; '.join(lost)}.")
        return redirect(admin_urlname(self.opts, "history"), obj.pk)


class EditorAdmin(PreviewMixin, ContentAdmin):
    """The admin of one model, as editors know it here."""

    formfield_overrides = PLAIN_WORDS
    show_facets = admin.ShowFacets.ALWAYS
    save_on_top = True

    @admin.display(description="status", ordering="status")
    def standing(self, entry):
        return entry.standing

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickSome(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **{"form_class": Some, **kwargs})

    def view_on_site(self, obj):
        """The page of this entry; nothing for an entry without a page or one that visitors may not see."""
        if hasattr(obj, "get_absolute_url") and getattr(obj, "is_public", True):
            return obj.get_absolute_url()
        return None
