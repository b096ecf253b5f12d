"""The columns of a sheet: what each shows of an entry, and what it takes back.

A column refuses a value with a ValueError in an editor's words.
"""

import re
from datetime import date

from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget, Widget

from toolbox.editorial.importing.sheet import SEPARATOR

DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)"),
    re.compile(r"(?P<d>\d\d?)[/.-](?P<m>\d\d?)[/.-](?P<y>\d{4})"),
)


class Column(Field):
    """A field of an entry under a Dutch name, with a word of explanation."""

    def __init__(self, attribute, name, help_text="", widget=None, **kwargs):
        super().__init__(attribute=attribute, column_name=name, widget=widget or Text(), **kwargs)
        self.help_text = help_text


class Text(Widget):
    """Text as it is."""

    def clean(self, value, row=None, **kwargs):
        return value

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class Number(Widget):
    """A whole number, or nothing."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        if not (value.isascii() and value.isdecimal() and len(value) < 6):
            raise ValueError(f"“{value}” is geen getal. Zet een geheel getal.")
        return int(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


class YesNo(Widget):
    """Yes or no; nothing is no."""

    def clean(self, value, row=None, **kwargs):
        word = value.casefold()
        if word not in {"ja", "nee", ""}:
            raise ValueError(f"“{value}” is geen ja of nee.")
        return word == "ja"

    def render(self, value, obj=None, **kwargs):
        return "ja" if value else "nee"


class Day(Widget):
    """A date, in the order of a Belgian or of a computer."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        found = next((match for form in DATES if (match := form.fullmatch(value))), None)
        try:
            return date(*(int(found[part]) for part in "ymd"))
        except (TypeError, ValueError):
            raise ValueError(f"“{value}” is geen datum. Schrijf bijvoorbeeld 2026-11-30.") from None

    def render(self, value, obj=None, **kwargs):
        return value or ""


class Choice(Widget):
    """One of the choices of a field, by its word; nothing is the first."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def clean(self, value, row=None, **kwargs):
        known = {word.casefold(): choice.value for choice in self.choices for word in (choice.value, choice.label)}
        if not value:
            return next(iter(self.choices)).value
        if value.casefold() not in known:
            raise ValueError(f"“{value}” kan hier niet. Kies uit: {', '.join(self.choices.labels)}.")
        return known[value.casefold()]

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value else ""


class Key(ForeignKeyWidget):
    """Another entry by its own fixed name; nothing when the cell is empty."""

    def __init__(self, model, field):
        super().__init__(model, field=field)

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        found = self.model.objects.filter(**{f"{self.field}__iexact": value}).first() if self._fits(value) else None
        if found is None:
            raise ValueError(f"“{value}” bestaat niet.")
        return found

    def _fits(self, value):
        field = self.model._meta.get_field(self.field)
        return field.get_internal_type() in {"CharField", "SlugField"} or value.isdecimal()


class Names(ManyToManyWidget):
    """Entries by their name or address, and owners by another name of theirs too."""

    def __init__(self, model, aliases=None):
        super().__init__(model, separator=SEPARATOR, field="name")
        self.aliases = aliases

    def clean(self, value, row=None, **kwargs):
        wanted = split(value)
        found = [self._known().get(name.casefold()) for name in wanted]
        unknown = [name for name, entry in zip(wanted, found, strict=True) if entry is None]
        if unknown:
            raise ValueError(f"Dit kennen we niet: {', '.join(unknown)}. Zet elke naam op een eigen regel in de cel.")
        return found

    def _known(self):
        """All entries by every name they have; read once for a whole file."""
        if not hasattr(self, "known"):
            entries = list(self.model.objects.all())
            self.known = {}
            if self.aliases:
                aliases = self.aliases.objects.select_related("owner")
                self.known |= {alias.alias.casefold(): alias.owner for alias in aliases}
            self.known |= {entry.slug: entry for entry in entries}
            self.known |= {entry.name.casefold(): entry for entry in entries}
        return self.known

    def render(self, value, obj=None, **kwargs):
        return SEPARATOR.join(sorted(entry.name for entry in value.all()))


class RowsColumn(Column):
    """Rows that belong to an entry, such as its links: each is made, kept or taken away by its text."""

    def get_value(self, instance):
        return instance if instance.pk else None

    def save(self, instance, row, is_m2m=False, **kwargs):
        self.widget.replace(instance, self.clean(row))


class Rows(ManyToManyWidget):
    """What a RowsColumn holds; the heirs say how a row is written and made."""

    def __init__(self):
        super().__init__(None, separator=SEPARATOR)

    def clean(self, value, row=None, **kwargs):
        return split(value)

    def rows(self, entry):
        """The rows of `entry`, as {text: row}."""
        raise NotImplementedError

    def make(self, entry, text):
        """Make the row that `text` stands for."""
        raise NotImplementedError

    def replace(self, entry, wanted):
        """Let `entry` have the `wanted` rows and no other."""
        present = self.rows(entry)
        for text, row in present.items():
            if text not in wanted:
                row.delete()
        for text in wanted:
            if text not in present:
                self.make(entry, text)

    def render(self, value, obj=None, **kwargs):
        return SEPARATOR.join(self.rows(value)) if value else ""


def split(value):
    """The values in one cell, each once, in their order."""
    return list(dict.fromkeys(part.strip() for part in value.split(SEPARATOR) if part.strip()))
