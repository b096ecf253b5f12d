"""Words of readers for words of the toolbox."""

from django.core.exceptions import ValidationError
from django.db import models

from fiches.shared.content import Content
from fiches.shared.fields import LineField, NameKey, ProseField, SlugField
from fiches.shared.order import SortKey
from fiches.shared.passages import list_in


def split_commas(text):
    """The items of `text`, separated by commas, each once."""
    return list(dict.fromkeys(item.strip() for item in text.split(",") if item.strip()))


class ThesaurusGroup(Content):
    """Words that mean the same for who searches, and words that are narrower."""

    natural_key_fields = ("name",)
    dump_file = "5-lijsten/thesaurus"

    class Theme(models.TextChoices):
        PEOPLE = "mensen", "mensen"
        PLACES = "plaatsen", "plaatsen"
        JOBS = "beroepen", "beroepen"
        ORGANISATIONS = "organisaties", "organisaties"
        WORRIES = "zorgen", "zorgen"
        ACTIVITIES = "activiteiten", "activiteiten"
        WAYS = "werkwijzen", "manieren van werken"
        MATERIAL = "materiaal", "materiaal"
        ABBREVIATIONS = "afkortingen", "afkortingen en eigennamen"
        OTHER = "overig", "overig"

    name = SlugField("naam", max_length=60, unique=True, help_text="Een kort woord waaraan je de groep herkent.")
    theme = models.CharField("onderwerp", max_length=20, choices=Theme)
    words = ProseField(
        "woorden",
        help_text="Gescheiden door komma’s. Wie een van deze woorden typt, vindt ook de andere. Bv. “ouderen, senior”.",
    )
    narrower = ProseField(
        "engere woorden",
        blank=True,
        help_text="Gescheiden door komma’s. Wie zo’n woord typt, vindt ook de woorden hierboven, maar niet omgekeerd. "
        "Bv. “oma”: wie “ouderen” typt, zoekt geen oma’s.",
    )
    sayings = ProseField(
        "zo zegt iemand het",
        blank=True,
        help_text="Gescheiden door komma’s. Wat iemand typt die dit bedoelt maar het woord niet kent. "
        "Er mogen in de vraag alleen kleine woorden tussen staan. Bv. “ziet nooit iemand” bij eenzaamheid.",
    )

    word_list = list_in("words", split_commas)
    narrower_list = list_in("narrower", split_commas)
    saying_list = list_in("sayings", split_commas)

    class Meta:
        ordering = ["name"]
        verbose_name = "groep van woorden"
        verbose_name_plural = "thesaurus"

    def clean(self):
        if len(self.word_list) + len(self.narrower_list) + len(self.saying_list) < 2:
            raise ValidationError({"words": "Geef minstens twee woorden, gescheiden door een komma."})
        double = set(self.word_list) & set(self.narrower_list)
        if double:
            raise ValidationError({"narrower": f"Staat ook bij de woorden hierboven: {', '.join(sorted(double))}."})


class WordForm(Content):
    """A form of a word of which the language rules get the base wrong."""

    natural_key_fields = ("form",)
    shown_as = "{0.form} → {0.base}"
    dump_file = "5-lijsten/thesaurus"

    form = LineField(
        "vorm",
        max_length=60,
        help_text="Zoals iemand het schrijft: “ouderen”.",
        error_messages={"unique": "Deze vorm staat al in de lijst."},
    )
    form_key = NameKey("form")
    base = LineField(
        "grondwoord",
        max_length=60,
        help_text="Alle vormen met hetzelfde grondwoord zijn voor de zoekmachine één woord: “oudere”.",
    )

    sort_key = SortKey("base", "form")

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "woordvorm"
        verbose_name_plural = "woordvormen"
