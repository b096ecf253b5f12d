"""The rows of the catalogue as data, each said once: what the API answers and describes, and what files of lists hold.

A column is a name, a type and where its value comes from: an attribute of the entry, and what is made of it. Names and
docstrings are Dutch: readers of the API and of files get them.
"""

from datetime import datetime
from operator import attrgetter
from typing import Annotated

from ninja import Field, Schema
from pydantic import AliasChoices, BeforeValidator, create_model


def source(name, **about):
    """A column that reads the attribute `name` of the entry; `about` is for the description."""
    return Field(validation_alias=name, **about)


def each(value):
    """Makes a list of the entries of a relation: the `value` of each."""
    return BeforeValidator(lambda entries: [value(entry) for entry in entries])


def unique(value):
    """As `each`, without what has no `value`, and each once."""
    return BeforeValidator(lambda entries: list(dict.fromkeys(filter(None, map(value, entries)))))


def related(name):
    """Takes the attribute `name` of a related entry; None where there is none."""
    return BeforeValidator(lambda entry: getattr(entry, name) if entry else None)


Names = Annotated[list[str], each(attrgetter("name"))]


class Row(Schema):
    """An entry as a row."""

    @classmethod
    def of(cls, entry, request):
        """The row of `entry` as a dictionary in the order of the columns; `request` says the host of full addresses.

        Its values are text, numbers, moments or lists of text.
        """
        return cls.model_validate(entry, context={"request": request}).model_dump()

    @staticmethod
    def resolve_adres(entry, context):
        return context["request"].build_absolute_uri(entry.get_absolute_url())

    @staticmethod
    def resolve_plaatsen(page):
        return page.placements.for_list()


class Placement(Row):
    """Een tool op één plaats, met wat hij daar biedt."""

    id: str = source("key")
    tool: Annotated[str, related("slug")] = Field(description="Het id van de tool.")
    tool_naam: Annotated[str, related("name")] = source("tool")
    fiche: Annotated[str | None, related("slug")] = Field(
        description="Het id van de fiche, als de tool in een fiche staat."
    )
    stap: Annotated[str | None, related("slug")] = source(
        "step", description="Het id van de stap, als de tool in een stap staat."
    )
    hele_cyclus: bool = source("whole_cycle")
    kop: list[str] = source("heading_path", description="De kop waaronder de tool staat, van buiten naar binnen.")
    volgorde: int = source("order")
    beschrijving: str = source("description")
    naam_zoals_gedrukt: str = source("printed_name")
    detail_bij_bron: str = source("reference_detail")
    adres: str


class Tool(Row):
    """Een tool zoals in een lijst."""

    id: str = source("slug", description="Blijft gelijk, ook als de naam verandert.")
    naam: str = source("name")
    adres: str
    samenvatting: str = source("summary")
    eigenaars: Names = source("owners")
    vormen: Names = source("formats")
    doelgroepen: Names = source("target_groups")
    voor_wie: Names = source("audiences")
    trefwoorden: Annotated[list[str], each(attrgetter("tag.name"))] = source("keywords")
    links: list[str] = source("distinct_urls")
    bronvermeldingen: Annotated[list[str], each(attrgetter("citation"))] = source("distinct_references")
    fiches: Annotated[list[str], unique(lambda placement: placement.fiche and placement.fiche.letter)] = source(
        "placements", description="De letters van de fiches waarin de tool staat."
    )
    stappen: Annotated[list[str], unique(lambda placement: placement.step and placement.step.title)] = source(
        "placements"
    )
    hele_cyclus: Annotated[bool, BeforeValidator(any), each(attrgetter("whole_cycle"))] = source("placements")
    aantal_plaatsen: Annotated[int, BeforeValidator(len)] = source("placements")
    gewijzigd: datetime = source("updated_at")


class ToolDetail(Tool):
    """Een tool met elke plaats waar hij staat."""

    plaatsen: list[Placement] = source("placements")
    vragen: list[str] = source("question_list", description="Waar de tool een antwoord op geeft, in onze woorden.")


class Passage(Row):
    """Een bevinding of getuigenis van een fiche of een stap."""

    soort: str = source("kind")
    titel: str = source("title")
    verteld_door: str = source("speaker")
    tekst: str = source("text")
    punten: list[str] = source("point_list")


class FicheLink(Row):
    """Een andere fiche, en waarom je die leest."""

    fiche: Annotated[str, related("slug")] = source(AliasChoices("to_fiche", "fiche"))
    titel: Annotated[str, related("title")] = source(AliasChoices("to_fiche", "fiche"))
    reden: str = source("reason")


class Fiche(Row):
    """Een fiche zoals in een lijst."""

    id: str = source("slug")
    letter: str
    titel: str = source("title")
    ondertitel: str = source("subtitle")
    adres: str
    inleiding: str = source("lead")


class FicheDetail(Fiche):
    """Een fiche met alles wat erin staat."""

    passages: list[Passage]
    lees_verder: list[FicheLink] = source("read_on")
    plaatsen: list[Placement]


class Step(Row):
    """Een stap zoals in een lijst."""

    id: str = source("slug")
    nummer: int = source("number")
    titel: str = source("title")
    adres: str
    inleiding: str = source("lead")


class StepDetail(Step):
    """Een stap met alles wat erin staat."""

    passages: list[Passage]
    fiches: list[FicheLink] = source("step_fiches")
    plaatsen: list[Placement]


class Owner(Row):
    """Wie een tool maakte of bijhoudt."""

    id: str = source("slug")
    naam: str = source("name")
    adres: str
    soort: str = source("kind")
    website: str = source("url")
    andere_namen: Annotated[list[str], each(attrgetter("alias"))] = source("aliases")
    tools: int = source("tool_count")


class TargetGroup(Row):
    """Voor of over wie tools zijn."""

    id: str = source("slug")
    naam: str = source("name")
    adres: str
    uitleg: str = source("description")
    tools: int = source("tool_count")


class Change(Row):
    """Een item dat nieuw of veranderd is; `nieuw_op` is leeg als het ouder is dan zijn geschiedenis."""

    soort: str = source("kind")
    naam: str = source("title")
    adres: str
    nieuw_op: datetime | None = source("since")
    veranderd_op: datetime = source("changed")


class Erratum(Row):
    """Wat in de publicatie niet klopt."""

    nummer: int = source("number")
    soort: str = source("kind")
    waar: str = source("where")
    er_staat: str = source("printed")
    het_moet_zijn: str = source("should_be")
    waarom: str = source("why")
    wat_deden_we: str = source("get_status_display")
    tool: Annotated[str, BeforeValidator(lambda tool: tool.slug if tool and tool.is_public else "")]


class FacetValue(Row):
    """Een waarde van een filter."""

    waarde: str = source("value")
    naam: str = source("label")
    aantal: int = source("count", description="Hoeveel tools je overhoudt als je deze waarde erbij kiest.")
    gekozen: bool = source("selected")


class Facet(Row):
    """Een filter van de tools."""

    parameter: str = source("param")
    naam: str = source("label")
    waarden: list[FacetValue] = source("options")


class SearchResults(Schema):
    """Wat de zoekvraag vindt, het best passende eerst."""

    is_benadering: bool = Field(description="Of er niets echt over gaat, en dit alleen in de buurt komt.")
    tools: list[Tool]
    in_de_buurt: list[Tool] = Field(description="Als weinig tools erover gaan: wat erop lijkt.")
    fiches: list[Fiche]
    stappen: list[Step]


class Page(Schema):
    """Een bladzijde van een lijst."""

    aantal: int = Field(description="Hoeveel er in het geheel zijn.")
    pagina: int
    paginas: int
    vorige: str | None
    volgende: str | None


def page_of(row, many):
    """The shape of a page of a list of `row`, of which a reader calls several `many`."""
    columns = {"resultaten": (list[row], ...)}
    return create_model(f"{row.__name__}Page", __base__=Page, __doc__=f"Een bladzijde met {many}.", **columns)


ToolPage = page_of(Tool, "tools")
PlacementPage = page_of(Placement, "plaatsen")
FichePage = page_of(Fiche, "fiches")
StepPage = page_of(Step, "stappen")
OwnerPage = page_of(Owner, "eigenaars")
TargetGroupPage = page_of(TargetGroup, "doelgroepen")
