"""Test data that says only what matters. Everything is published: a test that hides something says so."""

from django.contrib.auth import get_user_model
from django.utils.text import slugify
from factory import Iterator, LazyAttribute, LazyFunction, Maybe, Sequence, SubFactory, make_factory
from factory.django import DjangoModelFactory

from buurtanalyse import models as cycle
from fiches import models as fiches
from fiches.shared.publication import PublicationStatus
from toolbox import models

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
COUNTED = Sequence(lambda n: n + 1)


class Factory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


def numbered(text):
    """The text with the number of the row in it."""
    return Sequence(text.format)


def rows_of(model, /, **fields):
    """A factory that fills in what a row of this model needs."""
    return make_factory(model, FACTORY_CLASS=Factory, **fields)


def published(model, /, **fields):
    """A factory of what can be published, and is."""
    return rows_of(model, status=PublicationStatus.PUBLISHED, **fields)


# Fiches, figures and what stands in them

FicheFactory = published(
    fiches.Fiche,
    letter=Sequence(lambda n: LETTERS[n % len(LETTERS)]),
    slug=LazyAttribute(lambda fiche: fiche.letter.lower()),
    title=numbered("Thema {}"),
    lead=numbered("Inleiding van thema {}."),
)
PassageFactory = rows_of(
    fiches.Passage,
    fiche=SubFactory(FicheFactory),
    order=COUNTED,
    title=numbered("Bevinding {}"),
    text="Wat het onderzoek leert.",
)
ReadOnFactory = rows_of(
    fiches.ReadOn,
    from_fiche=SubFactory(FicheFactory),
    to_fiche=SubFactory(FicheFactory),
    order=COUNTED,
    reason=numbered("Reden {} om verder te lezen."),
)
FigureFactory = published(
    fiches.Figure,
    number=Sequence(lambda n: n + 11),
    slug=LazyAttribute(lambda figure: f"figuur-{figure.number}"),
    title=LazyAttribute(lambda figure: f"De titel van figuur {figure.number}"),
    intro="Wat de figuur toont.",
)
FigureRowFactory = rows_of(fiches.FigureRow, figure=SubFactory(FigureFactory), order=COUNTED, label=numbered("Rij {}"))
UnreachedGroupFactory = rows_of(
    fiches.UnreachedGroup, order=COUNTED, name=numbered("Groep {}"), reasons="Een verklaring"
)

# The steps of the cycle and everything of Part 1

StepFactory = published(
    cycle.Step,
    number=Sequence(lambda n: n % 4 + 1),
    slug=LazyAttribute(lambda step: f"stap-{step.number}"),
    title=LazyAttribute(lambda step: f"Titel van stap {step.number}"),
    lead="Wat je in deze stap doet.",
)
StepPassageFactory = rows_of(
    cycle.StepPassage,
    step=SubFactory(StepFactory),
    order=COUNTED,
    title=numbered("Inzicht {}"),
    text="Wat je moet weten.",
)
StepFicheFactory = rows_of(
    cycle.StepFiche,
    step=SubFactory(StepFactory),
    fiche=SubFactory(FicheFactory),
    order=COUNTED,
    reason=numbered("Reden {} bij deze stap."),
)
StepInfluenceFactory = rows_of(
    cycle.StepInfluence,
    from_step=SubFactory(StepFactory),
    to_step=SubFactory(StepFactory),
    text=numbered("Zo voedt de ene stap de andere ({})."),
)
SectionFactory = rows_of(
    cycle.Section,
    page="toolbox",
    order=COUNTED,
    slug=numbered("deel-{}"),
    title=numbered("Deel {}"),
    text="Wat je vooraf moet weten.",
)
PillarFactory = rows_of(cycle.Pillar, number=COUNTED, title=numbered("Pijler {}"))
BuildingBlockFactory = rows_of(cycle.BuildingBlock, number=COUNTED, title=numbered("Bouwsteen {}"))
ResourceFactory = rows_of(
    cycle.Resource,
    place="toolbox",
    order=COUNTED,
    name=numbered("Bron buiten de tabellen {}"),
    text="Wat je er vindt.",
)
ReadingGuideFactory = rows_of(
    cycle.ReadingGuide,
    slug=numbered("rol-{}"),
    order=COUNTED,
    title=numbered("Rol {}"),
    intro="Waar je begint.",
)
ReadingGuideFicheFactory = rows_of(
    cycle.ReadingGuideFiche,
    guide=SubFactory(ReadingGuideFactory),
    fiche=SubFactory(FicheFactory),
    order=COUNTED,
    reason=numbered("Reden {} voor deze rol."),
)
OutcomeFactory = rows_of(
    cycle.Outcome, order=COUNTED, group="partners", theme="Samenwerking", text=numbered("Uitkomst {}")
)
SituationFactory = rows_of(cycle.Situation, order=COUNTED, slug=numbered("situatie-{}"), title=numbered("Situatie {}"))
SituationElementFactory = rows_of(
    cycle.SituationElement,
    situation=SubFactory(SituationFactory),
    kind="doel",
    order=COUNTED,
    text=numbered("Doel {}"),
)
StartFactorFactory = rows_of(cycle.StartFactor, order=COUNTED, heading="praktisch", helps=numbered("Wat helpt {}"))

# Tools, where they are placed, what is filed with them, and who works at the desk

OwnerFactory = rows_of(models.Owner, name=numbered("Eigenaar {}"), slug=numbered("eigenaar-{}"))
OwnerAliasFactory = rows_of(models.OwnerAlias, owner=SubFactory(OwnerFactory), alias=numbered("Andere naam {}"))
FormatFactory = rows_of(models.Format, name=numbered("Vorm {}"), slug=numbered("vorm-{}"))
AudienceFactory = rows_of(models.Audience, name=numbered("Gebruiker {}"), slug=numbered("gebruiker-{}"))
TargetGroupFactory = rows_of(models.TargetGroup, name=numbered("Doelgroep {}"), slug=numbered("doelgroep-{}"))
ReferenceFactory = rows_of(
    models.Reference, citation=numbered("Auteur {}, 2022"), slug=numbered("auteur-{}-2022"), year=2022
)


class ToolFactory(Factory):
    """A tool; `owners=[…]`, `formats=[…]`, `target_groups=[…]`, `audiences=[…]` and `tags=[…]` fill its lists."""

    status = PublicationStatus.PUBLISHED
    name = numbered("Tool {:04d}")
    slug = LazyAttribute(lambda tool: slugify(tool.name))
    summary = numbered("Wat je ermee doet ({}).")

    class Meta:
        model = models.Tool

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        names = ("owners", "formats", "target_groups", "audiences", "tags")
        lists = {name: kwargs.pop(name) for name in names if name in kwargs}
        tool = super()._create(model_class, *args, **kwargs)
        for name, values in lists.items():
            getattr(tool, name).set(values)
        return tool


class PlacementFactory(Factory):
    """A placement in a fiche, unless `step=…` or `whole_cycle=True` says otherwise."""

    class Params:
        elsewhere = LazyAttribute(lambda placement: bool(placement.step or placement.whole_cycle))

    tool = SubFactory(ToolFactory)
    step = None
    whole_cycle = False
    fiche = Maybe("elsewhere", yes_declaration=None, no_declaration=SubFactory(FicheFactory))
    order = COUNTED
    description = "Wat je er hier aan hebt."

    class Meta:
        model = models.Placement


LinkFactory = rows_of(models.Link, tool=SubFactory(ToolFactory), url=numbered("https://voorbeeld.be/{}"))
LinkCheckFactory = rows_of(models.LinkCheck, url=numbered("https://voorbeeld.be/{}"))
CitationFactory = rows_of(models.Citation, tool=SubFactory(ToolFactory), reference=SubFactory(ReferenceFactory))
ErratumFactory = rows_of(
    models.Erratum,
    number=COUNTED,
    kind="naam",
    where=numbered("Op plaats {}"),
    printed=numbered("Fout {}"),
    should_be="Juist",
    why="Een drukfout.",
    status="hersteld",
)
CollectionFactory = rows_of(
    models.Collection, name=numbered("Collectie {}"), slug=numbered("collectie-{}"), summary="Voor een streek."
)
CollectionEntryFactory = rows_of(
    models.CollectionEntry, collection=SubFactory(CollectionFactory), tool=SubFactory(ToolFactory)
)
ThesaurusGroupFactory = rows_of(models.ThesaurusGroup, name=numbered("groep-{}"), theme="mensen", words="buur, gebuur")
WordFormFactory = rows_of(models.WordForm, form=numbered("vorm{}"), base="vorm")
ReportFactory = rows_of(models.Report, kind="verbetering", token=numbered("melding-{}"))
ReportedChangeFactory = rows_of(
    models.ReportedChange,
    report=SubFactory(ReportFactory),
    field=Iterator(["naam", "uitleg", "eigenaar", "doelgroep"]),
    proposed="Beter zo.",
)
ExperienceFactory = rows_of(
    models.Experience,
    tool=SubFactory(ToolFactory),
    neighbourhood="stad",
    effort="uren",
    worked="Samen koken.",
    token=numbered("ervaring-{}"),
)
RevisionFactory = rows_of(
    models.Revision,
    model="toolbox.tool",
    object_id=Sequence(str),
    title=numbered("Versie {}"),
    action="bewaard",
    rows=LazyFunction(list),
)
SignInAttemptFactory = rows_of(models.SignInAttempt, username=numbered("iemand-{}"), failures_since_start=1)
EditorFactory = rows_of(get_user_model(), username=numbered("redacteur-{}"), is_staff=True, is_superuser=True)
