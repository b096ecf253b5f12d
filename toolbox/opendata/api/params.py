"""The parameters that requests may carry, and pages of results.

The docstrings of the parameters are Dutch: they stand in the description that readers of the API get.
"""

from typing import Annotated

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Schema
from pydantic import BeforeValidator, ConfigDict, StringConstraints, model_validator

from fiches.shared.text import clean_line
from toolbox.opendata.api.problems import BadParameters
from toolbox.search import MAX_LENGTH
from toolbox.serving.middleware.limits import VALUES_PER_PARAMETER

PAGE_SIZE = 50
MAX_PAGE_SIZE = 100
MAX_PAGE = 1_000_000
MAX_SLUG = 200
MAX_FAULTS = 20  # that one answer names
MAX_NAME = 100  # characters of an unknown parameter that an answer repeats

Line = Annotated[str, BeforeValidator(lambda text: clean_line(text) if isinstance(text, str) else text)]
Id = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[-a-zA-Z0-9_]+$", max_length=MAX_SLUG)]


class Params(Schema):
    """Parameters van een vraag. Een naam die er niet bij hoort, is een fout."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="after")
    def refuse_unknown(self, info):
        refuse_unknown(info.context["request"], type(self).model_fields)
        return self


def refuse_unknown(request, known=()):
    """Say it when the request has parameters that are not `known`: else a slip would look like an answer."""
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        raise BadParameters({name[:MAX_NAME]: ["Deze parameter kennen we hier niet."] for name in unknown[:MAX_FAULTS]})


class PageParams(Params):
    """Welke bladzijde, en hoe lang."""

    pagina: int = Field(1, ge=1, le=MAX_PAGE, description="De hoeveelste bladzijde.")
    per_pagina: int = Field(PAGE_SIZE, ge=1, le=MAX_PAGE_SIZE, description="Hoeveel resultaten op een bladzijde.")


def values(label):
    """A filter that can stand in the address several times; at least one of its values has to fit."""
    return Field([], max_length=VALUES_PER_PARAMETER, description=f"{label}. Mag meer keren: een ervan moet passen.")


class ToolParams(PageParams):
    """De filters van de tools: dezelfde namen en waarden als in de adressen van de site."""

    q: Line = Field("", max_length=MAX_LENGTH, description="Zoekwoorden.")
    fiche: list[str] = values("Thema: het id van een fiche")
    stap: list[str] = values("Het id van een stap")
    doelgroep: list[str] = values("Het id van een doelgroep")
    voor: list[str] = values("Voor wie: zie /facetten/")
    vorm: list[str] = values("Vorm: zie /facetten/")
    eigenaar: list[str] = values("Het id van een eigenaar")
    trefwoord: list[str] = values("Trefwoord: zie /facetten/")
    link: list[str] = values("“ja” of “nee”: of er een link bij staat")
    exact: bool = Field(False, description="Zoek letterlijk: zet tikfouten niet recht.")
    sorteer: str = Field("", max_length=30, description="“titel”, “nieuwste”, “geplaatst”, en met q ook “beste”.")


class PlacementParams(PageParams):
    """Waar een plaats is, of van welke tool."""

    tool: Id | None = Field(None, description="Het id van een tool.")
    fiche: Id | None = Field(None, description="Het id van een fiche.")
    stap: Id | None = Field(None, description="Het id van een stap.")


class SearchParams(Params):
    """Waarnaar je zoekt."""

    q: Line = Field(..., min_length=1, max_length=MAX_LENGTH, description="Zoekwoorden of een hele vraag.")
    exact: bool = Field(False, description="Zoek letterlijk: zet tikfouten niet recht.")
    aantal: int = Field(20, ge=1, le=MAX_PAGE_SIZE, description="Hoogstens zoveel tools.")


def one_of(request, queryset, **lookup):
    """The one object that the address names; an address of one object takes no parameters."""
    refuse_unknown(request)
    return get_object_or_404(queryset, **lookup)


def renamed_or_not(request, queryset, slug):
    """The one object that is at the address `slug`, or once was."""
    refuse_unknown(request)
    return queryset.filter(slug=slug).first() or get_object_or_404(queryset, old_addresses__slug=slug)


def page_of(request, queryset, params):
    """One page of `queryset`, as a `rows.Page` with its entries; a page that does not exist is not found."""
    paginator = Paginator(queryset, params.per_pagina)
    try:
        page = paginator.page(params.pagina)
    except EmptyPage:
        raise Http404 from None

    def address(number):
        query = request.GET.copy()
        query["pagina"] = number
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    return {
        "aantal": paginator.count,
        "pagina": page.number,
        "paginas": paginator.num_pages,
        "vorige": address(page.number - 1) if page.has_previous() else None,
        "volgende": address(page.number + 1) if page.has_next() else None,
        "resultaten": list(page),
    }
