"""The one order of names: Dutch, as libraries file them. Every list that a person reads follows it.

A list made in Python is sorted by `dutch_order`; a model keeps the same in a `SortKey`, so that a database that counts
capitals first, or knows other rules for accents, puts its rows in that order too.
"""

import re
import unicodedata

from django.db import models

from fiches.shared.following import Following

LONGEST = 250  # characters that decide the place of a name; no name of ours is longer
DIGITS = 12
# Letters that do not fall apart in a plain one and an accent, but stand by one all the same.
LETTERS = str.maketrans({"æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "œ": "oe"})
APOSTROPHES = str.maketrans(dict.fromkeys("’‘‛`´ʼʹ′", "'"))
# What stands before the first word: a quote, a bracket, an emoji. Not the apostrophe of ’t, ’s or ’n.
LEADING = re.compile(r"\A(?:(?!'[tsn]\b)[\W_])+")
# The article of a name that goes on after it; “l'” and “'s-” have no space behind them.
ARTICLE = re.compile(r"\A(?:(?:de|het|een|la|le|les|'t|'s|'n)\s+|l'\s*|'s-)(?=[\W_]*[^\W_])")
THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
INSIDE = re.compile(r"(?<=[^\W\d_])['.](?=[^\W\d_])")  # auto's, i.k.v.
NO_WORD = re.compile(r"[\W_]+")
NUMBER = re.compile(r"\d+")


def dutch_order(text):
    """What `text` is sorted by, as a text: “’t Huis” by “huis  ’t Huis”.

    Without case, accents, signs and a leading article, and with numbers by their size. What then reads the same is
    sorted by the text itself, that stands behind two spaces: they come before whatever a longer name has there.
    """
    text = text[:LONGEST]
    lowered = unicodedata.normalize("NFKC", text.translate(APOSTROPHES)).casefold()
    words = _without_accents(ARTICLE.sub("", LEADING.sub("", lowered)))
    words = NO_WORD.sub(" ", INSIDE.sub("", THOUSANDS.sub("", words))).strip()
    words = NUMBER.sub(lambda number: str(int(number[0])).zfill(DIGITS), words)
    return f"{words[:LONGEST]}  {text}"


def _without_accents(text):
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class SortKey(Following, models.CharField):
    """The place of an entry among others, by the text of the fields `of`."""

    def __init__(self, *of, **kwargs):
        self.of = of
        # Editors and files have no need of what follows from a name.
        fixed = {"max_length": 2 * LONGEST + 2, "default": "", "editable": False, "serialize": False}
        super().__init__("plaats in het alfabet", **kwargs | fixed)

    def made_of(self, text):
        """The place of `text`."""
        return dutch_order(text)

    def deconstruct(self):
        name, path, _, kwargs = super().deconstruct()
        return name, path, list(self.of), {key: kwargs[key] for key in kwargs.keys() & {"db_index"}}

    def db_parameters(self, connection):
        """Every sign counts: PostgreSQL compares by the language of the database, and most of those skip spaces."""
        return super().db_parameters(connection) | {"collation": "C" if connection.vendor == "postgresql" else None}
