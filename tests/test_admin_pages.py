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
from tests.page import parse, text_of
from toolbox import models as toolbox

SIGNED_IN = 2  # the session and the user


def tool():
    """A tool with one of everything that its changelist shows."""
    made = make.ToolFactory(owners=[make.OwnerFactory()], formats=[make.FormatFactory()])
    make.PlacementFactory(tool=made)
    return made


# Each changelist: how to make one more row, and how many queries the list takes, whatever its length.
CHANGELISTS = {
    toolbox.Tool: (tool, 23),
    toolbox.Placement: (make.PlacementFactory, 11),
    toolbox.Owner: (lambda: make.OwnerAliasFactory().owner, 5),
    toolbox.Reference: (make.ReferenceFactory, 3),
    toolbox.Erratum: (lambda: make.ErratumFactory(tool=make.ToolFactory(), fiche=make.FicheFactory()), 14),
    toolbox.Collection: (make.CollectionFactory, 4),
    toolbox.Format: (make.FormatFactory, 3),
    toolbox.Audience: (make.AudienceFactory, 3),
    toolbox.TargetGroup: (make.TargetGroupFactory, 3),
    toolbox.Keyword: (lambda: make.ToolFactory(tags=[f"trefwoord {toolbox.Tool.objects.count()}"]), 3),
    fiches.Fiche: (make.FicheFactory, 4),
    fiches.Figure: (lambda: make.FigureFactory(fiche=make.FicheFactory()), 4),
    fiches.UnreachedGroup: (make.UnreachedGroupFactory, 3),
    cycle.Step: (make.StepFactory, 4),
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
    toolbox.LinkCheck: (lambda: full_check(1), 8),
    toolbox.Report: (lambda: make.ReportFactory(tool=make.ToolFactory()), 6),
    toolbox.Experience: (make.ExperienceFactory, 5),
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


def full_tool(rows):
    tool = make.ToolFactory()
    for _ in range(rows):
        placement = make.PlacementFactory(tool=tool)
        make.LinkFactory(tool=tool, placement=placement)
        make.CitationFactory(tool=tool, placement=placement)
        for name, factory in (
            ("owners", make.OwnerFactory),
            ("formats", make.FormatFactory),
            ("target_groups", make.TargetGroupFactory),
            ("audiences", make.AudienceFactory),
        ):
            getattr(tool, name).add(factory())
        tool.tags.add(f"trefwoord {placement.pk}")
    return tool


def full_placement(rows):
    placement = make.PlacementFactory()
    for _ in range(rows):
        placement.findings.add(make.PassageFactory(fiche=placement.fiche))
    return placement


def full_owner(rows):
    owner = make.OwnerFactory()
    for _ in range(rows):
        make.OwnerAliasFactory(owner=owner)
    return owner


def full_fiche(rows):
    fiche = make.FicheFactory()
    for _ in range(rows):
        make.PassageFactory(fiche=fiche)
        make.ReadOnFactory(from_fiche=fiche)
    return fiche


def full_figure(rows):
    figure = make.FigureFactory()
    for _ in range(rows):
        make.FigureRowFactory(figure=figure)
    return figure


def full_step(rows):
    """There are only four steps: the last one gets rows until it has enough."""
    steps = [
        cycle.Step.objects.filter(number=number).first() or make.StepFactory(number=number) for number in range(1, 5)
    ]
    while steps[3].passages.count() < rows:
        make.StepPassageFactory(step=steps[3])
        make.StepFicheFactory(step=steps[3])
    make.StepInfluenceFactory(from_step=steps[3], to_step=steps[rows // 2 - 1])
    return steps[3]


def full_guide(rows):
    guide = make.ReadingGuideFactory()
    for _ in range(rows):
        make.ReadingGuideFicheFactory(guide=guide)
    return guide


def full_outcome(rows):
    outcome = make.OutcomeFactory()
    outcome.fiches.set([make.FicheFactory() for _ in range(rows)])
    return outcome


def full_report(rows):
    report = make.ReportFactory(tool=make.ToolFactory())
    for _ in range(rows):
        make.ReportedChangeFactory(report=report)
    return report


def full_check(rows):
    check = make.LinkCheckFactory()
    for _ in range(rows):
        make.LinkFactory(url=check.url)
        check.results.create(state="werkt")
    return check


def full_collection(rows):
    collection = make.CollectionFactory()
    for _ in range(rows):
        make.CollectionEntryFactory(collection=collection)
        make.CollectionEntryFactory(collection=collection, tool=None, fiche=make.FicheFactory())
    return collection


def full_erratum(rows):
    """The lists to choose from are what grows here."""
    erratum = make.ErratumFactory(tool=make.ToolFactory(), fiche=make.FicheFactory())
    for _ in range(rows):
        make.FicheFactory()
        make.ToolFactory()
    return erratum


def full_experience(rows):
    experience = make.ExperienceFactory()
    for _ in range(rows):
        make.ExperienceFactory(tool=experience.tool)
    return experience


def full_target_group(rows):
    group = make.TargetGroupFactory(unreached_group=make.UnreachedGroupFactory())
    for _ in range(rows):
        make.UnreachedGroupFactory()
    return group


def full_unreached_group(rows):
    group = make.UnreachedGroupFactory()
    group.fiches.set([make.FicheFactory() for _ in range(rows)])
    return group


def full_situation_element(rows):
    element = make.SituationElementFactory()
    for _ in range(rows):
        element.fiches.add(make.FicheFactory())
    return element


def full_start_factor(rows):
    factor = make.StartFactorFactory()
    factor.fiches.set([make.FicheFactory() for _ in range(rows)])
    return factor


def full_revision(rows):
    row = {"model": "toolbox.link", "kind": "link", "title": "https://a.be/"}
    return make.RevisionFactory(user=make.EditorFactory(), rows=[row] * rows)


def full_user(rows):
    user = make.EditorFactory()
    user.groups.set([Group.objects.create(name=f"groep {number} van {user}") for number in range(rows)])
    return user


def full_group(rows):
    group = Group.objects.create(name=f"groep {Group.objects.count()}")
    group.permissions.set(Permission.objects.filter(codename__startswith="view_")[:rows])
    return group


FORMS = [
    full_tool,
    full_placement,
    full_owner,
    full_fiche,
    full_figure,
    full_step,
    full_guide,
    full_outcome,
    full_report,
    full_check,
    full_collection,
    full_erratum,
    full_experience,
    full_target_group,
    full_unreached_group,
    full_situation_element,
    full_start_factor,
    full_revision,
    full_user,
    full_group,
]
# Forms of a few fields, with nothing that can grow.
PLAIN_FORMS = {
    toolbox.Reference,
    toolbox.Format,
    toolbox.Audience,
    toolbox.Keyword,
    toolbox.ThesaurusGroup,
    toolbox.WordForm,
    toolbox.SignInAttempt,
    cycle.Section,
    cycle.Pillar,
    cycle.BuildingBlock,
    cycle.Resource,
    cycle.Situation,
}


def test_every_form_of_the_desk_is_tried_here(db):
    assert {type(build(1)) for build in FORMS} | PLAIN_FORMS == set(admin.site._registry)


@pytest.mark.parametrize("build", FORMS, ids=lambda build: build.__name__)
def test_form_takes_as_many_queries_for_four_rows_as_for_two(desk, build):
    counted = []
    first = build(1)
    queries(desk, address(type(first), "change", first.pk))  # Django reads its table of content types once
    for rows in (2, 4):
        entry = build(rows)
        form = address(type(entry), "change", entry.pk)
        queries(desk, form)  # what Django remembers between requests is not counted
        counted.append(queries(desk, form))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("model", CHANGELISTS)
def test_changelist_and_forms_are_dutch(desk, model):
    CHANGELISTS[model][0]()
    entry = model._default_manager.first()
    for path in (address(model, "changelist"), address(model, "add"), address(model, "change", entry.pk)):
        response = desk.get(path)
        assert response.status_code == 200 or path.endswith("/add/")  # some tables fill themselves
        words = set(text_of(parse(response).find("body")).lower().split())
        assert words & {"the", "and", "select", "change", "save", "search", "add"} == set(), path


def test_index_groups_the_tables_as_editors_think_of_them(desk):
    page = parse(desk.get("/admin/"))
    groups = [text_of(caption) for caption in page.find(".//main").iter("caption")]
    assert groups == [
        "Tools",
        "Nazicht",
        "Lijsten om op te filteren",
        "Zoeken",
        "Thema’s en cyclus",
        "Figuren",
        "Over zorgzame buurten en de toolbox",
        "Beheer",
    ]
