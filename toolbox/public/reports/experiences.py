"""Five questions to who used a tool."""

from django import forms

from toolbox.models import Experience
from toolbox.public.reports.forms import NO_PERSONS, ReaderForm


class ExperienceForm(ReaderForm):
    """The questions."""

    neighbourhood = forms.ChoiceField(
        label="In wat voor buurt?", choices=Experience.Neighbourhood.choices, widget=forms.RadioSelect
    )
    with_whom = forms.CharField(label="Met wie deed je het?", required=False, max_length=200, help_text=NO_PERSONS)
    effort = forms.ChoiceField(
        label="Hoeveel werk vroeg het?", choices=Experience.Effort.choices, widget=forms.RadioSelect
    )
    worked = forms.CharField(label="Wat werkte goed?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    otherwise = forms.CharField(
        label="Wat zou je anders doen?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    field_order = ["neighbourhood", "with_whom", "effort", "worked", "otherwise"]

    def answers(self):
        """What the reader told, as fields of an Experience."""
        return {field.name: self.cleaned_data[field.name] for field in self.questions}
