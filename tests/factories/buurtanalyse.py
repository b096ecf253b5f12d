"""The steps of the cycle and everything of Part 1."""

import factory

from buurtanalyse import models
from tests.factories.base import Factory, PublishedFactory
from tests.factories.fiches import FicheFactory


class StepFactory(PublishedFactory):
    number = factory.Sequence(lambda n: n % 4 + 1)
    slug = factory.LazyAttribute(lambda step: f"stap-{step.number}")
    title = factory.LazyAttribute(lambda step: f"Titel van stap {step.number}")
    lead = "Wat je in deze stap doet."

    class Meta:
        model = models.Step


class StepPassageFactory(Factory):
    step = factory.SubFactory(StepFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Inzicht {}".format)
    text = "Wat je moet weten."

    class Meta:
        model = models.StepPassage


class StepFicheFactory(Factory):
    step = factory.SubFactory(StepFactory)
    fiche = factory.SubFactory(FicheFactory)
    order = factory.Sequence(lambda n: n + 1)
    reason = factory.Sequence("Reden {} bij deze stap.".format)

    class Meta:
        model = models.StepFiche


class StepInfluenceFactory(Factory):
    from_step = factory.SubFactory(StepFactory)
    to_step = factory.SubFactory(StepFactory)
    text = factory.Sequence("Zo voedt de ene stap de andere ({}).".format)

    class Meta:
        model = models.StepInfluence


class SectionFactory(Factory):
    page = "toolbox"
    order = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence("deel-{}".format)
    title = factory.Sequence("Deel {}".format)
    text = "Wat je vooraf moet weten."

    class Meta:
        model = models.Section


class PillarFactory(Factory):
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Pijler {}".format)

    class Meta:
        model = models.Pillar


class BuildingBlockFactory(Factory):
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Bouwsteen {}".format)

    class Meta:
        model = models.BuildingBlock


class ResourceFactory(Factory):
    place = "toolbox"
    order = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence("Bron buiten de tabellen {}".format)
    text = "Wat je er vindt."

    class Meta:
        model = models.Resource


class ReadingGuideFactory(Factory):
    slug = factory.Sequence("rol-{}".format)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Rol {}".format)
    intro = "Waar je begint."

    class Meta:
        model = models.ReadingGuide


class ReadingGuideFicheFactory(Factory):
    guide = factory.SubFactory(ReadingGuideFactory)
    fiche = factory.SubFactory(FicheFactory)
    order = factory.Sequence(lambda n: n + 1)
    reason = factory.Sequence("Reden {} voor deze rol.".format)

    class Meta:
        model = models.ReadingGuideFiche


class OutcomeFactory(Factory):
    order = factory.Sequence(lambda n: n + 1)
    group = "partners"
    theme = "Samenwerking"
    text = factory.Sequence("Uitkomst {}".format)

    class Meta:
        model = models.Outcome


class SituationFactory(Factory):
    order = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence("situatie-{}".format)
    title = factory.Sequence("Situatie {}".format)

    class Meta:
        model = models.Situation


class SituationElementFactory(Factory):
    situation = factory.SubFactory(SituationFactory)
    kind = "doel"
    order = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence("Doel {}".format)

    class Meta:
        model = models.SituationElement


class StartFactorFactory(Factory):
    order = factory.Sequence(lambda n: n + 1)
    heading = "praktisch"
    helps = factory.Sequence("Wat helpt {}".format)

    class Meta:
        model = models.StartFactor
