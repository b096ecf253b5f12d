"""What editors teach the search engine."""

from django.contrib import admin

from toolbox.admin.content import ContentAdmin
from toolbox.admin.sheets import SheetMixin
from toolbox.editorial.importing.resources import ThesaurusSheet, WordFormSheet
from toolbox.models import ThesaurusGroup, WordForm


@admin.register(ThesaurusGroup)
class ThesaurusGroupAdmin(SheetMixin, ContentAdmin):
    sheet = ThesaurusSheet
    list_display = ["name", "theme", "words", "narrower", "sayings"]
    list_filter = ["theme"]
    search_fields = ["name", "words", "narrower", "sayings"]
    search_help_text = "Zoek een woord: je ziet in welke groepen het staat."


@admin.register(WordForm)
class WordFormAdmin(SheetMixin, ContentAdmin):
    sheet = WordFormSheet
    list_display = ["form", "base"]
    search_fields = ["form", "base"]
