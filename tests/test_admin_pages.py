"""Every page of the editors' desk: in Dutch, and with as many queries for four items as for two."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtanalyse import models as cycle
from fiches import models as fiches
from tests import factories as make
from tests.catalogue import full_tool
from tests.page import parse, text_of
from toolbox import models as toolbox

SIGNED_IN = 2  # the session and the user


# Each changelist: how to make one more row, and how many queries the list takes, whatever its length.
CHANGELISTS = {
    toolbox.Tool: (full_tool, 35),
    toolbox.Placement: (make.PlacementFactory, 11),
    toolbox.Owner: (lambda: make.OwnerAliasFactory().owner, 5),
    toolbox.Reference: (make.ReferenceFactory, 3),
    toolbox.Erratum: (lambda: make.ErratumFactory(tool=make.ToolFactory(), fiche=make.FicheFactory()), 14),
    toolbox.Collection: (make.CollectionFactory, 5),
    toolbox.Worry: (make.WorryFactory, 7),
    toolbox.Format: (make.FormatFactory, 4),
    toolbox.Audience: (make.AudienceFactory, 3),
    toolbox.TargetGroup: (make.TargetGroupFactory, 3),
    toolbox.Keyword: (lambda: make.ToolFactory(tags=[f"trefwoord {toolbox.Tool.objects.count()}"]), 3),
    fiches.Fiche: (make.FicheFactory, 5),
    fiches.Figure: (lambda: make.FigureFactory(fiche=make.FicheFactory()), 5),
    fiches.UnreachedGroup: (make.UnreachedGroupFactory, 3),
    cycle.Step: (make.StepFactory, 5),
    cycle.Section: (make.SectionFactory, 4),
    cycle.Pillar: (make.PillarFactory, 3),
    cycle.BuildingBlock: (make.BuildingBlockFactory, 3),
    cycle.Resource: (make.ResourceFactory, 4),
    cycle.ReadingGuide: (make.ReadingGuideFactory, 3),
    cycle.Outcome: (make.OutcomeFactory, 4),
    cycle.Situation: (make.SituationFactory, 3),
    cycle.SituationElement: (make.SituationElementFactory, 8),
    cycle.StartFactor: (make.StartFactorFactory, 4),
    toolbox.ThesaurusGroup: (make.ThesaurusGroupFactory, 3),
    toolbox.WordForm: (make.WordFormFactory, 3),
    toolbox.LinkCheck: (lambda: FORMS["check"](1), 8),
    toolbox.Report: (lambda: FORMS["report"](1), 6),
    toolbox.Experience: (make.ExperienceFactory, 6),
    toolbox.Revision: (lambda: make.RevisionFactory(user=make.EditorFactory()), 6),
    toolbox.SignInAttempt: (make.SignInAttemptFactory, 3),
    User: (make.EditorFactory, 6),
    Group: (lambda: Group.objects.create(name=f"groep {Group.objects.count()}"), 3),
}


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def queries(desk, path):
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(path).status_code == 200
    return len(captured)


def warm(count, *args):
    """What `count` gives when it is asked again: what Django remembers between requests is not counted."""
    count(*args)
    return count(*args)


ENGLISH = {"the", "and", "select", "change", "save", "search", "add", "sure", "password", "are", "you"}


def english(response):
    return set(text_of(parse(response).find("body")).lower().split()) & ENGLISH


def test_every_table_of_the_desk_is_tried_here():
    assert set(CHANGELISTS) == set(admin.site._registry)


@pytest.mark.parametrize("model", CHANGELISTS)
def test_changelist_takes_as_many_queries_for_four_as_for_two(desk, model):
    make_one, expected = CHANGELISTS[model]
    counted = []
    queries(desk, address(model, "changelist"))  # Django reads its table of content types once
    for _ in range(2):
        for _ in range(2):
            make_one()
        counted.append(queries(desk, address(model, "changelist")))
    assert counted == [expected + SIGNED_IN] * 2


def full_step(rows):
    """There are only four steps: the last one gets rows until it has enough."""
    steps = list(cycle.Step.objects.order_by("number")) or [make.StepFactory(number=number) for number in range(1, 5)]
    while steps[3].passages.count() < rows:
        make.StepPassageFactory(step=steps[3])
        make.StepFicheFactory(step=steps[3])
    make.StepInfluenceFactory(from_step=steps[3], to_step=steps[rows // 2 - 1])
    return steps[3]


def full_revision(rows):
    row = {"model": "toolbox.link", "kind": "link", "title": "https://a.be/"}
    return make.RevisionFactory(user=make.EditorFactory(), rows=[row] * rows)


def full_group(rows):
    group = Group.objects.create(name=f"groep {Group.objects.count()}")
    group.permissions.set(Permission.objects.filter(codename__startswith="view_")[:rows])
    return group


def full(factory, *additions, **fields):
    """How to make an entry with a number of rows; for each row all `additions` are done to the entry."""

    def build(rows):
        entry = factory(**{name: made() for name, made in fields.items()})
        for _ in range(rows):
            for add in additions:
                add(entry)
        return entry

    return build


def helped(factory):
    """An entry with the fiches that help."""
    return full(factory, lambda entry: entry.fiches.add(make.FicheFactory()))


full_owner = full(make.OwnerFactory, lambda owner: make.OwnerAliasFactory(owner=owner))
full_fiche = full(
    make.FicheFactory,
    lambda fiche: make.PassageFactory(fiche=fiche),
    lambda fiche: make.ReadOnFactory(from_fiche=fiche),
)
full_collection = full(
    make.CollectionFactory,
    lambda collection: make.CollectionEntryFactory(collection=collection),
    lambda collection: make.CollectionEntryFactory(collection=collection, tool=None, fiche=make.FicheFactory()),
)
full_worry = full(
    make.WorryFactory,
    lambda worry: make.WorryToolFactory(worry=worry),
    lambda worry: worry.findings.add(make.PassageFactory()),
    lambda worry: make.WorryNextFactory(worry=worry),
    fiche=make.FicheFactory,
    situation=make.SituationFactory,
)
FORMS = {
    "tool": full_tool,
    "placement": full(make.PlacementFactory, lambda place: place.findings.add(make.PassageFactory(fiche=place.fiche))),
    "owner": full_owner,
    "fiche": full_fiche,
    "figure": full(make.FigureFactory, lambda figure: make.FigureRowFactory(figure=figure)),
    "step": full_step,
    "guide": full(make.ReadingGuideFactory, lambda guide: make.ReadingGuideFicheFactory(guide=guide)),
    "outcome": helped(make.OutcomeFactory),
    "report": full(make.ReportFactory, lambda report: make.ReportedChangeFactory(report=report), tool=make.ToolFactory),
    "check": full(
        make.LinkCheckFactory,
        lambda check: make.LinkFactory(url=check.url),
        lambda check: check.results.create(state="werkt"),
    ),
    "collection": full_collection,
    "worry": full_worry,
    # The lists to choose from are what grows here.
    "erratum": full(
        make.ErratumFactory,
        lambda _: make.FicheFactory(),
        lambda _: make.ToolFactory(),
        tool=make.ToolFactory,
        fiche=make.FicheFactory,
    ),
    "target group": full(
        make.TargetGroupFactory, lambda _: make.UnreachedGroupFactory(), unreached_group=make.UnreachedGroupFactory
    ),
    "experience": full(make.ExperienceFactory, lambda told: make.ExperienceFactory(tool=told.tool)),
    "unreached group": helped(make.UnreachedGroupFactory),
    "situation element": helped(make.SituationElementFactory),
    "start factor": helped(make.StartFactorFactory),
    "revision": full_revision,
    "user": full(make.EditorFactory, lambda user: user.groups.create(name=f"groep {user.groups.count()} van {user}")),
    "group": full_group,
}
# Forms of a few fields, with nothing that can grow.
PLAIN_FORMS = {
    toolbox.Reference, toolbox.Format, toolbox.Audience, toolbox.Keyword, toolbox.ThesaurusGroup, toolbox.WordForm,
    toolbox.SignInAttempt, cycle.Section, cycle.Pillar, cycle.BuildingBlock, cycle.Resource, cycle.Situation,
}  # fmt: skip


def test_every_form_of_the_desk_is_tried_here(db):
    assert {type(build(1)) for build in FORMS.values()} | PLAIN_FORMS == set(admin.site._registry)


@pytest.mark.parametrize("build", FORMS.values(), ids=FORMS)
def test_form_takes_as_many_queries_for_four_rows_as_for_two(desk, build):
    entries = (build(rows) for rows in (2, 4))
    counted = [warm(queries, desk, address(type(entry), "change", entry.pk)) for entry in entries]
    assert counted[0] == counted[1]


@pytest.mark.parametrize("model", CHANGELISTS)
def test_changelist_and_forms_are_dutch(desk, model):
    CHANGELISTS[model][0]()
    entry = model._default_manager.first()
    for path in (address(model, "changelist"), address(model, "add"), address(model, "change", entry.pk)):
        response = desk.get(path)
        assert response.status_code == 200 or path.endswith("/add/")  # some tables fill themselves
        assert english(response) == set(), path


def test_index_groups_the_tables_as_editors_think_of_them(desk):
    page = parse(desk.get("/admin/"))
    groups = [text_of(caption) for caption in page.find(".//main").iter("caption")]
    assert groups == [
        "Tools", "Nazicht", "Lijsten om op te filteren", "Zoeken", "Thema’s en cyclus", "Figuren",
        "Over zorgzame buurten en de toolbox", "Beheer",
    ]  # fmt: skip
