"""Worries: what people run into, in their own words, each with what to begin with. An editor reads and chooses."""

from django.db import models
from django.db.models import F, Min, Prefetch, Window
from django.urls import reverse
from django.utils.text import slugify

from buurtanalyse.models import Situation, StepPassage
from fiches.models import Fiche, Passage
from fiches.shared.content import once
from fiches.shared.fields import LineField, NameKey, ProseField, SlugField
from fiches.shared.passages import list_in
from fiches.shared.publication import Pointer, Publishable, PublishableQuerySet
from toolbox.models.tool import Tool, refuse_address_of_another, refuse_key_of_a_theme, validate_questions


class WorryQuerySet(PublishableQuerySet):
    def for_list(self):
        """The worries with their group together; a group stands where the first of its worries does."""
        first = Window(Min("order"), partition_by=[F("group")])
        return self.annotate(group_order=first).order_by("group_order", "group", "order", "slug")

    def for_detail(self):
        """A worry with what its page says of it, as far as a visitor may see that; its tools are read as cards."""
        return self.select_related("fiche", "situation").prefetch_related(
            Prefetch("tools", WorryTool.objects.published()),
            Prefetch("findings", Passage.objects.published()),
            Prefetch("step_findings", StepPassage.objects.published()),
            Prefetch("onward", WorryNext.objects.published()),
        )


class Worry(Publishable):
    """Something that visitors recognise: what neighbourhoods learned of it, and with which tools to begin."""

    shown_as = "{0.sentence}"
    children = ("tools", "onward")
    dump_file = "9-vragen/{0.group_slug}"
    sitemap = "vragen"
    news_label = "Vraag"

    sentence = LineField(
        "zin",
        max_length=120,
        help_text="Zoals iemand het zegt die hiertegenaan loopt. Staat op de startpagina en is de titel.",
        error_messages={"unique": "Deze zin staat er al."},
    )
    sentence_key = NameKey("sentence")
    slug = SlugField(
        "adres",
        max_length=120,
        unique=True,
        help_text="Komt in het adres: /vragen/dit-adres/. Verander het niet meer als de vraag gepubliceerd is.",
        error_messages={"unique": "Er is al een vraag met dit adres."},
    )
    group = LineField(
        "groep",
        max_length=60,
        help_text="De titel boven de zin. Typ hem precies zoals bij de andere zinnen van die groep.",
    )
    order = models.PositiveSmallIntegerField(
        "volgorde",
        default=0,
        help_text="Het kleinste getal staat eerst in de groep. Een groep staat waar haar eerste zin staat.",
    )

    learned = ProseField(
        "wat buurten leerden", help_text="Twee of drie zinnen, trouw aan de bevindingen. Nieuwe regel = nieuwe alinea."
    )
    learned_list = list_in("learned")
    findings = models.ManyToManyField(
        Passage, blank=True, related_name="worries", verbose_name="bevindingen waar dit op steunt"
    )
    step_findings = models.ManyToManyField(
        StepPassage, blank=True, related_name="worries", verbose_name="inzichten van een stap waar dit op steunt"
    )

    nothing_fits = ProseField(
        "als niets echt past", blank=True, help_text="Een eerlijke zin als de toolbox hier weinig voor heeft."
    )
    rest = LineField(
        "de rest van de tools",
        max_length=200,
        blank=True,
        help_text="Kies filters in de lijst van tools en plak hier het adres van die lijst.",
    )
    fiche = models.ForeignKey(
        Fiche,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="worries",
        verbose_name="fiche die dieper gaat",
    )
    situation = models.ForeignKey(
        Situation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="worries",
        verbose_name="beginsituatie",
        help_text="Alleen als de vraag een beginsituatie van figuur 4 is. Dan staat ze niet op de startpagina.",
    )
    questions = ProseField(
        "zo vragen mensen het ook",
        help_text="Minstens tien andere manieren om dit te zeggen, één per regel. Het zoekvak vindt de vraag ermee.",
        validators=[validate_questions],
    )
    question_list = list_in("questions")

    objects = WorryQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["order", "slug"]
        verbose_name = "vraag"
        verbose_name_plural = "vragen"

    def get_absolute_url(self):
        return reverse("vragen:detail", args=[self.slug])

    def clean(self):
        super().clean()
        refuse_key_of_a_theme(self)
        refuse_address_of_another(self)

    @property
    def summary(self):
        """What a link to its page says of it: the beginning of what was learned."""
        return next(iter(self.learned_list), "")

    @property
    def group_slug(self):
        """The name of the fixture file of its group."""
        return slugify(self.group)

    @property
    def all_findings(self):
        """The findings of fiches, and then those of steps."""
        return [*self.findings.all(), *self.step_findings.all()]


class WorryTool(Pointer):
    """A tool to begin with, and why this one."""

    natural_key_fields = ("worry__slug", "tool__slug")
    shown_as = "{0.tool} bij “{0.worry}”"
    dump_file = "9-vragen/{0.worry.group_slug}"
    points_at = "tool"

    worry = models.ForeignKey(Worry, models.CASCADE, related_name="tools", verbose_name="vraag")
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="worry_tools", verbose_name="tool")
    order = models.PositiveSmallIntegerField("volgorde", default=0, help_text="Het kleinste getal staat eerst.")
    reason = LineField("waarom hiermee beginnen", max_length=200, help_text="Concreet, en trouw aan wat de tool zegt.")

    class Meta(Pointer.Meta):
        verbose_name = "tool om mee te beginnen"
        verbose_name_plural = "tools om mee te beginnen"
        constraints = [once("worry_tool_once", "Deze tool staat al bij deze vraag.", "worry", "tool")]


class WorryNext(Pointer):
    """What others with this worry ask next."""

    natural_key_fields = ("worry__slug", "next__slug")
    shown_as = "{0.worry} → {0.next}"
    dump_file = "9-vragen/z-verder"
    points_at = "next"

    worry = models.ForeignKey(Worry, models.CASCADE, related_name="onward", verbose_name="vraag")
    next = models.ForeignKey(Worry, models.CASCADE, related_name="asked_before", verbose_name="vragen ze daarna")
    order = models.PositiveSmallIntegerField("volgorde", default=0, help_text="Het kleinste getal staat eerst.")

    class Meta(Pointer.Meta):
        verbose_name = "vraag daarna"
        verbose_name_plural = "wat anderen daarna vragen"
        constraints = [
            once("worry_next_once", "Deze vraag staat er al.", "worry", "next"),
            models.CheckConstraint(
                condition=~models.Q(next=F("worry")),
                name="worry_does_not_follow_itself",
                violation_error_message="Een vraag kan niet naar zichzelf leiden.",
            ),
        ]
