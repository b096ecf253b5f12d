"""What the API gives. The names are those of the site, and of the files of the lists (opendata/exports/rows.py).

The docstrings are Dutch: they stand in the description that readers of the API get.
"""

from datetime import datetime

from ninja import Field, Schema


class Placement(Schema):
    """Een tool op één plaats, met wat hij daar biedt."""

    id: str
    tool: str = Field(description="Het id van de tool.")
    tool_naam: str
    fiche: str | None = Field(description="Het id van de fiche, als de tool in een fiche staat.")
    stap: str | None = Field(description="Het id van de stap, als de tool in een stap staat.")
    hele_cyclus: bool
    kop: list[str] = Field(description="De kop waaronder de tool staat, van buiten naar binnen.")
    volgorde: int
    beschrijving: str
    naam_zoals_gedrukt: str
    detail_bij_bron: str
    adres: str


class Tool(Schema):
    """Een tool zoals in een lijst."""

    id: str = Field(description="Blijft gelijk, ook als de naam verandert.")
    naam: str
    adres: str
    samenvatting: str
    eigenaars: list[str]
    vormen: list[str]
    doelgroepen: list[str]
    voor_wie: list[str]
    trefwoorden: list[str]
    links: list[str]
    bronvermeldingen: list[str]
    fiches: list[str] = Field(description="De letters van de fiches waarin de tool staat.")
    stappen: list[str]
    hele_cyclus: bool
    aantal_plaatsen: int
    gewijzigd: datetime


class ToolDetail(Tool):
    """Een tool met elke plaats waar hij staat."""

    plaatsen: list[Placement]


class Passage(Schema):
    """Een bevinding of getuigenis van een fiche of een stap."""

    soort: str
    titel: str
    verteld_door: str
    tekst: str
    punten: list[str]


class FicheLink(Schema):
    """Een andere fiche, en waarom je die leest."""

    fiche: str
    titel: str
    reden: str


class Fiche(Schema):
    """Een fiche zoals in een lijst."""

    id: str
    letter: str
    titel: str
    ondertitel: str
    adres: str
    inleiding: str


class FicheDetail(Fiche):
    """Een fiche met alles wat erin staat."""

    passages: list[Passage]
    lees_verder: list[FicheLink]
    plaatsen: list[Placement]


class Step(Schema):
    """Een stap zoals in een lijst."""

    id: str
    nummer: int
    titel: str
    adres: str
    inleiding: str


class StepDetail(Step):
    """Een stap met alles wat erin staat."""

    passages: list[Passage]
    fiches: list[FicheLink]
    plaatsen: list[Placement]


class Owner(Schema):
    """Wie een tool maakte of bijhoudt."""

    id: str
    naam: str
    adres: str
    soort: str
    andere_namen: list[str]
    tools: int


class TargetGroup(Schema):
    """Voor of over wie tools zijn."""

    id: str
    naam: str
    adres: str
    uitleg: str
    tools: int


class Page(Schema):
    """Een bladzijde van een lijst."""

    aantal: int = Field(description="Hoeveel er in het geheel zijn.")
    pagina: int
    paginas: int
    vorige: str | None
    volgende: str | None


class ToolPage(Page):
    """Een bladzijde met tools."""

    resultaten: list[Tool]


class PlacementPage(Page):
    """Een bladzijde met plaatsen."""

    resultaten: list[Placement]


class FichePage(Page):
    """Een bladzijde met fiches."""

    resultaten: list[Fiche]


class StepPage(Page):
    """Een bladzijde met stappen."""

    resultaten: list[Step]


class OwnerPage(Page):
    """Een bladzijde met eigenaars."""

    resultaten: list[Owner]


class TargetGroupPage(Page):
    """Een bladzijde met doelgroepen."""

    resultaten: list[TargetGroup]


class FacetValue(Schema):
    """Een waarde van een filter."""

    waarde: str
    naam: str
    aantal: int = Field(description="Hoeveel tools je overhoudt als je deze waarde erbij kiest.")
    gekozen: bool


class Facet(Schema):
    """Een filter van de tools."""

    parameter: str
    naam: str
    waarden: list[FacetValue]


class SearchResults(Schema):
    """Wat de zoekvraag vindt, het best passende eerst."""

    is_benadering: bool = Field(description="Of er niets echt over gaat, en dit alleen in de buurt komt.")
    tools: list[Tool]
    fiches: list[Fiche]
    stappen: list[Step]
