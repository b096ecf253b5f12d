"""Tools, where they are placed, what is filed with them, and who works at the desk."""

import factory
from django.contrib.auth import get_user_model
from django.utils.text import slugify

from tests.factories.base import Factory, PublishedFactory
from tests.factories.fiches import FicheFactory
from toolbox import models


class OwnerFactory(Factory):
    name = factory.Sequence("Eigenaar {}".format)
    slug = factory.Sequence("eigenaar-{}".format)

    class Meta:
        model = models.Owner


class OwnerAliasFactory(Factory):
    owner = factory.SubFactory(OwnerFactory)
    alias = factory.Sequence("Andere naam {}".format)

    class Meta:
        model = models.OwnerAlias


class FormatFactory(Factory):
    name = factory.Sequence("Vorm {}".format)
    slug = factory.Sequence("vorm-{}".format)

    class Meta:
        model = models.Format


class AudienceFactory(Factory):
    name = factory.Sequence("Gebruiker {}".format)
    slug = factory.Sequence("gebruiker-{}".format)

    class Meta:
        model = models.Audience


class TargetGroupFactory(Factory):
    name = factory.Sequence("Doelgroep {}".format)
    slug = factory.Sequence("doelgroep-{}".format)

    class Meta:
        model = models.TargetGroup


class ReferenceFactory(Factory):
    citation = factory.Sequence("Auteur {}, 2022".format)
    slug = factory.Sequence("auteur-{}-2022".format)
    year = 2022

    class Meta:
        model = models.Reference


class ToolFactory(PublishedFactory):
    """A tool; `owners=[…]`, `formats=[…]`, `target_groups=[…]`, `audiences=[…]` and `tags=[…]` fill its lists."""

    name = factory.Sequence("Tool {:04d}".format)
    slug = factory.LazyAttribute(lambda tool: slugify(tool.name))
    summary = factory.Sequence("Wat je ermee doet ({}).".format)

    class Meta:
        model = models.Tool

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
        model = models.Placement


class LinkFactory(Factory):
    tool = factory.SubFactory(ToolFactory)
    url = factory.Sequence("https://voorbeeld.be/{}".format)

    class Meta:
        model = models.Link


class CitationFactory(Factory):
    tool = factory.SubFactory(ToolFactory)
    reference = factory.SubFactory(ReferenceFactory)

    class Meta:
        model = models.Citation


class ErratumFactory(Factory):
    number = factory.Sequence(lambda n: n + 1)
    kind = "naam"
    where = factory.Sequence("Op plaats {}".format)
    printed = factory.Sequence("Fout {}".format)
    should_be = "Juist"
    why = "Een drukfout."
    status = "hersteld"

    class Meta:
        model = models.Erratum


class CollectionFactory(Factory):
    name = factory.Sequence("Collectie {}".format)
    slug = factory.Sequence("collectie-{}".format)
    summary = "Voor een streek."

    class Meta:
        model = models.Collection


class CollectionEntryFactory(Factory):
    collection = factory.SubFactory(CollectionFactory)
    tool = factory.SubFactory(ToolFactory)

    class Meta:
        model = models.CollectionEntry


class ThesaurusGroupFactory(Factory):
    name = factory.Sequence("groep-{}".format)
    theme = "mensen"
    words = "buur, gebuur"

    class Meta:
        model = models.ThesaurusGroup


class WordFormFactory(Factory):
    form = factory.Sequence("vorm{}".format)
    base = "vorm"

    class Meta:
        model = models.WordForm


class LinkCheckFactory(Factory):
    url = factory.Sequence("https://voorbeeld.be/{}".format)

    class Meta:
        model = models.LinkCheck


class ReportFactory(Factory):
    kind = "verbetering"
    token = factory.Sequence("melding-{}".format)

    class Meta:
        model = models.Report


class ReportedChangeFactory(Factory):
    report = factory.SubFactory(ReportFactory)
    field = factory.Iterator(["naam", "uitleg", "eigenaar", "doelgroep"])
    proposed = "Beter zo."

    class Meta:
        model = models.ReportedChange


class ExperienceFactory(Factory):
    tool = factory.SubFactory(ToolFactory)
    neighbourhood = "stad"
    effort = "uren"
    worked = "Samen koken."
    token = factory.Sequence("ervaring-{}".format)

    class Meta:
        model = models.Experience


class RevisionFactory(Factory):
    model = "toolbox.tool"
    object_id = factory.Sequence(str)
    title = factory.Sequence("Versie {}".format)
    action = "bewaard"
    rows = factory.LazyFunction(list)

    class Meta:
        model = models.Revision


class SignInAttemptFactory(Factory):
    username = factory.Sequence("iemand-{}".format)
    failures_since_start = 1

    class Meta:
        model = models.SignInAttempt


class EditorFactory(Factory):
    username = factory.Sequence("redacteur-{}".format)
    is_staff = True
    is_superuser = True

    class Meta:
        model = get_user_model()
