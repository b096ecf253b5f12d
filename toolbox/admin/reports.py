"""The queue of what readers report. Accepting applies a change field by field; declining keeps the reason."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseInlineFormSet, ModelForm
from django.utils import timezone
from django.utils.html import format_html

from toolbox.admin.content import VERSION
from toolbox.admin.editing import NeverAdded
from toolbox.admin.lists import DeskList
from toolbox.editorial.history.record import record, recorded
from toolbox.editorial.messages import skipped, tell
from toolbox.editorial.urls import change_page
from toolbox.models import Report, ReportedChange, Revision
from toolbox.public.reports.accept import apply_change, draft_from
from toolbox.public.reports.fields import FIELDS

Decision = ReportedChange.Decision


def decided(report):
    """What is decided about a report, in one word that changes with each decision."""
    return "-".join([report.status, *report.changes.values_list("decision", flat=True)])


class ReportForm(ModelForm):
    """Declining a report keeps the reason. Of two editors who decide at once, the second is told."""

    seen = None  # what was decided when this editor opened it

    def clean(self):
        cleaned = super().clean()
        if self.seen is not None and self.seen != decided(Report.objects.get(pk=self.instance.pk)):
            raise ValidationError(
                "Een andere redacteur besliste intussen over deze melding. Wat overgenomen is, staat er al. "
                "Kijk na wat hieronder staat en bewaar opnieuw."
            )
        if cleaned.get("status") == Report.Status.DECLINED and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Schrijf waarom je deze melding afwijst.")
        return cleaned


class ChangeFormSet(BaseInlineFormSet):
    """Every declined change needs a reason on the report; the report itself is checked with it."""

    def clean(self):
        super().clean()
        declined = any(form.cleaned_data.get("decision") == Decision.DECLINED for form in self.forms if form.is_valid())
        if declined and not self.data.get("reason", "").strip():
            raise ValidationError("Schrijf hierboven waarom je iets niet overneemt.")


class ChangeForm(ModelForm):
    """A decision that is taken and applied stays as it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.decision == Decision.ACCEPTED:
            for field in self.fields.values():
                field.disabled = True


class ChangeInline(NeverAdded, admin.StackedInline):
    model = ReportedChange
    form = ChangeForm
    formset = ChangeFormSet
    fields = ["label", "now", "before", "proposed", "decision"]
    readonly_fields = ["label", "now", "before"]
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        """The changes with all that one can be about, whatever their number."""
        lists = ("owners", "formats", "target_groups", "audiences", "links")
        changes = super().get_queryset(request).select_related("report__tool")
        return changes.prefetch_related(*(f"report__tool__{name}" for name in lists))

    @admin.display(description="veld")
    def label(self, change):
        return FIELDS[change.field].label

    @admin.display(description="staat er nu")
    def now(self, change):
        if change.report.tool is None:
            return "Nog niets: dit wordt een nieuwe tool."
        return FIELDS[change.field].current(change.report.tool) or "(leeg)"


@admin.register(Report)
class ReportAdmin(NeverAdded, DeskList, admin.ModelAdmin):
    list_display = ["__str__", "change_count", "status", "sent_at", "handled_by"]
    list_filter = ["status", "kind", "sent_at"]
    show_facets = admin.ShowFacets.ALWAYS
    search_fields = ["tool__name", "note", "changes__proposed"]
    form = ReportForm
    fields = ["kind", "about", "note", "sent_at", "hears", "status", "reason", "handled_by", "handled_at"]
    readonly_fields = ["kind", "about", "note", "sent_at", "hears", "handled_by", "handled_at"]
    inlines = [ChangeInline]
    actions = ["close_as_read", "decline_as_spam"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (form,), {"seen": request.POST.get(VERSION)})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["entry_version"] = decided(obj) if obj else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="wijzigingen", ordering="change_count")
    def change_count(self, report):
        return report.change_count

    @admin.display(description="over")
    def about(self, report):
        if report.tool is None:
            return "een nieuwe tool"
        return format_html('<a href="{}">{}</a>', change_page(report.tool), report.tool.name)

    @admin.display(description="de lezer hoort ervan")
    def hears(self, report):
        if not report.reply_to:
            return "Nee."
        return "Ja, met één mail, zodra je dit afhandelt. Wat je bij “waarom niet” schrijft, staat er niet in."

    def save_model(self, request, report, form, change):
        if "status" in form.changed_data:
            report.handled_by, report.handled_at = request.user, timezone.now()
        super().save_model(request, report, form, change)

    def save_formset(self, request, form, formset, change):
        """Apply what is newly accepted. What cannot be applied stays open, with the reason in a message."""
        accepted = [
            f.instance
            for f in formset.forms
            if "decision" in f.changed_data and f.instance.decision == Decision.ACCEPTED
        ]
        super().save_formset(request, form, formset, change)
        report = form.instance
        if accepted and report.kind == Report.Kind.NEW_TOOL and report.tool is None:
            self._make_draft(request, report, accepted)
        elif accepted:
            for reported in accepted:
                self._apply(request, report, reported)
        report.close(request.user)

    def _make_draft(self, request, report, accepted):
        try:
            with transaction.atomic():
                report.tool = draft_from(accepted)
                report.save()
                record(report.tool, request.user, Revision.Action.REPORT)
        except (ValidationError, IntegrityError) as error:
            self._keep_open(request, accepted, error)
        else:
            messages.success(request, f"“{report.tool}” staat klaar als concept. Vul aan en publiceer.")

    def _apply(self, request, report, reported):
        try:
            with self._recorded(request, report):
                apply_change(report.tool, reported)
        except (ValidationError, IntegrityError) as error:
            self._keep_open(request, [reported], error)
        else:
            messages.success(request, f"Overgenomen: {FIELDS[reported.field].label.lower()}.")

    @staticmethod
    def _recorded(request, report):
        if report.tool is None:
            return transaction.atomic()
        return recorded(report.tool, request.user, Revision.Action.REPORT, report.note)

    def _keep_open(self, request, changes, error):
        for reported in changes:
            reported.decision = Decision.OPEN
            reported.save()
        why = " ".join(error.messages) if isinstance(error, ValidationError) else "een ander item heeft dit al."
        messages.error(request, f"Niet overgenomen: {why}")

    @admin.action(description="Alleen gelezen: sluit zonder wijziging", permissions=["change"])
    def close_as_read(self, request, queryset):
        self._close_all(request, queryset, Report.Status.DONE, "Gelezen, geen wijziging nodig.", "gesloten")

    @admin.action(description="Wijs af als spam", permissions=["change"])
    def decline_as_spam(self, request, queryset):
        queryset.waiting().update(reply_to="")  # the address may well be of somebody who knows nothing of it
        self._close_all(request, queryset, Report.Status.DECLINED, "Spam.", "afgewezen")

    def _close_all(self, request, queryset, status, reason, done):
        total, waiting = queryset.count(), list(queryset.waiting())
        for report in waiting:
            report.finish(request.user, status, reason)
        handled = skipped(total - len(waiting), "die waren al afgehandeld")
        tell(self, request, len(waiting), "melding", "meldingen", done, handled)
