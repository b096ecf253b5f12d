"""The addresses for fiches, steps, owners, target groups, and search over all."""

from ninja import Path, Query, Router

from buurtanalyse.models import Step
from fiches.models import Fiche
from toolbox.models import Owner, TargetGroup
from toolbox.opendata.api import rows, schemas
from toolbox.opendata.api.catalogue import PROBLEMS, QUESTION_PROBLEMS
from toolbox.opendata.api.params import Id, PageParams, SearchParams, one_of, page_of
from toolbox.opendata.exports.found import FoundTools
from toolbox.opendata.exports.rows import fiche_row, owner_row, step_row, target_group_row, tool_row
from toolbox.search.catalogue import Catalogue

reading = Router(tags=["Fiches en stappen"])
makers = Router(tags=["Eigenaars en doelgroepen"])
search = Router(tags=["Zoeken"])


@reading.get("/fiches/", response={200: schemas.FichePage, **PROBLEMS}, summary="Alle fiches")
def fiche_list(request, params: Query[PageParams]):
    return page_of(request, Fiche.objects.published().for_list(), params, fiche_row)


@reading.get("/fiches/{id}/", response={200: schemas.FicheDetail, **PROBLEMS}, summary="Eén fiche met alles erin")
def fiche_detail(request, id: Path[Id]):
    fiche = one_of(request, Fiche.objects.published().for_detail(), slug=id)
    return rows.fiche_detail(fiche, request.build_absolute_uri)


@reading.get("/stappen/", response={200: schemas.StepPage, **PROBLEMS}, summary="De stappen van de cyclus")
def step_list(request, params: Query[PageParams]):
    return page_of(request, Step.objects.published(), params, step_row)


@reading.get("/stappen/{id}/", response={200: schemas.StepDetail, **PROBLEMS}, summary="Eén stap met alles erin")
def step_detail(request, id: Path[Id]):
    step = one_of(request, Step.objects.published().for_detail(), slug=id)
    return rows.step_detail(step, request.build_absolute_uri)


@makers.get("/eigenaars/", response={200: schemas.OwnerPage, **PROBLEMS}, summary="Wie de tools maakte")
def owner_list(request, params: Query[PageParams]):
    return page_of(request, Owner.objects.published().for_detail(), params, owner_row)


@makers.get("/eigenaars/{id}/", response={200: schemas.Owner, **PROBLEMS}, summary="Eén eigenaar")
def owner_detail(request, id: Path[Id]):
    owner = one_of(request, Owner.objects.published().for_detail(), slug=id)
    return owner_row(owner, request.build_absolute_uri)


@makers.get(
    "/doelgroepen/", response={200: schemas.TargetGroupPage, **PROBLEMS}, summary="Voor of over wie de tools zijn"
)
def target_group_list(request, params: Query[PageParams]):
    return page_of(request, TargetGroup.objects.with_tool_count(), params, target_group_row)


@makers.get("/doelgroepen/{id}/", response={200: schemas.TargetGroup, **PROBLEMS}, summary="Eén doelgroep")
def target_group_detail(request, id: Path[Id]):
    group = one_of(request, TargetGroup.objects.with_tool_count(), slug=id)
    return target_group_row(group, request.build_absolute_uri)


def found(model, pages):
    """The public entries of `model` that search found, best first."""
    entries = model.objects.published().in_bulk([page.pk for page in pages])
    return [entries[page.pk] for page in pages if page.pk in entries]


@search.get(
    "/zoeken/", response={200: schemas.SearchResults, **QUESTION_PROBLEMS}, summary="Zoeken in tools, fiches en stappen"
)
def search_all(request, params: Query[SearchParams]):
    absolute = request.build_absolute_uri
    results = Catalogue.current().search(params.q, params.exact)
    return {
        "is_benadering": results.is_near,
        "tools": [tool_row(tool, absolute) for tool in FoundTools(results.tools())[: params.aantal]],
        "fiches": [fiche_row(fiche, absolute) for fiche in found(Fiche, results.fiches)],
        "stappen": [step_row(step, absolute) for step in found(Step, results.steps)],
    }
