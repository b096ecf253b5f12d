"""Fiches, figures and what stands in them."""

import factory

from fiches import models
from tests.factories.base import Factory, PublishedFactory

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class FicheFactory(PublishedFactory):
    letter = factory.Sequence(lambda n: LETTERS[n % len(LETTERS)])
    slug = factory.LazyAttribute(lambda fiche: fiche.letter.lower())
    title = factory.Sequence("Thema {}".format)
    lead = factory.Sequence("Inleiding van thema {}.".format)

    class Meta:
        model = models.Fiche


class PassageFactory(Factory):
    fiche = factory.SubFactory(FicheFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Bevinding {}".format)
    text = "Wat het onderzoek leert."

    class Meta:
        model = models.Passage


class ReadOnFactory(Factory):
    from_fiche = factory.SubFactory(FicheFactory)
    to_fiche = factory.SubFactory(FicheFactory)
    order = factory.Sequence(lambda n: n + 1)
    reason = factory.Sequence("Reden {} om verder te lezen.".format)

    class Meta:
        model = models.ReadOn


class FigureFactory(PublishedFactory):
    number = factory.Sequence(lambda n: n + 11)
    slug = factory.LazyAttribute(lambda figure: f"figuur-{figure.number}")
    title = factory.LazyAttribute(lambda figure: f"De titel van figuur {figure.number}")
    intro = "Wat de figuur toont."

    class Meta:
        model = models.Figure


class FigureRowFactory(Factory):
    figure = factory.SubFactory(FigureFactory)
    order = factory.Sequence(lambda n: n + 1)
    label = factory.Sequence("Rij {}".format)

    class Meta:
        model = models.FigureRow


class UnreachedGroupFactory(Factory):
    order = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence("Groep {}".format)
    reasons = "Een verklaring"

    class Meta:
        model = models.UnreachedGroup
