"""The cycle and the background at the editors' desk."""

from django.contrib import admin

from buurtanalyse.models import (
    BuildingBlock,
    Outcome,
    Pillar,
    ReadingGuide,
    ReadingGuideFiche,
    Resource,
    Section,
    Situation,
    SituationElement,
    StartFactor,
    Step,
    StepFiche,
    StepInfluence,
    StepPassage,
)
from fiches.shared.editing import EditorAdmin, SharedChoices


class StepPassageInline(SharedChoices, admin.StackedInline):
    """Insights and testimonies in one list, in the order in which the page shows them."""

    model = StepPassage
    extra = 0
    fields = [("order", "kind"), ("title", "speaker"), "text", "points"]
    verbose_name = "inzicht of getuigenis"
    verbose_name_plural = "inzichten en getuigenissen"


class StepFicheInline(SharedChoices, admin.TabularInline):
    model = StepFiche
    extra = 0
    named = ("step", "fiche")
    shared = ("fiche",)


class StepInfluenceInline(SharedChoices, admin.TabularInline):
    model = StepInfluence
    fk_name = "from_step"
    extra = 0
    shared = ("to_step",)
    named = ("from_step", "to_step")


@admin.register(Step)
class StepAdmin(EditorAdmin):
    list_display = ["number", "title", "status"]
    list_display_links = ["title"]
    list_filter = ["status"]
    search_fields = ["title", "lead"]
    fields = ["status", ("number", "slug"), "title", "label", "lead"]
    inlines = [StepPassageInline, StepFicheInline, StepInfluenceInline]


@admin.register(Section)
class SectionAdmin(EditorAdmin):
    list_display = ["title", "page", "order"]
    list_filter = ["page"]
    search_fields = ["title", "text"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Pillar, BuildingBlock)
class NumberedAdmin(EditorAdmin):
    list_display = ["number", "title"]
    list_display_links = ["title"]
    search_fields = ["title", "text"]


@admin.register(Resource)
class ResourceAdmin(EditorAdmin):
    list_display = ["name", "place", "owner", "url"]
    list_filter = ["place"]
    search_fields = ["name", "text", "owner"]


class ReadingGuideFicheInline(SharedChoices, admin.TabularInline):
    model = ReadingGuideFiche
    extra = 0
    named = ("guide", "fiche")
    shared = ("fiche",)


@admin.register(ReadingGuide)
class ReadingGuideAdmin(EditorAdmin):
    list_display = ["order", "title"]
    list_display_links = ["title"]
    search_fields = ["title", "intro"]
    inlines = [ReadingGuideFicheInline]


@admin.register(Outcome)
class OutcomeAdmin(EditorAdmin):
    list_display = ["order", "group", "theme", "text"]
    list_display_links = ["text"]
    list_filter = ["group"]
    search_fields = ["theme", "text", "tips"]
    autocomplete_fields = ["fiches"]


@admin.register(Situation)
class SituationAdmin(EditorAdmin):
    list_display = ["order", "title"]
    list_display_links = ["title"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(SituationElement)
class SituationElementAdmin(EditorAdmin):
    list_display = ["order", "kind", "text", "situation"]
    list_display_links = ["text"]
    list_select_related = ["situation"]
    list_filter = ["kind", "situation"]
    search_fields = ["text"]
    autocomplete_fields = ["situation", "fiches"]


@admin.register(StartFactor)
class StartFactorAdmin(EditorAdmin):
    list_display = ["order", "heading", "helps", "attention"]
    list_display_links = ["helps", "attention"]
    list_filter = ["heading"]
    search_fields = ["helps", "attention"]
    autocomplete_fields = ["fiches"]
