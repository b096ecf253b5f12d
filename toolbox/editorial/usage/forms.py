"""A question of readers becomes one that a tool answers."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError

from fiches.shared.fields import LineInput
from fiches.shared.text import reading_key
from toolbox.editorial.history.record import recorded
from toolbox.models import Tool
from toolbox.models.tool import LONGEST_QUESTION
from toolbox.search.catalogue import Catalogue

FOUND = 8


class ToolChoice(forms.ModelChoiceField):
    """One of all tools; those that the search finds for a question stand in front."""

    def offer(self, text):
        """Put in front what is found for `text`."""
        names = dict(self.queryset.values_list("pk", "name"))
        found = Catalogue.current().search(text).answer.first(FOUND) if text else []
        groups = [("Dit vindt de site nu", found), ("Alle tools", names)]
        choices = [(title, [(pk, names[pk]) for pk in pks if pk in names]) for title, pks in groups if pks]
        self.widget.choices = [("", "Kies een tool"), *choices]


class QuestionForm(forms.Form):
    """Which question, and of which tool."""

    question = LineInput(
        label="Vraag",
        max_length=LONGEST_QUESTION,
        widget=AdminTextInputWidget,
        help_text="Maak er gewone taal van. Schrijf alleen een vraag waarop de tool echt antwoord geeft.",
    )
    tool = ToolChoice(Tool.objects.order_by("sort_key"), label="Tool die erop antwoordt")

    def __init__(self, *args, asked="", **kwargs):
        super().__init__(*args, initial={"question": asked}, **kwargs)
        self.fields["tool"].offer(asked)

    def clean(self):
        cleaned = super().clean()
        question, tool = cleaned.get("question"), cleaned.get("tool")
        if question and tool and reading_key(question) in map(reading_key, tool.question_list):
            raise ValidationError({"question": f"Deze vraag staat al bij “{tool}”."})
        return cleaned

    def save(self, user):
        """Add the question to the tool, in its history too; a ValidationError says why it cannot be. Gives the tool."""
        tool = self.cleaned_data["tool"]
        with recorded(tool, user):
            tool.questions = "\n".join([*tool.question_list, self.cleaned_data["question"]])
            tool.save_checked()
        return tool
