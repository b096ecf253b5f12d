"""The rows under a tool in its form: where it is placed, and where it comes from."""

from django import forms

from toolbox.admin.editing import PlainRows, StackedRows, TabularRows
from toolbox.models import Citation, Link, Placement


class DistinctRows(PlainRows):
    """Refuses a second row that says the same.

    An heir says what may occur once, in `identities(row)` as (field to put the message at, value, message).
    The database refuses it too. But Django's forms look past rows that are not saved yet when a field is empty, and
    then the editor would get an error page and lose the work.
    """

    def clean(self):
        super().clean()
        seen = {
            (field, value)
            for row in self.rows_not_shown
            for field, value, _ in self.identities({f.name: getattr(row, f.name) for f in row._meta.fields})
        }
        for form in self.forms:
            row = getattr(form, "cleaned_data", None)
            if not row or form in self.deleted_forms:
                continue
            for field, value, message in self.identities(row):
                if (field, value) in seen:
                    form.add_error(field, message)
                seen.add((field, value))


class PlacementForm(forms.ModelForm):
    """A place with its number: a number of that place that is free, or none for the last."""

    def clean(self):
        super().clean()
        order = self.cleaned_data.get("order")
        if order is not None and "order" in self.changed_data:
            taken = Placement.objects.at(self.instance_at_place()).filter(order=order).exclude(pk=self.instance.pk)
            if other := taken.select_related("tool").first():
                self.add_error(
                    "order",
                    f"Nummer {order} is hier al van “{other.tool}”. Kies een ander of laat dit leeg: achteraan.",
                )

    def instance_at_place(self):
        """The place that was chosen, before the instance knows it."""
        return Placement(
            **{name: self.cleaned_data.get(name) for name in ("fiche", "step")},
            whole_cycle=bool(self.cleaned_data.get("whole_cycle")),
        )


class PlacementRows(DistinctRows):
    def identities(self, row):
        if row.get("whole_cycle"):
            yield "whole_cycle", True, "Deze tool staat al bij de hele cyclus."
        if row.get("order") is not None:
            place = (row.get("fiche"), row.get("step"), row.get("whole_cycle"))
            yield "order", (*place, row["order"]), "Dit nummer staat hier twee keer op deze plaats."


class PlacementInline(StackedRows):
    model = Placement
    form = PlacementForm
    formset = PlacementRows
    shared = ("fiche", "step")
    named = ("tool", "fiche", "step")
    verbose_name_plural = "waar staat deze tool, en wat biedt hij daar?"
    fields = [
        ("fiche", "step", "whole_cycle"),
        ("heading", "order"),
        "description",
        ("printed_name", "owner"),
        ("reference_detail", "label"),
    ]


class SourceInline(TabularRows):
    """A source of a tool; it can only be tied to a place of that same tool."""

    shared = ("placement",)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "placement":
            kwargs["queryset"] = Placement.objects.filter(tool=self.entry).select_related("fiche", "step", "tool")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class LinkRows(DistinctRows):
    def identities(self, row):
        yield "url", (row.get("placement"), row.get("url")), "Deze link staat er al."


class LinkInline(SourceInline):
    model = Link
    formset = LinkRows
    verbose_name_plural = "links: waar vind je de tool?"


class CitationRows(DistinctRows):
    def identities(self, row):
        yield "reference", (row.get("placement"), row.get("reference")), "Deze bronvermelding staat er al."


class CitationInline(SourceInline):
    model = Citation
    formset = CitationRows
    verbose_name_plural = "bronvermeldingen"
    named = ("reference",)
    autocomplete_fields = ["reference"]
