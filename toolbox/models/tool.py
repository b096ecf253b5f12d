"""A tool: one thing someone can use, however often and under whatever name it is printed."""

from datetime import timedelta
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from taggit.models import ItemBase

from fiches.shared.content import Content, once
from fiches.shared.fields import LineField, NameKey, ProseField, SlugField
from fiches.shared.order import SortKey
from fiches.shared.passages import list_in, split_lines
from fiches.shared.publication import PublicationStatus, Publishable, PublishableQuerySet
from toolbox.models.dates import not_ahead, since_publication
from toolbox.models.keyword import Keyword, Keywords
from toolbox.models.link import Link, LinkCheck
from toolbox.models.search import Document, Kind
from toolbox.models.sources import Citation

REVIEW_AFTER = timedelta(days=365)
# What a tool can miss that a reader filters on or follows: how an editor reads it, and how it is found.
MISSING = {
    "vorm": ("geen vorm", Q(formats=None)),
    "doelgroep": ("geen doelgroep", Q(target_groups=None)),
    "voor": ("niet gezegd voor wie", Q(audiences=None)),
    "trefwoord": ("geen trefwoord", Q(keywords=None)),
    "eigenaar": ("geen eigenaar", Q(owners=None)),
    "link": ("geen link", Q(links=None)),
    "dode-link": ("een link die niet meer werkt", Q(links__url__in=LinkCheck.objects.dead().values("url"))),
    "bron": ("geen bronvermelding", Q(citations=None)),
    "plaats": ("nergens geplaatst", Q(placements=None)),
}


FICHE = "fiche-"  # before the slug of a theme where it stands among tools or worries, as in a selection
MOST_QUESTIONS, LONGEST_QUESTION, SHOWN_QUESTIONS = 150, 200, 5


def validate_questions(text):
    """Questions are lines of at most `LONGEST_QUESTION` characters, and at most `MOST_QUESTIONS` of them."""
    lines = split_lines(text)
    if len(lines) > MOST_QUESTIONS:
        raise ValidationError(f"Zet er hoogstens {MOST_QUESTIONS} vragen. Nu zijn het er {len(lines)}.")
    for line in lines:
        if len(line) > LONGEST_QUESTION:
            raise ValidationError(f"Een vraag heeft hoogstens {LONGEST_QUESTION} tekens: “{line[:60]}…” is langer.")


def refuse_key_of_a_theme(entry):
    """Refuse an `entry` that nobody could put in a selection, or write a letter about."""
    if entry.slug.startswith(FICHE):
        raise ValidationError(
            {"slug": f"Een adres begint hier niet met “{FICHE}”: zo heten de thema’s in een selectie."}
        )


def refuse_address_of_another(entry):
    """Refuse the old address of another entry: links of others lead there, and would end at this one. Who took it
    already, keeps it."""
    from toolbox.models.oldaddress import OldAddress

    other = OldAddress.objects.entry(type(entry), entry.slug)
    has_it = other and type(entry)._base_manager.filter(pk=entry.pk, slug=entry.slug).exists()
    if other and other.pk != entry.pk and not has_it:
        raise ValidationError({"slug": f"Dit adres leidt naar “{other}”, die vroeger zo heette. Kies een ander adres."})


class ToolQuerySet(PublishableQuerySet):
    def review_due(self):
        """The published tools that nobody looked after for a year, or ever."""
        year_ago = timezone.localdate() - REVIEW_AFTER
        return self.published().filter(Q(reviewed_on__lt=year_ago) | Q(reviewed_on=None))

    def missing(self, what):
        """The tools that miss something: one of the names in `MISSING`."""
        return self.filter(MISSING[what][1]).distinct()

    def incomplete(self, what):
        """Those that should still get it: what is withdrawn needs nothing any more."""
        return self.exclude(status=PublicationStatus.WITHDRAWN).missing(what)

    def for_list(self):
        """The tools with all that a card shows: the search index stores their owners, forms and places as one value."""
        return self.annotate(stored_values=stored_values())

    def for_export(self):
        """The tools with all that a file or the API says of them: a fixed number of queries for any number of tools."""
        from toolbox.models.placement import Placement

        return self.prefetch_related(
            "owners",
            "formats",
            "target_groups",
            "audiences",
            "links",
            Prefetch("keywords", ToolKeyword.objects.select_related("tag")),
            Prefetch("placements", Placement.objects.published()),
            Prefetch("citations", Citation.objects.select_related("reference")),
        )

    def for_selection(self):
        """The tools for the page of a selection: with what stands beside each of them."""
        return self.prefetch_related("owners", "formats", "links")

    def for_plan(self):
        """The tools for a buurtplan: with their places, which say the steps that fit, and their links."""
        from toolbox.models.placement import Placement

        return self.prefetch_related(Prefetch("placements", Placement.objects.published()), "links")

    def for_detail(self):
        """A tool with every place and link; what the source says of it comes from source_notes.py."""
        from toolbox.models.placement import Placement

        return (
            self.for_list()
            .select_related("successor")
            .prefetch_related(
                Prefetch("placements", Placement.objects.published()),
                Prefetch("links", Link.objects.with_health()),
            )
        )


def stored_values():
    """The facet values of a tool as the search index keeps them, for one query with the tool itself."""
    return Subquery(Document.objects.filter(kind=Kind.TOOL, object_id=OuterRef("pk"), gone=False).values("values"))


class Tool(Publishable):
    """One thing someone can use: a video, a handbook, an organisation. What it offers stands at each place."""

    children = ("placements", "links", "citations", "keywords")
    sitemap = "tools"

    name = LineField(
        "naam",
        max_length=200,
        help_text="Zoals de maker het noemt.",
        error_messages={"unique": "Er is al een tool met deze naam."},
    )
    name_key = NameKey("name")
    slug = SlugField(
        "adres",
        max_length=120,
        unique=True,
        help_text="Komt in het adres: /tools/dit-adres/. Verander het niet meer als de tool gepubliceerd is.",
        error_messages={"unique": "Er is al een tool met dit adres."},
    )
    summary = LineField(
        "in één zin", max_length=300, help_text="Wat is het en wat doe je ermee? Staat op de kaart in de lijst."
    )
    owners = models.ManyToManyField("toolbox.Owner", blank=True, related_name="tools", verbose_name="eigenaars")
    formats = models.ManyToManyField("toolbox.Format", blank=True, related_name="tools", verbose_name="vormen")
    target_groups = models.ManyToManyField(
        "toolbox.TargetGroup", blank=True, related_name="tools", verbose_name="doelgroepen"
    )
    audiences = models.ManyToManyField("toolbox.Audience", blank=True, related_name="tools", verbose_name="voor wie")
    tags = Keywords("trefwoorden", blank=True, through="toolbox.ToolKeyword", help_text="Gescheiden door komma’s.")
    questions = ProseField(
        "vragen waarop dit antwoordt",
        blank=True,
        help_text="Eén vraag per regel, in de woorden van wie de toolbox niet kent. "
        "De zoekmachine vindt de tool ermee.",
        validators=[validate_questions],
    )
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="vervangen door",
        help_text="Kies de tool die in de plaats komt. De bladzijde van deze tool zegt dat dan.",
    )
    reviewed_on = models.DateField(
        "nagekeken op",
        null=True,
        blank=True,
        validators=[since_publication, not_ahead],
        help_text="Wanneer keek iemand na of dit nog juist is?",
    )
    question_list = list_in("questions")
    # Not auto_now: the loader saves raw, and then auto_now would leave them empty.
    created_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False, validators=[not_ahead])
    updated_at = models.DateTimeField(
        "laatst gewijzigd op",
        default=timezone.now,
        editable=False,
        help_text="Voor een lezer: van wat nog moet komen, is dat het moment waarop het komt.",
    )
    # Empty for what was loaded: that is public since it was made.
    public_since = models.DateTimeField("voor het eerst gepubliceerd op", null=True, editable=False)
    sort_key = SortKey("name", db_index=True)

    objects = ToolQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "tool"
        verbose_name_plural = "tools"
        indexes = [models.Index(fields=["status", "-updated_at"], name="tool_by_change")]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(successor=F("pk")),
                name="tool_does_not_succeed_itself",
                violation_error_message="Een tool kan zichzelf niet vervangen.",
            ),
        ]
        permissions = [
            ("publish_tool", "Mag publiceren en intrekken, ook fiches en stappen"),
            ("merge_tool", "Mag tools en eigenaars samenvoegen"),
        ]

    def save(self, *args, **kwargs):
        self._note_when()
        if self.successor_id:
            self._settle_succession()
        super().save(*args, **kwargs)
        if self.successor_id:  # what this tool replaced, is replaced by the same one from now on
            Tool.objects.filter(successor=self).update(successor=self.successor_id)

    def _note_when(self):
        """When this change shows, and when it first was public: at once, or when its time comes."""
        now = timezone.now()
        is_coming = self.status == PublicationStatus.PUBLISHED and self.public_from and self.public_from > now
        self.updated_at = self.public_from if is_coming else now
        if self.public_since and self.public_since > now:  # it was planned, and never came to that
            self.public_since = None
        if self.public_since is None:
            if self.pk and Tool.objects.published().filter(pk=self.pk).exists():
                self.public_since = self.created_at
            elif is_coming or self.is_public:
                self.public_since = self.updated_at

    def _settle_succession(self):
        """Point at the tool that holds now, in one step and never in a circle: going back in the history can bring
        back a successor that has been replaced since, even by this tool."""
        if self.pk:
            Tool.objects.filter(pk=self.successor_id, successor=self).update(successor=None)
        later = Tool.objects.filter(pk=self.successor_id).values_list("successor_id", flat=True).first()
        self.successor_id = later or self.successor_id

    def get_absolute_url(self):
        return reverse("toolbox:detail", args=[self.slug])

    def clean(self):
        super().clean()
        refuse_key_of_a_theme(self)
        refuse_address_of_another(self)
        if self.successor and self.successor.successor_id:
            raise ValidationError({"successor": "Die tool is zelf vervangen. Kies de tool die nu geldt."})

    @property
    def distinct_links(self):
        """Its links, each address once, whatever the number of places where it is printed."""
        return list({link.url: link for link in reversed(self.links.all())}.values())[::-1]

    @property
    def distinct_urls(self):
        """Only the addresses of its links."""
        return list(dict.fromkeys(link.url for link in self.links.all()))

    @property
    def distinct_references(self):
        """Its references, each once."""
        return list(dict.fromkeys(citation.reference for citation in self.citations.all()))

    @property
    def sample_questions(self):
        """Some of its questions, from all over the list: near ones often stand side by side."""
        step = max(1, len(self.question_list) // SHOWN_QUESTIONS)
        return self.question_list[::step][:SHOWN_QUESTIONS]

    def web_search_url(self, owner_names):
        """A web search on the title and `owner_names`, for a tool of which no address is known."""
        return f"https://duckduckgo.com/?{urlencode({'q': ' '.join([self.name, *owner_names])})}"


class ToolKeyword(Content, ItemBase):
    """A keyword on a tool, for what the lists do not say."""

    natural_key_fields = ("content_object__slug", "tag__name")
    shown_as = "{0.content_object}: {0.tag}"

    content_object = models.ForeignKey(Tool, models.CASCADE, related_name="keywords", verbose_name="tool")
    tag = models.ForeignKey(Keyword, models.CASCADE, related_name="tool_keywords", verbose_name="trefwoord")

    class Meta:
        ordering = ["tag__sort_key"]  # without one PostgreSQL shows them now like this, now like that
        verbose_name = "trefwoord bij een tool"
        verbose_name_plural = "trefwoorden bij tools"
        constraints = [once("keyword_once", "Dit trefwoord staat er al.", "content_object", "tag")]
