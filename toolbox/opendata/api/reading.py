"""The addresses for fiches, steps, owners, target groups, and search over all."""

from ninja import Path, Query, Router

from buurtanalyse.models import Step
from fiches.models import Fiche
from toolbox.models import Owner, TargetGroup
from toolbox.opendata import rows
from toolbox.opendata.api.catalogue import PROBLEMS, QUESTION_PROBLEMS
from toolbox.opendata.api.params import Id, PageParams, SearchParams, one_of, page_of, renamed_or_not
from toolbox.opendata.exports.found import FoundTools
from toolbox.search.catalogue import Catalogue

reading = Router(tags=["Fiches en stappen"])
makers = Router(tags=["Eigenaars en doelgroepen"])
search = Router(tags=["Zoeken"])


@reading.get("/fiches/", response={200: rows.FichePage, **PROBLEMS}, summary="Alle fiches")
def fiche_list(request, params: Query[PageParams]):
    return page_of(request, Fiche.objects.published().for_list(), params)


@reading.get("/fiches/{id}/", response={200: rows.FicheDetail, **PROBLEMS}, summary="Eén fiche met alles erin")
def fiche_detail(request, id: Path[Id]):
    return one_of(request, Fiche.objects.published().for_detail(), slug=id)


@reading.get("/stappen/", response={200: rows.StepPage, **PROBLEMS}, summary="De stappen van de cyclus")
def step_list(request, params: Query[PageParams]):
    return page_of(request, Step.objects.published(), params)


@reading.get("/stappen/{id}/", response={200: rows.StepDetail, **PROBLEMS}, summary="Eén stap met alles erin")
def step_detail(request, id: Path[Id]):
    return one_of(request, Step.objects.published().for_detail(), slug=id)


@makers.get("/eigenaars/", response={200: rows.OwnerPage, **PROBLEMS}, summary="Wie de tools maakte")
def owner_list(request, params: Query[PageParams]):
    return page_of(request, Owner.objects.published().for_detail(), params)


@makers.get("/eigenaars/{id}/", response={200: rows.Owner, **PROBLEMS}, summary="Eén eigenaar")
def owner_detail(request, id: Path[Id]):
    return renamed_or_not(request, Owner.objects.published().for_detail(), id)


@makers.get("/doelgroepen/", response={200: rows.TargetGroupPage, **PROBLEMS}, summary="Voor of over wie de tools zijn")
def target_group_list(request, params: Query[PageParams]):
    return page_of(request, TargetGroup.objects.with_tool_count(), params)


@makers.get("/doelgroepen/{id}/", response={200: rows.TargetGroup, **PROBLEMS}, summary="Eén doelgroep")
def target_group_detail(request, id: Path[Id]):
    return one_of(request, TargetGroup.objects.with_tool_count(), slug=id)


def found(model, pages):
    """The public entries of `model` that search found, best first."""
    entries = model.objects.published().in_bulk([page.pk for page in pages])
    return [entries[page.pk] for page in pages if page.pk in entries]


@search.get(
    "/zoeken/", response={200: rows.SearchResults, **QUESTION_PROBLEMS}, summary="Zoeken in tools, fiches en stappen"
)
def search_all(request, params: Query[SearchParams]):
    results = Catalogue.current().search(params.q, params.exact)
    return {
        "is_benadering": results.is_near,
        "tools": FoundTools(results.tools())[: params.aantal],
        "in_de_buurt": FoundTools(results.near_tools)[:],
        "fiches": found(Fiche, results.fiches),
        "stappen": found(Step, results.steps),
    }
