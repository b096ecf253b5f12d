"""Test data that says only what matters. Everything is published: a test that hides something says so."""

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from buurtanalyse import models as cycle
from fiches import models as fiches
from fiches.publication import PublicationStatus
from toolbox import models as toolbox

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Factory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class PublishedFactory(Factory):
    status = PublicationStatus.PUBLISHED

    class Meta:
        abstract = True


class FicheFactory(PublishedFactory):
    letter = factory.Sequence(lambda n: LETTERS[n % len(LETTERS)])
    slug = factory.LazyAttribute(lambda fiche: fiche.letter.lower())
    title = factory.Sequence("Thema {}".format)
    lead = factory.Sequence("Inleiding van thema {}.".format)

    class Meta:
        model = fiches.Fiche


class PassageFactory(Factory):
    fiche = factory.SubFactory(FicheFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Bevinding {}".format)
    text = "Wat het onderzoek leert."

    class Meta:
        model = fiches.Passage


class ReadOnFactory(Factory):
    from_fiche = factory.SubFactory(FicheFactory)
    to_fiche = factory.SubFactory(FicheFactory)
    order = factory.Sequence(lambda n: n + 1)
    reason = factory.Sequence("Reden {} om verder te lezen.".format)

    class Meta:
        model = fiches.ReadOn


class FigureFactory(PublishedFactory):
    number = factory.Sequence(lambda n: n + 11)
    slug = factory.LazyAttribute(lambda figure: f"figuur-{figure.number}")
    title = factory.LazyAttribute(lambda figure: f"De titel van figuur {figure.number}")
    intro = "Wat de figuur toont."

    class Meta:
        model = fiches.Figure


class FigureRowFactory(Factory):
    figure = factory.SubFactory(FigureFactory)
    order = factory.Sequence(lambda n: n + 1)
    label = factory.Sequence("Rij {}".format)

    class Meta:
        model = fiches.FigureRow


class UnreachedGroupFactory(Factory):
    order = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence("Groep {}".format)
    reasons = "Een verklaring"

    class Meta:
        model = fiches.UnreachedGroup


class StepFactory(PublishedFactory):
    number = factory.Sequence(lambda n: n % 4 + 1)
    slug = factory.LazyAttribute(lambda step: f"stap-{step.number}")
    title = factory.LazyAttribute(lambda step: f"Titel van stap {step.number}")
    lead = "Wat je in deze stap doet."

    class Meta:
        model = cycle.Step


class StepPassageFactory(Factory):
    step = factory.SubFactory(StepFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Inzicht {}".format)
    text = "Wat je moet weten."

    class Meta:
        model = cycle.StepPassage


class StepFicheFactory(Factory):
    step = factory.SubFactory(StepFactory)
    fiche = factory.SubFactory(FicheFactory)
    order = factory.Sequence(lambda n: n + 1)
    reason = factory.Sequence("Reden {} bij deze stap.".format)

    class Meta:
        model = cycle.StepFiche


class StepInfluenceFactory(Factory):
    from_step = factory.SubFactory(StepFactory)
    to_step = factory.SubFactory(StepFactory)
    text = factory.Sequence("Zo voedt de ene stap de andere ({}).".format)

    class Meta:
        model = cycle.StepInfluence


class SectionFactory(Factory):
    page = "toolbox"
    order = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence("deel-{}".format)
    title = factory.Sequence("Deel {}".format)
    text = "Wat je vooraf moet weten."

    class Meta:
        model = cycle.Section


class PillarFactory(Factory):
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Pijler {}".format)

    class Meta:
        model = cycle.Pillar


class BuildingBlockFactory(Factory):
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Bouwsteen {}".format)

    class Meta:
        model = cycle.BuildingBlock


class ResourceFactory(Factory):
    place = "toolbox"
    order = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence("Bron buiten de tabellen {}".format)
    text = "Wat je er vindt."

    class Meta:
        model = cycle.Resource


class ReadingGuideFactory(Factory):
    slug = factory.Sequence("rol-{}".format)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Rol {}".format)
    intro = "Waar je begint."

    class Meta:
        model = cycle.ReadingGuide


class ReadingGuideFicheFactory(Factory):
    guide = factory.SubFactory(ReadingGuideFactory)
    fiche = factory.SubFactory(FicheFactory)
    order = factory.Sequence(lambda n: n + 1)
    reason = factory.Sequence("Reden {} voor deze rol.".format)

    class Meta:
        model = cycle.ReadingGuideFiche


class OutcomeFactory(Factory):
    order = factory.Sequence(lambda n: n + 1)
    group = "partners"
    theme = "Samenwerking"
    text = factory.Sequence("Uitkomst {}".format)

    class Meta:
        model = cycle.Outcome


class SituationFactory(Factory):
    order = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence("situatie-{}".format)
    title = factory.Sequence("Situatie {}".format)

    class Meta:
        model = cycle.Situation


class SituationElementFactory(Factory):
    situation = factory.SubFactory(SituationFactory)
    kind = "doel"
    order = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence("Doel {}".format)

    class Meta:
        model = cycle.SituationElement


class StartFactorFactory(Factory):
    order = factory.Sequence(lambda n: n + 1)
    heading = "praktisch"
    helps = factory.Sequence("Wat helpt {}".format)

    class Meta:
        model = cycle.StartFactor


class OwnerFactory(Factory):
    name = factory.Sequence("Eigenaar {}".format)
    slug = factory.Sequence("eigenaar-{}".format)

    class Meta:
        model = toolbox.Owner


class OwnerAliasFactory(Factory):
    owner = factory.SubFactory(OwnerFactory)
    alias = factory.Sequence("Andere naam {}".format)

    class Meta:
        model = toolbox.OwnerAlias


class FormatFactory(Factory):
    name = factory.Sequence("Vorm {}".format)
    slug = factory.Sequence("vorm-{}".format)

    class Meta:
        model = toolbox.Format


class AudienceFactory(Factory):
    name = factory.Sequence("Gebruiker {}".format)
    slug = factory.Sequence("gebruiker-{}".format)

    class Meta:
        model = toolbox.Audience


class TargetGroupFactory(Factory):
    name = factory.Sequence("Doelgroep {}".format)
    slug = factory.Sequence("doelgroep-{}".format)

    class Meta:
        model = toolbox.TargetGroup


class ReferenceFactory(Factory):
    citation = factory.Sequence("Auteur {}, 2022".format)
    slug = factory.Sequence("auteur-{}-2022".format)
    year = 2022

    class Meta:
        model = toolbox.Reference


class ToolFactory(PublishedFactory):
    """A tool; `owners=[…]`, `formats=[…]`, `target_groups=[…]`, `audiences=[…]` and `tags=[…]` fill its lists."""

    name = factory.Sequence("Tool {:04d}".format)
    slug = factory.Sequence("tool-{:04d}".format)
    summary = factory.Sequence("Wat je ermee doet ({}).".format)

    class Meta:
        model = toolbox.Tool

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        lists = {
            name: kwargs.pop(name)
            for name in ("owners", "formats", "target_groups", "audiences", "tags")
            if name in kwargs
        }
        tool = super()._create(model_class, *args, **kwargs)
        for name, values in lists.items():
            getattr(tool, name).set(values)
        return tool


class PlacementFactory(Factory):
    """A placement in a fiche, unless `step=…` or `whole_cycle=True` says otherwise."""

    class Params:
        elsewhere = factory.LazyAttribute(lambda placement: bool(placement.step or placement.whole_cycle))

    tool = factory.SubFactory(ToolFactory)
    step = None
    whole_cycle = False
    fiche = factory.Maybe("elsewhere", yes_declaration=None, no_declaration=factory.SubFactory(FicheFactory))
    order = factory.Sequence(lambda n: n + 1)
    description = "Wat je er hier aan hebt."

    class Meta:
        model = toolbox.Placement


class LinkFactory(Factory):
    tool = factory.SubFactory(ToolFactory)
    url = factory.Sequence("https://voorbeeld.be/{}".format)

    class Meta:
        model = toolbox.Link


class CitationFactory(Factory):
    tool = factory.SubFactory(ToolFactory)
    reference = factory.SubFactory(ReferenceFactory)

    class Meta:
        model = toolbox.Citation


class ErratumFactory(Factory):
    number = factory.Sequence(lambda n: n + 1)
    kind = "naam"
    where = factory.Sequence("Op plaats {}".format)
    printed = factory.Sequence("Fout {}".format)
    should_be = "Juist"
    why = "Een drukfout."
    status = "hersteld"

    class Meta:
        model = toolbox.Erratum


class CollectionFactory(Factory):
    name = factory.Sequence("Collectie {}".format)
    slug = factory.Sequence("collectie-{}".format)
    summary = "Voor een streek."

    class Meta:
        model = toolbox.Collection


class CollectionEntryFactory(Factory):
    collection = factory.SubFactory(CollectionFactory)
    tool = factory.SubFactory(ToolFactory)

    class Meta:
        model = toolbox.CollectionEntry


class ThesaurusGroupFactory(Factory):
    name = factory.Sequence("groep-{}".format)
    theme = "mensen"
    words = "buur, gebuur"

    class Meta:
        model = toolbox.ThesaurusGroup


class WordFormFactory(Factory):
    form = factory.Sequence("vorm{}".format)
    base = "vorm"

    class Meta:
        model = toolbox.WordForm


class LinkCheckFactory(Factory):
    url = factory.Sequence("https://voorbeeld.be/{}".format)

    class Meta:
        model = toolbox.LinkCheck


class ReportFactory(Factory):
    kind = "verbetering"
    token = factory.Sequence("melding-{}".format)

    class Meta:
        model = toolbox.Report


class ReportedChangeFactory(Factory):
    report = factory.SubFactory(ReportFactory)
    field = factory.Iterator(["naam", "uitleg", "eigenaar", "doelgroep"])
    proposed = "Beter zo."

    class Meta:
        model = toolbox.ReportedChange


class ExperienceFactory(Factory):
    tool = factory.SubFactory(ToolFactory)
    neighbourhood = "stad"
    effort = "uren"
    worked = "Samen koken."
    token = factory.Sequence("ervaring-{}".format)

    class Meta:
        model = toolbox.Experience


class RevisionFactory(Factory):
    model = "toolbox.tool"
    object_id = factory.Sequence(str)
    title = factory.Sequence("Versie {}".format)
    action = "bewaard"
    rows = factory.LazyFunction(list)

    class Meta:
        model = toolbox.Revision


class SignInAttemptFactory(Factory):
    username = factory.Sequence("iemand-{}".format)
    failures_since_start = 1

    class Meta:
        model = toolbox.SignInAttempt


class EditorFactory(Factory):
    username = factory.Sequence("redacteur-{}".format)
    is_staff = True
    is_superuser = True

    class Meta:
        model = get_user_model()
