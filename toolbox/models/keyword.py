"""Free keywords: taggit gives a tool its list of them, and this module says what one is."""

import re

from django.core.exceptions import ValidationError
from taggit.forms import TagField
from taggit.managers import TaggableManager, _TaggableManager
from taggit.models import TagBase

from fiches.shared.content import Content, ContentQuerySet
from fiches.shared.fields import LineField, NameKey, SlugField
from fiches.shared.order import SortKey, dutch_order
from fiches.shared.text import clean_text, reading_key

BETWEEN = re.compile("[,;\n]")
QUOTED = re.compile(r"""\A["“”„](.*)["“”]\Z""")  # who learned to write "zachte landing", may go on doing so


def split_keywords(text):
    """The keywords in `text`, between commas, semicolons or line ends, each once however it is written."""
    names = [QUOTED.sub(r"\1", part.strip()).strip() for part in BETWEEN.split(clean_text(text))]
    return list({reading_key(name): name for name in reversed(names) if name}.values())[::-1]


def joined(keywords):
    """Keywords as somebody types them."""
    return ", ".join(sorted((keyword.name for keyword in keywords), key=dutch_order))


def one_keyword(name):
    """Refuses what no reader can choose: a name that stands for several, or that has no letter or digit."""
    if BETWEEN.search(name):
        raise ValidationError("Een trefwoord heeft geen komma of puntkomma: maak er meer trefwoorden van.")
    if not any(map(str.isalnum, name)):
        raise ValidationError(f"“{name}” is geen trefwoord: zet er minstens één letter of cijfer in.")


class KeywordQuerySet(ContentQuerySet):
    def named(self, name):
        """The keyword that reads like `name`, made when there is none; a ValidationError says why it cannot be one."""
        known = self.filter(name_key=name).first()
        if known:
            return known
        self.model(name=name).full_clean(exclude={"slug"})
        return self.get_or_create(name_key=name, defaults={"name": name})[0]


class Keyword(Content, TagBase):
    """A free keyword, for what the lists do not say."""

    natural_key_fields = ("name",)
    dump_file = "5-lijsten/trefwoorden"
    neuter = True

    name = LineField(
        "naam",
        max_length=100,
        validators=[one_keyword],
        error_messages={"unique": "Dit trefwoord bestaat al."},
    )
    name_key = NameKey("name")
    slug = SlugField(
        "adres",
        max_length=100,
        unique=True,
        allow_unicode=True,
        help_text="Komt in het adres van de gefilterde lijst.",
        error_messages={"unique": "Er is al een trefwoord met dit adres."},
    )
    sort_key = SortKey("name")

    objects = KeywordQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "trefwoord"
        verbose_name_plural = "trefwoorden"

    def slugify(self, tag, i=None):
        """An address for a keyword that was typed with a tool, never an empty one; `i` makes it another."""
        slug = super().slugify(tag)[:90].strip("-_") or "trefwoord"
        return slug if i is None else f"{slug}_{i}"


class KeywordsInput(TagField):
    """Keywords in a form, between commas."""

    def clean(self, value):
        names = split_keywords(super(TagField, self).clean(value))
        errors = []
        for name in names:
            try:
                Keyword(name=name).clean_fields(exclude={"slug"})
            except ValidationError as error:
                errors += error.messages
        if errors:
            raise ValidationError(errors)
        return sorted(names, key=dutch_order)


class KeywordList(_TaggableManager):
    """The keywords of one tool."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        """taggit compares names letter by letter; here by how they read."""
        return list(dict.fromkeys(Keyword.objects.named(tag) if isinstance(tag, str) else tag for tag in tags))


class Keywords(TaggableManager):
    """The field of a tool for its keywords."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"manager": KeywordList} | kwargs)

    def deconstruct(self):
        """For a migration it is the list of taggit."""
        name, _, args, kwargs = super().deconstruct()
        return name, "taggit.managers.TaggableManager", args, kwargs

    def formfield(self, form_class=KeywordsInput, **kwargs):
        return super().formfield(form_class, **kwargs)
