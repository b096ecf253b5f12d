"""The columns of a sheet: what each shows of an entry, and what it takes back.

A column refuses a value with a ValueError in an editor's words.
"""

import re
from datetime import datetime
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget, Widget

from fiches.shared.order import dutch_order
from fiches.shared.publication import clock_turns, on_the_clock
from fiches.shared.text import reading_key
from toolbox.editorial.importing.cells import DAY, NUMBER, SEPARATOR, YES_NO
from toolbox.models import OldAddress

BELGIAN_DATE = re.compile(r"\A(\d\d?)[/.-](\d\d?)[/.-](\d{4})\Z")
HOUR = re.compile(r"\A(\d\d?)[:u](\d\d)?")


class Column(Field):
    """A field of an entry under a Dutch name, with a word of explanation. Without a widget its text is as it is."""

    def __init__(self, attribute, name, help_text="", widget=None):
        super().__init__(attribute=attribute, column_name=name, widget=widget)
        self.help_text = help_text

    @property
    def kind(self):
        """The kind of value that it takes, when a spreadsheet made that of what somebody typed; "" for text alone."""
        return getattr(self.widget, "kind", "")


class Number(Widget):
    """A whole number, or nothing."""

    kind = NUMBER

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        if not (value.isascii() and value.isdecimal() and len(value) < 6):
            raise ValueError(f"“{value}” is geen getal. Zet een geheel getal.")
        return int(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


class YesNo(Widget):
    """Yes or no, also as a spreadsheet writes them; nothing is no."""

    kind = YES_NO
    yes, no = {"ja", "waar", "true", "vrai"}, {"nee", "onwaar", "false", "faux", ""}

    def clean(self, value, row=None, **kwargs):
        word = value.casefold()
        if word not in self.yes | self.no:
            raise ValueError(f"“{value}” is geen ja of nee.")
        return word in self.yes

    def render(self, value, obj=None, **kwargs):
        return "ja" if value else "nee"


class Day(Widget):
    """A date, in the order of a Belgian or of a computer. A spreadsheet may have put an hour behind it."""

    kind = DAY

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        try:
            return read_moment(value).date() if HOUR.match(value.partition(" ")[2]) else read_day(value)
        except ValueError:
            raise ValueError(f"“{value}” is geen datum. Schrijf bijvoorbeeld 2026-11-30.") from None

    def render(self, value, obj=None, **kwargs):
        return value or ""


class Moment(Widget):
    """A day and an hour, as the clock here shows them; what says its distance from UTC itself, is that moment."""

    kind = DAY

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        try:
            moment = read_moment(value)
        except ValueError:
            raise ValueError(f"“{value}” is geen dag met een uur. Schrijf bijvoorbeeld 2026-11-30 09:00.") from None
        try:
            return moment if moment.tzinfo else on_the_clock(moment)
        except ValidationError as error:
            raise ValueError(f"“{value}” kan niet. {error.message}") from None

    def render(self, value, obj=None, **kwargs):
        if value is None:
            return ""
        moment = localtime(value)
        shown = moment if clock_turns(moment) else moment.replace(tzinfo=None)
        return shown.isoformat(" ", "auto" if moment.second or moment.microsecond else "minutes")


class Choice(Widget):
    """One of the choices of a field, by its word; nothing is the first for a new entry, and refused for another."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def clean(self, value, row=None, is_new=True, **kwargs):
        known = {word.casefold(): choice.value for choice in self.choices for word in (choice.value, choice.label)}
        if not (value or is_new):
            raise ValueError("Dit veld kan niet leeg zijn.")
        if not value:
            return self.choices.values[0]
        if value.casefold() not in known:
            raise ValueError(f"“{value}” kan hier niet. Kies uit: {', '.join(self.choices.labels)}.")
        return known[value.casefold()]

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value else ""


class Key(ForeignKeyWidget):
    """Another entry by its own fixed name; nothing when the cell is empty."""

    kind = NUMBER  # such as that of a step

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        try:
            return self.model.objects.filter(**{f"{self.field}__iexact": value})[0]
        except (IndexError, ValueError):  # a ValueError where the name is a number
            raise ValueError(f"“{value}” bestaat niet.{self._since(value)}") from None

    def _since(self, slug):
        now = OldAddress.objects.entry(self.model, slug)
        return f" Dat adres is nu “{now.slug}”." if now else ""


class Names(ManyToManyWidget):
    """Entries by their name or address, and owners by another name of theirs too."""

    def __init__(self, model, aliases=None):
        super().__init__(model, separator=SEPARATOR)
        self.aliases = aliases

    def clean(self, value, row=None, **kwargs):
        wanted = split(value)
        if unknown := [name for name in wanted if reading_key(name) not in self.known]:
            raise ValueError(f"Dit kennen we niet: {', '.join(unknown)}. Zet elke naam op een eigen regel in de cel.")
        return [self.known[reading_key(name)] for name in wanted]

    @cached_property
    def known(self):
        """All entries by every name they have; read once for a whole file."""
        entries = list(self.model.objects.all())
        aliases = self.aliases.objects.select_related("owner") if self.aliases else []
        return (
            {alias.alias_key: alias.owner for alias in aliases}
            | {entry.slug: entry for entry in entries}
            | {entry.name_key: entry for entry in entries}
        )

    def render(self, value, obj=None, **kwargs):
        return SEPARATOR.join(sorted((entry.name for entry in value.all()), key=dutch_order))


class Rows(Column):
    """Rows that belong to an entry, such as its links: each is made, kept or taken away by its text.

    An heir says what there is, in `rows(entry)` as {text: row}, and makes the row of a text in `make(entry, text)`; a
    ValidationError says why it cannot.
    """

    def __init__(self, attribute, name, help_text):
        super().__init__(attribute, name, help_text, ManyToManyWidget(None))

    def clean(self, row, **kwargs):
        return split(row[self.column_name])

    def save(self, instance, row, is_m2m=False, **kwargs):
        wanted, present = self.clean(row), self.rows(instance)
        for text, old in present.items():
            if text not in wanted:
                old.delete()
        for text in wanted:
            if text not in present:
                self.make(instance, text)

    def export(self, instance, **kwargs):
        return SEPARATOR.join(self.rows(instance)) if instance.pk else ""


def read_day(text):
    """The date in `text`; a ValueError when it is none."""
    return datetime.strptime(BELGIAN_DATE.sub(r"\3-\2-\1", text), "%Y-%m-%d").date()


def read_moment(text):
    """The datetime in `text`, such as 30/11/2026 9:00 or 2026-11-30T09:00:00+01:00; a ValueError when it is none."""
    day, _, hour = text.replace("T", " ").partition(" ")
    if not HOUR.match(hour):
        raise ValueError("no hour")
    hour = HOUR.sub(lambda found: f"{found[1]:0>2}:{found[2] or '00'}", hour)
    return datetime.fromisoformat(f"{read_day(day)} {hour}")


def split(value):
    """The values in one cell, each once, in their order."""
    return list(dict.fromkeys(part.strip() for part in value.split(SEPARATOR) if part.strip()))
