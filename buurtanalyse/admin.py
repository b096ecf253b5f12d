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
    StepFinding,
    StepInfluence,
    StepTestimony,
)


class StepFindingInline(admin.StackedInline):
    model = StepFinding
    extra = 0
    fields = [("order", "kind"), "title", "text", "points"]


class StepTestimonyInline(admin.StackedInline):
    model = StepTestimony
    extra = 0
    fields = [("order", "speaker"), "text"]


class StepFicheInline(admin.TabularInline):
    model = StepFiche
    extra = 0
    autocomplete_fields = ["fiche"]


class StepInfluenceInline(admin.TabularInline):
    model = StepInfluence
    fk_name = "from_step"
    extra = 0
    autocomplete_fields = ["to_step"]


@admin.register(Step)
class StepAdmin(admin.ModelAdmin):
    list_display = ["number", "title", "status"]
    list_display_links = ["title"]
    list_filter = ["status"]
    search_fields = ["title", "lead"]
    inlines = [StepFindingInline, StepTestimonyInline, StepFicheInline, StepInfluenceInline]


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["title", "page", "order"]
    list_filter = ["page"]
    search_fields = ["title", "text"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Pillar, BuildingBlock)
class NumberedAdmin(admin.ModelAdmin):
    list_display = ["number", "title"]
    list_display_links = ["title"]
    search_fields = ["title", "text"]


@admin.register(Resource)
class ResourceAdmin(admin.ModelAdmin):
    list_display = ["name", "place", "owner", "url"]
    list_filter = ["place"]
    search_fields = ["name", "text", "owner"]


class ReadingGuideFicheInline(admin.TabularInline):
    model = ReadingGuideFiche
    extra = 0
    autocomplete_fields = ["fiche"]


@admin.register(ReadingGuide)
class ReadingGuideAdmin(admin.ModelAdmin):
    list_display = ["order", "title"]
    list_display_links = ["title"]
    search_fields = ["title", "intro"]
    inlines = [ReadingGuideFicheInline]


@admin.register(Outcome)
class OutcomeAdmin(admin.ModelAdmin):
    list_display = ["order", "group", "theme", "text"]
    list_display_links = ["text"]
    list_filter = ["group"]
    search_fields = ["theme", "text", "tips"]
    autocomplete_fields = ["fiches"]


@admin.register(Situation)
class SituationAdmin(admin.ModelAdmin):
    list_display = ["order", "title"]
    list_display_links = ["title"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(SituationElement)
class SituationElementAdmin(admin.ModelAdmin):
    list_display = ["order", "kind", "text", "situation"]
    list_display_links = ["text"]
    list_select_related = ["situation"]
    list_filter = ["kind", "situation"]
    search_fields = ["text"]
    autocomplete_fields = ["situation", "fiches"]


@admin.register(StartFactor)
class StartFactorAdmin(admin.ModelAdmin):
    list_display = ["order", "heading", "helps", "attention"]
    list_display_links = ["helps", "attention"]
    list_filter = ["heading"]
    search_fields = ["helps", "attention"]
    autocomplete_fields = ["fiches"]
