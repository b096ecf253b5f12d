"""The addresses for tools, their facets and their placements.

Each has a Dutch summary and no docstring: that would stand in the description that readers of the API get.
"""

from ninja import Path, Query, Router

from toolbox.models import Placement, Tool
from toolbox.opendata import rows
from toolbox.opendata.api.params import Id, PlacementParams, ToolParams, one_of, page_of, renamed_or_not
from toolbox.opendata.api.problems import COMMON, BadParameters, Problem
from toolbox.opendata.exports.faults import faults
from toolbox.opendata.exports.found import FoundTools
from toolbox.search.filterset import ToolFilter

router = Router(tags=["Tools"])
QUESTION_PROBLEMS = {422: Problem, **COMMON}
PROBLEMS = {404: Problem, **QUESTION_PROBLEMS}


def filtered_tools(request):
    """The filter of the tools list on this request; a value that does not exist is a fault, not an empty list."""
    tool_filter = ToolFilter(request.GET)
    if not tool_filter.is_valid():
        raise BadParameters(faults(tool_filter.form))
    return tool_filter


@router.get("/tools/", response={200: rows.ToolPage, **PROBLEMS}, summary="Tools zoeken en filteren")
def tool_list(request, params: Query[ToolParams]):
    return page_of(request, FoundTools(filtered_tools(request).qs), params)


@router.get("/tools/{id}/", response={200: rows.ToolDetail, **PROBLEMS}, summary="Eén tool met al zijn plaatsen")
def tool_detail(request, id: Path[Id]):
    return renamed_or_not(request, Tool.objects.published().for_export(), id)


@router.get(
    "/facetten/",
    response={200: list[rows.Facet], **QUESTION_PROBLEMS},
    summary="Filters en hun aantallen",
)
def facet_list(request, params: Query[ToolParams]):
    return filtered_tools(request).facet_groups


@router.get("/plaatsen/", response={200: rows.PlacementPage, **PROBLEMS}, summary="Plaatsen: welke tool waar staat")
def placement_list(request, params: Query[PlacementParams]):
    asked = {"tool__slug": params.tool, "fiche__slug": params.fiche, "step__slug": params.stap}
    chosen = {field: value for field, value in asked.items() if value is not None}
    return page_of(request, Placement.objects.for_list().filter(**chosen), params)


@router.get("/plaatsen/{id}/", response={200: rows.Placement, **PROBLEMS}, summary="Eén plaats")
def placement_detail(request, id: Path[Id]):
    return one_of(request, Placement.objects.for_list(), key=id)
