"""Worries: the sentences of the home page, and what an editor chose for each."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import QueryDict

from fiches.shared.publication import PUBLICATION
from toolbox.admin.content import EditorAdmin
from toolbox.admin.editing import Some, TabularRows
from toolbox.admin.filters import OnSiteFilter
from toolbox.admin.merge import KeepsOldAddress
from toolbox.admin.publish import PublishActions
from toolbox.models import Worry, WorryNext, WorryTool
from toolbox.search.filterset import ToolFilter

TO_BEGIN_WITH = 3


class PassagesOfPages(Some):
    """A choice of passages, each named with the fiche or the step where it stands."""

    def label_from_instance(self, passage):
        return f"{passage.page}: {passage}"


def plain_query(address):
    """The query of an address of the tools list, without its page and without what was left empty."""
    asked = QueryDict(address.rpartition("?")[2].partition("#")[0])
    return urlencode([(name, value) for name, values in asked.lists() if name != "pagina" for value in values if value])


class WorryForm(forms.ModelForm):
    """A worry, with the address of a list as an editor copies it."""

    def clean_rest(self):
        """Only the filters of that address; a list that would be empty, or all tools, is refused."""
        query = plain_query(self.cleaned_data["rest"])
        asked = ToolFilter(QueryDict(query))
        if self.cleaned_data["rest"] and (asked.errors or not asked.sets):
            raise forms.ValidationError("Dit is geen lijst met filters. Open de lijst van tools, kies en kopieer.")
        if query and not asked.qs:
            raise forms.ValidationError("Deze lijst is leeg. Haal een filter weg.")
        return query


class WorryToolInline(TabularRows):
    model = WorryTool
    named = ("worry", "tool")
    autocomplete_fields = ["tool"]
    fields = ["order", "tool", "reason"]
    extra = max_num = TO_BEGIN_WITH
    verbose_name_plural = "begin hiermee: drie tools, elk met de reden"


class WorryNextInline(TabularRows):
    model = WorryNext
    fk_name = "worry"
    named = ("worry", "next")
    autocomplete_fields = ["next"]
    fields = ["order", "next"]
    extra = 1


@admin.register(Worry)
class WorryAdmin(PublishActions, KeepsOldAddress, EditorAdmin):
    form = WorryForm
    list_display = ["sentence", "group", "order", "standing"]
    list_filter = ["status", OnSiteFilter, "group"]
    search_fields = ["sentence", "group", "learned", "questions"]
    search_help_text = "Zoek op zin, groep, wat buurten leerden of een andere vraag."
    prepopulated_fields = {"slug": ["sentence"]}
    autocomplete_fields = ["fiche", "situation"]
    filter_horizontal = ["findings", "step_findings"]
    fieldsets = [
        (None, {"fields": [PUBLICATION, "sentence", "slug", ("group", "order")]}),
        ("Wat buurten leerden", {"fields": ["learned", "findings", "step_findings"]}),
        ("Verder kijken", {"fields": ["nothing_fits", "rest", "fiche", "situation"]}),
        ("Waarmee mensen het vinden", {"fields": ["questions"]}),
    ]
    inlines = [WorryToolInline, WorryNextInline]
    actions = ["publish", "withdraw"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        rows = {"learned": 4, "nothing_fits": 2, "questions": 12}.get(db_field.name)
        if rows:
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": rows})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.filter_horizontal:
            kwargs |= {"form_class": PassagesOfPages, "queryset": db_field.related_model.objects.with_page()}
        return super().formfield_for_manytomany(db_field, request, **kwargs)
