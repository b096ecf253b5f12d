"""The sheets of the catalogue: tools, placements, owners and the thesaurus."""

from contextlib import contextmanager
from functools import cached_property
from operator import methodcaller

from django.core.exceptions import ValidationError
from django.utils import timezone
from import_export.instance_loaders import CachedInstanceLoader

from buurtanalyse.models import Step, StepPassage
from fiches.models import Fiche, Passage
from fiches.shared.publication import PublicationStatus
from fiches.shared.text import reading_key
from toolbox.content.slugs import free_slug
from toolbox.editorial.importing.cells import SEPARATOR
from toolbox.editorial.importing.columns import Choice, Column, Day, Key, Moment, Names, Number, Rows, YesNo
from toolbox.editorial.importing.resource import SheetResource
from toolbox.models import (
    Audience,
    Citation,
    Format,
    Link,
    Owner,
    OwnerAlias,
    Placement,
    Reference,
    TargetGroup,
    ThesaurusGroup,
    Tool,
    WordForm,
)
from toolbox.models.keyword import split_keywords

SEVERAL = "Elk op een eigen regel in de cel (Alt+Enter)."
HOUR = "Een dag met een uur, bijvoorbeeld 2026-11-30 09:00."
NAMES = f"Namen uit die lijst in de redactie. {SEVERAL}"


class Sources(Rows):
    """Links or citations: on the row of a place its own, on that of a tool those of the tool as a whole."""

    def target(self, entry):
        """The fields that a new source gets."""
        is_tool = isinstance(entry, Tool)
        return {"tool": entry if is_tool else entry.tool, "placement": None if is_tool else entry}

    def own(self, entry):
        """The sources that are on the row of `entry`."""
        sources = getattr(entry, self.attribute).all()
        return [source for source in sources if not isinstance(entry, Tool) or source.placement_id is None]


@contextmanager
def naming(text, column):
    """Let a ValidationError inside say which `text` in a cell of `column` it is about."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError({column: f"“{text}” kan niet: {' '.join(error.messages)}"}) from None


class Links(Sources):
    def rows(self, entry):
        return {link.url: link for link in self.own(entry)}

    def make(self, entry, text):
        with naming(text, self.attribute):
            Link(url=text, **self.target(entry)).save_checked()


class Citations(Sources):
    def rows(self, entry):
        return {citation.reference.citation: citation for citation in self.own(entry)}

    def make(self, entry, text):
        reference = Reference.objects.filter(citation_key=text).first()
        if reference is None:
            raise ValidationError({"citations": f"“{text}” staat nog niet bij de bronvermeldingen. Voeg ze daar toe."})
        with naming(text, self.attribute):
            Citation(reference=reference, **self.target(entry)).save_checked()


class Keywords(Rows):
    """Free keywords, separated by all that separates them in the form at the desk."""

    def clean(self, row, **kwargs):
        return split_keywords(row[self.column_name])

    def rows(self, entry):
        return {keyword.tag.name: keyword for keyword in entry.keywords.all()}

    def make(self, entry, text):
        with naming(text[:40], self.attribute):
            entry.tags.add(text)


class Aliases(Rows):
    def rows(self, entry):
        return {alias.alias: alias for alias in entry.aliases.all()}

    def make(self, entry, text):
        with naming(text, self.attribute):
            OwnerAlias(owner=entry, alias=text).save_checked()


class Passages(Names):
    """Passages of fiches ("A 3") or of steps ("1 3"): the letter or number of the page, and their own number."""

    @cached_property
    def known(self):
        return {reading_key(name_of(passage)): passage for passage in self.model.objects.select_related()}

    def render(self, value, obj=None, **kwargs):
        return SEPARATOR.join(map(name_of, sorted(value.all(), key=methodcaller("natural_key"))))


def name_of(passage):
    """How a passage is called in a cell."""
    return " ".join(map(str, passage.natural_key()))


class SheetMeta:
    """What all sheets have in common."""

    instance_loader_class = CachedInstanceLoader  # reads all entries of a file at once
    clean_model_instances = True
    skip_diff = True  # the history tells what changes
    store_instance = True


class ToolSheet(SheetResource):
    """Tools, with what belongs to a tool as a whole."""

    slug = Column("slug", "adres", "Wijst de tool aan: verander dit niet. Leeg = een nieuwe tool.")
    name = Column("name", "naam", "Zoals de maker het noemt.")
    summary = Column("summary", "in één zin", "Wat is het, en wat doe je ermee?")
    questions = Column("questions", "vragen waarop dit antwoordt", "Eén vraag per regel in de cel.")
    status = Column("status", "status", "concept, gepubliceerd of ingetrokken", Choice(PublicationStatus))
    public_from = Column("public_from", "openbaar vanaf", f"Leeg = meteen. {HOUR}", Moment())
    public_until = Column("public_until", "openbaar tot", f"Leeg = voor altijd. {HOUR}", Moment())
    owners = Column("owners", "eigenaars", f"Een naam of een andere naam. {SEVERAL}", Names(Owner, OwnerAlias))
    formats = Column("formats", "vormen", NAMES, Names(Format))
    target_groups = Column("target_groups", "doelgroepen", NAMES, Names(TargetGroup))
    audiences = Column("audiences", "voor wie", NAMES, Names(Audience))
    keywords = Keywords("keywords", "trefwoorden", f"Een nieuw trefwoord mag. {SEVERAL}")
    links = Links("links", "links", f"Alleen links die niet bij één plaats horen. {SEVERAL}")
    citations = Citations("citations", "bronvermeldingen", f"Ook hier: niet die van één plaats. {SEVERAL}")
    reviewed_on = Column("reviewed_on", "nagekeken op", "Bijvoorbeeld 2026-11-30.", Day())
    successor = Column("successor", "vervangen door", "Het adres van de tool die nu geldt.", Key(Tool, "slug"))

    class Meta(SheetMeta):
        model = Tool
        import_id_fields = ["slug"]

    def get_queryset(self):
        return Tool.objects.select_related("successor").prefetch_related(
            "owners", "formats", "target_groups", "audiences", "keywords__tag", "links", "citations__reference"
        )

    def complete(self, instance):
        if instance._state.adding:
            instance.slug = instance.slug or (free_slug(Tool, instance.name) if instance.name else "")
            instance.reviewed_on = instance.reviewed_on or timezone.localdate()  # who writes it, has just looked at it


class PlacementSheet(SheetResource):
    """Placements: what each tool offers where."""

    key_ = Column("key", "sleutel", "Wijst de plaats aan: verander dit niet. Leeg = een nieuwe plaats.")
    tool = Column("tool", "tool", "Het adres van de tool.", Key(Tool, "slug"))
    fiche = Column("fiche", "fiche", "De letter, als de tool in een fiche staat.", Key(Fiche, "letter"))
    step = Column("step", "stap", "Het nummer, als de tool bij een stap staat.", Key(Step, "number"))
    whole_cycle = Column("whole_cycle", "hele cyclus", "ja of nee", YesNo())
    heading = Column("heading", "kop", "Niveaus gescheiden door “ > ”.")
    order = Column("order", "volgorde", "De hoeveelste tool op deze plaats. Leeg = achteraan.", Number())
    description = Column("description", "wat je er hier aan hebt", "Wat biedt de tool hier?")
    printed_name = Column("printed_name", "naam zoals gedrukt")
    owner = Column("owner", "eigenaar zoals gedrukt")
    reference_detail = Column("reference_detail", "detail bij de bron", "Bijvoorbeeld: pagina 37.")
    label = Column("label", "linktekst zonder link")
    links = Links("links", "links", f"De links op deze plaats. {SEVERAL}")
    citations = Citations("citations", "bronvermeldingen", f"Zoals ze in de lijst staan. {SEVERAL}")
    findings = Column("findings", "steunt op", f"Passages van de fiche: “A 3”. {SEVERAL}", Passages(Passage))
    step_findings = Column(
        "step_findings", "steunt op in de stap", f"Passages van de stap: “1 3”. {SEVERAL}", Passages(StepPassage)
    )

    class Meta(SheetMeta):
        model = Placement
        import_id_fields = ["key_"]

    def get_queryset(self):
        return Placement.objects.select_related("tool", "fiche", "step").prefetch_related(
            "links", "citations__reference", "findings__fiche", "step_findings__step"
        )


class OwnerSheet(SheetResource):
    """Owners, with their other names."""

    slug = Column("slug", "adres", "Wijst de eigenaar aan: verander dit niet. Leeg = een nieuwe eigenaar.")
    name = Column("name", "naam")
    kind = Column("kind", "soort", "organisatie, of persoon of personen", Choice(Owner.Kind))
    url = Column("url", "website", "Mag leeg blijven. Begint met https://")
    aliases = Aliases("aliases", "andere namen", f"Bezoekers vinden de eigenaar ook zo. {SEVERAL}")

    class Meta(SheetMeta):
        model = Owner
        import_id_fields = ["slug"]

    def get_queryset(self):
        return Owner.objects.prefetch_related("aliases")

    def complete(self, instance):
        if instance._state.adding and instance.name:
            instance.slug = instance.slug or free_slug(Owner, instance.name)


class ThesaurusSheet(SheetResource):
    """The groups of words that mean the same for who searches."""

    name = Column(
        "name", "naam", "Wijst de groep aan: een kort woord zonder spaties. Een nieuwe naam is een nieuwe groep."
    )
    theme = Column("theme", "onderwerp", "Een van de onderwerpen in de redactie.", Choice(ThesaurusGroup.Theme))
    words = Column("words", "woorden", "Gescheiden door komma’s.")
    narrower = Column("narrower", "engere woorden", "Gescheiden door komma’s.")
    sayings = Column("sayings", "zo zegt iemand het", "Gescheiden door komma’s.")

    class Meta(SheetMeta):
        model = ThesaurusGroup
        import_id_fields = ["name"]


class WordFormSheet(SheetResource):
    """The forms of words of which the language rules get the base wrong."""

    form = Column("form", "vorm", "Zoals iemand het schrijft. Een nieuwe vorm is een nieuwe rij.")
    base = Column("base", "grondwoord", "Alle vormen met hetzelfde grondwoord zijn voor de zoekmachine één woord.")

    class Meta(SheetMeta):
        model = WordForm
        import_id_fields = ["form"]
