"""The forms of readers: a report in its second step, an experience, and what holds robots off."""

from django import forms
from django.conf import settings
from django.core.validators import URLValidator

from fiches.shared.fields import LineInput, ProseInput, URLInput
from toolbox.models import Experience, Tool
from toolbox.public.reports import protection
from toolbox.public.reports.fields import FIELDS, lines

NOTE_LENGTH = 2000
VALUE_LENGTH = 1500
NO_ADDRESS = "Dit is geen volledig webadres. Zo ziet er een uit: https://www.voorbeeld.be/bladzijde"
FIRST = 4  # questions about a new tool; the others are for who knows more
NO_PERSONS = "Schrijf hier geen gegevens over jezelf of over anderen."


class ReaderForm(forms.Form):
    """What every form for readers has: the traps for robots."""

    # A person does not see it; a robot fills in everything.
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, subject):
        super().__init__(data, initial={"token": protection.new_token(subject)})
        self.subject = subject

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Dit veld moet leeg blijven. Maak het leeg en verstuur opnieuw.")
        return ""

    def clean(self):
        cleaned = super().clean()
        self.number = protection.read_token(cleaned.get("token", ""), self.subject)
        if self.number is None:
            self._renew_token()
            raise forms.ValidationError("Deze bladzijde stond te lang open. Kijk nog even na en verstuur opnieuw.")
        if protection.too_fast(cleaned["token"]):
            raise forms.ValidationError("Dat ging wel heel snel. Kijk nog even na en verstuur opnieuw.")
        return cleaned

    def _renew_token(self):
        self.data = self.data.copy()
        self.data["token"] = protection.new_token(self.subject)

    @property
    def questions(self):
        """What a person fills in, as bound fields in their order."""
        return [field for field in self if field.name not in {"website", "token"}]

    @property
    def first_questions(self):
        """Those that everybody is asked at once."""
        return self.questions

    @property
    def more_questions(self):
        """Those that are folded away, for who knows more."""
        return self.questions[len(self.first_questions) :]

    @property
    def is_unfolded(self):
        """Whether something was filled in, or is wrong, in what is folded away."""
        return any(field.errors or (self.is_bound and field.value()) for field in self.more_questions)


class ReportForm(ReaderForm):
    """One question per chosen field, room for a word of explanation, and an address for who wants to hear more."""

    note = ProseInput(
        label="Wil je er iets bij zeggen?",
        help_text=NO_PERSONS,
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    reply_to = forms.EmailField(
        label="Wil je horen wat ermee gebeurt?",
        help_text="Typ dan je e-mailadres. Je krijgt één bericht, en dan wissen we je adres. Het mag leeg blijven.",
        required=False,
        max_length=254,
        error_messages={"invalid": "Dit is geen e-mailadres. Kijk na of er niets ontbreekt, of maak het leeg."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, data=None, *, subject, names, tool=None):
        super().__init__(data, subject=subject)
        self.names, self.is_about_a_tool = names, tool is not None
        if not settings.EMAIL_URL:
            del self.fields["reply_to"]
        self.before = {name: FIELDS[name].current(tool) if tool else "" for name in names}
        for name in names:
            self.fields[name] = self._question(FIELDS[name], self.before[name])
        self.order_fields(names)
        if not names:
            self.fields["note"].required = True
            self.fields["note"].label = "Wat klopt er niet?"
        if tool is None:
            self.fields["naam"].required = True

    @property
    def first_questions(self):
        """All of a correction, and four about a new tool."""
        return self.questions if self.is_about_a_tool else self.questions[:FIRST]

    @staticmethod
    def _question(field, current):
        if field.choices is not None:
            return forms.MultipleChoiceField(
                label=field.question,
                choices=field.choices,
                initial=lines(current),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        longest = getattr(Tool._meta.get_field(field.attribute), "max_length", None) or VALUE_LENGTH
        about = {"label": field.question, "initial": current, "required": False, "max_length": longest}
        if field.attribute == "name":
            return LineInput(**about)
        return ProseInput(widget=forms.Textarea(attrs={"rows": 2}), **about)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.changes() and not cleaned.get("note"):
            raise forms.ValidationError("Je veranderde nog niets. Pas een veld aan of schrijf wat er niet klopt.")
        return cleaned

    def changes(self):
        """What the reader wants changed: (field, before, proposed) for each field that differs."""
        proposals = []
        for name in self.names:
            value = self.cleaned_data.get(name) or ""
            proposed = "\n".join(value if isinstance(value, list) else lines(value))
            if set(lines(proposed)) != set(lines(self.before[name])):
                proposals.append((name, self.before[name], proposed))
        return proposals


class LinkForm(ReportForm):
    """Only where a tool stands on the web. What is sent comes beside the links that the tool has by then."""

    def __init__(self, data=None, *, subject, tool):
        super().__init__(data, subject=subject, names=["link"], tool=tool)
        self.fields["link"] = URLInput(
            label="Plak hier het adres van de bladzijde of het bestand",
            max_length=500,
            assume_scheme="https",
            validators=[URLValidator(["http", "https"], message=NO_ADDRESS)],
            error_messages={"required": "Plak hier het adres waar de tool staat.", "invalid": NO_ADDRESS},
            widget=forms.URLInput(attrs={"autocomplete": "off"}),
        )
        self.order_fields(["link"])

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link in lines(self.before["link"]):
            raise forms.ValidationError("Deze link staat er al bij.")
        return link

    def changes(self):
        """The link, after those that are there: accepting it takes none away."""
        before = self.before["link"]
        link = self.cleaned_data.get("link")
        return [("link", before, "\n".join([*lines(before), link]))] if link else []


class ExperienceForm(ReaderForm):
    """Five questions to who used a tool."""

    neighbourhood = forms.ChoiceField(
        label="In wat voor buurt?", choices=Experience.Neighbourhood.choices, widget=forms.RadioSelect
    )
    with_whom = LineInput(label="Met wie deed je het?", required=False, max_length=200, help_text=NO_PERSONS)
    effort = forms.ChoiceField(
        label="Hoeveel werk vroeg het?", choices=Experience.Effort.choices, widget=forms.RadioSelect
    )
    worked = ProseInput(label="Wat werkte goed?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    otherwise = ProseInput(
        label="Wat zou je anders doen?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def answers(self):
        """What the reader told, as fields of an Experience."""
        return {field.name: self.cleaned_data[field.name] for field in self.questions}
