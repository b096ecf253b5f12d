"""The fields for text that people write. Whatever way a value takes, it passes the door of fiches/shared/text.py.

Django asks `to_python` for a value in a form, a fixture, a comparison and whatever is sent to the database, so that
saving raw, in bulk or by `update()` is no way around.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from fiches.shared.following import Following
from fiches.shared.text import clean_line, clean_slug, clean_text, reading_key


class Cleaned:
    """A field, of a model or a form, whose text is cleaned."""

    cleaned = staticmethod(clean_line)

    def to_python(self, value):
        return super().to_python(self.cleaned(value) if isinstance(value, str) else value)


class CleanedField(Cleaned):
    """A field of a model whose text is cleaned; `form_class` is the field of a form that does the same."""

    form_class = None

    def deconstruct(self):
        """For a migration it is the field of Django: the database sees no difference."""
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{type(self).__bases__[-1].__name__}", args, kwargs

    def pre_save(self, model_instance, add):
        """What is stored is also what the entry says from now on."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):  # not an expression that the database works out
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": self.form_class, **kwargs})


class LineInput(Cleaned, forms.CharField):
    """One line in a form."""


class ProseInput(Cleaned, forms.CharField):
    """Text of more lines in a form."""

    cleaned = staticmethod(clean_text)
    widget = forms.Textarea


class URLInput(Cleaned, forms.URLField):
    """A web address in a form."""


class SlugInput(Cleaned, forms.SlugField):
    """An address on this site in a form."""

    cleaned = staticmethod(clean_slug)


class LineField(CleanedField, models.CharField):
    """One line of text."""

    form_class = LineInput


class ProseField(CleanedField, models.TextField):
    """Text of more lines."""

    cleaned = staticmethod(clean_text)
    form_class = ProseInput


class URLField(CleanedField, models.URLField):
    """A web address."""

    form_class = URLInput


class SlugField(CleanedField, models.SlugField):
    """An address on this site: it has no capitals, and who types one means the same address.

    What stands around a link is taken for a mistake (toolbox/public/addresses.py), so an address has none of it.
    """

    cleaned = staticmethod(clean_slug)
    form_class = SlugInput

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value and not (value[0].isalnum() and value[-1].isalnum()):
            raise ValidationError("Een adres begint en eindigt met een letter of een cijfer.")


class NameKey(Following, models.CharField):
    """How the name in the field `named` reads: two entries cannot have the same, and a name is looked up by it."""

    def __init__(self, named):
        self.named = named
        self.of = (named,)
        # An editor sees the name only, and files and the history have no need of what follows from it.
        super().__init__(max_length=400, unique=True, blank=True, editable=False)
        self.serialize = False

    def clone(self):
        return type(self)(self.named)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def made_of(self, text):
        """How `text` reads."""
        return self.to_python(text)

    def to_python(self, value):
        return reading_key(value)[: self.max_length] if isinstance(value, str) else value
