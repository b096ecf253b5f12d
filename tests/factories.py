"""Test data that says only what matters. Everything is published: a test that hides something says so."""

import factory
from django.contrib.auth import get_user_model
from django.utils.text import slugify
from factory import LazyAttribute, SubFactory
from factory.django import DjangoModelFactory

from buurtanalyse import models as cycle
from fiches import models as fiches
from fiches.shared.publication import PublicationStatus
from toolbox import models as toolbox

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Factory(DjangoModelFactory):
    """Fills in what a row needs."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True


def make(model, /, **fields):
    """The factory of `model`."""
    return factory.make_factory(model, FACTORY_CLASS=Factory, **fields)


def published(model, /, **fields):
    """The factory of a model that can be published: what it makes, is."""
    return make(model, status=PublicationStatus.PUBLISHED, **fields)


def numbered(text):
    """Another text for each: `text` with a number in it."""
    return factory.Sequence(text.format)


def order(first=1):
    """The next number for each."""
    return factory.Sequence(lambda n: n + first)


# Fiches

FicheFactory = published(
    fiches.Fiche,
    letter=factory.Sequence(lambda n: LETTERS[n % len(LETTERS)]),
    slug=LazyAttribute(lambda fiche: fiche.letter.lower()),
    title=numbered("Thema {}"),
    lead=numbered("Inleiding van thema {}."),
)
PassageFactory = make(
    fiches.Passage,
    fiche=SubFactory(FicheFactory),
    order=order(),
    title=numbered("Bevinding {}"),
    text="Wat het onderzoek leert.",
)
ReadOnFactory = make(
    fiches.ReadOn,
    from_fiche=SubFactory(FicheFactory),
    to_fiche=SubFactory(FicheFactory),
    order=order(),
    reason=numbered("Reden {} om verder te lezen."),
)
FigureFactory = published(
    fiches.Figure,
    number=order(first=11),
    slug=LazyAttribute(lambda figure: f"figuur-{figure.number}"),
    title=LazyAttribute(lambda figure: f"De titel van figuur {figure.number}"),
    intro="Wat de figuur toont.",
)
FigureRowFactory = make(fiches.FigureRow, figure=SubFactory(FigureFactory), order=order(), label=numbered("Rij {}"))
UnreachedGroupFactory = make(fiches.UnreachedGroup, order=order(), name=numbered("Groep {}"), reasons="Een verklaring")

# The cycle, and what else is told of it

StepFactory = published(
    cycle.Step,
    number=factory.Sequence(lambda n: n % 4 + 1),
    slug=LazyAttribute(lambda step: f"stap-{step.number}"),
    title=LazyAttribute(lambda step: f"Titel van stap {step.number}"),
    lead="Wat je in deze stap doet.",
)
StepPassageFactory = make(
    cycle.StepPassage,
    step=SubFactory(StepFactory),
    order=order(),
    title=numbered("Inzicht {}"),
    text="Wat je moet weten.",
)
StepFicheFactory = make(
    cycle.StepFiche,
    step=SubFactory(StepFactory),
    fiche=SubFactory(FicheFactory),
    order=order(),
    reason=numbered("Reden {} bij deze stap."),
)
StepInfluenceFactory = make(
    cycle.StepInfluence,
    from_step=SubFactory(StepFactory),
    to_step=SubFactory(StepFactory),
    text=numbered("Zo voedt de ene stap de andere ({})."),
)
SectionFactory = make(
    cycle.Section,
    page="toolbox",
    order=order(),
    slug=numbered("deel-{}"),
    title=numbered("Deel {}"),
    text="Wat je vooraf moet weten.",
)
PillarFactory = make(cycle.Pillar, number=order(), title=numbered("Pijler {}"))
BuildingBlockFactory = make(cycle.BuildingBlock, number=order(), title=numbered("Bouwsteen {}"))
ResourceFactory = make(
    cycle.Resource, place="toolbox", order=order(), name=numbered("Bron buiten de tabellen {}"), text="Wat je er vindt."
)
ReadingGuideFactory = make(
    cycle.ReadingGuide, slug=numbered("rol-{}"), order=order(), title=numbered("Rol {}"), intro="Waar je begint."
)
ReadingGuideFicheFactory = make(
    cycle.ReadingGuideFiche,
    guide=SubFactory(ReadingGuideFactory),
    fiche=SubFactory(FicheFactory),
    order=order(),
    reason=numbered("Reden {} voor deze rol."),
)
OutcomeFactory = make(
    cycle.Outcome, order=order(), group="partners", theme="Samenwerking", text=numbered("Uitkomst {}")
)
SituationFactory = make(cycle.Situation, order=order(), slug=numbered("situatie-{}"), title=numbered("Situatie {}"))
SituationElementFactory = make(
    cycle.SituationElement, situation=SubFactory(SituationFactory), kind="doel", order=order(), text=numbered("Doel {}")
)
StartFactorFactory = make(cycle.StartFactor, order=order(), heading="praktisch", helps=numbered("Wat helpt {}"))

# Tools, where they are placed and what is filed with them

OwnerFactory = make(toolbox.Owner, name=numbered("Eigenaar {}"), slug=numbered("eigenaar-{}"))
OwnerAliasFactory = make(toolbox.OwnerAlias, owner=SubFactory(OwnerFactory), alias=numbered("Andere naam {}"))
FormatFactory = make(toolbox.Format, name=numbered("Vorm {}"), slug=numbered("vorm-{}"))
AudienceFactory = make(toolbox.Audience, name=numbered("Gebruiker {}"), slug=numbered("gebruiker-{}"))
TargetGroupFactory = make(toolbox.TargetGroup, name=numbered("Doelgroep {}"), slug=numbered("doelgroep-{}"))
ReferenceFactory = make(
    toolbox.Reference, citation=numbered("Auteur {}, 2022"), slug=numbered("auteur-{}-2022"), year=2022
)


class ToolFactory(Factory):
    """A tool; `owners=[…]`, `formats=[…]`, `target_groups=[…]`, `audiences=[…]` and `tags=[…]` fill its lists."""

    status = PublicationStatus.PUBLISHED
    name = numbered("Tool {:04d}")
    slug = LazyAttribute(lambda tool: slugify(tool.name))
    summary = numbered("Wat je ermee doet ({}).")

    class Meta:
        model = toolbox.Tool

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        lists = {"owners", "formats", "target_groups", "audiences", "tags"} & {*kwargs}
        filled = {name: kwargs.pop(name) for name in lists}
        tool = super()._create(model_class, *args, **kwargs)
        for name, values in filled.items():
            getattr(tool, name).set(values)
        return tool


class PlacementFactory(Factory):
    """A placement in a fiche, unless `step=…` or `whole_cycle=True` says otherwise."""

    class Params:
        elsewhere = LazyAttribute(lambda placement: bool(placement.step or placement.whole_cycle))

    tool = SubFactory(ToolFactory)
    step = None
    whole_cycle = False
    fiche = factory.Maybe("elsewhere", yes_declaration=None, no_declaration=SubFactory(FicheFactory))
    order = order()
    description = "Wat je er hier aan hebt."

    class Meta:
        model = toolbox.Placement


LinkFactory = make(toolbox.Link, tool=SubFactory(ToolFactory), url=numbered("https://voorbeeld.be/{}"))
CitationFactory = make(toolbox.Citation, tool=SubFactory(ToolFactory), reference=SubFactory(ReferenceFactory))
ErratumFactory = make(
    toolbox.Erratum,
    number=order(),
    kind="naam",
    where=numbered("Op plaats {}"),
    printed=numbered("Fout {}"),
    should_be="Juist",
    why="Een drukfout.",
    status="hersteld",
)
CollectionFactory = make(
    toolbox.Collection, name=numbered("Collectie {}"), slug=numbered("collectie-{}"), summary="Voor een streek."
)
CollectionEntryFactory = make(
    toolbox.CollectionEntry, collection=SubFactory(CollectionFactory), tool=SubFactory(ToolFactory)
)
WorryFactory = published(
    toolbox.Worry,
    sentence=numbered("We lopen hiertegenaan ({})"),
    slug=numbered("vraag-{}"),
    group="Beginnen",
    order=order(),
    learned="Wat buurten leerden.",
    questions="Hoe beginnen we?",
)
WorryToolFactory = make(
    toolbox.WorryTool,
    worry=SubFactory(WorryFactory),
    tool=SubFactory(ToolFactory),
    order=order(),
    reason=numbered("Reden {} om hiermee te beginnen."),
)
WorryNextFactory = make(toolbox.WorryNext, worry=SubFactory(WorryFactory), next=SubFactory(WorryFactory), order=order())
ThesaurusGroupFactory = make(toolbox.ThesaurusGroup, name=numbered("groep-{}"), theme="mensen", words="buur, gebuur")
WordFormFactory = make(toolbox.WordForm, form=numbered("vorm{}"), base="vorm")
LinkCheckFactory = make(toolbox.LinkCheck, url=numbered("https://voorbeeld.be/{}"))

# What readers and editors leave behind

ReportFactory = make(toolbox.Report, kind="verbetering", token=numbered("melding-{}"))
ReportedChangeFactory = make(
    toolbox.ReportedChange,
    report=SubFactory(ReportFactory),
    field=factory.Iterator(["naam", "uitleg", "eigenaar", "doelgroep"]),
    proposed="Beter zo.",
)
ExperienceFactory = make(
    toolbox.Experience,
    tool=SubFactory(ToolFactory),
    neighbourhood="stad",
    effort="uren",
    worked="Samen koken.",
    token=numbered("ervaring-{}"),
)
RevisionFactory = make(
    toolbox.Revision,
    model="toolbox.tool",
    object_id=factory.Sequence(str),
    title=numbered("Versie {}"),
    action="bewaard",
    rows=factory.LazyFunction(list),
)
SignInAttemptFactory = make(toolbox.SignInAttempt, username=numbered("iemand-{}"), failures_since_start=1)
EditorFactory = make(get_user_model(), username=numbered("redacteur-{}"), is_staff=True, is_superuser=True)
