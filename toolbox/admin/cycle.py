"""The cycle and the background at the editors' desk."""

from django.contrib import admin

from buurtanalyse import models as cycle
from fiches.shared.publication import PUBLICATION
from toolbox.admin.content import EditorAdmin
from toolbox.admin.editing import TabularRows
from toolbox.admin.fiches import PassageInline
from toolbox.admin.filters import OnSiteFilter


class StepPassageInline(PassageInline):
    model = cycle.StepPassage
    verbose_name = "inzicht of getuigenis"
    verbose_name_plural = "inzichten en getuigenissen"


class StepFicheInline(TabularRows):
    model = cycle.StepFiche
    named = ("step", "fiche")
    shared = ("fiche",)


class StepInfluenceInline(TabularRows):
    model = cycle.StepInfluence
    fk_name = "from_step"
    shared = ("to_step",)
    named = ("from_step", "to_step")


@admin.register(cycle.Step)
class StepAdmin(EditorAdmin):
    list_display = ["number", "title", "standing"]
    list_display_links = ["title"]
    list_filter = ["status", OnSiteFilter]
    search_fields = ["title", "lead"]
    fields = [PUBLICATION, ("number", "slug"), "title", "label", "lead"]
    inlines = [StepPassageInline, StepFicheInline, StepInfluenceInline]


@admin.register(cycle.Section)
class SectionAdmin(EditorAdmin):
    list_display = ["title", "page", "order"]
    list_filter = ["page"]
    search_fields = ["title", "text"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(cycle.Pillar, cycle.BuildingBlock)
class NumberedAdmin(EditorAdmin):
    list_display = ["number", "title"]
    list_display_links = ["title"]
    search_fields = ["title", "text"]


@admin.register(cycle.Resource)
class ResourceAdmin(EditorAdmin):
    list_display = ["name", "place", "owner", "url"]
    list_filter = ["place"]
    search_fields = ["name", "text", "owner"]


class ReadingGuideFicheInline(TabularRows):
    model = cycle.ReadingGuideFiche
    named = ("guide", "fiche")
    shared = ("fiche",)


@admin.register(cycle.ReadingGuide)
class ReadingGuideAdmin(EditorAdmin):
    list_display = ["order", "title"]
    list_display_links = ["title"]
    search_fields = ["title", "intro"]
    inlines = [ReadingGuideFicheInline]


@admin.register(cycle.Outcome)
class OutcomeAdmin(EditorAdmin):
    list_display = ["order", "group", "theme", "text"]
    list_display_links = ["text"]
    list_filter = ["group"]
    search_fields = ["theme", "text", "tips"]
    autocomplete_fields = ["fiches"]


@admin.register(cycle.Situation)
class SituationAdmin(EditorAdmin):
    list_display = ["order", "title"]
    list_display_links = ["title"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(cycle.SituationElement)
class SituationElementAdmin(EditorAdmin):
    list_display = ["order", "kind", "text", "situation"]
    list_display_links = ["text"]
    list_select_related = ["situation"]
    list_filter = ["kind", "situation"]
    search_fields = ["text"]
    autocomplete_fields = ["situation", "fiches"]


@admin.register(cycle.StartFactor)
class StartFactorAdmin(EditorAdmin):
    list_display = ["order", "heading", "helps", "attention"]
    list_display_links = ["helps", "attention"]
    list_filter = ["heading"]
    search_fields = ["helps", "attention"]
    autocomplete_fields = ["fiches"]
